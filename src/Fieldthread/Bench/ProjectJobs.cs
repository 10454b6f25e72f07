using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Bench;

/// <summary>A coded project in and out.</summary>
internal static class ProjectJobs
{
    /// <summary>Imports into fresh studies, then exports the last.</summary>
    /// <returns>The last study.</returns>
    public static async Task<int> RunAsync(Scratch at, byte[] project, string size, int runs, ICollection<Row> rows, CancellationToken cancel)
    {
        var study = 0;
        var times = await Measuring.OfAsync(runs, _ => at.Workshop.DoAsync(study, new ImportProject("large.qdpx", project), at.Actor, cancel: cancel),
            async run => study = (await at.Workshop.DoAsync(0, new StartStudy($"Large {run}", "Invented."), at.Actor, cancel: cancel)).Study);
        rows.Add(Row.Of(at.Name, $"import {size}", times, "median", 1_500, Peers.Import));
        times = await Measuring.OfAsync(runs, async _ =>
        {
            using var written = new MemoryStream();
            RefiWriter.Write(await at.Afresh().AskAsync(study, new ProjectForExport(), at.Actor, cancel: cancel), written);
        });
        rows.Add(Row.Of(at.Name, $"export {size}", times, "median", null, Peers.Export));
        return study;
    }
}
