using System.Globalization;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Bench;

/// <summary>Full-text search, each word with the facts of the study in memory as they are between two acts.</summary>
internal static class SearchJobs
{
    public static async Task RunAsync(Scratch at, Filled filled, bool quick, ICollection<Row> rows, CancellationToken cancel)
    {
        var size = (filled.Revisions.Sum(r => (long)r.Text.Length) / 1_000_000).ToString(CultureInfo.InvariantCulture) + " MB";
        foreach (var (words, called) in new[] { (Invented.Rare, "a rare word"), (Invented.Common, "a common word"), (Invented.Phrase, "a phrase") })
        {
            var times = await Measuring.OfAsync(quick ? 5 : 30, _ => at.Workshop.AskAsync(filled.Study, new Search(words), at.Actor, cancel: cancel));
            rows.Add(Row.Of(at.Name, $"search {size} for {called}", times, "p95", at.Database.Provider == Provider.Sqlite ? 100 : 400));
        }
    }
}
