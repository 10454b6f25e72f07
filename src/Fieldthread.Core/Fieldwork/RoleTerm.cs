using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork;

/// <summary>A role that somebody held for a time.</summary>
/// <param name="Role">The role; not empty.</param>
/// <param name="Site">Where they held it; null where they belonged to no site.</param>
/// <param name="When">Over what time, as it was written.</param>
public sealed record RoleTerm(string Role, Guid? Site, WrittenPeriod When);

/// <summary>Roles of one person through time.</summary>
public static class RoleTerms
{
    /// <summary>The role that counts on a day: of those that can have been held then, the one that began last; of equals the later in the list.</summary>
    /// <param name="terms">Roles of one person, in the order in which they were written down.</param>
    /// <param name="day">The day.</param>
    /// <returns>Null where none can have been held on it.</returns>
    public static RoleTerm? On(IEnumerable<RoleTerm> terms, DateOnly day)
    {
        ArgumentNullException.ThrowIfNull(terms);
        RoleTerm? found = null;
        foreach (var term in terms.Where(t => t.When.Period.Holds(day.DayNumber)))
        {
            found = found is null || Begins(term) >= Begins(found) ? term : found;
        }

        return found;
    }

    /// <summary>The first role that was certainly held on some day of a time, however its dates are read; null where there is none.</summary>
    /// <remarks>“To 2022” and “from 2022” may meet without sharing a day, so they do not stand against each other.</remarks>
    /// <param name="terms">Roles of one person.</param>
    /// <param name="when">The time.</param>
    public static RoleTerm? Against(IEnumerable<RoleTerm> terms, WrittenPeriod when)
    {
        ArgumentNullException.ThrowIfNull(terms);
        return terms.FirstOrDefault(t => !MayPrecede(t.When, when) && !MayPrecede(when, t.When));
    }

    /// <summary>The last day, month or year before a date, as exact as the date itself; null before the year 1.</summary>
    public static PartialDate? Before(PartialDate date)
    {
        if (date.First == DateOnly.MinValue)
        {
            return null;
        }

        var last = date.First.AddDays(-1);
        return PartialDate.Parse(last.ToString(date.Day is not null ? "yyyy-MM-dd" : date.Month is not null ? "yyyy-MM" : "yyyy", System.Globalization.CultureInfo.InvariantCulture));
    }

    private static int Begins(RoleTerm term) => term.When.From?.First.DayNumber ?? int.MinValue;

    /// <summary>True where the dates can be read so that one time is over before the other begins.</summary>
    private static bool MayPrecede(WrittenPeriod one, WrittenPeriod other) => one.Last is { } last && other.From is { } from && last.First < from.Last;
}
