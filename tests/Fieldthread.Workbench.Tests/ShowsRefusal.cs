namespace Fieldthread.Workbench.Tests;

/// <summary>Says that a test shows one declared refusal of an act or a question.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ShowsRefusalAttribute(string act, string code) : Attribute
{
    public string Act { get; } = act;

    public string Code { get; } = code;
}
