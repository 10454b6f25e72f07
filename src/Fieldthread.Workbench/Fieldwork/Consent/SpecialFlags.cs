using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>That a source, or what carries a code, holds a special category of personal data.</summary>
[Table("special_flags", "flag of a special category")]
public sealed class SpecialFlag : Evidence
{
    /// <summary>Which source; null where it is a code.</summary>
    [RefersTo(typeof(Source))]
    public Guid? SourceId { get; set; }

    /// <summary>Which code, those below it included; null where it is a source.</summary>
    [RefersTo(typeof(Code))]
    public Guid? CodeId { get; set; }

    /// <summary>Which category.</summary>
    public SpecialCategory Category { get; set; }

    /// <summary>True where explicit consent is held to share it beyond the study.</summary>
    public bool ConsentHeld { get; set; }

    /// <summary>What is to be known of it.</summary>
    [Words]
    public string Note { get; set; } = "";
}

/// <summary>Says that a source holds a special category of personal data; or that it does not any more.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Category">Which category.</param>
/// <param name="ConsentHeld">True where explicit consent is held to share it beyond the study.</param>
/// <param name="Note">What is to be known of it, without names.</param>
/// <param name="Off">True to take the flag away.</param>
[Act("flag-source", Permission.KeepMaterial, Tells = "sources")]
[Refuses("unknown", "there is no such source")]
[Refuses("same", "it is said so already; or, to be taken away, it is not said")]
public sealed record FlagSource(Guid Source, SpecialCategory Category, bool ConsentHeld = false, string Note = "", bool Off = false) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var source = await acting.FindAsync<Source>(Source);
        return await SpecialFlags.SetAsync(acting, new SpecialFlag { SourceId = source.Id, Category = Category, ConsentHeld = ConsentHeld, Note = Acting.Clean(Note) }, Off, source.Name);
    }
}

/// <summary>Says that what carries a code, or one below it, holds a special category of personal data; or that it does not any more.</summary>
/// <param name="Code">Which code.</param>
/// <param name="Category">Which category.</param>
/// <param name="ConsentHeld">True where explicit consent is held to share it beyond the study.</param>
/// <param name="Note">What is to be known of it.</param>
/// <param name="Off">True to take the flag away.</param>
[Act("flag-code", Permission.KeepCodebook, Tells = "codes")]
[Refuses("unknown", "there is no such code")]
[Refuses("same", "it is said so already; or, to be taken away, it is not said")]
public sealed record FlagCode(Guid Code, SpecialCategory Category, bool ConsentHeld = false, string Note = "", bool Off = false) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var code = await acting.FindAsync<Code>(Code);
        return await SpecialFlags.SetAsync(acting, new SpecialFlag { CodeId = code.Id, Category = Category, ConsentHeld = ConsentHeld, Note = Acting.Clean(Note) }, Off, code.Name);
    }
}

/// <summary>Sources and codes that hold special categories of personal data.</summary>
/// <param name="Of">Of one source or code; null for all.</param>
[Question("special-categories", Permission.ReadStudy)]
public sealed record SpecialCategoriesOfStudy(Guid? Of = null) : Question<IReadOnlyList<SpecialLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SpecialLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var sources = (await new SourceList().AskAsync(asking)).ToDictionary(s => s.Id, s => s.Name);
        var codes = (await new CodebookTree().AskAsync(asking)).ToDictionary(c => c.Id, c => c.Path);
        return [.. (await asking.Context.All<SpecialFlag>().AsNoTracking().ToListAsync(asking.Cancel)).Where(f => Of is null || Of == f.SourceId || Of == f.CodeId)
            .Select(f => (Flag: f, Name: f.SourceId is { } s ? sources.GetValueOrDefault(s) : codes.GetValueOrDefault(f.CodeId!.Value))).Where(f => f.Name is not null)
            .Select(f => new SpecialLine(f.Flag.SourceId is null ? "code" : "source", (f.Flag.SourceId ?? f.Flag.CodeId)!.Value, f.Name!, f.Flag.Category, f.Flag.ConsentHeld, f.Flag.Note))
            .OrderBy(l => l.Kind, StringComparer.Ordinal).ThenBy(l => l.Name, NaturalOrder.Instance).ThenBy(l => l.Category)];
    }
}

/// <summary>A flag.</summary>
/// <param name="Kind">“source” or “code”.</param>
/// <param name="Id">The source or code.</param>
/// <param name="Name">Its name, of a code its path.</param>
/// <param name="Category">Which category.</param>
/// <param name="ConsentHeld">True where explicit consent is held to share it beyond the study.</param>
/// <param name="Note">What is to be known of it.</param>
public sealed record SpecialLine(string Kind, Guid Id, string Name, SpecialCategory Category, bool ConsentHeld, string Note)
{
    /// <summary>The category in words.</summary>
    public string InWords => SpecialCategories.InWords(Category);
}

/// <summary>Flags, set and read.</summary>
internal static class SpecialFlags
{
    public static async Task<Added> SetAsync(Acting acting, SpecialFlag said, bool off, string name)
    {
        var there = await acting.Context.Set<SpecialFlag>().AsTracking().FirstOrDefaultAsync(f => f.SourceId == said.SourceId && f.CodeId == said.CodeId && f.Category == said.Category, acting.Cancel);
        if (off ? there is null : there is not null && there.ConsentHeld == said.ConsentHeld && there.Note == said.Note)
        {
            Acting.Refuse("same", $"“{name}” is {(off ? "not flagged" : "flagged already")} for {SpecialCategories.InWords(said.Category)}.", "Nothing was changed.");
        }

        if (off)
        {
            acting.Remove(there!);
            return new Added(there!.Id);
        }

        var row = there ?? acting.Add(said);
        (row.ConsentHeld, row.Note) = (said.ConsentHeld, said.Note);
        return new Added(row.Id);
    }

    /// <summary>Flags of a code go with it; where it is merged, they go to the other.</summary>
    public static async Task LeaveAsync(Acting acting, Guid code, Guid? into = null)
    {
        var all = await acting.Context.Set<SpecialFlag>().AsTracking().Where(f => f.CodeId == code || (into != null && f.CodeId == into)).ToListAsync(acting.Cancel);
        foreach (var flag in all.Where(f => f.CodeId == code))
        {
            if (into is { } other && !all.Exists(f => f.CodeId == other && f.Category == flag.Category))
            {
                flag.CodeId = other;
            }
            else
            {
                acting.Remove(flag);
            }
        }
    }

    /// <summary>Sources, and stretches of revisions, that hold special categories for which no explicit consent to sharing is held.</summary>
    /// <param name="context">The study, through the view whose codings count.</param>
    /// <param name="cancel">Stops it.</param>
    /// <param name="now">The study as it is, where the flags of today are wanted and not those of the view; null for those of the view.</param>
    public static async Task<(HashSet<Guid> Sources, Dictionary<Guid, List<TextSpan>> Stretches)> CoveredAsync(StudyContext context, CancellationToken cancel, StudyContext? now = null)
    {
        var flags = await (now ?? context).Set<SpecialFlag>().AsNoTracking().Where(f => !f.ConsentHeld).ToListAsync(cancel);
        var sources = flags.Where(f => f.SourceId is not null).Select(f => f.SourceId!.Value).ToHashSet();
        var codes = flags.Where(f => f.CodeId is not null).Select(f => f.CodeId!.Value).ToHashSet();
        if (codes.Count == 0)
        {
            return (sources, []);
        }

        var below = (await (now ?? context).Set<Code>().AsNoTracking().Select(c => new { c.Id, c.ParentId }).ToListAsync(cancel)).ToLookup(c => c.ParentId, c => c.Id);
        var waiting = new Stack<Guid>(codes);
        while (waiting.TryPop(out var at))
        {
            foreach (var child in below[at].Where(codes.Add))
            {
                waiting.Push(child);
            }
        }

        var codings = await context.Set<Coding>().AsNoTracking().Where(c => codes.Contains(c.CodeId)).Select(c => new { c.RevisionId, c.Start, c.End }).ToListAsync(cancel);
        return (sources, codings.GroupBy(c => c.RevisionId).ToDictionary(g => g.Key, g => g.Select(c => new TextSpan(c.Start, c.End)).Distinct().ToList()));
    }
}
