using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Fieldwork.Merging;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Turns a read project into rows. Ids are new; foreign ids are kept as written, to go out again as they came.</summary>
internal sealed class ProjectLanding(Acting acting, QdaProject project, IReadOnlyList<PreparedText> texts, List<Remark> remarks, LandsBeside? beside = null)
{
    private readonly Dictionary<string, Guid> people = new(beside?.Ids.People ?? new Dictionary<string, Guid>(), StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> codes = new(beside?.Ids.Codes ?? new Dictionary<string, Guid>(), StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> sources = new(beside?.Ids.Sources ?? new Dictionary<string, Guid>(), StringComparer.Ordinal);
    private readonly Dictionary<string, QdaNote> notes = project.Notes.GroupBy(n => n.ForeignId).ToDictionary(g => g.Key, g => g.First());
    private readonly HashSet<string> notesPlaced = [];
    private readonly List<Memo> memos = [];
    private readonly Dictionary<string, Guid> siteOf = new(beside?.Ids.Sites ?? new Dictionary<string, Guid>(), StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> memoOf = new(beside?.Ids.Memos ?? new Dictionary<string, Guid>(), StringComparer.Ordinal);
    private readonly Dictionary<string, Guid> selections = new(beside?.Ids.Selections ?? new Dictionary<string, Guid>(), StringComparer.Ordinal);
    private readonly Dictionary<string, SourceSaid> saidOf = new(StringComparer.Ordinal);
    private Guid? unknownCoder;

    /// <summary>What a source is called that came without a name: a list cannot show nothing.</summary>
    internal const string NoName = "Source without a name";

    /// <summary>Rows by the ids of the file: those that landed, and those beside which they landed.</summary>
    public LandedIds Ids => new(people, codes, sources, siteOf, memoOf, selections);

    public async Task<Imported> LandAsync(string fileName)
    {
        var import = new Import { FileName = fileName, Format = "qdpx", ProjectName = beside is null ? project.Name : null, Origin = project.Origin };
        await LandPeopleAsync();
        await LandCodesAsync();
        var codings = await LandSourcesAsync(import);
        var sites = await LandCasesAsync();
        foreach (var (kind, target, ids, on) in beside?.Noted ?? [])
        {
            AddNotes(kind, target, ids, on);
        }

        var study = await acting.Context.Set<StudyDetail>().Select(d => d.Id).FirstAsync(acting.Cancel);
        var loose = project.Notes.Select(n => n.ForeignId).Where(id => !notesPlaced.Contains(id)).Except(project.NoteForeignIds).Where(id => beside?.NewNotes.Contains(id) != false).ToHashSet(StringComparer.Ordinal);
        AddNotes("study_details", study, project.NoteForeignIds.Concat(loose).Distinct().ToList());
        import.Remarks = Json.Write(remarks);
        acting.Add(import);
        await acting.AddManyAsync(memos);
        await new KeptLanding(acting, project, import.Id, Ids, beside).LandAsync(study, saidOf, loose);
        if (beside is null)
        {
            await ExchangesKept.KeepAsync(acting, cameIn: true, fileName, ExchangeItems.Of(project));
        }

        return new Imported(import.Id, project.Sources.Count, project.Codes.Count, codings, sites, memos.Count, remarks.Count(r => r.Weight != RemarkWeight.Note));
    }

    private async Task LandPeopleAsync()
    {
        var there = await acting.Context.Set<Person>().AsTracking().ToListAsync(acting.Cancel);
        foreach (var user in project.Users.Where(u => !people.ContainsKey(u.ForeignId)))
        {
            // The same coder in a second project of the team is the same person; a shared id alone does not say so, for copied projects share ids.
            var person = there.FirstOrDefault(p => p.ForeignId == user.ForeignId && p.Name == user.Name) ?? there.FirstOrDefault(p => p.ForeignId == null && p.Name == user.Name);
            if (person is null)
            {
                person = acting.Add(new Person { Name = user.Name.Length > 0 ? user.Name : "Coder " + user.ForeignId, ForeignId = user.ForeignId });
                there.Add(person);
            }
            else
            {
                if (person is { AccountId: not null, ForeignId: null })
                {
                    remarks.Add(new Remark(RemarkWeight.Guessed, $"coder {user.Name}", $"The codings by “{user.Name}” were given to {person.Name} of this study’s team, since the names agree. If they are two people, undo the import, rename one and bring it in again."));
                }

                person.ForeignId ??= user.ForeignId;
            }

            people[user.ForeignId] = person.Id;
        }
    }

    private Guid Coder(string? foreignId)
    {
        if (foreignId is not null && people.TryGetValue(foreignId, out var id))
        {
            return id;
        }

        return unknownCoder ??= acting.Add(new Person { Name = "Coder not named in the file" }).Id;
    }

    private async Task LandCodesAsync()
    {
        var ordinal = (await acting.Context.Set<Code>().MaxAsync(c => (int?)c.Ordinal, acting.Cancel) ?? 0) + 1;
        var siblings = (await acting.Context.Set<Code>().Select(c => new { c.ParentId, c.Name }).ToListAsync(acting.Cancel)).Select(c => (c.ParentId, c.Name)).ToHashSet();
        var (rows, guides) = (new List<Code>(), new List<(CodeGuide Guide, string Instead)>());
        foreach (var code in project.Codes)
        {
            var parent = code.ParentForeignId is { } above ? codes[above] : (Guid?)null;
            var name = code.Name;
            for (var again = 2; !siblings.Add((parent, name)); again++)
            {
                name = $"{code.Name} ({again})";
            }

            if (name != code.Name)
            {
                remarks.Add(new Remark(RemarkWeight.Guessed, $"code {code.Name}", $"There is already a code of that name in that place, so it came in as “{name}”. Merge the two if they are one."));
            }

            var said = CodeDescription.Read(code.Description ?? "");
            var row = new Code { ParentId = parent, Name = name, Colour = code.Colour, Definition = said.Definition, IsCodable = code.IsCodable, Ordinal = ordinal++, ForeignId = code.ForeignId };
            codes[code.ForeignId] = row.Id;
            rows.Add(row);
            if (said with { Definition = "" } != new CodeDescription(""))
            {
                guides.Add((new CodeGuide { CodeId = row.Id, IncludeWhen = said.IncludeWhen, ExcludeWhen = said.ExcludeWhen, Example = said.Example, Standing = said.Standing }, said.Instead));
            }

            AddNotes("codes", row.Id, code.NoteForeignIds);
        }

        await acting.AddManyAsync(rows);
        var paths = QdaCode.Paths(project.Codes).GroupBy(p => p.Value, StringComparer.Ordinal).ToDictionary(g => g.Key, g => codes[g.First().Key], StringComparer.Ordinal);
        foreach (var (guide, instead) in guides)
        {
            guide.SuccessorId = paths.TryGetValue(instead, out var next) && next != guide.CodeId ? next : null;
        }

        await acting.AddManyAsync(guides.ConvertAll(g => g.Guide));
    }

    private async Task<int> LandSourcesAsync(Import import)
    {
        var rows = new List<Source>();
        foreach (var source in project.Sources)
        {
            var row = new Source { Name = source.Name.Length > 0 ? source.Name : NoName, ImportId = import.Id, ForeignId = source.ForeignId };
            sources[source.ForeignId] = row.Id;
            rows.Add(row);
            AddNotes("sources", row.Id, source.NoteForeignIds);
        }

        await acting.AddManyAsync(rows);
        var revisions = await TextLanding.LandAsync(acting, rows.Select((row, i) => (row.Id, texts[i])).ToList());
        var codings = new List<Coding>();
        for (var i = 0; i < rows.Count; i++)
        {
            LandSelections(project.Sources[i], revisions[i].Id, codings);
        }

        foreach (var (source, revision) in beside?.Marked ?? [])
        {
            LandSelections(source, revision, codings);
        }

        await acting.AddManyAsync(codings);
        return codings.Count;
    }

    private void LandSelections(QdaSource source, Guid revision, List<Coding> into)
    {
        foreach (var (coding, span, selection) in source.PlacedCodings())
        {
            var row = new Coding
            {
                RevisionId = revision,
                Start = span.Start,
                End = span.End,
                CodeId = codes[coding.CodeForeignId],
                CoderId = Coder(coding.CreatedByForeignId ?? selection?.Stamp.CreatedByForeignId),
                CodedAt = coding.CreatedAt ?? selection?.Stamp.CreatedAt,
                ForeignId = coding.ForeignId,
                SelectionForeignId = selection?.ForeignId,
                SelectionName = selection?.Name,
            };
            into.Add(row);
            if (selection is not null)
            {
                selections.TryAdd(selection.ForeignId, row.Id);
            }

            AddNotes("codings", row.Id, coding.NoteForeignIds);
        }

        var marked = new List<SelectionSaid>();
        foreach (var selection in source.Selections)
        {
            AddNotes("revisions", revision, selection.NoteForeignIds, selection.Span);
            Guid? memo = null;
            if (selection.Description is { Length: > 0 } || (selection.Codings.Count == 0 && selection.NoteForeignIds.Count == 0))
            {
                // A stretch that somebody only marked is kept as a memo without words, which follows the text as every memo does.
                var row = new Memo { TargetKind = "revisions", TargetId = revision, Start = selection.Span.Start, End = selection.Span.End, Title = selection.Codings.Count == 0 && selection.Name.Length > 0 ? selection.Name : null, Words = selection.Description ?? "", AuthorId = selection.Stamp.CreatedByForeignId is { } by && people.TryGetValue(by, out var author) ? author : null, WrittenAt = selection.Stamp.CreatedAt };
                memos.Add(row);
                memo = row.Id;
                selections.TryAdd(selection.ForeignId, row.Id);
            }

            var stamp = StampSaid.Of(selection.Stamp, people);
            if (memo is not null || selection.Codings.Count == 0 || stamp.ChangedAt is not null || stamp.ChangedBy is not null || selection.Codings[0].CreatedByForeignId != selection.Stamp.CreatedByForeignId || selection.Codings[0].CreatedAt != selection.Stamp.CreatedAt)
            {
                marked.Add(new SelectionSaid(selection.ForeignId, stamp, memo, selection.Codings.Count == 0 && memo is null ? selection.NoteForeignIds : null));
            }
        }

        if (saidOf.TryGetValue(source.ForeignId, out var before))
        {
            // Stretches of one text may come to stand on two of its revisions.
            saidOf[source.ForeignId] = before with { Selections = [.. before.Selections, .. marked] };
            return;
        }

        saidOf[source.ForeignId] = new SourceSaid(source.Description, StampSaid.Of(source.Stamp, people), marked, source.Name.Length == 0);
    }

    private async Task<int> LandCasesAsync()
    {
        var taken = (await acting.Context.Set<Site>().Select(s => s.Name).ToListAsync(acting.Cancel)).ToHashSet(StringComparer.Ordinal);
        var landed = 0;
        foreach (var @case in project.Cases)
        {
            var name = @case.Name is { Length: > 0 } given ? given : $"Case {landed + 1}";
            for (var again = 2; !taken.Add(name); again++)
            {
                name = $"{@case.Name} ({again})";
            }

            var site = acting.Add(new Site { Name = name, About = @case.Description ?? "", ForeignId = @case.ForeignId });
            siteOf[@case.ForeignId] = site.Id;
            landed++;
            foreach (var source in @case.SourceForeignIds.Where(sources.ContainsKey))
            {
                acting.Add(new SourceSite { SourceId = sources[source], SiteId = site.Id });
            }

            foreach (var value in @case.Values)
            {
                var variable = project.Variables.FirstOrDefault(v => v.ForeignId == value.VariableForeignId);
                acting.Add(new SiteAttribute { SiteId = site.Id, Name = variable?.Name ?? value.VariableForeignId, Kind = value.Kind.ToString(), Value = value.Text ?? "", ForeignId = value.VariableForeignId });
            }

            if (@case.CodeForeignIds.Count + @case.SelectionForeignIds.Count > 0)
            {
                remarks.Add(new Remark(RemarkWeight.Note, $"case {name}", $"{@case.CodeForeignIds.Count} codes and {@case.SelectionForeignIds.Count} selections that the file ties to the case are kept with the site and go out with it again; they are not used here."));
            }
        }

        return landed;
    }

    private void AddNotes(string kind, Guid target, IReadOnlyList<string> foreignIds, TextSpan? on = null)
    {
        foreach (var id in foreignIds)
        {
            if (!notes.TryGetValue(id, out var note))
            {
                continue;
            }

            notesPlaced.Add(id);
            var memo = new Memo
            {
                TargetKind = kind,
                TargetId = target,
                Start = on?.Start,
                End = on?.End,
                Title = note.Name,
                Words = note.Text,
                AuthorId = note.Stamp.CreatedByForeignId is { } by && people.TryGetValue(by, out var author) ? author : null,
                WrittenAt = note.Stamp.CreatedAt,
                ForeignId = note.ForeignId,
            };
            memos.Add(memo);
            memoOf.TryAdd(note.ForeignId, memo.Id);
        }
    }
}

/// <summary>What a project lands beside when a part of it is in the study already: the rows of ours by the ids of the file, stretches marked in texts that stand, and notes on things that stand.</summary>
/// <param name="Ids">Rows of ours.</param>
/// <param name="Marked">Texts of the study with the stretches that are new, in the positions of a revision of ours.</param>
/// <param name="Noted">Notes on rows of ours: table, row, notes, stretch.</param>
/// <param name="NewNotes">Notes that the study does not have.</param>
/// <param name="Variables">Variables that the study has, as the file spells them.</param>
internal sealed record LandsBeside(
    LandedIds Ids, IReadOnlyList<(QdaSource Source, Guid Revision)> Marked, IReadOnlyList<(string Kind, Guid Target, IReadOnlyList<string> Notes, TextSpan? On)> Noted, IReadOnlySet<string> NewNotes, IReadOnlySet<string> Variables);
