using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Register;

/// <summary>What the study states of its register itself, as a table for people.</summary>
internal sealed class ReadableCorrections : IReadablePart
{
    public IReadOnlyList<string> Contents => ["register/corrections.csv   what the study states itself, against lists or beside them, with reason, source and day"];

    public Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel) => archive.WriteTextAsync("register/corrections.csv", async text =>
    {
        await Csv.LineAsync(text, ["of", "what", "not_so", "so", "reason", "source", "known", "act"]);
        foreach (var l in (await VintageIndex.CorrectionsAsync(context, cancel)).Select(RegisterCorrections.Line))
        {
            await Csv.LineAsync(text, [l.Key, l.What, l.Was, l.Becomes, l.Reason, l.Source, l.Known, l.Act]);
        }
    });
}
