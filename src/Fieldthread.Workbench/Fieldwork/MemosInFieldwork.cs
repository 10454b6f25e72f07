using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Studies.Memos;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Memos on sites.</summary>
internal sealed class MemosOnSites : IMemoPlace
{
    public int Order => 50;

    public string Kind => "sites";

    public string InWords => "site";

    public IReadOnlyList<Type> Rows => [typeof(Site)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Site>().Chosen(only).Select(s => new { s.Id, s.Name }).ToListAsync(cancel)).Select(s => new MemoThing(s.Id, s.Name, "sites"))];
}

/// <summary>Memos on participants, under their pseudonyms.</summary>
internal sealed class MemosOnParticipants : IMemoPlace
{
    public int Order => 60;

    public string Kind => "participants";

    public string InWords => "participant";

    public IReadOnlyList<Type> Rows => [typeof(Participant)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Participant>().Chosen(only).Select(p => new { p.Id, p.Pseudonym }).ToListAsync(cancel)).Select(p => new MemoThing(p.Id, p.Pseudonym, "consent/" + p.Id))];
}

/// <summary>Memos on encounters.</summary>
internal sealed class MemosOnEncounters : IMemoPlace
{
    public int Order => 70;

    public string Kind => "encounters";

    public string InWords => "encounter";

    public IReadOnlyList<Type> Rows => [typeof(Encounter)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Encounter>().Chosen(only).Select(e => new { e.Id, e.Name }).ToListAsync(cancel)).Select(e => new MemoThing(e.Id, e.Name, "sites"))];
}

/// <summary>Memos on sources, whole.</summary>
internal sealed class MemosOnSources : IMemoPlace
{
    public int Order => 30;

    public string Kind => "sources";

    public string InWords => "source";

    public IReadOnlyList<Type> Rows => [typeof(Source)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Source>().Chosen(only).Select(s => new { s.Id, s.Name }).ToListAsync(cancel)).Select(s => new MemoThing(s.Id, s.Name, "sources/" + s.Id))];
}

/// <summary>Memos on stretches of a text.</summary>
internal sealed class MemosOnTexts : IMemoPlace
{
    public int Order => 40;

    public string Kind => "revisions";

    public string InWords => "stretch of a text";

    public IReadOnlyList<Type> Rows => [typeof(Revision), typeof(Source)];

    public bool CanBeListed => false;

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel) =>
        [.. (await context.All<Revision>().Chosen(only).Join(context.All<Source>(), r => r.SourceId, s => s.Id, (r, s) => new { r.Id, s.Name, Source = s.Id }).ToListAsync(cancel)).Select(r => new MemoThing(r.Id, r.Name, "sources/" + r.Source))];

    public async Task<string?> WordsAsync(Asking asking, Guid thing, int start, int end)
    {
        var text = await asking.Context.All<Revision>().Where(r => r.Id == thing).Select(r => r.Text).SingleOrDefaultAsync(asking.Cancel) ?? "";
        return start >= 0 && end > start && new Core.Basics.TextSpan(start, end).FitsIn(text) ? (await Pseudonyms.Originals.OfAsync(asking)).Cover(thing, text[start..end]) : null;
    }

    public async Task CheckAsync(Acting acting, Guid thing, int? start, int? end)
    {
        if (start is not { } from || end is not { } to)
        {
            Acting.Refuse("range-outside", "Which words of the text is missing.", "Give the stretch, or write the memo on the source.");
            return;
        }

        await Stretch.RequireAsync(acting, thing, from, to);
        await Stretch.RequireNewestAsync(acting, thing);
    }
}

/// <summary>Memos on codes.</summary>
internal sealed class MemosOnCodes : IMemoPlace
{
    public int Order => 10;

    public string Kind => "codes";

    public string InWords => "code";

    public IReadOnlyList<Type> Rows => [typeof(Code)];

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel)
    {
        var paths = await PathsAsync(context, cancel);
        return [.. paths.Where(p => only?.Contains(p.Key) != false).Select(p => new MemoThing(p.Key, p.Value, "codes/" + p.Key))];
    }

    /// <summary>Path of every code of the view.</summary>
    internal static async Task<Dictionary<Guid, string>> PathsAsync(StudyContext context, CancellationToken cancel)
    {
        var codes = (await context.All<Code>().Select(c => new { c.Id, c.Name, c.ParentId }).ToListAsync(cancel)).ToDictionary(c => c.Id);
        var paths = new Dictionary<Guid, string>();
        string Of(Guid id) => paths.TryGetValue(id, out var path) ? path : paths[id] = CodePath.Below(codes[id].ParentId is { } above && codes.ContainsKey(above) ? Of(above) : null, codes[id].Name);
        foreach (var id in codes.Keys)
        {
            Of(id);
        }

        return paths;
    }
}

/// <summary>Memos on codings.</summary>
internal sealed class MemosOnCodings : IMemoPlace
{
    public int Order => 20;

    public string Kind => "codings";

    public string InWords => "coding";

    public IReadOnlyList<Type> Rows => [typeof(Coding), typeof(Code), typeof(Revision), typeof(Source)];

    public bool CanBeListed => false;

    public async Task<IReadOnlyList<MemoThing>> ReadAsync(StudyContext context, IReadOnlyCollection<Guid>? only, CancellationToken cancel)
    {
        var paths = await MemosOnCodes.PathsAsync(context, cancel);
        var sources = (await context.All<Revision>().Join(context.All<Source>(), r => r.SourceId, s => s.Id, (r, s) => new { r.Id, s.Name, Source = s.Id }).ToListAsync(cancel)).ToDictionary(r => r.Id);
        return [.. (await context.All<Coding>().Chosen(only).Select(c => new { c.Id, c.RevisionId, c.Start, c.End, c.CodeId }).ToListAsync(cancel)).Where(c => sources.ContainsKey(c.RevisionId))
            .Select(c => new MemoThing(c.Id, $"{paths.GetValueOrDefault(c.CodeId, "a code")} in {sources[c.RevisionId].Name}", $"sources/{sources[c.RevisionId].Source}?select={c.Start}-{c.End}#at{c.Start}"))];
    }

    public async Task CheckAsync(Acting acting, Guid thing, int? start, int? end)
    {
        await SeenCoding.FindAsync(acting, thing);
        if (start is not null || end is not null)
        {
            Acting.Refuse("range-outside", "A coding has its own stretch of words.", "Leave the stretch out.");
        }
    }
}
