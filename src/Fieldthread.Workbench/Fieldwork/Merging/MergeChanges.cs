using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>Changes things of the study as the other side has them, and takes away what was chosen to go.</summary>
internal sealed partial class MergeChanges(Acting acting, MergePlan plan, MergeChoices choices, List<Remark> remarks, MergeTexts texts, MergeIds ids, Dictionary<Guid, Coding> codings, string fileName)
{
    private LandedIds landed = null!;

    /// <summary>How many things were taken away.</summary>
    public int Removed { get; private set; }

    public async Task RemoveAsync()
    {
        // What stands on codes goes before them, and codes below before those above.
        foreach (var row in plan.Rows.Where(r => r.State == MergeState.GoneThere && choices.TakesAny(r)).OrderByDescending(r => r.Kind).ThenByDescending(r => r.Kind == ExchangeKind.Code ? r.Name.Length : 0))
        {
            var id = MergeLanding.IdOf(row);
            var went = row.Kind switch
            {
                ExchangeKind.Coding => await RemoveCodingAsync(ids.Codings[id]),
                ExchangeKind.Memo => await RemoveMemosAsync(ids.Memos[id]),
                ExchangeKind.Code => await RemoveCodeAsync(ids.Codes[id]),
                ExchangeKind.Kept => await RemoveKeptAsync(id),
                _ => false,
            };
            if (went)
            {
                Removed++;
            }
            else
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, row.Name, row.Kind == ExchangeKind.Code
                    ? "The code was not taken away: codings of this study, codes below it or a retired code stand on it."
                    : $"A {InWords(row.Kind)} is not taken away by a merge, since encounters, consents and reports may stand on it. Take it out on its own page."));
            }
        }
    }

    public async Task ChangeAsync(ProjectLanding landing)
    {
        landed = landing.Ids;
        foreach (var row in plan.Rows.Where(r => r.State is not (MergeState.NewThere or MergeState.GoneThere) && r.Fields.Count > 0 && choices.TakesAny(r) && plan.Here.Any(h => h.Key == r.Key)))
        {
            var fields = row.Fields.Where(f => choices.Takes(row, f.State) == true).Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
            await (row.Kind switch
            {
                ExchangeKind.Coder => CoderAsync(row),
                ExchangeKind.Code => CodeAsync(row, fields),
                ExchangeKind.Variable => VariableAsync(row),
                ExchangeKind.Source => SourceAsync(row, fields),
                ExchangeKind.Case => CaseAsync(row, fields),
                ExchangeKind.Coding => CodingAsync(row, fields),
                ExchangeKind.Passage => PassageAsync(row, fields),
                ExchangeKind.Memo => MemoAsync(row, fields),
                _ => KeptAsync(row),
            });
        }
    }

    private static string InWords(ExchangeKind kind) => kind switch { ExchangeKind.Case => "site", ExchangeKind.Kept => "kept thing", _ => kind.ToString().ToLowerInvariant() };

    private async Task<bool> RemoveCodingAsync(Guid id)
    {
        (await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(codings[id]);
        codings.Remove(id);
        return true;
    }

    private async Task<bool> RemoveMemosAsync(IEnumerable<Guid> memos)
    {
        foreach (var id in memos)
        {
            (await acting.Context.Set<MemoLink>().AsTracking().Where(l => l.MemoId == id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
            if (await acting.Context.Set<Memo>().AsTracking().SingleOrDefaultAsync(m => m.Id == id, acting.Cancel) is { } memo)
            {
                acting.Remove(memo);
            }
        }

        return true;
    }

    private async Task<bool> RemoveCodeAsync(Guid id)
    {
        var gone = acting.Context.ChangeTracker.Entries<Code>().Where(e => e.State == EntityState.Deleted).Select(e => e.Entity.Id).ToHashSet();
        var below = (await acting.Context.Set<Code>().Where(c => c.ParentId == id).Select(c => c.Id).ToListAsync(acting.Cancel)).Exists(c => !gone.Contains(c));
        // Codings that just landed are in the database and not among those that were read before.
        var known = codings.Keys.ToHashSet();
        var coded = codings.Values.Any(c => c.CodeId == id)
            || (await acting.Context.Set<Coding>().Where(c => c.CodeId == id).Select(c => c.Id).ToListAsync(acting.Cancel)).Exists(c => !known.Contains(c) && !acting.Context.ChangeTracker.Entries<Coding>().Any(e => e.State == EntityState.Deleted && e.Entity.Id == c));
        if (coded || below || await acting.Context.Set<CodeGuide>().AnyAsync(g => g.SuccessorId == id && g.CodeId != id, acting.Cancel))
        {
            return false;
        }

        await Codebook.RemoveGuideAsync(acting, id);
        (await acting.Context.Set<Memo>().AsTracking().Where(m => m.TargetId == id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        acting.Remove(await acting.FindAsync<Code>(id));
        return true;
    }

    private async Task<bool> RemoveKeptAsync(string id)
    {
        foreach (var piece in await PiecesAsync(id))
        {
            (await acting.Context.Set<KeptFile>().AsTracking().Where(f => f.PieceId == piece.Id).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
            acting.Remove(piece);
        }

        return true;
    }

    private async Task<List<KeptPiece>> PiecesAsync(string id) =>
        [.. (await acting.Context.Set<KeptPiece>().AsTracking().Where(p => p.ForeignId != "").ToListAsync(acting.Cancel)).Where(p => !KeptParts.IsOfRow(p.Part) && ExchangeItem.Plain(p.ForeignId) == id).Take(1)];

    private async Task KeptAsync(MergeRow row)
    {
        var given = plan.Theirs.Kept.First(k => ExchangeItem.Plain(k.ForeignId) == MergeLanding.IdOf(row));
        foreach (var piece in await PiecesAsync(MergeLanding.IdOf(row)))
        {
            (piece.Name, piece.Said) = (given.Name, new KeptSpelling(landed).Ours(given.Xml));
            var files = await acting.Context.Set<KeptFile>().AsTracking().Where(f => f.PieceId == piece.Id).ToListAsync(acting.Cancel);
            files.ForEach(acting.Remove);
            foreach (var file in given.Files)
            {
                acting.Add(new KeptFile { PieceId = piece.Id, Path = file.Path, Length = file.Bytes.Length, BlobId = await acting.KeepFileAsync(KeptMedia.TypeOf(file.Bytes.Span, file.Path), file.Bytes) });
            }
        }
    }

    private async Task CoderAsync(MergeRow row)
    {
        var person = await acting.FindAsync<Person>(ids.People[MergeLanding.IdOf(row)]);
        var name = plan.Theirs.Users.First(u => ExchangeItem.Plain(u.ForeignId) == MergeLanding.IdOf(row)).Name;
        if (person.AccountId is not null)
        {
            remarks.Add(new Remark(RemarkWeight.NotTaken, $"coder {person.Name}", $"A person of the team is not renamed by a file, which calls them “{name}”."));
            return;
        }

        person.Name = name;
    }

    private async Task VariableAsync(MergeRow row)
    {
        var (id, name) = (MergeLanding.IdOf(row), plan.Theirs.Variables.First(v => ExchangeItem.Plain(v.ForeignId) == MergeLanding.IdOf(row)).Name);
        (await acting.Context.Set<SiteAttribute>().AsTracking().Where(a => a.ForeignId != null).ToListAsync(acting.Cancel)).FindAll(a => ExchangeItem.Plain(a.ForeignId!) == id).ForEach(a => a.Name = name);
        (await acting.Context.Set<SourceValue>().AsTracking().Where(a => a.ForeignId != null).ToListAsync(acting.Cancel)).FindAll(a => ExchangeItem.Plain(a.ForeignId!) == id).ForEach(a => a.Name = name);
        foreach (var piece in (await acting.Context.Set<KeptPiece>().AsTracking().Where(p => p.Part == KeptParts.Variable).ToListAsync(acting.Cancel)).Where(p => ExchangeItem.Plain(p.ForeignId) == id))
        {
            piece.Name = name;
            piece.Said = KeptWords.Read<VariableSaid>(piece) is { } said ? Store.Json.Write(said with { Name = name }) : piece.Said;
        }
    }

    private async Task CodeAsync(MergeRow row, HashSet<string> fields)
    {
        var id = ids.Codes[MergeLanding.IdOf(row)];
        var given = plan.Theirs.Codes.First(c => ExchangeItem.Plain(c.ForeignId) == MergeLanding.IdOf(row));
        var code = await acting.FindAsync<Code>(id);
        if (fields.Contains("above"))
        {
            await MoveAsync(code, given.ParentForeignId);
        }

        if (fields.Contains("name") || fields.Contains("above"))
        {
            var siblings = (await acting.Context.Set<Code>().Where(c => c.ParentId == code.ParentId && c.Id != id).Select(c => c.Name).ToListAsync(acting.Cancel)).ToHashSet(StringComparer.Ordinal);
            var (wanted, name) = (fields.Contains("name") ? given.Name : code.Name, fields.Contains("name") ? given.Name : code.Name);
            for (var again = 2; siblings.Contains(name); again++)
            {
                name = $"{wanted} ({again})";
            }

            if (name != wanted)
            {
                remarks.Add(new Remark(RemarkWeight.Guessed, $"code {wanted}", $"There is already a code of that name in that place, so it is called “{name}”."));
            }

            code.Name = name;
        }

        code.Colour = fields.Contains("colour") ? given.Colour : code.Colour;
        code.IsCodable = fields.Contains("heading only") ? given.IsCodable : code.IsCodable;
        if (fields.Contains("description"))
        {
            var said = Core.Fieldwork.Codebooks.CodeDescription.Read(given.Description ?? "");
            code.Definition = said.Definition;
            if (said with { Definition = "" } != new Core.Fieldwork.Codebooks.CodeDescription("") || await Codebook.GuideIfAnyAsync(acting, id) is not null)
            {
                var guide = await Codebook.GuideAsync(acting, id);
                (guide.IncludeWhen, guide.ExcludeWhen, guide.Example, guide.Standing) = (said.IncludeWhen, said.ExcludeWhen, said.Example, said.Standing);
                (guide.ExampleRevisionId, guide.ExampleStart, guide.ExampleEnd) = (null, null, null);
            }
        }

        Codebook.Note(acting, id, fields.SetEquals(["above"]) ? CodeDeed.Moved : CodeDeed.Edited, $"Came back with {fileName}");
    }

    private async Task MoveAsync(Code code, string? above)
    {
        Guid? parent = above is null ? null : landed.Codes.TryGetValue(above, out var found) ? found : code.ParentId;
        var over = await acting.Context.Set<Code>().ToDictionaryAsync(c => c.Id, c => c.ParentId, acting.Cancel);
        foreach (var moved in acting.Context.ChangeTracker.Entries<Code>().Where(e => e.State == EntityState.Modified))
        {
            over[moved.Entity.Id] = moved.Entity.ParentId;
        }

        for (var at = parent; at is { } up; at = over.GetValueOrDefault(up))
        {
            if (up == code.Id)
            {
                remarks.Add(new Remark(RemarkWeight.NotTaken, $"code {code.Name}", "It was not moved: it would stand below itself, since its place was changed here too."));
                return;
            }
        }

        code.ParentId = parent;
    }
}
