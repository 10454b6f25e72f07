using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>Under which names texts and files stand in an archive; no two share one.</summary>
internal sealed class RefiOutPaths
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<QdaSource, string> _texts = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<object, Dictionary<string, string>> _files = new(ReferenceEqualityComparer.Instance);
    private readonly List<(string Name, ReadOnlyMemory<byte> Bytes)> _bytes = [];

    internal RefiOutPaths(QdaProject project, RefiProfile profile)
    {
        foreach (var source in project.Sources)
        {
            _texts[source] = Free(RefiElements.Id("source", source.ForeignId).Trim('{', '}') + ".txt");
        }

        foreach (var source in project.Sources)
        {
            if (source.Formatted is { } formatted)
            {
                Add(source, [formatted]);
            }
            else if (profile.WritesTwins)
            {
                Add(source, [new QdaFile(Path.ChangeExtension(_texts[source], ".docx"), RefiTwin.Write(source.Text))]);
            }
        }

        // A text that several recordings name is one file.
        var shared = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (owner, files) in project.Kept.Select(k => ((object)k, k.Files)).Concat(project.Notes.Select(n => ((object)n, n.Files))))
        {
            Add(owner, files, shared);
        }
    }

    /// <summary>Every file beside the texts.</summary>
    internal IReadOnlyList<(string Name, ReadOnlyMemory<byte> Bytes)> Files => _bytes;

    internal string Text(QdaSource source) => _texts[source];

    /// <summary>Path of the formatted copy of a text, or null.</summary>
    internal string? Formatted(QdaSource source) => _files.TryGetValue(source, out var names) ? "internal://" + names.Values.First() : null;

    /// <summary>A path that something kept writes, as it is written now.</summary>
    internal string Of(object owner, string path) => _files.TryGetValue(owner, out var names) && names.TryGetValue(path, out var name) ? "internal://" + name : path;

    private void Add(object owner, IReadOnlyList<QdaFile> files, Dictionary<string, string>? shared = null)
    {
        foreach (var file in files)
        {
            var bare = Bare(file.Path);
            var key = bare + " " + Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(file.Bytes.Span));
            if (shared is null || !shared.TryGetValue(key, out var name))
            {
                name = Free(bare);
                _bytes.Add((name, file.Bytes));
                shared?.Add(key, name);
            }

            (_files.TryGetValue(owner, out var names) ? names : _files[owner] = new(StringComparer.Ordinal))[file.Path] = name;
        }
    }

    private string Free(string name)
    {
        var free = name;
        for (var again = 2; !_taken.Add(free); again++)
        {
            free = $"{Path.GetFileNameWithoutExtension(name)}-{again}{Path.GetExtension(name)}";
        }

        return free;
    }

    // The folder of sources is flat: of a path its file name counts.
    private static string Bare(string path)
    {
        var bare = path.Replace('\\', '/');
        bare = bare[(bare.LastIndexOf('/') + 1)..];
        return bare.Length is 0 or > 200 || bare.IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || bare is "." or ".." ? RefiIds.Made("file " + path) : bare;
    }
}
