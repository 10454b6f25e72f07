using System.Reflection;
using Fieldthread.Core.Studies;

namespace Fieldthread.Workbench.Acts;

/// <summary>Upon what an act is done.</summary>
public enum ActScope
{
    /// <summary>An existing study.</summary>
    Study,

    /// <summary>A study that the act itself begins.</summary>
    NewStudy,

    /// <summary>The installation: its accounts. Logged as study 0.</summary>
    Installation,
}

/// <summary>Declares an act: its name, what it needs, whether it can be undone and what it tells watchers.</summary>
/// <param name="name">Name in the log, the API and on the command line: <c>add-coding</c>.</param>
/// <param name="needs">Permission that the actor must hold.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ActAttribute(string name, Permission needs) : Attribute
{
    /// <summary>Name in the log, the API and on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>Permission that the actor must hold.</summary>
    public Permission Needs { get; } = needs;

    /// <summary>False for acts that reached outside or fixed something for good: sending, publishing, erasing, freezing.</summary>
    public bool CanBeUndone { get; init; } = true;

    /// <summary>What watchers should read again: <c>codings</c>, <c>codes</c>, <c>findings</c>…</summary>
    public string Tells { get; init; } = "study";

    /// <summary>Upon what it is done.</summary>
    public ActScope Scope { get; init; } = ActScope.Study;
}

/// <summary>Declares one refusal of an act or a question, so that its test can be counted.</summary>
/// <param name="code">Stable short name: <c>range-outside</c>.</param>
/// <param name="when">When it happens, in words.</param>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true)]
public sealed class RefusesAttribute(string code, string when) : Attribute
{
    /// <summary>Stable short name.</summary>
    public string Code { get; } = code;

    /// <summary>When it happens, in words.</summary>
    public string When { get; } = when;
}

/// <summary>An act of any answer.</summary>
public interface IAct
{
    /// <summary>What can be done before the study is locked: reading and checking a file. Refuses as the act does.</summary>
    Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel);

    /// <summary>What follows once the act is committed and can be done again if it fails: giving erased words up to the disk.</summary>
    Task AfterCommitAsync(ActServices services, CancellationToken cancel);
}

/// <summary>A thing that a person does to a study: a record of what it needs and one method, run whole in one transaction or not at all.</summary>
/// <typeparam name="TAnswer">What it gives back: ids, keys and counts, never participants' words, for the answer is kept in the log.</typeparam>
public abstract record Act<TAnswer> : IAct
{
    /// <summary>Does it. Called once, inside the transaction, after permission was checked.</summary>
    /// <exception cref="RefusedException">One of the declared refusals; nothing is changed.</exception>
    public abstract Task<TAnswer> DoAsync(Acting acting);

    /// <inheritdoc/>
    public virtual Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel) => Task.CompletedTask;

    /// <inheritdoc/>
    public virtual Task AfterCommitAsync(ActServices services, CancellationToken cancel) => Task.CompletedTask;
}

/// <summary>How far long work has come.</summary>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; 0 where not known.</param>
/// <param name="Doing">What is being done, in words.</param>
public readonly record struct JobProgress(long Done, long Total, string Doing);

/// <summary>What an act did.</summary>
/// <param name="Act">Its number in the study's log.</param>
/// <param name="Study">Local number of the study.</param>
/// <param name="Answer">What it gives back.</param>
/// <param name="Repeated">True where the same was sent before under the same client id and nothing was done again.</param>
public sealed record Done<TAnswer>(long Act, int Study, TAnswer Answer, bool Repeated = false);

/// <summary>A description of an act or question for lists, the API and help.</summary>
/// <param name="Type">The record.</param>
/// <param name="Name">Its name.</param>
/// <param name="Needs">Its permission.</param>
/// <param name="Answer">Type of its answer.</param>
/// <param name="Refusals">What it refuses.</param>
public sealed record Described(Type Type, string Name, Permission Needs, Type Answer, IReadOnlyList<RefusesAttribute> Refusals)
{
    /// <summary>The act's declaration; null for a question.</summary>
    public ActAttribute? Act => Type.GetCustomAttribute<ActAttribute>();
}

/// <summary>Every act and question there is, found by reflection once.</summary>
public static class Catalogue
{
    /// <summary>Acts by name.</summary>
    public static IReadOnlyDictionary<string, Described> Acts { get; } = Find(typeof(Act<>), type => type.GetCustomAttribute<ActAttribute>() is { } a ? (a.Name, a.Needs) : null);

    /// <summary>Questions by name.</summary>
    public static IReadOnlyDictionary<string, Described> Questions { get; } = Find(typeof(Question<>), type => type.GetCustomAttribute<QuestionAttribute>() is { } q ? (q.Name, q.Needs) : null);

    /// <summary>The declaration of an act.</summary>
    public static ActAttribute Of(IAct act) => act.GetType().GetCustomAttribute<ActAttribute>()
        ?? throw new InvalidOperationException($"{act.GetType().Name} has no [Act].");

    private static SortedDictionary<string, Described> Find(Type generic, Func<Type, (string, Permission)?> declared)
    {
        var found = new SortedDictionary<string, Described>(StringComparer.Ordinal);
        foreach (var type in typeof(Catalogue).Assembly.GetTypes().Where(t => !t.IsAbstract))
        {
            if (type.BaseType is { IsGenericType: true } @base && @base.GetGenericTypeDefinition() == generic && declared(type) is var (name, needs))
            {
                found.Add(name, new Described(type, name, needs, @base.GetGenericArguments()[0], type.GetCustomAttributes<RefusesAttribute>().ToArray()));
            }
        }

        return found;
    }
}
