using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Findings;
using Fieldthread.Formats.Publishing;

namespace Fieldthread.Formats.Tests.Findings;

/// <summary>A short report on an invented study, which holds; tests plant faults in it.</summary>
internal static class SampleReport
{
    public const string Text = """
        ---
        title: "Groups in formation: how twelve care groups became seven"
        author: [The research team, A. Second]
        date: 31 October 2022
        facts:
          Aim: To follow how groups of practices form, and why some do not last.
          Design: Eight case-study sites over three phases; two surveys of every group and practice.
          Material: Interviews, observed meetings and documents.
          Found: Groups lasted where members felt that the group was theirs before it had to ask anything of them.
        ---

        # What we did

        The study rests on [66]{.value ev=s2} interviews. It follows the method of comparative cases [@case1998, p. 12].

        # Working as a group

        ## Looking at each other’s figures

        Every group was given its practices’ prescribing each month. What they did with it differed, and the difference had less to do with the *figures* than with whose meeting they were shown in.

        ::: {.finding #F1 confidence="moderate"}

        [In six of the eight sites GPs treated the review of each other’s prescribing as a legitimate task of the group]{.claim #C4 ev="q17 s1" against="q31"}, where members felt that the group was theirs.

        :::

        Being reviewed was not the objection. Being reviewed by people one had not chosen was, in [six of the eight]{.value ev=s1} sites, which is to say [most]{.quantifier ev=s1}; one GP called it a matter of [our own Thursday meeting [...] asking another]{.quote ev=q17}.

        > [I was never asked if I wanted to be in a league table with strangers.]{.quote ev=q31}

        | Wave | GP members who agree |
        |---|---|
        | 1 | [75%]{.value ev=s1} |

        What did *not* change:

        - the county’s figures, and who sends them [@ev:q31];
        - the wish to be asked.

        # Lasting

        [Some groups still met every month at the end of 2021]{.claim #C7 ev="q40" against="q31"}.

        """;

    private const string Site3 = "INT: And the figures? GP: Well. Now the figures come to our own Thursday meeting, and it’s one of us asking another why their antibiotics went up, and the other can answer back. That is the secret sentence nobody approved.";
    private const string Site8 = "GP: I was never asked if I wanted to be in a league table with strangers. And that is that.";
    private const string Site1 = "PM: We meet each month, still. Every month since 2019, in fact.";

    public static Dictionary<string, EvidenceItem> Evidence() => new(StringComparer.Ordinal)
    {
        ["q17"] = Passage(Site3, "Now the figures come to our own Thursday meeting, and it’s one of us asking another why their antibiotics went up, and the other can answer back.", "GP lead, Site 3, 2021", "Well. Now the figures come to our own Thursday meeting, and it’s one of us asking another why their antibiotics went up, and the other can answer back."),
        ["q31"] = Passage(Site8, "I was never asked if I wanted to be in a league table with strangers.", "GP member, one of two sites that changed shape in 2021", null),
        ["q40"] = Passage(Site1, "We meet each month, still.", "Practice manager, Site 1, 2021", "We meet each month, still. Every month since 2019, in fact."),
        ["s1"] = new StatisticEvidence(
            "sites where review was called a legitimate task of the group",
            new(StatisticForm.Share, StatisticUnit.Sites, ["Group work / Review is legitimate"]),
            new(6, 8, ["Site 1", "Site 2", "Site 3", "Site 4", "Site 5", "Site 7"], ["Site 6", "Site 8"], ["Site 9"])),
        ["s2"] = new StatisticEvidence("interviews", new(StatisticForm.Count, StatisticUnit.Encounters, Kinds: ["interview"]), new(66, null, [.. Enumerable.Range(1, 66).Select(i => $"I{i}")], [], [])),
    };

    public static Dictionary<string, ClaimRecord> Claims() => new(StringComparer.Ordinal)
    {
        ["C4"] = new("In six of the eight sites GPs treated the review of each other’s prescribing as a legitimate task of the group", ["q17"], ["q31"]),
        ["C7"] = new("Some groups still met every month at the end of 2021.", ["q40"], ["q31"]),
    };

    public static IReadOnlyList<ReportCheck> Check(string text) => ReportVerifier.Check(ReportReader.Read(text).Report, Evidence(), Claims());

    public static ReportPage Page(string text) => new(ReportReader.Read(text).Report, Evidence(), Claims(), Check(text), "Ostmere Care Groups Study", "Final report, version 1", "Final, 1 October 2022", 4182)
    {
        SiteOrder = [.. Enumerable.Range(1, 9).Select(i => $"Site {i}")],
        OtherVariant = "report-text.html",
        Literature = new Dictionary<string, (string, string)>(StringComparer.Ordinal) { ["case1998"] = ("Author 1998", "Author, A. (1998). An invented book on cases. Ostmere Press.") },
        Foot = "Text and figures may be shared with credit. The county, the groups and the people are fictional.",
    };

    private static QuotationEvidence Passage(string text, string exact, string attribution, string? excerpt)
    {
        var at = text.IndexOf(exact, StringComparison.Ordinal);
        return new("Real name of a source", attribution, text, new TextSpan(at, at + exact.Length), exact, text[..at], text[(at + exact.Length)..], QuoteConsent.Granted, excerpt);
    }
}
