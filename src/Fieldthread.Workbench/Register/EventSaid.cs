using Fieldthread.Core.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>What each list says of one event, thing by thing.</summary>
internal static class EventSaid
{
    public static IReadOnlyList<EventSaidLine> Of(IEnumerable<KeptVintage> lists, RegisterIndex register, RegisteredEvent e)
    {
        var parts = register.Parts[e.Id].ToList();
        HashSet<string> Keys(params PartRole[] roles) => [.. parts.Where(p => roles.Contains(p.Role)).Select(p => register.Find(p.OrganisationId)?.Key).OfType<string>()];
        var (earlier, later) = (Keys(PartRole.Before, PartRole.Continues), Keys(PartRole.After, PartRole.Continues));
        var lines = new List<EventSaidLine>();
        foreach (var list in lists.OrderBy(v => v.List, Vintage.ByKnown))
        {
            lines.AddRange(list.List.Data.Events.Where(g => g.Id == e.Key).SelectMany(Told).Select(t => new EventSaidLine(list.Key, t.What, t.Says)));
            lines.AddRange(list.List.Data.Successions.Where(s => s.Before != s.After && earlier.Contains(s.Before) && later.Contains(s.After)).Select(s => new EventSaidLine(list.Key, $"{s.Before} succeeded by {s.After}", s.Date.ToString())));
        }

        return lines;
    }

    private static IEnumerable<(string What, string Says)> Told(GivenEvent given)
    {
        var d = given.Details;
        (string, string)[] told =
        [
            ("date", given.Date.ToString()), ("kind", given.Kind.ToString().ToLowerInvariant()), ("legal date", d.Legal?.ToString() ?? ""), ("operational date", d.Operational?.ToString() ?? ""), ("cause", d.Cause),
            ("initiator", d.Initiator), ("pressure", d.Pressure), ("evidence", d.Evidence), ("reform", d.Reform),
            .. given.Parts.SelectMany(p => new (string, string)[]
            {
                ($"{p.Organisation} as {p.Role.ToString().ToLowerInvariant()}, attitude before", p.Details.AttitudeBefore), ($"{p.Organisation} as {p.Role.ToString().ToLowerInvariant()}, attitude after", p.Details.AttitudeAfter),
                ($"{p.Organisation} as {p.Role.ToString().ToLowerInvariant()}, share", $"{p.Details.Share?.ToString()} {p.Details.Basis}".Trim()),
            }),
        ];
        return told.Where(t => t.Item2.Length > 0);
    }
}
