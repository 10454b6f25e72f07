using Fieldthread.Core.Fieldwork.Guides;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Guides;

/// <summary>What adding and editing a version do alike.</summary>
internal static class GuideWriting
{
    public static async Task<GuideVersionKept> AddAsync(Acting acting, Guid guide, string text, string day, string note)
    {
        var of = await acting.FindAsync<TopicGuide>(guide);
        var items = await ReadAsync(acting, text);
        var before = await acting.Context.Set<GuideVersion>().Where(v => v.GuideId == of.Id).OrderByDescending(v => v.Number).FirstOrDefaultAsync(acting.Cancel);
        var links = before is null ? [] : await LinesBySaidAsync(acting, before.Id);
        if (before is not null && GuideText.Write(await KeptAsync(acting, before.Id), withLines: false) == GuideText.Write(items, withLines: false))
        {
            Acting.Refuse("unchanged", $"The questions are those of version {before.Number}.", "Lines of inquiry can be changed there; a version is for other questions.");
        }

        var row = acting.Add(new GuideVersion
        {
            GuideId = of.Id, Number = (before?.Number ?? 0) + 1, Day = (Dates.Read(day) ?? Core.Basics.PartialDate.Parse(Dates.Today(acting.Services).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture))).ToString(),
            AuthorId = acting.Me, Note = Acting.Clean(note),
        });
        return await FillAsync(acting, row, items, links);
    }

    public static async Task<IReadOnlyList<GuideItem>> ReadAsync(Acting acting, string text)
    {
        var labels = (await acting.Context.Set<LineOfInquiry>().Select(l => l.Label).ToListAsync(acting.Cancel)).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var items = GuideText.Parse(Acting.Clean(text), labels.Contains);
        if (items.Count == 0)
        {
            Acting.Refuse("empty", "The text holds no question.", "Write a question a line; a heading begins with “# ”, a prompt with a dash.");
        }

        if (items.Count > GuideText.MostQuestions || items.Any(i => i.Words.Length > GuideText.LongestWords || i.Section.Length > GuideText.LongestWords || i.Prompts.Any(p => p.Length > GuideText.LongestWords)))
        {
            Acting.Refuse("too-long", $"A guide has at most {GuideText.MostQuestions} questions of {GuideText.LongestWords:N0} characters; this has {items.Count}, the longest of {items.Max(i => i.Words.Length):N0}.", "Is it the right file? A transcript is brought in as a source.");
        }

        return items;
    }

    public static async Task<GuideVersionKept> FillAsync(Acting acting, GuideVersion row, IReadOnlyList<GuideItem> items, Dictionary<string, List<Guid>> before)
    {
        var lines = (await acting.Context.Set<LineOfInquiry>().ToListAsync(acting.Cancel)).ToDictionary(l => l.Label, l => l.Id, StringComparer.OrdinalIgnoreCase);
        var (linked, kept) = (0, 0);
        foreach (var (item, at) in items.Select((item, i) => (item, i + 1)))
        {
            var question = acting.Add(new GuideQuestion { VersionId = row.Id, Ordinal = at, Section = item.Section, Asks = item.Words, Prompts = string.Join('\n', item.Prompts) });
            var own = item.Lines.Select(l => lines[l]).ToList();
            var taken = own.Count == 0 && before.TryGetValue(item.Words, out var earlier) ? earlier : own;
            (linked, kept) = (linked + (taken.Count > 0 ? 1 : 0), kept + (own.Count == 0 && taken.Count > 0 ? 1 : 0));
            foreach (var line in taken.Distinct())
            {
                acting.Add(new QuestionLine { QuestionId = question.Id, LineId = line });
            }
        }

        return new GuideVersionKept(row.Id, row.Number, items.Count, linked, kept);
    }

    /// <summary>Lines of the questions of a version, by the words of the question.</summary>
    public static async Task<Dictionary<string, List<Guid>>> LinesBySaidAsync(Acting acting, Guid version)
    {
        var asked = await acting.Context.Set<GuideQuestion>().Where(q => q.VersionId == version).Join(acting.Context.Set<QuestionLine>(), q => q.Id, l => l.QuestionId, (q, l) => new { q.Asks, l.LineId }).ToListAsync(acting.Cancel);
        return asked.GroupBy(a => a.Asks, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(a => a.LineId).ToList(), StringComparer.Ordinal);
    }

    public static async Task ClearAsync(Acting acting, Guid version)
    {
        foreach (var question in await acting.Context.Set<GuideQuestion>().AsTracking().Where(q => q.VersionId == version).ToListAsync(acting.Cancel))
        {
            (await acting.Context.Set<QuestionLine>().AsTracking().Where(l => l.QuestionId == question.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
            acting.Remove(question);
        }
    }

    public static async Task RefuseUsedAsync(Acting acting, GuideVersion row, string done, string whatToDo)
    {
        var used = await acting.Context.Set<EncounterDetail>().Where(d => d.GuideVersionId == row.Id).Join(acting.Context.Set<Encounter>(), d => d.EncounterId, e => e.Id, (d, e) => e.Name).OrderBy(n => n).ToListAsync(acting.Cancel);
        if (used.Count > 0)
        {
            Acting.Refuse("in-use", $"Version {row.Number} was used in {(used.Count == 1 ? $"“{used[0]}”" : $"{used.Count} encounters, “{used[0]}” among them")}, and so cannot be {done}.", whatToDo);
        }
    }

    private static async Task<List<GuideItem>> KeptAsync(Acting acting, Guid version) =>
        (await acting.Context.Set<GuideQuestion>().Where(q => q.VersionId == version).OrderBy(q => q.Ordinal).ToListAsync(acting.Cancel)).ConvertAll(q => new GuideItem(q.Section, q.Asks, GuidePrompts.Of(q), []));
}

/// <summary>Prompts of a question as they are kept.</summary>
internal static class GuidePrompts
{
    public static IReadOnlyList<string> Of(GuideQuestion question) => question.Prompts.Length == 0 ? [] : question.Prompts.Split('\n');
}
