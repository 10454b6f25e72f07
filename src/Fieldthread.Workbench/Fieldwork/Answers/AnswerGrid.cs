using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Core.Surveys;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Answers;

/// <summary>The answers to an open item, a row each, with what is known of the respondent and the codes that they carry.</summary>
/// <param name="Item">Key of the item.</param>
/// <param name="Wave">Only of this wave.</param>
/// <param name="Columns">What of the respondent stands beside: <c>organisation</c>, <c>type</c>, <c>role</c>, <c>site</c>, or the key of an item; none for organisation.</param>
/// <param name="Uncoded">True for the answers alone that carry no code.</param>
/// <param name="Code">Only answers that carry this code or one below it.</param>
/// <param name="Words">Only answers found by these words, written as for a search.</param>
/// <param name="By">Only where this column, or another of the same names,</param>
/// <param name="Value">has this value.</param>
/// <param name="After">Number of the last row of the page before; null for the first page.</param>
/// <param name="Take">How many rows; 1 to 100,000.</param>
/// <param name="Leaving">True where the words leave in a file: those of whoever may not be quoted are covered.</param>
[Question("answer-grid", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such item, wave, code or column")]
[Refuses("not-open", "the item takes no words")]
[Refuses("bad-search", "the words are no query")]
[Refuses("too-slow", "a regular expression did not come to its end in the time that it is given")]
[Refuses("sealed", "a column holds single answers, which the asker’s role does not read")]
public sealed record AnswerGrid(
    string Item, string? Wave = null, IReadOnlyList<string>? Columns = null, bool Uncoded = false, Guid? Code = null, string? Words = null, string? By = null, string? Value = null, string? After = null, int Take = 50, bool Leaving = false) : Question<AnswerPage>
{
    /// <inheritdoc/>
    public override async Task<AnswerPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var survey = await SurveyOfStudy.OfAsync(asking);
        var item = survey.Survey.Items.FirstOrDefault(i => i.Key == Item) ?? throw new RefusedException(new Refusal("unknown", $"There is no item {Item} in this study.", "List the items."));
        if (item.Kind != ItemKind.Text)
        {
            Asking.Refuse("not-open", $"The item {Item} is answered by {(item.Kind == ItemKind.Number ? "a number" : "options")}, not in words.", "Choose an open item.");
        }

        if (!string.IsNullOrEmpty(Wave) && !survey.WaveIds.ContainsKey(Wave))
        {
            Asking.Refuse("unknown", $"There is no wave {Wave} in this study.", "List the waves.");
        }

        var facts = await Facts.OfAsync(asking);
        var below = Code is { } code ? Below(facts, code) : null;
        var about = await RespondentColumns.OfAsync(asking, survey, Chosen(Columns), string.IsNullOrEmpty(By) ? null : By);
        var all = await ReadAsync(asking, facts, survey, survey.ItemIds[Item], about, Leaving);
        var asked = string.IsNullOrWhiteSpace(Words) ? null : SearchAsked.Of(Words);
        var fitting = all.Where(r => (string.IsNullOrEmpty(Wave) || r.Wave == Wave) && (!Uncoded || r.Codings.Count == 0) && (below is null || r.Codings.Any(c => below.Contains(c.Code))) && asked?.Finds(r.Words) != false
            && (string.IsNullOrEmpty(By) || string.Equals(about.ValueOf(By, r.Wave, r.Respondent), Value ?? "", StringComparison.OrdinalIgnoreCase))).ToList();
        var from = int.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? Math.Min(last, fitting.Count) : 0;
        var page = fitting.Skip(from).Take(Math.Clamp(Take, 1, 100_000)).ToList();
        var progress = survey.Survey.Waves.Select(w => (w, Rows: all.Where(r => r.Wave == w.Key).ToList())).Where(w => w.Rows.Count > 0).Select(w => new AnswersOfWave(w.w.Key, w.w.Name, w.Rows.Count, w.Rows.Count(r => r.Codings.Count > 0)));
        return new AnswerPage(item.Key, item.Wordings.Values.LastOrDefault() ?? item.Key, [.. about.Shown], about.All, [.. progress], fitting.Count, page, from + page.Count < fitting.Count ? (from + page.Count).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static List<string> Chosen(IReadOnlyList<string>? columns) => (columns ?? []).SelectMany(c => c.Split(',')).Select(c => c.Trim()).Where(c => c.Length > 0).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } chosen ? chosen : [RespondentColumns.Organisation];

    private static HashSet<Guid> Below(Facts facts, Guid code)
    {
        if (!facts.Codes.Any(c => c.Id == code))
        {
            Asking.Refuse("unknown", "There is no such code in this study.", "It may have been merged or removed; look in the codebook.");
        }

        var below = new HashSet<Guid> { code };
        foreach (var c in facts.Codes)
        {
            // A parent stands before its children.
            if (c.ParentId is { } parent && below.Contains(parent))
            {
                below.Add(c.Id);
            }
        }

        return below;
    }

    private static async Task<List<AnswerRow>> ReadAsync(Asking asking, Facts facts, SurveyOfStudy survey, Guid item, RespondentColumns about, bool leaving)
    {
        var context = asking.Context;
        var waves = survey.WaveIds.ToDictionary(w => w.Value, w => w.Key);
        var sources = (await context.All<OpenAnswerText>().Where(t => t.ItemId == item).ToListAsync(asking.Cancel)).ToDictionary(t => t.SourceId, t => waves[t.WaveId]);
        var revisions = facts.SourceOfRevision.Where(r => sources.ContainsKey(facts.Sources[r.Value])).ToDictionary(r => r.Key, r => facts.Sources[r.Value]);
        var ids = revisions.Keys.ToList();
        var texts = await context.All<Revision>().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Text, asking.Cancel);
        var passages = await context.All<Passage>().Where(p => ids.Contains(p.RevisionId) && p.Speaker != null).ToListAsync(asking.Cancel);
        var codings = (await context.All<Coding>().Where(c => ids.Contains(c.RevisionId)).ToListAsync(asking.Cancel)).OrderBy(c => c.Start).ThenBy(c => c.Id).ToLookup(c => c.RevisionId);
        var paths = facts.Codes.Select((c, i) => (c, i)).ToDictionary(c => c.c.Id, c => (facts.Study.Codes[c.i].Path, c.c.Colour, At: c.i));
        var people = await context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var originals = await Originals.OfAsync(asking);
        if (leaving)
        {
            var refused = await Withholding.OfAsync(context, asking.Services, deposit: false, asking.Cancel, quoting: true);
            texts = texts.ToDictionary(t => t.Key, t => refused.Cover(revisions[t.Key], t.Key, t.Value));
        }

        var order = survey.Survey.Waves.Select((w, i) => (w.Key, i)).ToDictionary(w => w.Key, w => w.i, StringComparer.Ordinal);
        var rows = new List<AnswerRow>();
        foreach (var p in passages.OrderBy(p => order[sources[revisions[p.RevisionId]]]).ThenBy(p => p.RevisionId).ThenBy(p => p.Start))
        {
            var (wave, respondent) = (sources[revisions[p.RevisionId]], originals.Hides(p.RevisionId) ? "" : p.Speaker!.Trim());
            var start = Math.Min(p.WordsStart, p.End);
            var here = codings[p.RevisionId].Where(c => c.Start < p.End && start < c.End)
                .Select(c => new AnswerCoding(c.Id, c.CodeId, paths[c.CodeId].Path, paths[c.CodeId].Colour, c.CoderId, people.GetValueOrDefault(c.CoderId, ""), c.CoderId == asking.Me, c.Start <= start && c.End >= p.End))
                .OrderBy(c => paths[c.Code].At).ThenBy(c => c.Coder, StringComparer.Ordinal).ToList();
            rows.Add(new AnswerRow(p.Id, wave, respondent, revisions[p.RevisionId], start, p.End, originals.Cover(p.RevisionId, texts[p.RevisionId][start..p.End]).Trim(), about.Of(wave, respondent), here));
        }

        return rows;
    }
}

/// <summary>The answers to an open item.</summary>
/// <param name="Item">Its key.</param>
/// <param name="Question">The question, as last asked.</param>
/// <param name="Columns">What stands beside the answers.</param>
/// <param name="Possible">What could.</param>
/// <param name="Waves">How far each wave is coded.</param>
/// <param name="Total">Rows that fit what was asked.</param>
/// <param name="Rows">This page of them.</param>
/// <param name="Next">What to ask the next page after; null at the end.</param>
public sealed record AnswerPage(string Item, string Question, IReadOnlyList<AnswerColumn> Columns, IReadOnlyList<AnswerColumn> Possible, IReadOnlyList<AnswersOfWave> Waves, int Total, IReadOnlyList<AnswerRow> Rows, string? Next);

/// <summary>Something known of respondents.</summary>
/// <param name="Key">How it is asked for.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Values">The values that it has, in their order.</param>
public sealed record AnswerColumn(string Key, string Name, IReadOnlyList<string> Values);

/// <summary>How far the answers of a wave are coded.</summary>
/// <param name="Wave">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Answers">Answers.</param>
/// <param name="Coded">Those that carry a code.</param>
public sealed record AnswersOfWave(string Wave, string Name, int Answers, int Coded);

/// <summary>An answer.</summary>
/// <param name="Id">The passage that it is.</param>
/// <param name="Wave">Number of the wave.</param>
/// <param name="Respondent">Code of the post.</param>
/// <param name="Source">The source in which it stands.</param>
/// <param name="Start">First code unit of its words there.</param>
/// <param name="End">One past the last.</param>
/// <param name="Words">Its words.</param>
/// <param name="About">What is known of the respondent, column by column; null where nothing is.</param>
/// <param name="Codings">The codings that touch it.</param>
public sealed record AnswerRow(Guid Id, string Wave, string Respondent, Guid Source, int Start, int End, string Words, IReadOnlyList<string?> About, IReadOnlyList<AnswerCoding> Codings);

/// <summary>A coding on an answer.</summary>
/// <param name="Id">The coding.</param>
/// <param name="Code">Its code.</param>
/// <param name="Path">Path of the code.</param>
/// <param name="Colour">Its colour, or null.</param>
/// <param name="CoderId">Who coded.</param>
/// <param name="Coder">Their name.</param>
/// <param name="Mine">True where the asker did.</param>
/// <param name="Whole">True where it covers the whole answer.</param>
public sealed record AnswerCoding(Guid Id, Guid Code, string Path, string? Colour, Guid CoderId, string Coder, bool Mine, bool Whole);
