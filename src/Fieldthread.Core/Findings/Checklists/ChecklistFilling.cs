using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;

namespace Fieldthread.Core.Findings.Checklists;

/// <summary>Something that the study could know and does not.</summary>
/// <param name="Words">What is missing: a sentence.</param>
/// <param name="Page">Page of the study where it is entered; null where it is written to the item itself.</param>
public sealed record MissingFact(string Words, string? Page);

/// <summary>What the study can say to an item by itself.</summary>
/// <param name="Known">What it knows, sentences.</param>
/// <param name="Missing">What is missing.</param>
public sealed record FilledItem(IReadOnlyList<string> Known, IReadOnlyList<MissingFact> Missing);

/// <summary>Fills the items of checklists from what a study knows.</summary>
public static class ChecklistFilling
{
    /// <summary>Fills an item.</summary>
    /// <param name="item">The item.</param>
    /// <param name="facts">What the study knows.</param>
    public static FilledItem Of(ChecklistItem item, ChecklistFacts facts)
    {
        ArgumentNullException.ThrowIfNull(item);
        ArgumentNullException.ThrowIfNull(facts);
        var (known, missing) = (new List<string>(), new List<MissingFact>());
        foreach (var subject in item.Subjects)
        {
            Fill(subject, facts, known, missing);
        }

        if (item.Subjects.Count == 0)
        {
            missing.Add(new MissingFact("The study keeps nothing of this; write it here.", null));
        }

        return new FilledItem(known, missing);
    }

    private static void Fill(Subject subject, ChecklistFacts f, List<string> known, List<MissingFact> missing)
    {
        void Say(string words) => known.Add(words);
        void Lack(string words, string? page) => missing.Add(new MissingFact(words, page));
        void Of(string said, string lack, string page)
        {
            if (said.Length > 0)
            {
                Say(said);
            }
            else
            {
                Lack(lack, page);
            }
        }

        var met = f.Encounters;
        switch (subject)
        {
            case Subject.Title:
                Say($"Title: {f.Title}.");
                Of(f.Summary, "What the study is about is not said.", "setup");
                break;
            case Subject.Purpose:
                Of(f.Purpose, "Why the study is done is not said.", "setup");
                break;
            case Subject.Approach:
                Say($"The study works by {StanceOffers.InWords(f.Stance)}.");
                f.StanceChanges.ToList().ForEach(Say);
                Of(f.Approach, "What is done, and how, is not said.", "setup");
                break;
            case Subject.Askers:
                Counted("Asked or observed by ", met.SelectMany(e => e.Observers), known);
                Without(met.Count(e => e.Observers.Count == 0), met.Count, "who asked or observed", missing);
                break;
            case Subject.Team:
                Of(string.Join("; ", f.Contributors) is { Length: > 0 } who ? who + "." : "", "Nobody is named as a contributor.", "contributors");
                Lack("What they are by trade, and how they stand to the matter and to participants, is not kept; write it here.", null);
                break;
            case Subject.Sampling:
                Of(f.SiteChoices > 0 ? $"{Number(f.SiteChoices, "choice of sites is", "choices of sites are")} recorded with candidates, rules and reasons." : "", "How the sites were chosen is not recorded.", "sites/choices");
                Lack("How people at the sites were chosen is not kept; write it here.", null);
                break;
            case Subject.Contact:
                Of(f.Ways.Count > 0 ? $"Approached: {string.Join("; ", f.Ways)}." : "", "The log of recruitment does not say by what way people were approached.", "recruitment");
                break;
            case Subject.Size:
                Of(met.Count > 0 ? Size(f) : "", "No encounter is entered.", "sites");
                break;
            case Subject.Refusals:
                Of(f.Approached > 0 ? f.Recruitment : "", "The log of recruitment is empty.", "recruitment");
                if (f.Reasons.Count > 0)
                {
                    Say($"Reasons: {string.Join("; ", f.Reasons)}.");
                }

                break;
            case Subject.Setting:
                Counted("Encounters at ", met.Select(e => e.Site).OfType<string>(), known);
                Counted("Met: ", met.Select(e => e.Channel).Where(c => c.Length > 0), known);
                Without(met.Count(e => e.Site is null), met.Count, "at which site", missing);
                Without(met.Count(e => e.Channel.Length == 0), met.Count, "by what way people met", missing);
                break;
            case Subject.Others:
                Counted("Present beside participants and team: ", met.Select(e => e.Others).Where(o => o.Length > 0), known);
                Without(met.Count(e => e.Others.Length == 0), met.Count, "who else was there, or that nobody was", missing);
                break;
            case Subject.Sample:
                Counted("Participants by role: ", f.Roles.Where(r => r.Length > 0), known);
                if (f.RolesChanged > 0)
                {
                    known.Add($"{Number(f.RolesChanged, "participant", "participants")} held another role at some time; each encounter counts under the role of its date.");
                }

                if (f.Roles.Count(r => r.Length == 0) is > 0 and var unsaid)
                {
                    Lack($"{Number(unsaid, "participant has", "participants have")} no role.", "sites");
                }

                if (f.Roles.Count == 0)
                {
                    Lack("No participant is entered.", "sites");
                }

                Dates(met, known, missing);
                break;
            case Subject.Guide:
                Of(f.Guides.Count > 0 ? $"Topic guides: {string.Join("; ", f.Guides)}.{(f.Lines > 0 ? $" Their questions are tied to {Number(f.Lines, "line of inquiry", "lines of inquiry")}." : "")}" : "", "No topic guide is entered.", "guides");
                Counted("Used: ", met.Select(e => e.Guide).OfType<string>(), known);
                Without(met.Count(e => e.Guide is null && e.Kind is "interview" or "focus group"), met.Count(e => e.Kind is "interview" or "focus group"), "which guide was used", missing, "interviews and groups");
                Lack("Whether the guide was tried out beforehand is not kept; write it here.", null);
                break;
            case Subject.Repeated:
                var often = met.Where(e => e.Kind == "interview").SelectMany(e => e.People.Distinct(StringComparer.Ordinal)).CountBy(p => p, StringComparer.Ordinal).Where(p => p.Value > 1).ToList();
                Of(met.Any(e => e.Kind == "interview") ? often.Count == 0 ? "Nobody was interviewed more than once." : $"{Number(often.Count, "participant was", "participants were")} interviewed more than once, up to {often.Max(p => p.Value)} times." : "", "No interview is entered.", "sites");
                break;
            case Subject.Recording:
                Counted("Kept as: ", met.Select(e => e.Kept).Where(k => k.Length > 0), known);
                Without(met.Count(e => e.Kept.Length == 0), met.Count, "how it was kept", missing);
                break;
            case Subject.Notes:
                Of(f.FieldNotes > 0 ? $"{Number(f.FieldNotes, "field note was", "field notes were")} written by template." : "", "No field note was written by a template.", "note-templates");
                if (f.Memos > 0)
                {
                    Say($"{Number(f.Memos, "memo was", "memos were")} written.");
                }

                break;
            case Subject.Duration:
                Lengths(met, known);
                Without(met.Count(e => e.Minutes is null), met.Count, "how long it took", missing);
                break;
            case Subject.Saturation:
                if (f.Stance.Offers(Offer.SaturationRatio))
                {
                    Lack("Whether saturation was considered, and how, is not kept; write it here.", null);
                }
                else
                {
                    Say($"Not offered to this study. {StanceOffers.WhyNot(f.Stance, Offer.SaturationRatio)}");
                    Lack("Say instead why the material was enough for the question.", null);
                }

                break;
            case Subject.Gathering:
                Of(met.Count > 0 ? Size(f) : "", "No encounter is entered.", "sites");
                Dates(met, known, missing);
                Counted("Manner: ", met.Select(e => e.Mode).Where(m => m.Length > 0), known);
                Without(met.Count(e => e.Mode.Length == 0), met.Count, "in what manner it was held", missing);
                break;
            case Subject.Preparing:
                var done = new[] { (f.Revised.Corrected, "corrected"), (f.Revised.Retranscribed, "transcribed anew"), (f.Revised.Pseudonymised, "pseudonymised") }.Where(r => r.Item1 > 0).Select(r => $"{r.Item1} {r.Item2}").ToList();
                Say($"{Number(f.Sources.All, "text is", "texts are")} in the study{(done.Count > 0 ? ": " + string.Join(", ", done) : "")}.");
                if (f.Revised.Pseudonymised == 0 && f.Sources.All > 0)
                {
                    Lack("No text was pseudonymised within the study.", "names");
                }

                break;
            case Subject.Coders:
                Of(f.Coding.Codings > 0 ? $"{Number(f.Coding.Coders, "person", "people")} coded {Number(f.Sources.Coded, "text", "texts")}, with {Number(f.Coding.Codings, "coding", "codings")}." : "", "Nothing is coded.", "sources");
                break;
            case Subject.CodingTree:
                Of(f.Codes.All > 0 ? $"The codebook has {Number(f.Codes.All, "code", "codes")}, {f.Codes.Top} at the top, in {Number(f.Codes.Depth, "level", "levels")}; {f.Defined} with a definition." : "", "There is no code.", "codes");
                if (f.Codes.All > f.Defined)
                {
                    Lack($"{Number(f.Codes.All - f.Defined, "code has", "codes have")} no definition.", "codes");
                }

                break;
            case Subject.Themes:
                Of(f.Claims.All > 0 ? $"The study makes {Number(f.Claims.All, "claim", "claims")}." : "", "No claim is written.", "claims");
                Lack("How they came about, beforehand or from the material, is not kept; write it here.", null);
                break;
            case Subject.Software:
                Say(f.Software + ".");
                break;
            case Subject.Quotations:
                Of(f.Quotations.All > 0 ? $"{Number(f.Quotations.All, "quotation is", "quotations are")} chosen, {f.Quotations.Printable} of them with consent or from a public record; each is printed under a pseudonym." : "", "No quotation is chosen.", "quotations");
                break;
            case Subject.Consistency:
                Of(f.Claims.WithFor > 0 ? $"{f.Claims.WithFor} of {Number(f.Claims.All, "claim", "claims")} rest on evidence, {f.Claims.WithAgainst} with evidence against them beside it; {Number(f.Claims.Verdicts, "verdict", "verdicts")} by phase." : "", "No claim has evidence.", "claims");
                if (f.Claims.WithFor > 0 && f.Claims.WithAgainst == 0)
                {
                    Lack("Nothing is entered that speaks against any claim.", "claims");
                }

                break;
            case Subject.Ethics:
                Of(f.Approvals.Count > 0 ? $"Approvals: {string.Join("; ", f.Approvals)}." : "", "No approval is entered.", "approvals");
                if (f.Consent.People > 0)
                {
                    Say($"Consent is recorded of {f.Consent.Recorded} of {Number(f.Consent.People, "participant", "participants")}; {f.Consent.Quoted} may be quoted.");
                    if (f.Consent.Recorded < f.Consent.People)
                    {
                        Lack($"Of {Number(f.Consent.People - f.Consent.Recorded, "participant", "participants")} no consent is recorded.", "consent");
                    }
                }

                break;
            case Subject.Funding:
                Of(f.Funders.Count > 0 ? $"Paid by {string.Join("; ", f.Funders)}." : "", "No funder is named.", "setup");
                Lack("What part the funder had in the work is not kept; write it here.", null);
                break;
            case Subject.Trust:
                Say("Every claim, quotation and number opens onto its evidence; what was done is in a log that cannot be changed unseen.");
                Lack("What else was done, and why it fits the approach, is not kept; write it here.", null);
                break;
        }
    }

    private static string Size(ChecklistFacts f)
    {
        var kinds = f.Encounters.CountBy(e => e.Kind, StringComparer.Ordinal).OrderByDescending(k => k.Value).ThenBy(k => k.Key, StringComparer.Ordinal).Select(k => Number(k.Value, k.Key, k.Key + "s"));
        var people = f.Encounters.SelectMany(e => e.People).Distinct(StringComparer.Ordinal).Count();
        return $"{string.Join(", ", kinds)}: {Number(people, "person", "people")} heard at {Number(f.Encounters.Select(e => e.Site).OfType<string>().Distinct(StringComparer.Ordinal).Count(), "site", "sites")}.";
    }

    private static void Counted(string before, IEnumerable<string> all, List<string> known)
    {
        var counts = all.CountBy(a => a, StringComparer.Ordinal).OrderByDescending(c => c.Value).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} ({c.Value})").ToList();
        if (counts.Count > 0)
        {
            known.Add(before + string.Join(", ", counts) + ".");
        }
    }

    private static void Without(int without, int all, string what, List<MissingFact> missing, string of = "encounters")
    {
        if (all == 0)
        {
            missing.Add(new MissingFact("No encounter is entered.", "sites"));
        }
        else if (without > 0)
        {
            missing.Add(new MissingFact($"{without} of {all} {of} {(without == 1 ? "does" : "do")} not say {what}.", "sites"));
        }
    }

    private static void Dates(IReadOnlyList<FactEncounter> met, List<string> known, List<MissingFact> missing)
    {
        var dates = met.Select(e => PartialDate.TryParse(e.Date, out var date) ? date : (PartialDate?)null).OfType<PartialDate>().ToList();
        if (dates.Count > 0)
        {
            known.Add($"From {dates.MinBy(d => (d.First, d.Last))} to {dates.MaxBy(d => (d.Last, d.First))}.");
        }

        Without(met.Count(e => e.Date is null), met.Count, "when", missing);
    }

    private static void Lengths(IReadOnlyList<FactEncounter> met, List<string> known)
    {
        foreach (var kind in met.Where(e => e.Minutes is not null).GroupBy(e => e.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var lengths = kind.Select(e => e.Minutes!.Value).Order().ToList();
            var median = (lengths[(lengths.Count - 1) / 2] + lengths[lengths.Count / 2]) / 2d;
            known.Add(lengths.Count == 1 ? $"The {kind.Key} took {lengths[0]} minutes." : string.Create(CultureInfo.InvariantCulture, $"{lengths.Count} {kind.Key}s took {lengths[0]} to {lengths[^1]} minutes, median {median:0.#}."));
        }
    }

    private static string Number(int count, string one, string many) => count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {many}");
}
