using Fieldthread.Core.Fieldwork.Classifying;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Classifying;

/// <summary>The classification sheet of sites, participants or sources: a row each, a column for each attribute.</summary>
/// <param name="Of">What the rows are.</param>
/// <param name="Known">Whether what the study keeps elsewhere stands beside: site, phase, kind, date and minutes of a source.</param>
[Question("classification", Permission.ReadMaterial)]
public sealed record ClassificationOf(Classified Of = Classified.Sites, bool Known = false) : Question<ClassificationTable>
{
    /// <inheritdoc/>
    public override async Task<ClassificationTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var there = await AttributesOf.ReadAsync(asking.Context, Of, asking.Cancel);
        var attributes = there.Attributes;
        var of = there.Values.ToLookup(v => (v.Thing, v.Name), v => v.Value);
        var beside = Known && Of == Classified.Sources ? await BesideAsync(asking) : null;
        string[] further = beside is null ? [] : ["Site", "Phase", "Kind of encounter", "Date", "Minutes"];
        return new ClassificationTable(
            Of,
            [.. attributes.Select(a => new ClassificationColumn(a.Name, AttributeKinds.InWords(a.Kind), false)), .. further.Select(f => new ClassificationColumn(f, "kept elsewhere", true))],
            [.. there.Names.Select(n => new ClassificationLine(n.Id, n.Name, [.. attributes.Select(a => string.Join("; ", of[(n.Id, a.Name)])), .. beside?.GetValueOrDefault(n.Id) ?? [.. further.Select(_ => "")]]))]);
    }

    private static async Task<Dictionary<Guid, string[]>> BesideAsync(Asking asking)
    {
        var encounters = await asking.Context.All<Encounter>().ToDictionaryAsync(e => e.Id, asking.Cancel);
        var of = await asking.Context.All<Source>().Where(s => s.EncounterId != null).ToDictionaryAsync(s => s.Id, s => s.EncounterId!.Value, asking.Cancel);
        return (await new SourceList().AskAsync(asking)).ToDictionary(s => s.Id, s => of.TryGetValue(s.Id, out var at) && encounters.GetValueOrDefault(at) is { } e
            ? new[] { s.Site ?? "", s.Phase ?? "", s.Kind ?? "", e.Date ?? "", e.Minutes?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "" }
            : [s.Site ?? "", s.Phase ?? "", "", "", ""]);
    }
}

/// <summary>A classification sheet.</summary>
/// <param name="Of">What the rows are.</param>
/// <param name="Columns">Its attributes.</param>
/// <param name="Rows">Its rows.</param>
public sealed record ClassificationTable(Classified Of, IReadOnlyList<ClassificationColumn> Columns, IReadOnlyList<ClassificationLine> Rows);

/// <summary>A column of a classification sheet.</summary>
/// <param name="Name">The attribute.</param>
/// <param name="Kind">Of what its values are, in words.</param>
/// <param name="Elsewhere">True where the study keeps it elsewhere, so that it is not set here.</param>
public sealed record ClassificationColumn(string Name, string Kind, bool Elsewhere);

/// <summary>A row of a classification sheet.</summary>
/// <param name="Id">The thing.</param>
/// <param name="Name">Its name.</param>
/// <param name="Values">A value for each column; empty for none.</param>
public sealed record ClassificationLine(Guid Id, string Name, IReadOnlyList<string> Values);
