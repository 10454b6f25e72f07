namespace Fieldthread.Workbench.Tests;

/// <summary>Says that a test shows one declared refusal of an act or a question.</summary>
/// <param name="name">Name of the act or question: <c>add-phase</c>.</param>
/// <param name="code">Code of the refusal: <c>name-taken</c>.</param>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ShowsRefusalAttribute(string name, string code) : Attribute
{
    public string Name { get; } = name;

    public string Code { get; } = code;
}
