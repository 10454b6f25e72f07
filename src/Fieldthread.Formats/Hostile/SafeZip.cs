using System.IO.Compression;

namespace Fieldthread.Formats.Hostile;

/// <summary>An archive from outside, read in memory. Nothing is ever written to a path that the archive names.</summary>
public sealed class SafeZip : IDisposable
{
    private const string Damaged = "The archive breaks off or is damaged. Copy or export it again.";

    private readonly ZipArchive _archive;
    private readonly ReadLimits _limits;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);
    private readonly ILookup<string, string> _byFolded;
    private readonly ILookup<string, string> _byFileName;
    private long _unpacked;

    private SafeZip(ZipArchive archive, ReadLimits limits)
    {
        _archive = archive;
        _limits = limits;
        if (archive.Entries.Count > limits.Entries)
        {
            throw new ReadException("archive", $"The archive holds {archive.Entries.Count:N0} files; {limits.Entries:N0} are the most that are read.");
        }

        foreach (var entry in archive.Entries)
        {
            Add(entry);
        }

        _byFolded = _entries.Keys.ToLookup(name => name, StringComparer.OrdinalIgnoreCase);
        _byFileName = _entries.Keys.ToLookup(name => name[(name.LastIndexOf('/') + 1)..], StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The names of the files, with forward slashes, folders left out, in the archive's order.</summary>
    public IReadOnlyCollection<string> Names => _entries.Keys;

    /// <summary>Opens an archive.</summary>
    /// <param name="stream">Read to its end; not closed.</param>
    /// <param name="limits">What is taken at most.</param>
    /// <exception cref="ReadException">It is no archive, is damaged or locked, names a path outside itself, or passes a limit.</exception>
    public static SafeZip Open(Stream stream, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        return Open(SafeStream.ReadAll(stream, limits.FileBytes, "archive"), limits);
    }

    /// <summary>Opens an archive that is in memory already.</summary>
    /// <param name="bytes">The whole archive.</param>
    /// <param name="limits">What is taken at most of what it holds.</param>
    /// <exception cref="ReadException">It is no archive, is damaged or locked, names a path outside itself, or passes a limit.</exception>
    public static SafeZip Open(ReadOnlyMemory<byte> bytes, ReadLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(SafeStream.Over(bytes), ZipArchiveMode.Read);
            return new SafeZip(archive, limits);
        }
        catch (Exception e) when (IsDamage(e))
        {
            archive?.Dispose();
            throw new ReadException("archive", "This is not a whole zip archive: it breaks off or is damaged. Copy or export it again.", e);
        }
        catch
        {
            archive?.Dispose();
            throw;
        }
    }

    /// <summary>The one name that means this path: exactly, else whatever the case, else by file name alone; null where none or several do.</summary>
    public string? Find(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (_entries.ContainsKey(path))
        {
            return path;
        }

        return Single(_byFolded[path]) ?? Single(_byFileName[path[(path.LastIndexOf('/') + 1)..]]);
    }

    /// <summary>The bytes of a file of the archive, checked against its checksum.</summary>
    /// <exception cref="ReadException">There is no such file, it is damaged, or it unpacks beyond a limit.</exception>
    public ReadOnlyMemory<byte> Read(string name)
    {
        if (!_entries.TryGetValue(name, out var entry))
        {
            throw new ReadException(name, "The archive holds no file of this name.");
        }

        try
        {
            if (entry.IsEncrypted)
            {
                throw new ReadException(name, "The file is locked with a password. Unlock the archive and try again.");
            }

            var most = Math.Min(_limits.EntryBytes, _limits.TotalBytes - _unpacked);
            most = Math.Min(most, Math.Max(4L << 20, entry.CompressedLength * _limits.Ratio));
            using var unpacking = entry.Open();
            var bytes = Unpack(unpacking, entry.Length, most, name);
            _unpacked += bytes.Length;
            if (entry.Crc32 != Checksum.Crc32(bytes.Span))
            {
                throw new ReadException(name, Damaged);
            }

            return bytes;
        }
        catch (Exception e) when (IsDamage(e))
        {
            throw new ReadException(name, Damaged, e);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _archive.Dispose();

    private static byte[] Grow(byte[] buffer, long most)
    {
        Array.Resize(ref buffer, (int)Math.Min(Math.Min(most + 1, Array.MaxLength), buffer.Length * 2L));
        return buffer;
    }

    private static ReadOnlyMemory<byte> Unpack(Stream stream, long declared, long most, string name)
    {
        // What the archive declares is only a hint for the first buffer; what comes out is what counts.
        var buffer = new byte[(int)Math.Clamp(declared + 1, 16, Math.Min(Math.Max(most, 16) + 1, 1 << 24))];
        var length = 0;
        for (int read; (read = stream.Read(buffer, length, buffer.Length - length)) > 0;)
        {
            length += read;
            if (length > most)
            {
                throw new ReadException(name, "The file unpacks to far more than it should, as a file made to fill a disc does. It was not read.");
            }

            if (length == buffer.Length)
            {
                buffer = Grow(buffer, most);
            }
        }

        return buffer.AsMemory(0, length);
    }

    private static string? Single(IEnumerable<string> names)
    {
        string? only = null;
        foreach (var name in names)
        {
            if (only is not null)
            {
                return null;
            }

            only = name;
        }

        return only;
    }

    private static bool IsDamage(Exception e) =>
        e is InvalidDataException or IOException or NotSupportedException or ArgumentException or OverflowException or ObjectDisposedException;

    private void Add(ZipArchiveEntry entry)
    {
        var name = entry.FullName.Replace('\\', '/');
        if (name.EndsWith('/'))
        {
            return;
        }

        if (name.Length == 0 || name[0] == '/' || (name.Length > 1 && name[1] == ':')
            || name.Contains('\0', StringComparison.Ordinal) || name.Split('/').Contains("..", StringComparer.Ordinal))
        {
            throw new ReadException("archive", $"The archive names a path outside itself (“{name}”), as no honest program does. It was not read.");
        }

        if (!_entries.TryAdd(name, entry))
        {
            throw new ReadException("archive", $"The archive holds two files of the name “{name}”, and which one is meant cannot be told. Export it again.");
        }
    }
}
