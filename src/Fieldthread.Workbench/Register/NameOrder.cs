namespace Fieldthread.Workbench.Register;

/// <summary>The order of a register by name, worked out once: words are compared here, and the organisations of a day are sorted by numbers.</summary>
/// <remarks>Of a day nothing is made but its list: a national register has ten thousand organisations on each, and a page shows a hundred.</remarks>
internal sealed class NameOrder
{
    private readonly RegisterIndex register;
    private readonly Dictionary<string, int> ranks = new(StringComparer.Ordinal);
    private readonly Organisation[] byId;
    private readonly Dictionary<Guid, int> places;

    /// <summary>Ranks all words that an organisation may be called by.</summary>
    public NameOrder(RegisterIndex register, IEnumerable<string> words)
    {
        this.register = register;
        var all = words.Distinct(StringComparer.Ordinal).ToArray();
        Array.Sort(all, StringComparer.OrdinalIgnoreCase);
        var rank = 0;
        for (var i = 0; i < all.Length; i++)
        {
            // Words that differ by their case alone have one rank, as the order has it.
            rank += i > 0 && string.Equals(all[i - 1], all[i], StringComparison.OrdinalIgnoreCase) ? 0 : 1;
            ranks.Add(all[i], rank);
        }

        byId = [.. register.Organisations.OrderBy(o => o.Id)];
        places = byId.Select((o, i) => (o.Id, i)).ToDictionary(o => o.Id, o => o.i);
    }

    /// <summary>The organisations that there were on a day, as <see cref="OrganisationLine.Order"/> has their lines.</summary>
    public Organisation[] On(int day)
    {
        var keys = System.Buffers.ArrayPool<long>.Shared.Rent(byId.Length);
        try
        {
            var count = 0;
            for (var i = 0; i < byId.Length; i++)
            {
                if (byId[i].Period().Holds(day))
                {
                    keys[count++] = Key(i, day);
                }
            }

            keys.AsSpan(0, count).Sort();
            var there = new Organisation[count];
            for (var i = 0; i < count; i++)
            {
                there[i] = byId[(int)(uint)keys[i]];
            }

            return there;
        }
        finally
        {
            System.Buffers.ArrayPool<long>.Shared.Return(keys);
        }
    }

    /// <summary>Place behind an organisation in a list of a day, whether it stands in the list or not.</summary>
    public int Behind(IReadOnlyList<Organisation> list, Guid organisation, int day)
    {
        var (key, low, high) = (Key(places[organisation], day), 0, list.Count);
        while (low < high)
        {
            var middle = (low + high) >> 1;
            (low, high) = Key(places[list[middle].Id], day) <= key ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private long Key(int place, int day) => ((long)ranks[register.NameOf(byId[place], day)] << 32) | (uint)place;
}
