using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Fieldwork;

namespace Fieldthread.Web.Fieldwork;

/// <summary>What was done in the field, as files and in words.</summary>
public static class CoverageTables
{
    /// <summary>Every table of the coverage.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<CoverageOfStudy, Coverage>("coverage", "Encounters by site, kind and phase, with people and hours", Cells),
        TableExport.Of<CoverageOfStudy, Coverage>("field-numbers", "The numbers of the fieldwork: in all, by kind, phase and site", Numbers),
        TableExport.Of<CoverageOfStudy, Coverage>("attended-together", "Pairs of people who were in the same encounters", Pairs),
        TableExport.Of<CoverageOfStudy, Coverage>("encounters-in-common", "Pairs of encounters that had people in common", Shared),
        TableExport.Of<CoverageOfStudy, Coverage>("attendances", "Who attended which encounter, a tie of the network a row", Ties),
        TableExport.Of<SpeechOfStudy, SpeechShare>("speech-share", "Share of speech by role and kind of encounter, in turns and words", Speech),
    ];

    /// <summary>The cells.</summary>
    public static PlainTable Cells(Coverage coverage) => PlainTable.Of(
        "coverage", coverage.Cells, ("site", c => c.Site), ("kind", c => c.Kind), ("phase", c => c.Phase), ("encounters", c => c.Amount.Encounters), ("people", c => c.Amount.People), ("hours", c => Hours(c.Amount)), ("without a length", c => c.Amount.Unmeasured));

    /// <summary>The sums.</summary>
    public static PlainTable Numbers(Coverage coverage) => PlainTable.Of(
        "field-numbers", Rows(coverage), ("of", r => r.Of), ("which", r => r.Which), ("encounters", r => r.Amount.Encounters), ("people", r => r.Amount.People), ("sites", r => r.Amount.Sites), ("hours", r => Hours(r.Amount)),
        ("without a length", r => r.Amount.Unmeasured), ("first", r => r.Amount.First), ("last", r => r.Amount.Last), ("without a date", r => r.Amount.Undated));

    /// <summary>Who met whom.</summary>
    public static PlainTable Pairs(Coverage coverage) => PlainTable.Of(
        "attended-together", coverage.Network.Pairs, ("one", p => p.One), ("other", p => p.Other), ("together", p => p.Together), ("jaccard", p => Math.Round(p.Jaccard, 6)));

    /// <summary>Which encounters had people in common.</summary>
    public static PlainTable Shared(Coverage coverage) => PlainTable.Of(
        "encounters-in-common", coverage.Encounters, ("one", p => p.One), ("other", p => p.Other), ("people in both", p => p.Together), ("jaccard", p => Math.Round(p.Jaccard, 6)));

    /// <summary>Who attended what.</summary>
    public static PlainTable Ties(Coverage coverage) => PlainTable.Of("attendances", coverage.Ties, ("participant", t => t.Person), ("encounter", t => t.Encounter));

    /// <summary>Who spoke how much.</summary>
    public static PlainTable Speech(SpeechShare speech) => PlainTable.Of(
        "speech-share", speech.Rows, ("kind", r => r.Kind), ("role", r => r.Role), ("speakers", r => r.Speakers), ("turns", r => r.Turns), ("share of turns", r => Math.Round(r.ShareOfTurns, 6)), ("words", r => r.Words),
        ("share of words", r => Math.Round(r.ShareOfWords, 6)));

    /// <summary>In all, then by kind, phase and site.</summary>
    public static IReadOnlyList<(string Of, string Which, FieldAmount Amount)> Rows(Coverage coverage)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        return
        [
            ("all", "", coverage.All), .. coverage.ByKind.Select(k => ("kind", k.Key, k.Value)), .. coverage.ByPhase.Select(p => ("phase", p.Key.Length > 0 ? p.Key : "none", p.Value)),
            .. coverage.BySite.Select(s => ("site", s.Key.Length > 0 ? s.Key : "none", s.Value)),
        ];
    }

    /// <summary>Hours to a tenth; null where no length at all is known.</summary>
    public static double? Hours(FieldAmount amount)
    {
        ArgumentNullException.ThrowIfNull(amount);
        return amount.Unmeasured == amount.Encounters ? null : Math.Round(amount.Minutes / 60d, 1);
    }

    /// <summary>An amount in a sentence for a methods section.</summary>
    public static string InWords(Coverage coverage)
    {
        ArgumentNullException.ThrowIfNull(coverage);
        var all = coverage.All;
        if (all.Encounters == 0)
        {
            return "No encounter yet.";
        }

        var kinds = coverage.ByKind.Select(k => $"{Counted.Of(k.Value.Encounters, k.Key)}{(Hours(k.Value) is { } hours ? string.Create(CultureInfo.InvariantCulture, $" ({hours:0.0} h{(k.Value.Unmeasured > 0 ? $", {k.Value.Unmeasured} of unknown length" : "")})") : " (of unknown length)")}").ToList();
        var when = all.First is null ? "" : all.First == all.Last ? $" in {all.First}" : $" between {all.First} and {all.Last}";
        return $"{Counted.Of(all.Encounters, "encounter")} with {(all.People == 1 ? "one person" : $"{all.People} people")} at {Counted.Of(all.Sites, "site")}{when}: {(kinds.Count > 1 ? string.Join(", ", kinds.SkipLast(1)) + " and " + kinds[^1] : kinds[0])}.";
    }
}
