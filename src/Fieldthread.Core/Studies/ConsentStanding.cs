namespace Fieldthread.Core.Studies;

/// <summary>What a participant consents to, each by itself.</summary>
public enum ConsentScope
{
    /// <summary>Their voice is recorded, and the recording kept.</summary>
    Audio,

    /// <summary>Their words are quoted under the pseudonym.</summary>
    Quotation,

    /// <summary>Their words are used again, in another study or by others.</summary>
    Reuse,

    /// <summary>Their words are deposited in an archive.</summary>
    Archive,
}

/// <summary>What they answered.</summary>
public enum ConsentAnswer
{
    /// <summary>They have not been asked: recorded as such.</summary>
    NotAsked,

    /// <summary>Yes.</summary>
    Given,

    /// <summary>No.</summary>
    Refused,
}

/// <summary>How far consent is withdrawn. Each level holds what those before it hold.</summary>
public enum WithdrawalLevel
{
    /// <summary>They are not met or written to again; what they said stays in use.</summary>
    NoContact,

    /// <summary>Nor are they quoted.</summary>
    NotQuoted,

    /// <summary>Nor are their words used again, recorded or given away: to an archive or in a file.</summary>
    NotArchived,

    /// <summary>What they said is kept until a day; from the day after it is to be erased.</summary>
    KeptUntil,

    /// <summary>Their words are erased.</summary>
    Erase,
}

/// <summary>How a scope stands.</summary>
public enum ConsentState
{
    /// <summary>Nothing is recorded.</summary>
    NoRecord,

    /// <summary>It is recorded that they have not been asked.</summary>
    NotAsked,

    /// <summary>They said yes.</summary>
    Given,

    /// <summary>They said no.</summary>
    Refused,

    /// <summary>It was taken back.</summary>
    Withdrawn,
}

/// <summary>One thing that was recorded of a participant's consent: an answer, or a withdrawal.</summary>
/// <param name="Scope">The scope that was answered; null for a withdrawal.</param>
/// <param name="Answer">The answer, where it is one.</param>
/// <param name="Level">The level of a withdrawal; null for an answer.</param>
/// <param name="CutOff">The last day on which data are kept, at that level.</param>
public readonly record struct ConsentStep(ConsentScope? Scope, ConsentAnswer Answer, WithdrawalLevel? Level = null, DateOnly? CutOff = null);

/// <summary>What follows from all that was recorded of a participant's consent, up to a day.</summary>
/// <remarks>
/// A later answer stands over an earlier one of the same scope. A withdrawal closes scopes whatever was answered; a later withdrawal takes its place whole.
/// Consent given anew after a withdrawal opens its scope again and allows contact; once every scope that the withdrawal closed is open, nothing of it is left.
/// Nothing comes after an erasure.
/// </remarks>
public sealed class ConsentStanding
{
    private readonly ConsentState[] said;
    private readonly HashSet<ConsentScope> closed;

    private ConsentStanding(ConsentState[] said, HashSet<ConsentScope> closed, WithdrawalLevel? level, DateOnly? cutOff, bool contact, bool due) =>
        (this.said, this.closed, Level, CutOff, MayContact, Due) = (said, closed, level, cutOff, contact, due);

    /// <summary>Every scope, in order.</summary>
    public static IReadOnlyList<ConsentScope> Scopes { get; } = Enum.GetValues<ConsentScope>();

    /// <summary>The withdrawal that is in force, or null.</summary>
    public WithdrawalLevel? Level { get; }

    /// <summary>The last day on which the data are kept, where that is the level.</summary>
    public DateOnly? CutOff { get; }

    /// <summary>False where they withdrew from contact.</summary>
    public bool MayContact { get; }

    /// <summary>True where the last day on which the data are kept is past: they are to be erased, and nothing may be done with them.</summary>
    public bool Due { get; }

    /// <summary>True where the words were erased.</summary>
    public bool Erased => Level == WithdrawalLevel.Erase;

    /// <summary>True where anything at all is recorded.</summary>
    public bool AnyRecord => Level is not null || said.Any(s => s != ConsentState.NoRecord);

    /// <summary>Reads what was recorded.</summary>
    /// <param name="steps">In the order in which it was recorded.</param>
    /// <param name="today">The day.</param>
    public static ConsentStanding Of(IEnumerable<ConsentStep> steps, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(steps);
        var answered = new ConsentState[Scopes.Count];
        var shut = new HashSet<ConsentScope>();
        var (level, cutOff, contact) = ((WithdrawalLevel?)null, (DateOnly?)null, true);
        foreach (var step in steps.TakeWhile(_ => level != WithdrawalLevel.Erase))
        {
            if (step.Level is { } withdrawn)
            {
                (level, cutOff, contact) = (withdrawn, withdrawn == WithdrawalLevel.KeptUntil ? step.CutOff : null, false);
                shut = [.. Closes(withdrawn)];
            }
            else if (step.Scope is { } scope)
            {
                answered[(int)scope] = step.Answer switch { ConsentAnswer.Given => ConsentState.Given, ConsentAnswer.Refused => ConsentState.Refused, _ => ConsentState.NotAsked };
                if (step.Answer == ConsentAnswer.Given)
                {
                    shut.Remove(scope);
                    contact = true;
                    (level, cutOff) = shut.Count == 0 ? (null, null) : (level, cutOff);
                }
            }
        }

        return new ConsentStanding(answered, shut, level, cutOff, contact, level == WithdrawalLevel.KeptUntil && cutOff is { } last && today > last);
    }

    /// <summary>How a scope stands.</summary>
    public ConsentState this[ConsentScope scope] => Due || closed.Contains(scope) ? ConsentState.Withdrawn : said[(int)scope];

    /// <summary>The scopes that a level closes.</summary>
    public static IReadOnlyList<ConsentScope> Closes(WithdrawalLevel level) => level switch
    {
        WithdrawalLevel.NoContact => [],
        WithdrawalLevel.NotQuoted => [ConsentScope.Quotation],
        _ => Scopes,
    };
}
