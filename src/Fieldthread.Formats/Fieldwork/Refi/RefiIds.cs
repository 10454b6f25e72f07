using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>The ids of one kind of thing in a file: as written, and found again whatever their braces and case.</summary>
internal sealed class RefiIds(string kind, RemarkList remarks)
{
    private readonly Dictionary<string, string> _written = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _left = new(StringComparer.OrdinalIgnoreCase);
    private int _without;

    /// <summary>Takes note of a thing and gives the id that it goes by.</summary>
    internal string Declare(XElement element, string place)
    {
        var written = RefiXml.Attribute(element, "guid")?.Trim();
        if (string.IsNullOrEmpty(written))
        {
            written = Made($"{kind} {++_without}");
            remarks.Add(RemarkWeight.Guessed, place, $"The {kind} has no id and was given {written}.");
        }

        if (_written.TryAdd(Plain(written), written))
        {
            return written;
        }

        var again = 2;
        while (!_written.TryAdd($"{Plain(written)}#{again}", $"{written}#{again}"))
        {
            again++;
        }

        remarks.Add(RemarkWeight.Guessed, place, $"The id {written} stands on more than one {kind}; this one goes by {written}#{again}, and references mean the first.");
        return $"{written}#{again}";
    }

    /// <summary>Takes note of a thing that is kept as it is written, under whatever id, so that references to it lead somewhere.</summary>
    internal void Keep(XElement element)
    {
        if (RefiXml.Attribute(element, "guid")?.Trim() is { Length: > 0 } written)
        {
            _written.TryAdd(Plain(written), written);
        }
    }

    /// <summary>Says that a thing is in the file but was not taken, so that references to it are not called dangling.</summary>
    internal void Leave(XElement element)
    {
        if (RefiXml.Attribute(element, "guid")?.Trim() is { Length: > 0 } written)
        {
            _left.Add(Plain(written));
        }
    }

    /// <summary>The id of a taken thing as it is spelt there, or null.</summary>
    internal string? Find(string? reference) =>
        reference is not null && _written.TryGetValue(Plain(reference), out var written) ? written : null;

    internal bool WasLeft(string reference) => _left.Contains(Plain(reference));

    /// <summary>An id made from words, the same for the same words, in the shape of a name-based UUID.</summary>
    internal static string Made(string words)
    {
        Span<byte> hash = stackalloc byte[32];
        SHA256.HashData(Encoding.UTF8.GetBytes("fieldthread:" + words), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash[..16], bigEndian: true).ToString();
    }

    /// <summary>An id without its braces; compared without regard to case.</summary>
    internal static string Plain(string written)
    {
        var trimmed = written.Trim();
        return trimmed.Length > 1 && trimmed[0] == '{' && trimmed[^1] == '}' ? trimmed[1..^1] : trimmed;
    }
}
