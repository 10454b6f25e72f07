using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Brings in a coded project (REFI-QDA, .qdpx) whole: texts, codebook, codings, cases, memos, coders. It lands in one act or leaves no trace.</summary>
/// <param name="FileName">Name of the file, for the record.</param>
/// <param name="File">Its bytes.</param>
[Act("import-project", Permission.KeepMaterial, Tells = "sources")]
[Refuses("unreadable", "the file is damaged, is no such project, or tries to harm: the words say which and where")]
public sealed record ImportProject(string FileName, [property: JsonIgnore] ReadOnlyMemory<byte> File) : Act<Imported>
{
    private RefiReading? reading;
    private IReadOnlyList<PreparedText> texts = [];

    /// <summary>SHA-256 of the file, which stands for it in the log’s digest.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(File.Span));

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {FileName}"));
        try
        {
            using var stream = new MemoryStream(File.ToArray(), writable: false);
            reading = await Task.Run(() => RefiReader.Read(stream), cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"{FileName} could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was.");
            throw;
        }

        var sources = reading.Project.Sources;
        var prepared = new List<PreparedText>(sources.Count);
        foreach (var source in sources)
        {
            cancel.ThrowIfCancellationRequested();
            prepared.Add(PreparedText.Of(source.Text));
            progress.Report(new JobProgress(prepared.Count, sources.Count, "Finding turns and paragraphs"));
        }

        texts = prepared;
    }

    /// <inheritdoc/>
    public override async Task<Imported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var landing = new ProjectLanding(acting, reading!.Project, texts, [.. reading.Remarks]);
        acting.Progress.Report(new JobProgress(0, 0, "Writing texts and codings"));
        return await landing.LandAsync(Acting.Clean(FileName));
    }
}

/// <summary>What an import brought.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Sources">Texts.</param>
/// <param name="Codes">Codes.</param>
/// <param name="Codings">Codings.</param>
/// <param name="Sites">Cases, which became sites.</param>
/// <param name="Memos">Memos.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record Imported(Guid Import, int Sources, int Codes, int Codings, int Sites, int Memos, int Remarks);
