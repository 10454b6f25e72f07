namespace Fieldthread.Core.Register;

/// <summary>Change events in words, as differences and conflicts tell them.</summary>
public static class EventInWords
{
    /// <summary>An event with all that is told of it; that it did not happen, for none.</summary>
    public static string Of(GivenEvent? change) => change is null ? "no such event"
        : $"{change.Kind.ToString().ToLowerInvariant()} {change.Date}: {string.Join(", ", change.Parts.Select(p => $"{p.Organisation} {p.Role.ToString().ToLowerInvariant()}{Told(p.Details)}"))}{Told(change.Details)}";

    /// <summary>True where two say the same of it.</summary>
    public static bool Same(GivenEvent one, GivenEvent other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        return one.Date == other.Date && one.Kind == other.Kind && one.Details == other.Details && one.Parts.ToHashSet().SetEquals(other.Parts);
    }

    /// <summary>In what two differ, and only that: of what, what the one says, what the other. An event that the other has not is told whole.</summary>
    public static (string What, string One, string Other) Apart(GivenEvent one, GivenEvent? other)
    {
        ArgumentNullException.ThrowIfNull(one);
        if (other is null)
        {
            return ("taken back", Of(one), Of(null));
        }

        var (a, b) = (one.Details, other.Details);
        (string What, string One, string Other)[] things =
        [
            ("date", one.Date.ToString(), other.Date.ToString()), ("kind", one.Kind.ToString().ToLowerInvariant(), other.Kind.ToString().ToLowerInvariant()), ("who took part", Parts(one), Parts(other)),
            ("legal date", a.Legal?.ToString() ?? "", b.Legal?.ToString() ?? ""), ("operational date", a.Operational?.ToString() ?? "", b.Operational?.ToString() ?? ""), ("cause", a.Cause, b.Cause), ("initiator", a.Initiator, b.Initiator),
            ("pressure", a.Pressure, b.Pressure), ("evidence", a.Evidence, b.Evidence), ("reform", a.Reform, b.Reform),
        ];
        var differ = things.Where(t => t.One != t.Other).ToList();
        static string Said(string value) => value.Length > 0 ? value : "not told";
        return (string.Join(", ", differ.Select(t => t.What)), string.Join("; ", differ.Select(t => Said(t.One))), string.Join("; ", differ.Select(t => Said(t.Other))));
    }

    private static string Parts(GivenEvent change) =>
        string.Join(", ", change.Parts.Select(p => $"{p.Organisation} {p.Role.ToString().ToLowerInvariant()}{Told(p.Details)}{(p.Note.Length > 0 ? $" “{p.Note}”" : "")}").Order(StringComparer.Ordinal));

    private static string Told(EventDetails d) => All("; ", ("legal", d.Legal?.ToString()), ("operational", d.Operational?.ToString()), ("cause", d.Cause), ("initiator", d.Initiator), ("pressure", d.Pressure), ("evidence", d.Evidence), ("reform", d.Reform)) is { Length: > 0 } told ? "; " + told : "";

    private static string Told(PartDetails d) => All(", ", ("before", d.AttitudeBefore), ("after", d.AttitudeAfter), ("share", $"{d.Share?.ToString()} {d.Basis}".Trim())) is { Length: > 0 } told ? $" ({told})" : "";

    private static string All(string by, params (string What, string? Is)[] told) => string.Join(by, told.Where(t => !string.IsNullOrEmpty(t.Is)).Select(t => $"{t.What} {t.Is}"));
}
