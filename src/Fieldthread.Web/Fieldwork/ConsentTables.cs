using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Consent;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Consent and withdrawals, as files and in words.</summary>
public static class ConsentTables
{
    /// <summary>Every table of consent.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<ConsentsOfStudy, ConsentOverview>("consents", "The consent of every participant as it stands now, scope by scope", Consents),
        TableExport.Of<SpecialCategoriesOfStudy, IReadOnlyList<SpecialLine>>("special-categories", "Sources and codes that hold special categories of personal data", Special),
        TableExport.Of<ConsentOf, ConsentHistory>("consent-history", "Everything that was recorded of a participant’s consent", History),
        TableExport.Of<WithdrawalPreview, WithdrawalReach>("withdrawal-reach", "What a withdrawal of a participant would reach", Reach),
    ];

    /// <summary>A participant a row.</summary>
    public static PlainTable Consents(ConsentOverview overview)
    {
        ArgumentNullException.ThrowIfNull(overview);
        return PlainTable.Of(
            "consents", overview.People, ("participant", p => p.Pseudonym), ("site", p => p.Site), ("encounters", p => p.Encounters), ("recording", p => ConsentWords.Of(p.Audio)), ("quotation", p => ConsentWords.Of(p.Quotation)),
            ("use again", p => ConsentWords.Of(p.Reuse)), ("archive", p => ConsentWords.Of(p.Archive)), ("withdrawal", p => p.Level is { } level ? ConsentWords.Of(level) : null), ("kept until", p => p.CutOff), ("may be contacted", p => p.MayContact ? "yes" : "no"), ("due", p => p.Due));
    }

    /// <summary>A flag a row.</summary>
    public static PlainTable Special(IReadOnlyList<SpecialLine> list) =>
        PlainTable.Of("special-categories", list, ("kind", l => l.Kind), ("name", l => l.Name), ("category", l => l.InWords), ("explicit consent to sharing", l => l.ConsentHeld ? "held" : "not held"), ("note", l => l.Note));

    /// <summary>A step a row.</summary>
    public static PlainTable History(ConsentHistory history)
    {
        ArgumentNullException.ThrowIfNull(history);
        return PlainTable.Of(
            "consent-history", history.Steps, ("act", s => s.Act), ("participant", _ => history.Now.Pseudonym), ("of", s => s.Of), ("says", s => s.Says), ("day", s => s.Day), ("kept until", s => s.CutOff), ("form", s => s.FormVersion), ("note", s => s.Note), ("recorded by", s => s.RecordedBy), ("decided by", s => s.DecidedBy));
    }

    /// <summary>A kind of thing a row.</summary>
    public static PlainTable Reach(WithdrawalReach reach)
    {
        ArgumentNullException.ThrowIfNull(reach);
        return PlainTable.Of("withdrawal-reach", reach.Lines, ("participant", _ => reach.Pseudonym), ("level", _ => reach.Level), ("what", l => l.What), ("count", l => l.Count), ("which", l => string.Join("; ", l.Which)), ("what becomes of it", l => l.Becomes));
    }

    /// <summary>The shape by which a state is shown.</summary>
    public static string Kind(ConsentState state) => state switch { ConsentState.Given => "ok", ConsentState.Refused or ConsentState.Withdrawn => "stop", _ => "idle" };
}
