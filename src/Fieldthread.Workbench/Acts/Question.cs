using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Acts;

/// <summary>Declares a question: its name and what it needs.</summary>
/// <param name="name">Name in the API and on the command line: <c>codings-of-code</c>.</param>
/// <param name="needs">Permission that the asker must hold.</param>
[AttributeUsage(AttributeTargets.Class)]
public sealed class QuestionAttribute(string name, Permission needs) : Attribute
{
    /// <summary>Name in the API and on the command line.</summary>
    public string Name { get; } = name;

    /// <summary>Permission that the asker must hold.</summary>
    public Permission Needs { get; } = needs;

    /// <summary>Upon what it is asked.</summary>
    public ActScope Scope { get; init; } = ActScope.Study;
}

/// <summary>Something that is asked of a study and changes nothing. It runs unchanged on the study as it is and as recorded at a cut.</summary>
/// <typeparam name="TAnswer">What it gives back.</typeparam>
public abstract record Question<TAnswer>
{
    /// <summary>Answers it.</summary>
    /// <exception cref="RefusedException">What was asked for is not there.</exception>
    public abstract Task<TAnswer> AskAsync(Asking asking);
}

/// <summary>Who does or asks.</summary>
/// <param name="AccountId">The account; null for the program itself.</param>
/// <param name="Name">Name as shown.</param>
/// <param name="Steward">True for one who keeps the installation.</param>
public sealed record Actor(Guid? AccountId, string Name, bool Steward)
{
    /// <summary>The program itself, as when it fills the demonstration study. It may do everything.</summary>
    public static Actor Program { get; } = new(null, "Fieldthread", Steward: true);

    /// <summary>Somebody who is not signed in. They may do what a link in their hand lets them.</summary>
    public static Actor Nobody { get; } = new(null, "Nobody", Steward: false);
}

/// <summary>What a question works with.</summary>
/// <param name="Context">The study through the asker's view.</param>
/// <param name="Head">Number of the newest act that the view holds; caches in memory are keyed by it.</param>
/// <param name="Actor">Who asks.</param>
/// <param name="Me">The asker's person in the study, where there is one.</param>
/// <param name="Cache">Results kept in memory, keyed by study, act and view.</param>
/// <param name="Cancel">Stops the question.</param>
public sealed record Asking(StudyContext Context, long Head, Actor Actor, Guid? Me, StudyCache Cache, CancellationToken Cancel)
{
    /// <summary>Opens the study through another view, as a comparison of two cuts needs; disposed by the caller.</summary>
    public required Func<View, StudyContext> Open { get; init; }

    /// <summary>The database and the cache, for questions that read a cut beside the study as it is.</summary>
    public required ActServices Services { get; init; }

    /// <summary>True where the asker’s role, as it is now, also allows something that only a part of the answer needs.</summary>
    /// <param name="needs">What that part needs.</param>
    public async Task<bool> MayAsync(Permission needs)
    {
        await using var now = Services.Database.Live(new View(Context.Study));
        try
        {
            await Authority.RequireAsync(now, Actor, needs, "see this", Cancel);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    /// <summary>Refuses, in words.</summary>
    /// <exception cref="RefusedException">Always.</exception>
    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    public static void Refuse(string code, string message, string whatToDo = "") => throw new RefusedException(new Refusal(code, message, whatToDo));
}
