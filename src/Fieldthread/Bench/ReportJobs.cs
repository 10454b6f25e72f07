using System.Globalization;
using System.Text;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Bench;

/// <summary>Reports of 1,000 quotations and of 500 numbers, checked whole.</summary>
internal static class ReportJobs
{
    private static readonly StatisticUnit[] Units = [StatisticUnit.Sites, StatisticUnit.Sources, StatisticUnit.Codings];

    public static async Task RunAsync(Scratch at, Filled filled, Invented invented, bool quick, ICollection<Row> rows, CancellationToken cancel)
    {
        var words = await FillAsync(at, filled, invented, cancel);
        await ReportAsync("quotations", words);
        var numbers = new StringBuilder();
        foreach (var line in await at.Workshop.AskAsync(filled.Study, new StatisticList(), at.Actor, cancel: cancel))
        {
            var value = line.Value ?? throw new RefusedException(new Refusal("bench", $"The number {line.Key} cannot be made: {line.Problem}"));
            numbers.Append(CultureInfo.InvariantCulture, $"There were [{(value.Base is { } of ? $"{value.Value} of {of}" : value.Value)}]{{.value ev={line.Key}}} of them.\n\n");
        }

        await ReportAsync("numbers", numbers.ToString());
        var runs = quick ? 2 : 5;
        foreach (var (report, job, bar) in new[] { ("quotations", "verify 1,000 quotations at known positions", 300d), ("numbers", "verify 500 numbers", 3_000) })
        {
            var check = await at.Workshop.AskAsync(filled.Study, new CheckReport(report), at.Actor, cancel: cancel);
            if (check.Stops > 0 || check.Lines.Count < 500)
            {
                throw new RefusedException(new Refusal("bench", $"The report of {report} has {check.Lines.Count} lines, {check.Stops} of which do not hold: {check.Lines.FirstOrDefault(l => l.Stops)?.Message}"));
            }

            var times = await Measuring.OfAsync(runs, _ => at.Workshop.AskAsync(filled.Study, new CheckReport(report), at.Actor, cancel: cancel));
            rows.Add(Row.Of(at.Name, job + ", the study’s facts in memory", times, "median", bar));
            times = await Measuring.OfAsync(quick ? 1 : 2, _ => at.Afresh().AskAsync(filled.Study, new CheckReport(report), at.Actor, cancel: cancel));
            rows.Add(Row.Of(at.Name, job + ", after an act", times, "median", null));
        }

        async Task ReportAsync(string name, string text) => await at.Workshop.DoAsync(filled.Study, new AddReport(name, $"---\ntitle: {name}\n---\n\n{text}", name), at.Actor, cancel: cancel);
    }

    private static async Task<string> FillAsync(Scratch at, Filled filled, Invented invented, CancellationToken cancel)
    {
        await using var context = at.Database.Live(new View(filled.Study));
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var act = await context.Set<StudyHead>().Where(h => h.Id == filled.Study).Select(h => h.Head).SingleAsync(cancel);
        var report = new StringBuilder();
        var quotations = Enumerable.Range(1, 1_000).Select(i =>
        {
            // From inside one turn, so that a paragraph of the report can hold it.
            var (id, text) = filled.Revisions[1 + invented.Next(Math.Min(60, filled.Revisions.Count - 1))];
            var from = text.IndexOf(": ", text.IndexOf('\n', invented.Next(text.Length / 2)), StringComparison.Ordinal) + 2;
            var to = text.IndexOf('.', from) + 1;
            report.Append(CultureInfo.InvariantCulture, $"> [{text[from..to]}]{{.quote ev=q{i}}}\n\n");
            return new Quotation { Key = $"q{i}", RevisionId = id, Start = from, End = to, Exact = text[from..to], Prefix = text[Math.Max(0, from - 32)..from], Suffix = text[to..Math.Min(text.Length, to + 32)] };
        }).ToList();
        var statistics = Enumerable.Range(1, 500).Select(i => new Statistic
        {
            Key = $"s{i}",
            Label = $"Number {i}",
            Definition = Json.Write(new StatisticDefinition(StatisticForm.Count, Units[i % Units.Length], Codes: [$"code {invented.Next(200):000}"], Sites: i % 2 == 0 ? [$"Large site {1 + (i % 8)}"] : null)),
        }).ToList();
        await BulkInsert.InsertAsync(context, quotations, act, cancel);
        await BulkInsert.InsertAsync(context, statistics, act, cancel);
        await transaction.CommitAsync(cancel);
        return report.ToString();
    }
}
