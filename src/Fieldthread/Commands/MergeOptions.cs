using System.CommandLine;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Web.Fieldwork;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Merging;

namespace Fieldthread.Commands;

/// <summary>Options of <c>import qdpx</c> for a project that was changed elsewhere.</summary>
internal sealed class MergeOptions
{
    public Option<bool> Preview { get; } = new("--preview") { Description = "Say what a project that was changed elsewhere would change, and change nothing." };

    public Option<bool> Merge { get; } = new("--merge") { Description = "Merge it: take what only the other side has or changed, keep what only this side has or changed; refuse where both changed and nothing was chosen." };

    public Option<string?> Take { get; } = new("--take") { Description = "Merge it, and take this side at every conflict: theirs or ours.", HelpName = "SIDE" };

    public Option<string[]> Choose { get; } = new("--choose") { Description = "A choice, narrower than --take; may be given again: code=ours, gone=theirs, or the key of a row of the preview, as coding:ID=theirs.", HelpName = "WHAT=SIDE" };

    public Option<long?> Before { get; } = new("--before") { Description = "Act with which the project that was changed went out or came in; without it, the exchange that the file is most like.", HelpName = "ACT" };

    public bool IsAsked(ParseResult parsed) => parsed.GetValue(Preview) || parsed.GetValue(Merge) || parsed.GetValue(Take) is not null || parsed.GetValue(Choose) is { Length: > 0 };

    public async Task DoAsync(Session session, int study, GivenFile file)
    {
        var (p, before) = (session.Parsed, session.Parsed.GetValue(Before));
        if (p.GetValue(Take) is { } side && side is not ("theirs" or "ours"))
        {
            throw new RefusedException(new Refusal("bad-field", $"“{side}” is neither theirs nor ours.", "Write one of the two."));
        }

        var preview = await session.AskAsync(study, new PreviewMerge(file, before));
        if (p.GetValue(Preview))
        {
            session.Tell(preview, m => string.Join('\n', Words(m).Concat(Common.Lines(m.Remarks))));
            return;
        }

        var choices = (p.GetValue(Choose) ?? []).ToList();
        if (p.GetValue(Take) is { } all)
        {
            choices.Insert(0, "all=" + all);
        }

        var done = await session.DoAsync(study, new MergeProject(file, preview.Plan, choices, before), $"Reading {file.Name}");
        var slug = await session.SlugAsync(study);
        var import = (await session.AskAsync(study, new Workbench.Fieldwork.ImportList())).First(i => i.Id == done.Answer.Import);
        session.Tell(new { done.Act, done.Answer, import.Remarks }, d => string.Join('\n', Common.Lines(d.Remarks).Prepend(
            $"Merged by act {d.Act}: {Counted.Of(d.Answer.Added, "thing")} added, {d.Answer.Changed} changed, {d.Answer.Removed} taken away, {d.Answer.Kept} kept as they are here{(d.Answer.Waiting > 0 ? $"; {Counted.Of(d.Answer.Waiting, "coding")} wait to be placed" : "")}. Take it back with: fieldthread do undo-act act={d.Act} --study {slug}")));
    }

    private static IEnumerable<string> Words(MergePreview m)
    {
        yield return m.IsNothing ? "There is nothing to do." : string.Join(", ", m.Counts.Select(c => $"{c.Rows} {MergeWords.Of(c.State)}")) + ". Nothing was changed.";
        yield return m.Before is { } b ? $"Set beside the project that {b.InWords}." : "No exchange is known on which it was made: every difference is a conflict.";
        foreach (var row in m.Rows.Where(r => r.Asks))
        {
            yield return $"  {MergeWords.Of(row.State),-13}  {MergeWords.Of(row.Kind)} {Short(row.Name)}  [{row.Key}]";
            foreach (var field in row.Fields.Where(f => f.State != MergeState.ChangedHere))
            {
                yield return $"                 {field.Name}: {Short(field.Here)} → {Short(field.There)}";
            }
        }

        foreach (var text in m.Texts)
        {
            yield return $"  {text.Name}: {Counted.Of(text.Changes, "change")} of the text; if it is taken, {Counted.Of(text.Carried, "coding")} move along, {text.Waiting} wait.";
        }
    }

    private static string Short(string text) => text.Length == 0 ? "nothing" : text.Length <= 70 ? text.ReplaceLineEndings(" ") : text[..70].ReplaceLineEndings(" ") + "…";
}
