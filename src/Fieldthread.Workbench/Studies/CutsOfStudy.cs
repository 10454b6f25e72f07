using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>The cuts of the study, newest first.</summary>
[Question("cuts", Permission.ReadStudy)]
public sealed record CutsOfStudy : Question<IReadOnlyList<CutLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<CutLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return (await asking.Context.Set<Cut>().OrderByDescending(c => c.Act).ToListAsync(asking.Cancel)).ConvertAll(CutLine.Of);
    }
}

/// <summary>One cut, with what it printed and how much it holds.</summary>
/// <param name="Name">Name of the cut.</param>
[Question("cut", Permission.ReadStudy)]
[Refuses("unknown-cut", "there is no cut of that name")]
public sealed record ShowCut(string Name) : Question<CutShown>
{
    /// <inheritdoc/>
    public override async Task<CutShown> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var cut = await CutReading.FindAsync(asking, Name);

        // What was printed counts everybody’s codings; who codes blind is not to learn from it how others coded.
        var results = asking.Context.BlindTo is null ? cut.Results : "[]";
        var view = Views.Of(asking.Context.Study, cut, asking.Context.BlindTo);
        await using var held = asking.Open(view);
        var withheld = new List<string>();
        foreach (var room in Contributions.To<IWithheldOfCut>())
        {
            if (await room.SayAsync(held, asking.Services, asking.Cancel) is { } says)
            {
                withheld.Add(says);
            }
        }

        return new CutShown(CutLine.Of(cut), results, await CutReading.CountAsync(asking, view), withheld);
    }
}

/// <summary>How much two cuts hold, table by table: what came between them.</summary>
/// <param name="First">Name of a cut.</param>
/// <param name="Second">Name of another; null for the study as it is.</param>
[Question("compare-cuts", Permission.ReadStudy)]
[Refuses("unknown-cut", "there is no cut of one of the names")]
public sealed record CompareCuts(string First, string? Second = null) : Question<CutComparison>
{
    /// <inheritdoc/>
    public override async Task<CutComparison> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var first = await CountAsync(asking, First);
        var second = await CountAsync(asking, Second);
        var rows = first.Keys.Union(second.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)
            .Select(what => new CutDifference(what, first.GetValueOrDefault(what), second.GetValueOrDefault(what)))
            .ToList();
        return new CutComparison(First, Second, rows);
    }

    private static async Task<IReadOnlyDictionary<string, int>> CountAsync(Asking asking, string? name)
    {
        // “As it is” means up to where the asker's view reads, so that the comparison itself can be asked of a cut.
        var view = name is null
            ? asking.Context.View with { Known = asking.Head }
            : Views.Of(asking.Context.Study, await CutReading.FindAsync(asking, name), asking.Context.BlindTo);
        return await CutReading.CountAsync(asking, view);
    }
}

/// <summary>A cut in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Act">Number of the last act that it holds.</param>
/// <param name="FrozenAt">When it was frozen.</param>
/// <param name="Filter">Names that it is narrowed to.</param>
/// <param name="HeadHash">Hash of the log before it, as hexadecimal digits.</param>
public sealed record CutLine(Guid Id, string Name, long Act, DateTimeOffset FrozenAt, CutFilter Filter, string HeadHash)
{
    internal static CutLine Of(Cut cut) =>
        new(cut.Id, cut.Name, cut.Act, cut.FrozenAt, Json.Read<FrozenFilter>(cut.Filter).InWords, Convert.ToHexStringLower(cut.HeadHash));
}

/// <summary>A cut with what it holds.</summary>
/// <param name="Cut">The cut.</param>
/// <param name="Results">Printed values of the statistics, as JSON; none for who codes blind.</param>
/// <param name="Counts">Rows by kind: “codings”, 96.</param>
/// <param name="Withheld">What it held that is withheld since, a sentence each; none for nothing.</param>
public sealed record CutShown(CutLine Cut, string Results, IReadOnlyDictionary<string, int> Counts, IReadOnlyList<string> Withheld);

/// <summary>Two cuts side by side.</summary>
/// <param name="First">Name of the first.</param>
/// <param name="Second">Name of the second; null for the study as it is.</param>
/// <param name="Rows">Kinds of rows, in alphabetical order; kinds that neither holds are left out.</param>
public sealed record CutComparison(string First, string? Second, IReadOnlyList<CutDifference> Rows);

/// <summary>Rows of one kind in two cuts.</summary>
/// <param name="What">Kind in words: “codings”.</param>
/// <param name="First">How many the first holds.</param>
/// <param name="Second">How many the second holds.</param>
public sealed record CutDifference(string What, int First, int Second)
{
    /// <summary>In words: “96 against 91”, “96 in both”.</summary>
    public string InWords => First == Second ? $"{First} in both" : $"{First} against {Second}";
}

internal static class CutReading
{
    public static async Task<Cut> FindAsync(Asking asking, string name)
    {
        var cut = await asking.Context.Set<Cut>().SingleOrDefaultAsync(c => c.Name == name, asking.Cancel);
        if (cut is null)
        {
            Asking.Refuse("unknown-cut", $"There is no cut called “{name}” in this study.", "List the cuts with: fieldthread cut list.");
        }

        return cut;
    }

    /// <summary>Rows by kind. The view reads up to an act that is past, so what was counted once is kept.</summary>
    public static Task<IReadOnlyDictionary<string, int>> CountAsync(Asking asking, View view) =>
        asking.Cache.GetAsync("counts", view, view.Known ?? asking.Head, () => ReadCountsAsync(asking, view));

    private static async Task<IReadOnlyDictionary<string, int>> ReadCountsAsync(Asking asking, View view)
    {
        await using var context = asking.Open(view);
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var type in Naming.EvidenceTypes)
        {
            var rows = (IQueryable<Evidence>)typeof(StudyContext).GetMethod(nameof(StudyContext.All))!.MakeGenericMethod(type).Invoke(context, null)!;
            if (await rows.CountAsync(asking.Cancel) is var count and > 0)
            {
                counts.Add(Naming.TableOf(type).Replace('_', ' '), count);
            }
        }

        return counts;
    }
}
