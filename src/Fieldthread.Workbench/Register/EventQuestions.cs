using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>A change event in full: its dates, who took part as what and with what attitude, what moved by the event and by the memberships, the reform that it hangs on, who says so.</summary>
/// <param name="Event">Its key, or its id.</param>
/// <param name="Kind">The relation that makes members.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
[Question("register-event", Permission.ReadStudy)]
[Refuses("unknown", "there is no such event")]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterEvent(string Event, string Kind = Membership.MemberOf, string? KnownOn = null, string? Vintage = null) : Question<EventWhole>
{
    private const int MostMoves = 500;

    /// <inheritdoc/>
    public override async Task<EventWhole> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var asKnown = new AsKnown(KnownOn, Vintage);
        var register = await RegisterIndex.OfAsync(asking, asKnown);
        var given = (Event ?? "").Trim();
        var id = Guid.TryParse(given, out var parsed) ? parsed : Guid.Empty;
        if ((register.Events.FirstOrDefault(e => e.Key == given) ?? register.Events.FirstOrDefault(e => e.Id == id)) is not { } row)
        {
            Asking.Refuse("unknown", $"There is no change event “{given}” in the register.", "The page of events, and “register lineage”, name those that there are.");
            throw new System.Diagnostics.UnreachableException();
        }

        var (change, about) = (register.Of(row), EventAbout.Of(register, row));
        var moves = EventMoves.Of(change, await MembershipIndex.OfAsync(asking, Kind, asKnown));
        var parts = moves.Parts.ToDictionary(p => p.Organisation);
        var units = Units(register, moves);
        string Name(Guid? organisation, int day) => organisation is { } o ? register.NameOf(o, day) : "";
        return new EventWhole(
            about, register.Reforms.FirstOrDefault(r => r.Key == about.Details.Reform) is { } reform ? ReformLine.Of(register, reform) : null,
            [.. about.Parts.Where(p => p.Role != PartRole.Moved).Select(p => Line(register, p, parts[p.Organisation], moves, units))],
            [.. moves.Members.Take(MostMoves).Select(m => new EventMoveLine(
                m.Member, register.Find(m.Member)?.Key ?? "", register.NameOf(m.Member, row.Day), Name(m.From, row.Day - 1), Name(m.To, row.Day), m.Said && m.Shown ? ChangeBasis.Both : m.Said ? ChangeBasis.Event : ChangeBasis.Members))],
            moves.Members.Count, moves.Members.Count(m => m.Said), moves.Members.Count(m => m.Shown), moves.Agree, EventSaid.Of(await SayingAsync(asking, asKnown), register, row));
    }

    /// <summary>The lists that are asked; none where the whole register came by hand.</summary>
    private static async Task<IReadOnlyList<KeptVintage>> SayingAsync(Asking asking, AsKnown asKnown)
    {
        var all = await VintageIndex.OfAsync(asking);
        return all.Count == 0 ? all : await VintageIndex.ChosenAsync(asking, asKnown);
    }

    private static EventPartLine Line(RegisterIndex register, PartAbout part, PartMoves moves, EventMoves all, HashSet<string> units)
    {
        bool? agrees = null;
        if (MovedShare.TryParse(part.Details.Share, out var share) && units.Contains(part.Details.Basis.ToLowerInvariant()))
        {
            // What one gives is a part of what it had; what one receives is a part of what those had that gave to it.
            var receives = part.Role is PartRole.To or PartRole.After || (part.Role == PartRole.Continues && moves.Came > moves.Went);
            var givers = all.Members.Where(m => m.Shown && m.To == part.Organisation).Select(m => m.From).Distinct().ToHashSet();
            agrees = receives ? share.Is(moves.Came, all.Parts.Where(p => givers.Contains(p.Organisation)).Sum(p => p.Had)) : share.Is(moves.Went, moves.Had);
        }

        return new EventPartLine(part, register.Find(part.Organisation)?.Key ?? "", moves.Had, moves.Went, moves.Came, moves.Has, agrees);
    }

    /// <summary>Words for a count of members: “members”, and what the members are called by their type.</summary>
    private static HashSet<string> Units(RegisterIndex register, EventMoves moves)
    {
        var units = new HashSet<string>(StringComparer.Ordinal) { "member", "members" };
        foreach (var type in moves.Members.Select(m => register.Find(m.Member)).OfType<Organisation>().SelectMany(register.TypesOf).Where(t => t.Length > 0).Select(t => t.ToLowerInvariant()))
        {
            units.UnionWith([type, type + "s"]);
        }

        return units;
    }
}

/// <summary>Reforms and events of the context, each with the change events that hang on it.</summary>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
[Question("register-reforms", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterReforms(string? KnownOn = null, string? Vintage = null) : Question<IReadOnlyList<ReformLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ReformLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var register = await RegisterIndex.OfAsync(asking, new AsKnown(KnownOn, Vintage));
        return [.. register.Reforms.Select(r => ReformLine.Of(register, r))];
    }
}
