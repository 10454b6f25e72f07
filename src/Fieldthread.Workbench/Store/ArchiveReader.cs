using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Store;

/// <summary>How much an archive may hold before it is refused.</summary>
/// <param name="Entries">Files inside; 100,000.</param>
/// <param name="TotalBytes">Bytes unpacked; 64 GiB.</param>
/// <param name="Ratio">How many times larger than packed a file of more than 4 MiB may unpack; 300.</param>
public sealed record ArchiveLimits(int Entries = 100_000, long TotalBytes = 64L << 30, int Ratio = 300);

/// <summary>Reads an archive from outside: hostile until every part has the length and the hash that its contents page says. Nothing is ever written to a path that it names.</summary>
public sealed class ArchiveReader : IDisposable
{
    private const string GetAnother = "Nothing was changed. Copy the archive again, or take another.";
    private readonly FileStream file;
    private readonly ZipArchive zip;
    private readonly Dictionary<string, ZipArchiveEntry> entries = new(StringComparer.Ordinal);

    private ArchiveReader(FileStream file, ArchiveLimits limits)
    {
        this.file = file;
        zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > limits.Entries)
        {
            Refuse("too-large", $"The archive holds {zip.Entries.Count:N0} files; {limits.Entries:N0} are the most that are read.");
        }

        foreach (var entry in zip.Entries)
        {
            var name = entry.FullName;
            if (name.Length == 0 || name.StartsWith('/') || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Any(step => step is ".." or "." or ""))
            {
                Refuse("path-outside", $"The archive names a path outside itself (“{name}”), as no honest program does.");
            }

            if (!entries.TryAdd(name, entry))
            {
                Refuse("damaged-archive", $"The archive holds two files of the name “{name}”.");
            }
        }

        Manifest = ReadManifest();
        CheckParts(limits);
    }

    /// <summary>The contents page.</summary>
    public ArchiveManifest Manifest { get; }

    /// <summary>Opens an archive and checks all that can be told without unpacking it.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limits">What is taken at most; null for the usual.</param>
    /// <exception cref="RefusedException">It is damaged, tampered with, of a newer version or made to do harm.</exception>
    public static ArchiveReader Open(string path, ArchiveLimits? limits = null)
    {
        FileStream? opened = null;
        try
        {
            opened = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
            return new ArchiveReader(opened, limits ?? new ArchiveLimits());
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new RefusedException(new Refusal("no-file", $"There is no file “{path}”.", "Check the path."));
        }
        catch (Exception e) when (IsDamage(e))
        {
            opened?.Dispose();
            throw Damage();
        }
        catch
        {
            opened?.Dispose();
            throw;
        }
    }

    /// <summary>Unpacks every part once and compares its length and hash with the contents page.</summary>
    /// <exception cref="RefusedException">One differs.</exception>
    public void VerifyParts(IProgress<JobProgress>? progress = null, CancellationToken cancel = default)
    {
        var buffer = new byte[1 << 16];
        foreach (var (part, index) in Manifest.Parts.Select((p, i) => (p, i)))
        {
            progress?.Report(new JobProgress(index, Manifest.Parts.Count, "checking the archive"));
            ReadPart(part, stream =>
            {
                while (stream.Read(buffer, 0, buffer.Length) > 0)
                {
                    cancel.ThrowIfCancellationRequested();
                }
            });
        }
    }

    /// <summary>Reads one part; afterwards its length and hash are as the contents page says, or this throws.</summary>
    internal void ReadPart(ArchivePart part, Action<Stream> read)
    {
        try
        {
            using var stream = new HashingStream(entries[part.Name].Open(), part.Bytes);
            read(stream);
            Span<byte> rest = stackalloc byte[1];
            if (stream.Read(rest) > 0 || stream.Count != part.Bytes || stream.Sha256() != part.Sha256)
            {
                Refuse("tampered", $"“{part.Name}” is not what the contents page of the archive says: it was changed after it was written.");
            }
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new RefusedException(new Refusal("tampered", $"“{part.Name}” is damaged or was changed after it was written.", GetAnother));
        }
    }

    /// <summary>The rows of a table, one line of JSON each.</summary>
    internal void ReadLines(ArchivePart part, Action<IEnumerable<string>> read) => ReadPart(part, stream =>
    {
        using var text = new StreamReader(stream, new UTF8Encoding(false, throwOnInvalidBytes: true), false, 1 << 16, leaveOpen: true);
        read(Lines(text));
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        zip.Dispose();
        file.Dispose();
    }

    private static IEnumerable<string> Lines(StreamReader text)
    {
        while (text.ReadLine() is { } line)
        {
            yield return line;
        }
    }

    private ArchiveManifest ReadManifest()
    {
        if (!entries.Remove(ArchiveManifest.FileName, out var entry))
        {
            Refuse("no-archive", "This is a zip file, but not an archive of Fieldthread: it has no contents page.");
        }

        try
        {
            using var page = new HashingStream(entry!.Open(), 64L << 20);
            using var json = JsonDocument.Parse(page);
            if (!json.RootElement.TryGetProperty("format", out var format) || format.GetString() != ArchiveManifest.FormatName)
            {
                Refuse("no-archive", "This is a zip file, but not an archive of Fieldthread.");
            }

            var version = json.RootElement.GetProperty("version").GetInt32();
            if (version > ArchiveManifest.NewestVersion)
            {
                Refuse("newer-archive", $"The archive is of version {version}; this program reads up to {ArchiveManifest.NewestVersion}.", "Nothing was changed. Install the newer version of Fieldthread.");
            }

            return json.RootElement.Deserialize<ArchiveManifest>(Json.Options) ?? throw new JsonException();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            throw new RefusedException(new Refusal("damaged-archive", "The contents page of the archive cannot be read.", GetAnother));
        }
    }

    private void CheckParts(ArchiveLimits limits)
    {
        if (Manifest.Parts is null || Manifest.Studies is null || Manifest.Schema is null || Manifest.Parts.Any(p => p?.Name is null || p.Bytes < 0))
        {
            Refuse("damaged-archive", "The contents page of the archive is not whole.");
        }

        var listed = Manifest.Parts!.Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        if (listed.Count != Manifest.Parts!.Count || !listed.SetEquals(entries.Keys))
        {
            Refuse("tampered", "The archive does not hold the files that its contents page lists: one was added, removed or renamed.");
        }

        var total = 0L;
        foreach (var part in Manifest.Parts)
        {
            total += part.Bytes;
            if (total < 0 || total > limits.TotalBytes || part.Bytes > Math.Max(4L << 20, entries[part.Name].CompressedLength * limits.Ratio))
            {
                Refuse("too-large", $"“{part.Name}” would unpack to {part.Bytes:N0} bytes, far more than it should, as a file made to fill a disc does.");
            }
        }
    }

    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or IOException or NotSupportedException or ArgumentException or DecoderFallbackException or JsonException;

    private static RefusedException Damage() =>
        new(new Refusal("damaged-archive", "This is not a whole archive: it breaks off or is damaged.", GetAnother));

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private static void Refuse(string code, string message, string whatToDo = GetAnother) => throw new RefusedException(new Refusal(code, message, whatToDo));
}
