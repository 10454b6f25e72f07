using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>The text files of a project archive, found by the paths that programs write.</summary>
internal sealed class RefiFiles(SafeZip? archive, PlainBytes plain)
{
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);

    /// <summary>The file of a path, or null with a reason in words.</summary>
    internal NormalisedText? Read(string path, string place, RemarkList remarks, out string reason)
    {
        reason = "";
        var name = Locate(path);
        if (name is null)
        {
            reason = path.StartsWith("absolute:", StringComparison.OrdinalIgnoreCase)
                ? $"its text lies outside the archive ({path})"
                : $"its text file is not in the archive ({path})";
            return null;
        }

        try
        {
            _used.Add(name);
            return TextDecoder.Decode(archive!.Read(name).Span, place, plain, remarks);
        }
        catch (ReadException e)
        {
            reason = $"its text file {name} could not be read: {e.Message}";
            return null;
        }
    }

    /// <summary>The bytes of the file of a path, or null with a reason in words.</summary>
    internal ReadOnlyMemory<byte>? ReadBytes(string path, out string reason)
    {
        reason = $"its file is not in the archive ({path})";
        if (Locate(path) is not { } name)
        {
            return null;
        }

        try
        {
            _used.Add(name);
            return archive!.Read(name);
        }
        catch (ReadException e)
        {
            reason = $"its file {name} could not be read: {e.Message}";
            return null;
        }
    }

    /// <summary>The files of the archive that nothing read so far, the project file left out.</summary>
    internal IEnumerable<string> Unused() =>
        archive is null ? [] : archive.Names.Where(name => !_used.Contains(name) && !name.EndsWith(".qde", StringComparison.OrdinalIgnoreCase));

    // internal://X, relative:///X, sources/X, X: always the file of that name in this archive, never one of this computer.
    private string? Locate(string path)
    {
        if (archive is null || path.StartsWith("absolute:", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var scheme = path.IndexOf("://", StringComparison.Ordinal);
        var bare = (scheme < 0 ? path : path[(scheme + 3)..]).Replace('\\', '/').TrimStart('/', '.');
        if (bare.Length == 0)
        {
            return null;
        }

        return archive.Find("sources/" + bare) ?? archive.Find(bare)
            ?? (bare.Contains('%', StringComparison.Ordinal) ? archive.Find("sources/" + Uri.UnescapeDataString(bare)) : null);
    }
}
