using System.Text.Json.Serialization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Brings in documents (.docx, .odt, .rtf, .txt, .md, .html, .pdf, .vtt, .srt) as sources, each under its file’s name; the files themselves are kept. All come in, or none.</summary>
/// <param name="Files">The documents.</param>
/// <param name="Site">The site that they come from, where one is known.</param>
/// <param name="Windows1252">Text files that are not UTF-8 are in the old encoding of Windows in Western Europe: a person says so, since it cannot be told from the bytes.</param>
[Act("import-documents", Permission.KeepMaterial, Tells = "sources")]
[Refuses("empty", "no file was given, or a document holds no words")]
[Refuses("unreadable", "a file is damaged, of another kind, or in an unknown encoding: the words say which and where")]
[Refuses("unknown", "there is no such site")]
public sealed record ImportDocuments(IReadOnlyList<GivenFile> Files, Guid? Site = null, bool Windows1252 = false) : Act<Imported>
{
    private readonly List<(DocumentText Document, PreparedText Text)> read = [];

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Files.Count == 0)
        {
            Acting.Refuse("empty", "No file was given.", "Choose one or more documents: .docx, .odt, .rtf, .txt, .md, .html, .pdf, .vtt or .srt.");
        }

        read.Clear();
        foreach (var file in Files)
        {
            cancel.ThrowIfCancellationRequested();
            progress.Report(new JobProgress(read.Count, Files.Count, $"Reading {file.Name}"));
            RefuseWhatComesInElsewhere(file.Name);
            try
            {
                using var stream = new MemoryStream(file.Bytes.ToArray(), writable: false);
                var document = await Task.Run(() => DocumentReader.Read(file.Name, stream, plain: Windows1252 ? PlainBytes.Windows1252 : PlainBytes.Utf8), cancel);
                if (string.IsNullOrWhiteSpace(document.Text))
                {
                    Acting.Refuse("empty", $"{file.Name} holds no words.", "Nothing was imported. Leave it out, or check the file.");
                }

                read.Add((document, PreparedText.Of(document.Text, document.Places)));
            }
            catch (ReadException failure)
            {
                Acting.Refuse("unreadable", $"{file.Name} could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was.");
            }
        }
    }

    /// <inheritdoc/>
    public override async Task<Imported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var site = Site is { } id ? await acting.FindAsync<Site>(id) : null;
        var remarks = read.SelectMany(r => r.Document.Remarks).ToList();
        var import = acting.Add(new Import { FileName = string.Join(", ", Files.Select(f => Acting.Clean(f.Name))), Format = "documents", Remarks = Json.Write(remarks) });
        var rows = new List<(Guid, PreparedText)>();
        for (var i = 0; i < read.Count; i++)
        {
            var blob = await acting.KeepFileAsync(MediaType(Files[i].Name), Files[i].Bytes);
            var source = acting.Add(new Source { Name = NameOf(Files[i]), ImportId = import.Id, BlobId = blob });
            if (site is not null)
            {
                acting.Add(new SourceSite { SourceId = source.Id, SiteId = site.Id });
            }

            rows.Add((source.Id, read[i].Text));
        }

        await TextLanding.LandAsync(acting, rows);
        return new Imported(import.Id, rows.Count, 0, 0, 0, 0, remarks.Count(r => r.Weight != RemarkWeight.Note));
    }

    /// <summary>A sheet or a coded project is no document, and has a way in of its own.</summary>
    private static void RefuseWhatComesInElsewhere(string name)
    {
        switch (Path.GetExtension(name).ToLowerInvariant())
        {
            case ".xlsx" or ".xls" or ".ods" or ".csv" or ".tsv":
                Acting.Refuse("unreadable", $"{name} is a sheet, and sheets are no texts.", "Nothing was imported. A survey comes in under Surveys → Waves (import survey), a register under Register → Bring in (import register), a list of whom you met as a tracker sheet (import tracker); sheets are read as .xlsx or .csv.");
                break;
            case ".qdpx":
                Acting.Refuse("unreadable", $"{name} is a coded project, not a document.", "Nothing was imported. Bring it in alone: under Fieldwork → Bring in, or with import qdpx.");
                break;
            case ".qde" or ".nvp" or ".nvpx" or ".nvcx" or ".atlproj" or ".atlproj23" or ".atlproj24" or ".mx20" or ".mx22" or ".mx24" or ".mex22" or ".mex24" or ".qda":
                Acting.Refuse("unreadable", $"{name} is a project of another program, in a form that only that program reads.", "Nothing was imported. Export it there as a REFI-QDA project (.qdpx), and bring that in.");
                break;
        }
    }

    private static string NameOf(GivenFile file) => Acting.Clean(Path.GetFileNameWithoutExtension(file.Name)) is { Length: > 0 } name ? name : "Source without a name";

    private static string MediaType(string name) => Path.GetExtension(name).ToLowerInvariant() switch
    {
        ".docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".odt" => "application/vnd.oasis.opendocument.text",
        ".rtf" => "application/rtf",
        ".html" or ".htm" => "text/html",
        ".pdf" => "application/pdf",
        ".md" => "text/markdown",
        ".vtt" => "text/vtt",
        ".srt" => "application/x-subrip",
        _ => "text/plain",
    };
}
