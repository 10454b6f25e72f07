using System.Text.Json.Serialization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>What a register would bring, before it is taken: what is new, what changes, what closes, and what it says that cannot be or that others deny. It reads as the import does and writes nothing.</summary>
/// <param name="Files">The files.</param>
/// <param name="Layout">Their layout.</param>
/// <param name="Known">Partial date of the list; null for today.</param>
/// <param name="Source">Name of the list; null for the layout’s or the mapping’s.</param>
/// <param name="Mapping">For a table of any layout, what its columns mean, as JSON.</param>
[Question("preview-register", Permission.KeepMaterial)]
[Refuses("empty", "no file was given")]
[Refuses("unreadable", "a file or the mapping cannot be read, as the import would say")]
[Refuses("overlap", "the list has a member under two groups at once that exclude each other")]
public sealed record PreviewRegister([property: JsonIgnore] IReadOnlyList<GivenFile> Files, RegisterLayout Layout = RegisterLayout.Csv, string? Known = null, string? Source = null, string? Mapping = null) : Question<RegisterPreview>
{
    private const int Most = 2_000;

    /// <inheritdoc/>
    public override async Task<RegisterPreview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var read = RegisterReadIn.Of(Files, Layout, Known, Source, Mapping);
        var plan = await RegisterPlan.OfAsync(asking.Context, read, asking.Services.Clock.GetUtcNow(), asking.Cancel);
        var lines = DiffLines.Of(plan.Diff);
        return new RegisterPreview(
            $"{read.Source} {plan.Known}", plan.IsNew, plan.Data.Organisations.Count, plan.Met.Count, lines.Count(l => l is { What: "organisation", Before: "" }),
            lines.Count(l => l.What == "closed" && l.Before == "open"), lines.Count(l => l.Before.Length > 0 && l.After.Length > 0), lines.Count(l => l.After.Length == 0), lines.Count,
            [.. lines.Where(l => l.Before.Length > 0).Concat(lines.Where(l => l.Before.Length == 0)).Take(Most)],
            [.. plan.Troubles.Select(t => new Remark(RemarkWeight.Guessed, t.Organisation, ConflictWords.Of(t))).Take(Most)], plan.Troubles.Count,
            [.. plan.Data.Remarks.Take(Most)]);
    }
}

/// <summary>What a register would bring.</summary>
/// <param name="Key">Key that the list would have.</param>
/// <param name="IsNew">False where a list of the same source and day says just the same.</param>
/// <param name="Named">Organisations that it lists or names.</param>
/// <param name="Met">Of those, how many the register has.</param>
/// <param name="New">Organisations that it would add.</param>
/// <param name="Closed">Organisations that it would close.</param>
/// <param name="Changed">Facts that it would change.</param>
/// <param name="Gone">Facts that it would take out of the register.</param>
/// <param name="All">All differences.</param>
/// <param name="Lines">The differences, changes before what is new; at most 2,000.</param>
/// <param name="Troubles">What it says that cannot be, or that other lists deny; at most 2,000.</param>
/// <param name="AllTroubles">How many troubles there are.</param>
/// <param name="Remarks">What could not be read or was guessed.</param>
public sealed record RegisterPreview(
    string Key, bool IsNew, int Named, int Met, int New, int Closed, int Changed, int Gone, int All, IReadOnlyList<DiffLine> Lines, IReadOnlyList<Remark> Troubles, int AllTroubles, IReadOnlyList<Remark> Remarks);
