using Fieldthread.Core.Publishing;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Publishing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Publishing;

/// <summary>What a study says to everybody, made from its setup alone; and what the public reads of it.</summary>
public static class StudyPages
{
    /// <summary>The public page by its address; null where the study has none.</summary>
    /// <param name="database">The installation.</param>
    /// <param name="study">Short name of the study.</param>
    /// <param name="textOnly">True for the variant without styles.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<string?> PageAsync(Database database, string study, bool textOnly, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (await StudyDirectory.FindAsync(database, study, cancel) is not { } id)
        {
            return null;
        }

        await using var context = database.Live(new View(id));
        if (await context.All<PublicStudyPage>().AsNoTracking().FirstOrDefaultAsync(cancel) is not { } row)
        {
            return null;
        }

        var slug = await context.Set<StudyHead>().Where(h => h.Id == id).Select(h => h.Slug).SingleAsync(cancel);
        var slugs = await context.All<Report>().ToDictionaryAsync(r => r.Id, r => r.Slug, cancel);
        var published = await context.All<Publication>().Select(p => new { p.ReportId, p.Version, p.Title, p.PublishedAt }).ToListAsync(cancel);
        var reports = published.GroupBy(p => p.ReportId).Select(g => g.MaxBy(p => p.Version)!).OrderByDescending(p => p.PublishedAt)
            .Select(p => new ListedReport(p.Title, p.Version, p.PublishedAt, $"/p/{slug}/{slugs[p.ReportId]}")).ToList();
        var content = Json.Read<PublicStudy>(row.Content);
        return textOnly ? StudyHtml.WriteTextOnly(content, row.PublishedAt, reports, "/p/" + slug) : StudyHtml.Write(content, row.PublishedAt, reports, $"/p/{slug}?variant=text");
    }

    /// <summary>Said in the place of a name that would give a site away: only those who keep participants may see which organisation it is.</summary>
    internal const string BoundName = "the name or code of an organisation that is a site";

    internal static async Task<PublicStudy> ReadAsync(StudyContext context, DateOnly today, CancellationToken cancel)
    {
        var detail = await context.All<StudyDetail>().AsNoTracking().FirstAsync(cancel);
        var setup = await StudySetup.ReadAsync(context, today, cancel);
        var calendar = await StudyCalendarOf.ReadAsync(context, today, cancel);
        var plan = await MilestoneList.ReadAsync(context, today, cancel);
        return new PublicStudy(
            detail.Name, detail.Summary, setup.Purpose, setup.Approach, StanceInWords(detail.Stance), setup.Contact,
            [.. setup.Partners.Select(p => new PublicPartner(p.Name, p.Does, p.Owner))],
            StudyCreditsReading.Of(setup),
            [.. calendar.Phases.Select(p => new PublicPhase(p.Name, DateWords.Stretch(p.Starts, p.Ends), [.. p.Windows.Select(Field).Where(w => w.Length > 0)]))],
            [.. plan.Select(m => new PublicPlan(m.Name, m.PlannedInWords, m.Actual is null ? "" : DateWords.Of(m.Actual)))]);
    }

    /// <summary>The first text of the page that holds a name which must not be public; null where none does.</summary>
    internal static async Task<(string Where, string Name, string What)?> NamedAsync(StudyContext context, PublicStudy study, CancellationToken cancel)
    {
        var names = new List<(string Name, string What)>();
        names.AddRange((await context.All<Participant>().Select(p => p.Pseudonym).ToListAsync(cancel)).Select(n => (n, "the pseudonym of a participant")));
        names.AddRange((await context.All<Site>().Select(s => s.Name).ToListAsync(cancel)).Select(n => (n, "the pseudonym of a site")));
        var bound = await context.All<SiteOrganisation>().Select(b => b.OrganisationId).Distinct().ToListAsync(cancel);
        names.AddRange((await context.All<OrganisationName>().Where(n => bound.Contains(n.OrganisationId)).Select(n => n.Name).ToListAsync(cancel)).Select(n => (n, BoundName)));
        names.AddRange((await context.All<OrganisationCode>().Where(c => bound.Contains(c.OrganisationId)).Select(c => c.Code).ToListAsync(cancel)).Select(n => (n, BoundName)));
        foreach (var (where, text) in Texts(study))
        {
            foreach (var (name, what) in names.Where(n => n.Name.Length > 2))
            {
                if (Holds(text, name))
                {
                    return (where, name, what);
                }
            }
        }

        return null;
    }

    private static IEnumerable<(string Where, string Text)> Texts(PublicStudy study) =>
    [
        ("The title", study.Name), ("“What it is about”", study.Summary), ("“Why is it done?”", study.Purpose), ("“What is done, and how?”", study.Approach), ("“Whom to ask”", study.Contact), ("The disclaimer", study.Credits.Disclaimer),
        .. study.Credits.Funding.Select(f => ("A funder", f)), .. study.Partners.SelectMany(p => new[] { ("A partner", p.Name), ("What a partner does", p.Does) }),
        .. study.Credits.People.SelectMany(p => p.Institutions.Prepend(p.Name)).Select(t => ("A contributor", t)),
        .. study.Phases.SelectMany(p => p.Field.Prepend(p.Name)).Select(t => ("A phase", t)), .. study.Plan.Select(m => ("The plan", m.Name)),
    ];

    /// <summary>True where the name stands in the text as words of its own, whatever the case.</summary>
    private static bool Holds(string text, string name)
    {
        for (var at = text.IndexOf(name, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            var end = at + name.Length;
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return true;
            }
        }

        return false;
    }

    private static string Field(WindowLine w)
    {
        var when = w.Starts is null && w.Ends is null ? DateWords.Stretch(w.PlannedStarts, w.PlannedEnds) : DateWords.Stretch(w.Starts ?? w.PlannedStarts, w.Ends);
        var planned = w.Starts is null && w.Ends is null ? ", as planned" : "";
        return (w.Name.Length > 0, when.Length > 0) switch { (true, true) => $"{w.Name}, {when}{planned}", (false, true) => when + planned, (true, _) => w.Name, _ => "" };
    }

    private static string StanceInWords(Stance stance) => stance switch
    {
        Stance.Framework => "framework analysis, charted case by theme",
        Stance.Codebook => "coding with a shared codebook",
        Stance.Reflexive => "reflexive thematic analysis",
        _ => "realist evaluation",
    };
}
