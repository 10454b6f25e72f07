using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Fieldwork.Guides;

/// <summary>Adds a version to a topic guide from a document. In a word processor’s file headings are told by their style; dashes before prompts must be typed, for the marks of its own lists are not words of it.</summary>
/// <param name="Guide">Which guide.</param>
/// <param name="File">A document: .docx, .odt, .rtf, .txt, .md, .html.</param>
/// <param name="Day">Partial date from which it is used; today where empty.</param>
/// <param name="Note">What is new in it, and why.</param>
[Act("import-guide-version", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such guide")]
[Refuses("empty", "the document holds no question")]
[Refuses("unreadable", "the file is damaged or of another kind: the words say which and where")]
[Refuses("too-long", "it holds more questions than a guide has, or a question or prompt longer than two thousand characters")]
[Refuses("bad-date", "the day is no date of the calendar")]
[Refuses("unchanged", "the questions are those of the version before")]
public sealed record ImportGuideVersion(Guid Guide, GivenFile File, string Day = "", string Note = "") : Act<GuideVersionKept>
{
    private string text = "";

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        try
        {
            // The marks of Markdown are those of a guide, and are read here.
            var plain = Path.GetExtension(File.Name).Equals(".md", StringComparison.OrdinalIgnoreCase) ? Path.ChangeExtension(File.Name, ".txt") : File.Name;
            using var stream = new MemoryStream(File.Bytes.ToArray(), writable: false);
            var document = await Task.Run(() => DocumentReader.Read(plain, stream), cancel);
            text = document.Headings.OrderByDescending(h => h.Span.Start).Aggregate(document.Text, (words, heading) => words.Insert(heading.Span.Start, "# "));
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"{File.Name} could not be read. {failure.Place}: {failure.Message}", "Nothing was changed.");
        }
    }

    /// <inheritdoc/>
    public override Task<GuideVersionKept> DoAsync(Acting acting) => GuideWriting.AddAsync(acting, Guide, text, Day, Note);
}
