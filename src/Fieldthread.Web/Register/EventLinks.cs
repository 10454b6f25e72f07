using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Web.Frame;

namespace Fieldthread.Web.Register;

/// <summary>Addresses and words of change events.</summary>
internal static class EventLinks
{
    /// <summary>Address of an event’s page.</summary>
    /// <param name="here">The study.</param>
    /// <param name="key">Key of the event; whatever it holds, a slash too.</param>
    /// <param name="knownOn">Date by which lists were known, or null.</param>
    /// <param name="vintage">Key of one list, or null.</param>
    public static string Of(StudyHere here, string key, string? knownOn = null, string? vintage = null) =>
        here.Url("register/events/" + Uri.EscapeDataString(key) + (KnownFields.Query(knownOn, vintage) is { Length: > 0 } asked ? "?" + asked[1..] : ""));

    /// <summary>What kind of event, as a headline.</summary>
    public static string Kind(ChangeKind kind) => kind switch { ChangeKind.Extent => "Same code, new extent", ChangeKind.Transferred => "Transfer", ChangeKind.Founded => "Founding", ChangeKind.Merged => "Merger", ChangeKind.Absorbed => "Absorption", ChangeKind.Split => "Split", _ => "Renaming" };

    /// <summary>What an organisation was in an event, in words.</summary>
    public static string Role(PartRole role) => role switch { PartRole.Before => "ended", PartRole.After => "began", PartRole.Continues => "goes on", PartRole.From => "gave", PartRole.To => "received", _ => "was moved" };

    /// <summary>How far a date lies from the one that counts; empty where either is not known to the day, or they are the same.</summary>
    public static string Apart(string? date, string counts)
    {
        if (!PartialDate.TryParse(date, out var one) || !PartialDate.TryParse(counts, out var other) || one.Day is null || other.Day is null || one == other)
        {
            return "";
        }

        var days = one.First.DayNumber - other.First.DayNumber;
        return string.Create(CultureInfo.InvariantCulture, $", {Math.Abs(days):N0} {(Math.Abs(days) == 1 ? "day" : "days")} {(days > 0 ? "after" : "before")} the date that counts");
    }
}
