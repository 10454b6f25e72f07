using System.Globalization;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Studies;

/// <summary>When something is due, as plans say it: a partial date, a season or a quarter of a year.</summary>
/// <remarks>Seasons are the meteorologists’ of the northern half: spring from March, summer from June, autumn from September. Winter lies in two years and is not taken.</remarks>
public readonly partial record struct PlannedDate
{
    private PlannedDate(string text, DateOnly first, DateOnly last) => (Text, First, Last) = (text, first, last);

    /// <summary>As it is kept: <c>2013-07-22</c>, <c>summer 2013</c>, <c>Q3 2013</c>.</summary>
    public string Text { get; }

    /// <summary>The earliest day that it can mean.</summary>
    public DateOnly First { get; }

    /// <summary>The latest day that it can mean, included.</summary>
    public DateOnly Last { get; }

    /// <summary>True where it means one day.</summary>
    public bool IsDay => First == Last;

    /// <summary>As it is said: “22 July 2013”, “July 2013”, “summer 2013”.</summary>
    public string InWords => PartialDate.TryParse(Text, out var date) ? DateWords.Of(date) : Text;

    /// <summary>A partial date as a plan.</summary>
    public static PlannedDate Of(PartialDate date) => new(date.ToString(), date.First, date.Last);

    /// <summary>Reads a date, a season or a quarter.</summary>
    public static bool TryParse(string? text, out PlannedDate date)
    {
        if (PartialDate.TryParse(text, out var partial))
        {
            date = Of(partial);
            return true;
        }

        date = default;
        var found = Named().Match((text ?? "").Trim());
        if (!found.Success || !int.TryParse(found.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var year) || year == 0)
        {
            return false;
        }

        var name = found.Groups["name"].Value.ToLowerInvariant();
        var month = name switch { "spring" => 3, "summer" => 6, "autumn" => 9, _ => (3 * (name[1] - '1')) + 1 };
        date = new($"{(name[0] == 'q' ? name.ToUpperInvariant() : name)} {year:0000}", new DateOnly(year, month, 1), new DateOnly(year, month + 2, DateTime.DaysInMonth(year, month + 2)));
        return true;
    }

    [GeneratedRegex(@"^(?<name>spring|summer|autumn|q[1-4])\s+(?<year>\d{4})$", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Named();
}

/// <summary>Dates as people say them.</summary>
public static class DateWords
{
    /// <summary>“22 July 2013”, “July 2013”, “2013”.</summary>
    public static string Of(PartialDate date) => date.Month is null ? date.First.Year.ToString("0000", CultureInfo.InvariantCulture)
        : date.First.ToString(date.Day is null ? "MMMM yyyy" : "d MMMM yyyy", CultureInfo.InvariantCulture);

    /// <summary>The same of what is kept as text; “open” for nothing.</summary>
    public static string Of(string? date, string nothing = "open") => PartialDate.TryParse(date, out var read) ? Of(read) : nothing;

    /// <summary>A stretch: “March to November 2021”, “from March 2021”, “until November 2021”, “2021”.</summary>
    public static string Stretch(string? from, string? last) => (PartialDate.TryParse(from, out var first), PartialDate.TryParse(last, out var end)) switch
    {
        (true, true) when first == end => Of(first),
        (true, true) when first.Year == end.Year && first.Month is not null && end.Month is not null => $"{Of(first)[..^5]} to {Of(end)}",
        (true, true) => $"{Of(first)} to {Of(end)}",
        (true, false) => "from " + Of(first),
        (false, true) => "until " + Of(end),
        _ => "",
    };
}
