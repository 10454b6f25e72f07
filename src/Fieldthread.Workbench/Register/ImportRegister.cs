using System.Security.Cryptography;
using System.Text.Json.Serialization;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>A file of a register as it came.</summary>
/// <param name="Name">Name of the file.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record RegisterFile(string Name, [property: JsonIgnore] ReadOnlyMemory<byte> Bytes)
{
    /// <summary>SHA-256 of the file, which stands for it in the log’s digest.</summary>
    public string Sha256 => Convert.ToHexStringLower(SHA256.HashData(Bytes.Span));
}

/// <summary>Brings in a register: organisations, names, codes, relations and change events. What the study has already is met again by its key and not repeated. It lands in one act or leaves no trace.</summary>
/// <param name="Files">The tables, a workbook whose sheets they are, or one zip of them; for the membership file, that file.</param>
/// <param name="Layout">In which layout they come.</param>
[Act("import-register", Permission.KeepMaterial, Tells = "register")]
[Refuses("empty", "no file was given")]
[Refuses("one-at-a-time", "a zip or a membership file came together with other files")]
[Refuses("unreadable", "a file is damaged, of another kind, in an unknown encoding or with quotation marks that do not match: the words say which and where")]
[Refuses("event-differs", "the study has an event of the same id with another date, kind or other parts")]
public sealed record ImportRegister(IReadOnlyList<RegisterFile> Files, RegisterLayout Layout = RegisterLayout.Csv) : Act<RegisterImported>
{
    private RegisterData? data;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        if (Files.Count == 0)
        {
            Acting.Refuse("empty", "No file was given.", "Choose organisations.csv and the tables beside it, a zip of them, a workbook with a sheet for each, or a membership file.");
        }

        if (Files.Count > 1 && (Layout == RegisterLayout.Epcmem || Files.Any(IsZip)))
        {
            Acting.Refuse("one-at-a-time", $"{(Layout == RegisterLayout.Epcmem ? "A membership file" : "A zip")} comes in by itself, so that it can be taken back by itself.", "Choose it alone.");
        }

        progress.Report(new JobProgress(0, 0, $"Reading {Files[0].Name}"));
        try
        {
            data = await Task.Run(Read, cancel);
        }
        catch (ReadException failure)
        {
            Acting.Refuse("unreadable", $"The register could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was.");
        }
    }

    /// <inheritdoc/>
    public override Task<RegisterImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        acting.Progress.Report(new JobProgress(0, 0, "Writing organisations and their facts"));
        return new RegisterLanding(acting, data!, Layout).LandAsync(string.Join(", ", Files.Select(f => Acting.Clean(f.Name))));
    }

    private static bool IsZip(RegisterFile file) => file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);

    private RegisterData Read()
    {
        if (Layout == RegisterLayout.Epcmem)
        {
            return EpcmemReader.Read(Files[0].Bytes, Files[0].Name);
        }

        if (IsZip(Files[0]))
        {
            return RegisterCsv.ReadZip(Files[0].Bytes);
        }

        var tables = new Dictionary<string, ReadOnlyMemory<byte>>(StringComparer.OrdinalIgnoreCase);
        foreach (var file in Files)
        {
            if (!tables.TryAdd(file.Name, file.Bytes))
            {
                throw new ReadException(file.Name, "Two files of this name were given, and which one is meant cannot be told.");
            }
        }

        return RegisterCsv.Read(tables);
    }
}

/// <summary>What an import of a register brought. Counts are of what is new.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Organisations">Organisations.</param>
/// <param name="Names">Names.</param>
/// <param name="Codes">Codes.</param>
/// <param name="Relations">Relations.</param>
/// <param name="Events">Change events.</param>
/// <param name="Met">Organisations that the register had already.</param>
/// <param name="Changed">Facts whose last day, or other values, the file gives otherwise than the register had them.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record RegisterImported(Guid Import, int Organisations, int Names, int Codes, int Relations, int Events, int Met, int Changed, int Remarks);
