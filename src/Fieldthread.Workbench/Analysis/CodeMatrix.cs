using Fieldthread.Core.Analysis;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;

namespace Fieldthread.Workbench.Analysis;

/// <summary>Codes by the values of an attribute: phase, role, kind of encounter, wave, site, what the register says of the site.</summary>
/// <param name="By">Key of the attribute, as the question “attributes” lists them.</param>
/// <param name="Count">What each cell counts.</param>
/// <param name="RollUp">True to count a coding for every code above it too.</param>
/// <param name="At">Partial date as at which the register is asked; null for today. Other attributes have no date.</param>
[Question("code-matrix", Permission.ReadStudy)]
[Refuses("unknown", "there is no such attribute")]
[Refuses("sealed", "the attribute tells which organisation a site is, and the asker may not know it")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record CodeMatrix(string By = "phase", CrossUnit Count = CrossUnit.Codings, bool RollUp = true, string? At = null) : Question<CodeMatrixTable>
{
    /// <inheritdoc/>
    public override async Task<CodeMatrixTable> AskAsync(Asking asking)
    {
        var facts = await Facts.OfAsync(asking);
        var (attribute, at, values) = await SourceAttributes.ValuesAsync(asking, facts, By, At);
        var cross = await asking.Cache.GetAsync($"cross {attribute.Key} {at} {RollUp}", asking.Context.View, asking.Head, () => Task.FromResult(CodeCross.Of(
            facts.Study.Codes, facts.Sources.Count, [.. values.Select(v => v.Sources.Select(s => new CrossSource(s.Source, s.Site, s.People)).ToList())], facts.Study.Codings.Span, RollUp)));
        var placed = values.SelectMany(v => v.Sources).Select(s => s.Source).ToHashSet();
        return new CodeMatrixTable(
            attribute, at, Count,
            [.. values.Select((v, column) => new MatrixColumn(v.Value, cross.Base(column, Count), v.Sources.Count))],
            [.. facts.Codes.Select((code, c) => new MatrixRow(code.Id, facts.Study.Codes[c].Path, [.. values.Select((_, column) => cross.Count(c, column, Count))]))],
            facts.CodingsOfSource.Where((codings, source) => codings > 0 && !placed.Contains(source)).Count());
    }
}

/// <summary>Codes by the values of an attribute.</summary>
/// <param name="Attribute">The attribute.</param>
/// <param name="At">As at which date, for what the register says; otherwise null.</param>
/// <param name="Count">What the cells count.</param>
/// <param name="Columns">The values, in their order.</param>
/// <param name="Rows">A row a code, in the order of the codebook.</param>
/// <param name="Outside">Coded sources that have no value and so stand in no column.</param>
public sealed record CodeMatrixTable(SourceAttribute Attribute, string? At, CrossUnit Count, IReadOnlyList<MatrixColumn> Columns, IReadOnlyList<MatrixRow> Rows, int Outside);

/// <summary>A column.</summary>
/// <param name="Value">The value.</param>
/// <param name="Base">n: units with anything coded; 0 where nothing is coded yet, so that the zeros below are no silence.</param>
/// <param name="Sources">Sources that have the value, coded or not.</param>
public sealed record MatrixColumn(string Value, int Base, int Sources);

/// <summary>A code’s row.</summary>
/// <param name="Code">The code.</param>
/// <param name="Path">Its path.</param>
/// <param name="Counts">k by column.</param>
public sealed record MatrixRow(Guid Code, string Path, IReadOnlyList<int> Counts);
