using System.Globalization;
using Fieldthread.Core.Analysis;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Analysis;

namespace Fieldthread.Web.Analysis;

/// <summary>The tables of the analysis, as files.</summary>
internal static class AnalysisTables
{
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<CodeMatrix, CodeMatrixTable>("code-matrix", "Codes by an attribute, with the base of each column", Matrix),
        TableExport.Of<CodeBySite, CodeSiteTable>("codes-by-site", "Codings and sources of each code by site", Sites),
        TableExport.Of<CodesTogether, IReadOnlyList<CodePair>>("codes-together", "Pairs of codes that meet on the same words", pairs => PlainTable.Of("codes-together", pairs, ("code", p => p.Path), ("meets", p => p.OtherPath), ("times", p => p.Together))),
        TableExport.Of<StatisticList, IReadOnlyList<StatisticLine>>("statistics", "Statistics with their values", list => PlainTable.Of(
            "statistics", list, ("key", s => s.Key), ("label", s => s.Label), ("value", s => s.Value?.Value), ("base", s => s.Value?.Base), ("definition", s => StatisticWords.Describe(s.Definition)), ("problem", s => s.Problem))),
        TableExport.Of<JointDisplayById, JointTable>("joint-display", "A joint display: codes beside answers, site by site", Joint),
    ];

    /// <summary>What a cell of the matrix counts, in words.</summary>
    internal static string Counted(CrossUnit unit) => unit.ToString().ToLowerInvariant();

    /// <summary>k as a percentage of n, as pages print it; empty where nothing is coded.</summary>
    internal static string Percent(int k, int n) => n == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100.0 * k / n, MidpointRounding.AwayFromZero):0}%");

    private static PlainTable Matrix(CodeMatrixTable table)
    {
        var headings = table.Columns.SelectMany(c => new[] { c.Value, c.Value + " (% of base)" }).Prepend("code");
        var bases = table.Columns.SelectMany(c => new object?[] { c.Base, null }).Prepend("Base: " + Counted(table.Count) + " with anything coded");
        var rows = table.Rows.Select(r => (IReadOnlyList<object?>)[r.Path, .. r.Counts.SelectMany((k, i) => new object?[] { k, table.Columns[i].Base == 0 ? null : Math.Round(100.0 * k / table.Columns[i].Base, 2) })]);
        return new PlainTable("codes-by-" + Slug.Of(table.Attribute.Name), [.. headings], [.. rows, [.. bases]]);
    }

    private static PlainTable Sites(CodeSiteTable table) => new(
        "codes-by-site", [.. table.Sites.SelectMany(s => new[] { s + " codings", s + " sources" }).Prepend("code")],
        [.. table.Rows.Select(r => (IReadOnlyList<object?>)[r.Path, .. r.Codings.Zip(r.Sources, (c, s) => new object?[] { c, s }).SelectMany(p => p)])]);

    private static PlainTable Joint(JointTable table) => new(
        Slug.Of(table.Name),
        ["site", .. table.Codes.SelectMany(c => new[] { c.Path + " codings", c.Path + " sources", c.Path + " quotation", c.Path + " words" }), .. table.Columns.Select(c => $"{c.Item}, {c.WaveName}"), "fit", "note"],
        [.. table.Sites.Select(s => (IReadOnlyList<object?>)
        [
            s.Name, .. s.Codes.SelectMany(c => new object?[] { s.Coded ? c.Codings : null, s.Coded ? c.Sources : null, c.Quotation?.Key, c.Quotation?.Words }),
            .. s.Answers.Select(a => a.State == AnswerState.Answered ? string.Join("; ", a.Answers) : JointDisplayPage.Words(a.State)), s.Fit?.ToString().ToLowerInvariant(), s.Note,
        ])]);
}
