using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Publishing;

/// <summary>The study at a glance, and what there is to do next.</summary>
[Question("overview", Permission.ReadStudy)]
public sealed record Overview : Question<StudyOverview>
{
    /// <inheritdoc/>
    public override async Task<StudyOverview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var facts = await Facts.OfAsync(asking);
        var coded = facts.CodingsOfSource.Count(n => n > 0);
        var consents = await Fieldwork.Consent.Consents.OfAsync(context, asking.Services, cancel);
        var people = await context.All<Participant>().Select(p => p.Id).ToListAsync(cancel);
        return new StudyOverview(
            facts.Sites.Count, facts.Study.Participants.Count, facts.Study.Encounters.Count, facts.Study.Encounters.Sum(e => e.Minutes ?? 0), facts.Sources.Count,
            facts.Sources.Count - coded, facts.Codes.Count, facts.Stretches.Count, await context.All<Quotation>().CountAsync(cancel), await context.All<Claim>().CountAsync(cancel),
            await context.All<Statistic>().CountAsync(cancel), await context.All<Report>().CountAsync(cancel), await context.All<Publication>().CountAsync(cancel), await context.All<Cut>().CountAsync(cancel),
            people.Count(p => consents[p][ConsentScope.Quotation] is ConsentState.NoRecord), facts.SiteOfSource.Count(s => s < 0));
    }
}

/// <summary>A study in numbers.</summary>
/// <param name="Sites">Sites.</param>
/// <param name="Participants">Participants.</param>
/// <param name="Encounters">Encounters.</param>
/// <param name="Minutes">Minutes of encounters, summed.</param>
/// <param name="Sources">Sources.</param>
/// <param name="NotCoded">Sources without a coding.</param>
/// <param name="Codes">Codes.</param>
/// <param name="Codings">Codings.</param>
/// <param name="Quotations">Quotations chosen as evidence.</param>
/// <param name="Claims">Claims.</param>
/// <param name="Statistics">Statistics.</param>
/// <param name="Reports">Reports being written.</param>
/// <param name="Publications">Published versions.</param>
/// <param name="Cuts">Cuts.</param>
/// <param name="ConsentNotRecorded">Participants whose consent to quote is not recorded.</param>
/// <param name="WithoutSite">Sources that belong to no site.</param>
public sealed record StudyOverview(
    int Sites, int Participants, int Encounters, int Minutes, int Sources, int NotCoded, int Codes, int Codings, int Quotations, int Claims, int Statistics, int Reports, int Publications, int Cuts,
    int ConsentNotRecorded, int WithoutSite);

/// <summary>What the palette offers for some words: places to go and words that were said.</summary>
/// <param name="Words">What was typed.</param>
[Question("palette", Permission.ReadMaterial)]
public sealed record Palette(string Words = "") : Question<PaletteOffer>
{
    /// <inheritdoc/>
    public override async Task<PaletteOffer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var slug = await asking.Context.Set<Store.StudyHead>().Where(h => h.Id == asking.Context.Study).Select(h => h.Slug).SingleAsync(asking.Cancel);
        var typed = Words.Trim();
        bool Fits(string name) => typed.Length == 0 || name.Contains(typed, StringComparison.OrdinalIgnoreCase);
        var facts = await Facts.OfAsync(asking);
        var go = new List<PaletteItem>();
        go.AddRange(Pages.Where(p => Fits(p.Name)).Select(p => new PaletteItem(p.Name, "page", $"/studies/{slug}/{p.Page}".TrimEnd('/'))));
        go.AddRange(facts.Codes.Select((c, i) => (c, facts.Study.Codes[i].Path)).Where(c => Fits(c.Path)).Take(6).Select(c => new PaletteItem("Code: " + c.Path, "code", $"/studies/{slug}/codes/{c.c.Id}")));
        go.AddRange((await new ClaimList().AskAsync(asking)).Where(c => Fits(c.Key + " " + c.Statement)).Take(5).Select(c => new PaletteItem($"{c.Key}: {c.Statement}", "claim", $"/studies/{slug}/claims/{c.Key}")));
        go.AddRange(facts.Study.Sources.Select((s, i) => (s.Name, Id: facts.Sources[i])).Where(s => Fits(s.Name)).Take(6).Select(s => new PaletteItem(s.Name, "source", $"/studies/{slug}/sources/{s.Id}")));
        var groups = new List<PaletteGroup> { new("Go to", go.Take(14).ToList()) };
        if (typed.Length >= 3 && Core.Fieldwork.Search.SearchQuery.TryParse(typed, out _, out _))
        {
            var hits = await new Search(typed, Take: 5).AskAsync(asking);
            groups.Add(new PaletteGroup("In the words of participants", hits.Hits.Select(h => new PaletteItem(Around(h), $"{h.SourceName}, {h.Ordinal}", $"/studies/{slug}/sources/{h.Source}#p{h.Ordinal}", Voice: true)).ToList()));
        }

        return new PaletteOffer(groups.Where(g => g.Items.Count > 0).ToList());
    }

    private static readonly (string Name, string Page)[] Pages =
    [
        ("Overview", ""), ("Sources", "sources"), ("Codebook", "codes"), ("Sites and people", "sites"), ("Consent", "consent"), ("Bring in files", "import"), ("Code matrix", "matrix"), ("Codes together", "together"), ("Joint displays", "joint"),
        ("Statistics", "statistics"), ("Claims", "claims"), ("Quotations", "quotations"), ("Reports", "reports"), ("Published", "published"), ("Data cuts", "cuts"), ("Log", "log"), ("Team", "team"),
        ("Set up", "setup"), ("Contributors", "contributors"), ("Phases and times in the field", "phases"), ("Plan", "plan"), ("Public page", "public-page"),
    ];

    private static string Around(SearchHit hit)
    {
        var at = hit.Marks.Count > 0 ? hit.Marks[0].Start : 0;
        var from = Math.Max(0, at - 40);
        var to = Math.Min(hit.Words.Length, from + 110);
        return Core.Basics.WellFormedText.Repair(hit.Words[from..to].ReplaceLineEndings(" "), out _);
    }
}

/// <summary>What the palette offers.</summary>
/// <param name="Groups">Groups of offers.</param>
public sealed record PaletteOffer(IReadOnlyList<PaletteGroup> Groups);

/// <summary>A group of offers.</summary>
/// <param name="Name">Its heading.</param>
/// <param name="Items">Its offers.</param>
public sealed record PaletteGroup(string Name, IReadOnlyList<PaletteItem> Items);

/// <summary>One offer.</summary>
/// <param name="Label">What it says.</param>
/// <param name="At">What or where it is.</param>
/// <param name="Href">Where it leads.</param>
/// <param name="Voice">True for a participant’s words.</param>
public sealed record PaletteItem(string Label, string At, string Href, bool Voice = false);
