using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>Texts, what stands on them, and what they and sites say.</summary>
internal sealed partial class MergeChanges
{
    private async Task SourceAsync(MergeRow row, HashSet<string> fields)
    {
        var (id, given) = (ids.Sources[MergeLanding.IdOf(row)], plan.Theirs.Sources.First(s => ExchangeItem.Plain(s.ForeignId) == MergeLanding.IdOf(row)));
        if (fields.Contains("name"))
        {
            (await acting.FindAsync<Source>(id)).Name = given.Name;
        }

        if (fields.Contains("description"))
        {
            var piece = await acting.Context.Set<KeptPiece>().AsTracking().FirstOrDefaultAsync(p => p.Part == KeptParts.Source && p.TargetId == id, acting.Cancel);
            if (piece is not null && KeptWords.Read<SourceSaid>(piece) is { } said)
            {
                piece.Said = Store.Json.Write(said with { Description = given.Description });
            }
            else
            {
                var import = await acting.Context.Set<Source>().Where(s => s.Id == id).Select(s => s.ImportId).SingleAsync(acting.Cancel) ?? acting.Context.ChangeTracker.Entries<Import>().First().Entity.Id;
                acting.Add(new KeptPiece { ImportId = import, TargetKind = "sources", TargetId = id, Part = KeptParts.Source, ForeignId = given.ForeignId, Ordinal = 1, Said = Store.Json.Write(new SourceSaid(given.Description, new StampSaid(null, null, null, null), [])) });
            }
        }

        var values = await acting.Context.Set<SourceValue>().AsTracking().Where(v => v.SourceId == id).ToListAsync(acting.Cancel);
        foreach (var (name, value) in Values(fields, given.Values))
        {
            var there = values.Find(v => v.Name == name);
            if (value?.Text is not { Length: > 0 } text)
            {
                values.Where(v => v.Name == name).ToList().ForEach(acting.Remove);
            }
            else if (there is not null)
            {
                (there.Value, there.Kind) = (text, value.Kind.ToString());
            }
            else
            {
                acting.Add(new SourceValue { SourceId = id, Name = name, Kind = value.Kind.ToString(), Value = text, ForeignId = value.VariableForeignId });
            }
        }
    }

    private async Task CaseAsync(MergeRow row, HashSet<string> fields)
    {
        var (id, given) = (ids.Sites[MergeLanding.IdOf(row)], plan.Theirs.Cases.First(c => ExchangeItem.Plain(c.ForeignId) == MergeLanding.IdOf(row)));
        var site = await acting.FindAsync<Site>(id);
        if (fields.Contains("name") && given.Name is { Length: > 0 } name)
        {
            if (await acting.Context.Set<Site>().AnyAsync(s => s.Name == name && s.Id != id, acting.Cancel))
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, $"site {site.Name}", $"It was not renamed “{name}”: another site is called so."));
            }
            else
            {
                site.Name = name;
            }
        }

        site.About = fields.Contains("description") ? given.Description ?? "" : site.About;
        if (fields.Contains("texts"))
        {
            var wanted = given.SourceForeignIds.Where(landed.Sources.ContainsKey).Select(s => landed.Sources[s]).ToHashSet();
            var links = await acting.Context.Set<SourceSite>().AsTracking().Where(l => l.SiteId == id).ToListAsync(acting.Cancel);
            links.FindAll(l => !wanted.Contains(l.SourceId)).ForEach(acting.Remove);
            var byEncounter = (await acting.Context.Set<Source>().Join(acting.Context.Set<Encounter>(), s => s.EncounterId, e => e.Id, (s, e) => new { s.Id, e.SiteId }).Where(s => s.SiteId == id).Select(s => s.Id).ToListAsync(acting.Cancel)).ToHashSet();
            foreach (var source in wanted.Where(s => !byEncounter.Contains(s) && !links.Exists(l => l.SourceId == s)))
            {
                acting.Add(new SourceSite { SourceId = source, SiteId = id });
            }
        }

        if (fields.Contains("codes") || fields.Contains("passages") || fields.Contains("texts"))
        {
            await CaseSaidAsync(id, given, fields);
        }

        var values = await acting.Context.Set<SiteAttribute>().AsTracking().Where(v => v.SiteId == id).ToListAsync(acting.Cancel);
        foreach (var (name2, value) in Values(fields, given.Values))
        {
            var there = values.Find(v => v.Name == name2);
            if (value?.Text is not { Length: > 0 } text)
            {
                values.Where(v => v.Name == name2).ToList().ForEach(acting.Remove);
            }
            else if (there is not null)
            {
                (there.Value, there.Kind) = (text, value.Kind.ToString());
            }
            else
            {
                acting.Add(new SiteAttribute { SiteId = id, Name = name2, Kind = value.Kind.ToString(), Value = text, ForeignId = value.VariableForeignId });
            }
        }
    }

    private async Task CaseSaidAsync(Guid site, QdaCase given, HashSet<string> fields)
    {
        var piece = await acting.Context.Set<KeptPiece>().AsTracking().FirstOrDefaultAsync(p => p.Part == KeptParts.Case && p.TargetId == site, acting.Cancel);
        var was = piece is null ? null : KeptWords.Read<CaseSaid>(piece);
        var said = was ?? new CaseSaid(false, [], [], [], []);
        said = fields.Contains("codes") ? said with { Codes = [.. given.CodeForeignIds.Where(landed.Codes.ContainsKey).Select(c => landed.Codes[c])] } : said;
        said = fields.Contains("passages") ? said with { Selections = [.. given.SelectionForeignIds.Where(landed.Selections.ContainsKey).Select(s => landed.Selections[s])], KeptSelections = [.. given.SelectionForeignIds.Where(s => !landed.Selections.ContainsKey(s))] } : said;
        said = fields.Contains("texts") ? said with { KeptSources = [.. given.SourceForeignIds.Where(s => !landed.Sources.ContainsKey(s))] } : said;
        if (piece is not null)
        {
            piece.Said = Store.Json.Write(said);
        }
        else if (said.Codes.Count + said.Selections.Count + said.KeptSources.Count + said.KeptSelections.Count > 0)
        {
            acting.Add(new KeptPiece { ImportId = acting.Context.ChangeTracker.Entries<Import>().First().Entity.Id, TargetKind = "sites", TargetId = site, Part = KeptParts.Case, ForeignId = given.ForeignId, Ordinal = 1, Said = Store.Json.Write(said) });
        }
    }

    private IEnumerable<(string Name, QdaValue? Value)> Values(HashSet<string> fields, IReadOnlyList<QdaValue> given) => fields.Where(f => f.StartsWith("value ", StringComparison.Ordinal)).Select(f => f["value ".Length..])
        .Select(name => (name, given.FirstOrDefault(v => (plan.Theirs.Variables.FirstOrDefault(x => ExchangeItem.Plain(x.ForeignId) == ExchangeItem.Plain(v.VariableForeignId))?.Name ?? ExchangeItem.Plain(v.VariableForeignId)) == name)));

    private async Task CodingAsync(MergeRow row, HashSet<string> fields)
    {
        var coding = codings[ids.Codings[MergeLanding.IdOf(row)]];
        var (source, given) = plan.Theirs.Sources.SelectMany(s => s.PlacedCodings().Select(p => (s, p))).First(p => ExchangeItem.Plain(p.p.Coding.ForeignId) == MergeLanding.IdOf(row));
        var (revision, start, end, code, coder) = (coding.RevisionId, coding.Start, coding.End, coding.CodeId, coding.CoderId);
        if (fields.Contains("code") && landed.Codes.TryGetValue(given.Coding.CodeForeignId, out var other))
        {
            code = other;
        }

        if (fields.Contains("coder") && (given.Coding.CreatedByForeignId ?? given.Selection?.Stamp.CreatedByForeignId) is { } by && landed.People.TryGetValue(by, out var person))
        {
            coder = person;
        }

        if (fields.Contains("place") || fields.Contains("text"))
        {
            if (await texts.FindAsync(ExchangeItem.Plain(source.ForeignId), given.Span) is not { } at)
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, row.Name, "It was moved there to words that the study’s text does not have; it stays where it is."));
                return;
            }

            (revision, start, end) = (at.Revision, at.Span.Start, at.Span.End);
            coding.SelectionName = given.Selection?.Name is { Length: > 0 } name ? name : null;
        }

        if (codings.Values.Any(c => c.Id != coding.Id && (c.RevisionId, c.Start, c.End, c.CodeId, c.CoderId) == (revision, start, end, code, coder)))
        {
            remarks.Add(new Remark(RemarkWeight.NotTaken, row.Name, "The same person has another coding just like it here; it stays as it is."));
            return;
        }

        (coding.RevisionId, coding.Start, coding.End, coding.CodeId, coding.CoderId) = (revision, start, end, code, coder);
    }

    private async Task PassageAsync(MergeRow row, HashSet<string> fields)
    {
        var (source, given) = plan.Theirs.Sources.SelectMany(s => s.Selections.Select(x => (s, x))).First(p => ExchangeItem.Plain(p.x.ForeignId) == MergeLanding.IdOf(row));
        var memo = ids.Selections.TryGetValue(MergeLanding.IdOf(row), out var id) ? await acting.Context.Set<Memo>().AsTracking().SingleOrDefaultAsync(m => m.Id == id, acting.Cancel) : null;
        if (memo is null)
        {
            var of = ids.Sources[ExchangeItem.Plain(source.ForeignId)];
            var said = await acting.Context.Set<KeptPiece>().AsNoTracking().Where(p => p.Part == KeptParts.Source && p.TargetId == of).ToListAsync(acting.Cancel);
            var its = said.Select(KeptWords.Read<SourceSaid>).OfType<SourceSaid>().SelectMany(s => s.Selections).FirstOrDefault(s => ExchangeItem.Plain(s.Id) == MergeLanding.IdOf(row))?.Memo;
            memo = its is null ? null : await acting.Context.Set<Memo>().AsTracking().SingleOrDefaultAsync(m => m.Id == its, acting.Cancel);
        }

        if (memo is null)
        {
            remarks.Add(new Remark(RemarkWeight.NotTaken, row.Name, "What was changed there on this stretch was not taken: its comment is no longer in the study."));
            return;
        }

        memo.Words = fields.Contains("comment") ? given.Description ?? "" : memo.Words;
        if ((fields.Contains("place") || fields.Contains("text")) && await texts.FindAsync(ExchangeItem.Plain(source.ForeignId), given.Span) is { } at)
        {
            (memo.TargetId, memo.Start, memo.End) = (at.Revision, at.Span.Start, at.Span.End);
        }
    }

    /// <summary>Further places of a note have landed by now; here go its words, and the places that the other side took away.</summary>
    private async Task MemoAsync(MergeRow row, HashSet<string> fields)
    {
        var given = plan.Theirs.Notes.First(n => ExchangeItem.Plain(n.ForeignId) == MergeLanding.IdOf(row));
        var of = ids.Memos[MergeLanding.IdOf(row)].ToList();
        var memos = await acting.Context.Set<Memo>().AsTracking().Where(m => of.Contains(m.Id)).ToListAsync(acting.Cancel);
        foreach (var memo in memos)
        {
            (memo.Title, memo.Words) = (fields.Contains("title") ? given.Name : memo.Title, fields.Contains("words") ? given.Text : memo.Words);
        }

        var (now, then) = (Places(plan.There, row), Places(plan.Here, row));
        if (fields.Contains("on") && now.Count > 0)
        {
            memos.Where(m => m.Start is null && Where(m) is { } where && then.Contains(where) && !now.Contains(where)).ToList().ForEach(acting.Remove);
            await RemoveStretchesAsync(memos, now, then);
        }
    }

    private async Task RemoveStretchesAsync(List<Memo> memos, HashSet<string> now, HashSet<string> then)
    {
        foreach (var memo in memos.Where(m => m.Start is not null))
        {
            var of = await acting.Context.Set<Revision>().Where(r => r.Id == memo.TargetId).Select(r => r.SourceId).SingleAsync(acting.Cancel);
            if (plan.Ours.Sources.TryGetValue(of, out var source) && !plan.Maps.ContainsKey(ExchangeItem.Plain(source)) && $"words:{ExchangeItem.Plain(source)} {memo.Start}-{memo.End}" is var where && then.Contains(where) && !now.Contains(where))
            {
                acting.Remove(memo);
            }
        }
    }

    private string? Where(Memo memo) => memo.TargetKind switch
    {
        "study_details" => "study",
        "codes" when plan.Ours.Codes.TryGetValue(memo.TargetId, out var code) => "code:" + ExchangeItem.Plain(code),
        "sources" when plan.Ours.Sources.TryGetValue(memo.TargetId, out var source) => "source:" + ExchangeItem.Plain(source),
        "codings" when plan.Ours.Codings.TryGetValue(memo.TargetId, out var coding) => "coding:" + ExchangeItem.Plain(coding),
        _ => null,
    };

    private static HashSet<string> Places(IReadOnlyList<ExchangeItem> items, MergeRow row) => (items.First(i => i.Key == row.Key)["on"]?.Value ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.Ordinal);
}
