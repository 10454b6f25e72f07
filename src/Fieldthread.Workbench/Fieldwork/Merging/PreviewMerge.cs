using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>What a coded project that comes back would change: each thing by its id, set beside the study and beside what was exchanged before. It writes nothing.</summary>
/// <param name="File">A REFI-QDA project (.qdpx).</param>
/// <param name="Before">Number of the act with which the project that was changed elsewhere went out or came in; null for the exchange that the file is most like.</param>
[Question("preview-merge", Permission.ReadMaterial)]
[Refuses("unreadable", "the file is damaged, is no such project, or tries to harm")]
[Refuses("other-project", "no text and no code of the file has an id that the study knows")]
[Refuses("unknown", "no exchange was noted by the act that is named")]
[Refuses("blind", "the asker codes blind and does not see the whole study")]
public sealed record PreviewMerge(GivenFile File, long? Before = null) : Question<MergePreview>
{
    private const int MostChanges = 40;

    /// <inheritdoc/>
    public override async Task<MergePreview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        await MergeChecks.RefuseBlindAsync(asking.Context, asking.Me, asking.Cancel);
        var reading = await Task.Run(() => MergePlan.Read(File), asking.Cancel);
        var plan = await MergePlan.OfAsync(asking, reading.Project, File.Sha256, Before);
        var exchanges = await new ExchangeList().AskAsync(asking);
        return new MergePreview(
            File.Name, plan.Digest, plan.Before is { } b ? ExchangeLine.Of(b) : null, exchanges, plan.Rows,
            [.. Enum.GetValues<MergeState>().Select(s => new MergeCount(s, plan.Rows.Count(r => r.State == s))).Where(c => c.Rows > 0)], Texts(plan),
            [.. reading.Remarks.Where(r => r.Weight != RemarkWeight.Note)]);
    }

    private static List<MergedText> Texts(MergePlan plan)
    {
        var (mine, theirs) = (MergePlan.ById(plan.Ours.Project.Sources), MergePlan.ById(plan.Theirs.Sources));
        return [.. plan.Rows.Where(r => r.Kind == ExchangeKind.Source && r.Fields.Any(f => f.Name == "text")).Select(row =>
        {
            var id = row.Key[(row.Key.IndexOf(':', StringComparison.Ordinal) + 1)..];
            var (map, old, next) = (plan.Maps[id], mine[id], theirs[id]);
            var placed = old.PlacedCodings().Select(p => map.Forward(p.Span)).ToList();
            return new MergedText(row.Key, row.Name, placed.Count(c => c.IsCarried), placed.Count(c => !c.IsCarried), map.Changes.Count,
                [.. ComparedLines.Of(old.Text, next.Text, map).Where(l => l.Changes.Count > 0).Take(MostChanges).Select(l => new TextLines(l.Old.Of(old.Text).Trim(), l.New.Of(next.Text).Trim()))]);
        })];
    }
}

/// <summary>What a project that comes back would change.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="Plan">Stands for what is shown here; the act refuses when it has grown stale.</param>
/// <param name="Before">The exchange by which is told what was changed on which side; null where none is known.</param>
/// <param name="Exchanges">All exchanges that were noted.</param>
/// <param name="Rows">A row for each thing of which the two sides say otherwise.</param>
/// <param name="Counts">How many rows of each state there are.</param>
/// <param name="Texts">Texts that differ, with their changes.</param>
/// <param name="Remarks">What was guessed, or could not be read, of the file.</param>
public sealed record MergePreview(string File, string Plan, ExchangeLine? Before, IReadOnlyList<ExchangeLine> Exchanges, IReadOnlyList<MergeRow> Rows, IReadOnlyList<MergeCount> Counts, IReadOnlyList<MergedText> Texts, IReadOnlyList<Remark> Remarks)
{
    /// <summary>True where taking it in would change nothing.</summary>
    public bool IsNothing => !Rows.Any(r => r.Asks);
}

/// <summary>How many rows are in a state.</summary>
/// <param name="State">The state.</param>
/// <param name="Rows">How many.</param>
public sealed record MergeCount(MergeState State, int Rows);

/// <summary>A text that differs.</summary>
/// <param name="Key">Key of its row.</param>
/// <param name="Name">Its name.</param>
/// <param name="Carried">Codings of the study that would be carried to the other text, if it is taken.</param>
/// <param name="Waiting">Those that would wait for a person.</param>
/// <param name="Changes">How many changes there are.</param>
/// <param name="Lines">The first 40 lines that differ.</param>
public sealed record MergedText(string Key, string Name, int Carried, int Waiting, int Changes, IReadOnlyList<TextLines> Lines);

/// <summary>A line of both texts.</summary>
/// <param name="Here">As the study has it.</param>
/// <param name="There">As the file has it.</param>
public sealed record TextLines(string Here, string There);
