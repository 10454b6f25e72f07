using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Sampling;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork.Sampling;

namespace Fieldthread.Web.Fieldwork;

/// <summary>Choices of sites, as files and in words.</summary>
public static class ChoiceTables
{
    /// <summary>Every table of choices.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<SiteChoices, IReadOnlyList<SiteChoiceLine>>("site-choices", "Choices of sites", Choices),
        TableExport.Of<SiteChoiceInFull, SiteChoiceAnswer>("chosen-sites", "Who was chosen as a site, and how unlike the others", answer => Chosen(answer.Choice.Key, answer.Account)),
        TableExport.Of<SiteChoiceInFull, SiteChoiceAnswer>("site-balance", "Attributes among the chosen beside all candidates", answer => Balance(answer.Choice.Key, answer.Account)),
        TableExport.Of<SiteCandidates, CandidateList>("site-candidates", "Organisations of a type as candidates for sites, with what the register tells of them", Candidates),
    ];

    /// <summary>Candidates as the register tells of them.</summary>
    public static PlainTable Candidates(CandidateList table) =>
        PlainTable.Of("candidates", table.Lines, [.. table.Columns.Select((c, i) => (c, (Func<IReadOnlyList<string>, object?>)(l => l[i])))]);

    /// <summary>The choices.</summary>
    public static PlainTable Choices(IReadOnlyList<SiteChoiceLine> lines) => PlainTable.Of(
        "site-choices", lines, ("choice", l => l.Key), ("for", l => l.Title), ("by", l => InWords(l.Objective)), ("chosen", l => string.Join("; ", l.Chosen)), ("proven", l => l.Proven ? "yes" : "no"), ("candidates from", l => l.Origin),
        ("reason", l => l.Reason), ("follows", l => l.Follows), ("declined", l => l.Declined), ("why", l => l.DeclinedWhy), ("followed by", l => l.FollowedBy), ("act", l => l.Act));

    /// <summary>The chosen of one choice.</summary>
    public static PlainTable Chosen(string choice, SampleAccount account) => PlainTable.Of(
        "chosen-sites", account.Lines, ("choice", _ => choice), ("site", l => l.Name), ("nearest", l => l.Nearest), ("distance", l => Math.Round(l.Distance, 6)), ("alone in", l => string.Join("; ", l.Alone)), ("alike in what is published", l => l.Alike));

    /// <summary>Attributes among the chosen and among all.</summary>
    public static PlainTable Balance(string choice, SampleAccount account) => PlainTable.Of(
        "site-balance", account.Balance, ("choice", _ => choice), ("attribute", b => b.Attribute), ("value", b => b.Value), ("chosen", b => b.Chosen), ("all", b => b.All));

    /// <summary>An objective in words.</summary>
    public static string InWords(SampleObjective objective) => objective switch
    {
        SampleObjective.MaxMin => "no two alike",
        SampleObjective.Representative => "broadly representative",
        _ => "maximum variety",
    };

    /// <summary>What is known of how good a choice is, in a sentence or two.</summary>
    public static string Worth(SampleObjective objective, double value, double bound, bool proven, long? alike)
    {
        var what = objective switch
        {
            SampleObjective.MaxMin => "The least distance between two of the chosen",
            SampleObjective.Representative => "The sum of all candidates’ distances from the nearest of the chosen",
            _ => "The sum of the distances between all pairs of the chosen",
        };
        var share = new SampleChoice([], value, bound, proven, alike).Gap;
        return FormattableString.Invariant($"{what} is {value:0.####}. ") + (!proven
            ? FormattableString.Invariant($"It was found by exchanging; no choice can {(objective == SampleObjective.Representative ? "come below" : "exceed")} {bound:0.####}, so it falls short of the best by {share:P0} at most.")
            : alike is null or 1 ? "No choice that keeps the rules is better." : FormattableString.Invariant($"No choice that keeps the rules is better; {alike} are as good, and the one is taken whose members come first by name."));
    }
}
