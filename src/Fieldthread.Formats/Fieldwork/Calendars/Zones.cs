using NodaTime;
using NodaTime.TimeZones;

namespace Fieldthread.Formats.Fieldwork.Calendars;

/// <summary>Time zones by the names of the IANA database, which NodaTime carries, so that a machine without one reads calendars alike.</summary>
public static class Zones
{
    /// <summary>The zone that is meant where none is said and nobody said one before.</summary>
    public const string Usual = "Europe/London";

    /// <summary>The IANA name of a zone: of itself, of the name that Windows and Outlook use, or of a longer name that ends in one (“/mozilla.org/20050126_1/Europe/London”).</summary>
    /// <returns>Null where no zone is meant.</returns>
    public static string? Name(string zone)
    {
        ArgumentNullException.ThrowIfNull(zone);
        var name = zone.Trim().Trim('"');
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) is { } known)
        {
            return known.Id;
        }

        if (TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.TryGetValue(name, out var mapped))
        {
            return mapped;
        }

        var parts = name.Split('/');
        return Enumerable.Range(1, Math.Max(0, Math.Min(parts.Length, 8) - 1)).Select(i => string.Join('/', parts[i..])).Where(p => p.Contains('/', StringComparison.Ordinal)).Select(p => DateTimeZoneProviders.Tzdb.GetZoneOrNull(p)?.Id).FirstOrDefault(id => id is not null);
    }

    /// <summary>The moment of a clock’s time in a zone. An hour that the clock leaves out in spring is read an hour later; of an hour that comes twice in autumn the first is meant.</summary>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static DateTime ToUtc(DateTime local, string zone) => LocalDateTime.FromDateTime(DateTime.SpecifyKind(local, DateTimeKind.Unspecified)).InZoneLeniently(Zone(zone)).ToDateTimeUtc();

    /// <summary>What a clock in a zone shows at a moment.</summary>
    /// <exception cref="ArgumentException">The zone is not known.</exception>
    public static DateTime ToLocal(DateTime utc, string zone) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).InZone(Zone(zone)).ToDateTimeUnspecified();

    private static DateTimeZone Zone(string zone) => DateTimeZoneProviders.Tzdb.GetZoneOrNull(zone) ?? throw new ArgumentException($"“{zone}” is no time zone.", nameof(zone));
}
