using System.Globalization;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Bench;

/// <summary>Coding, and reading codings, in a study that holds many.</summary>
internal static class CodingJobs
{
    private const string CutName = "Bench";

    public static async Task RunAsync(Scratch at, Filled filled, Invented invented, int codings, bool quick, ICollection<Row> rows, CancellationToken cancel)
    {
        var among = "among " + codings.ToString("N0", CultureInfo.InvariantCulture) + " codings";
        await at.Workshop.DoAsync(filled.Study, new FreezeCut(CutName), at.Actor, cancel: cancel);
        var runs = quick ? 5 : 20;
        var times = await Measuring.OfAsync(quick ? 20 : 100, async _ =>
        {
            var (revision, text) = filled.Revisions[1 + invented.Next(filled.Revisions.Count - 1)];
            var span = invented.Stretch(text);
            await at.Workshop.DoAsync(filled.Study, new AddCoding(revision, span.Start, span.End, filled.Codes[invented.Next(filled.Codes.Count)]), at.Actor, cancel: cancel);
        });
        rows.Add(Row.Of(at.Name, $"add a coding {among}", times, "p95", 20, Peers.AddCoding));
        foreach (var (cut, where) in new[] { (null, "live"), (CutName, "at a cut") })
        {
            times = await Measuring.OfAsync(runs, run => at.Workshop.AskAsync(filled.Study, new CodingsOfSource(filled.Revisions[1 + run].Id), at.Actor, cut, cancel));
            rows.Add(Row.Of(at.Name, $"codings of one document {among}, {where}", times, "median", null));
        }

        var peer = at.Database.Provider == Provider.Sqlite ? Peers.Together : Peers.TogetherPostgres;
        var repeated = quick ? 2 : 4;
        times = await Measuring.OfAsync(repeated, _ => at.Afresh().AskAsync(filled.Study, new CodesTogether(), at.Actor, cancel: cancel));
        rows.Add(Row.Of(at.Name, $"co-occurrence of 200 codes {among}, read from the database", times, "median", 1_500, codings == 1_000_000 ? peer : null));
        times = await Measuring.OfAsync(runs, _ => at.Workshop.AskAsync(filled.Study, new CodesTogether(), at.Actor, cancel: cancel));
        rows.Add(Row.Of(at.Name, $"co-occurrence of 200 codes {among}, facts in memory", times, "median", 150, codings == 1_000_000 ? peer : null));
        times = await Measuring.OfAsync(runs, _ => at.Workshop.AskAsync(filled.Study, new CodeBySite(), at.Actor, cancel: cancel));
        rows.Add(Row.Of(at.Name, $"codes by sites {among}, facts in memory", times, "median", null));
        foreach (var (line, called) in new[] { ("\"code {0:000}\" and \"code {1:000}\"", "and"), ("coded near 5 words \"code {0:000}\"", "all codings near one code, in words"), ("(\"code {0:000}\" or \"code {1:000}\") followed by 2 passages coded [site = \"Large site 1\"]", "followed by, with brackets and a condition") })
        {
            // Another line each time, for what was found once is kept; the first, which reads passages and places of words, is not counted.
            await at.Workshop.AskAsync(filled.Study, Line(line, 0), at.Actor, cancel: cancel);
            times = await Measuring.OfAsync(runs, run => at.Workshop.AskAsync(filled.Study, Line(line, run + 1), at.Actor, cancel: cancel));
            rows.Add(Row.Of(at.Name, $"retrieval {among}: {called}, facts in memory", times, "median", null));
        }

        times = await Measuring.OfAsync(repeated, _ => at.Afresh().AskAsync(filled.Study, new CodesTogether(), at.Actor, CutName, cancel));
        rows.Add(Row.Of(at.Name, $"co-occurrence of 200 codes {among}, at a cut, read from the database", times, "median", null));
    }

    private static Fieldthread.Workbench.Fieldwork.Retrieving.Retrieve Line(string line, int run) => new(string.Format(CultureInfo.InvariantCulture, line, (run * 7) % 200, ((run * 7) + 3) % 200));
}
