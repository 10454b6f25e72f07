using System.Runtime.InteropServices;

namespace Fieldthread.Workbench.Register;

/// <summary>The order of a register by name, worked out once: words are compared here, and lists of a day are sorted by numbers.</summary>
internal sealed class NameOrder
{
    private readonly Dictionary<string, int> ranks = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, int> places;

    /// <summary>Ranks all words that an organisation may be called by.</summary>
    public NameOrder(IEnumerable<string> words, IEnumerable<Guid> organisations)
    {
        var all = words.Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(all, StringComparer.OrdinalIgnoreCase);
        var rank = 0;
        for (var i = 0; i < all.Length; i++)
        {
            // Words that differ by their case alone have one rank, as the order has it.
            rank += i > 0 && string.Equals(all[i - 1], all[i], StringComparison.OrdinalIgnoreCase) ? 0 : 1;
            ranks.Add(all[i], rank);
        }

        places = organisations.Order().Select((o, i) => (o, i)).ToDictionary(o => o.o, o => o.i);
    }

    /// <summary>Sorts lines as <see cref="OrganisationLine.Order"/> does.</summary>
    public void Sort(List<OrganisationLine> lines)
    {
        var keys = new long[lines.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = ((long)ranks[lines[i].Name] << 32) | (uint)places[lines[i].Id];
        }

        MemoryExtensions.Sort(keys.AsSpan(), CollectionsMarshal.AsSpan(lines));
    }
}
