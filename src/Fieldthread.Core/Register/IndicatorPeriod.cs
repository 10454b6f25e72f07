using System.Globalization;
using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>How long a period of an indicator is.</summary>
public enum PeriodSpan
{
    /// <summary>One day: a count as at it.</summary>
    Day,

    /// <summary>A month of the calendar.</summary>
    Month,

    /// <summary>A quarter of the calendar year: January to March is the first.</summary>
    Quarter,

    /// <summary>A year of the calendar.</summary>
    Year,

    /// <summary>A year from 1 April to 31 March.</summary>
    FinancialYear,
}

/// <summary>The time that a figure is about: <c>2014</c>, <c>2014-15</c> (a financial year), <c>2014-Q2</c>, <c>2014-08</c> or <c>2014-08-31</c>.</summary>
/// <remarks>Range: years 1 to 9998. Ordered by first day, then by last day.</remarks>
/// <param name="Span">How long it is.</param>
/// <param name="First">Its first day.</param>
public readonly record struct IndicatorPeriod(PeriodSpan Span, DateOnly First) : IComparable<IndicatorPeriod>
{
    private const int MostYear = 9998;

    /// <summary>Its last day, included.</summary>
    public DateOnly Last => Span switch
    {
        PeriodSpan.Day => First,
        PeriodSpan.Month => First.AddMonths(1).AddDays(-1),
        PeriodSpan.Quarter => First.AddMonths(3).AddDays(-1),
        _ => First.AddYears(1).AddDays(-1),
    };

    /// <summary>The days that it holds.</summary>
    public Period Days => new(First.DayNumber, Last.DayNumber + 1);

    /// <summary>How it is written: as <see cref="TryParse"/> reads it with its own span.</summary>
    public string Name => Span switch
    {
        PeriodSpan.Day => First.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        PeriodSpan.Month => First.ToString("yyyy-MM", CultureInfo.InvariantCulture),
        PeriodSpan.Quarter => string.Create(CultureInfo.InvariantCulture, $"{First.Year:0000}-Q{((First.Month - 1) / 3) + 1}"),
        PeriodSpan.Year => First.Year.ToString("0000", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{First.Year:0000}-{(First.Year + 1) % 100:00}"),
    };

    /// <summary>Reads a period of a known span. A day stands for the span that it begins: 2014-04-01 for the financial year 2014-15.</summary>
    /// <param name="text">The period as written; surrounding spaces are ignored.</param>
    /// <param name="span">The span that it must be of.</param>
    /// <param name="period">The period.</param>
    public static bool TryParse(string? text, PeriodSpan span, out IndicatorPeriod period)
    {
        var given = (text ?? "").Trim();
        period = default;
        if (PartialDate.TryParse(given, out var date) && date.Year <= MostYear)
        {
            if (date is { Day: not null } && Begins(date.First, span))
            {
                period = new(span, date.First);
                return true;
            }

            if ((span == PeriodSpan.Month && date is { Month: not null, Day: null }) || (span == PeriodSpan.Year && date.Month is null))
            {
                period = new(span, date.First);
                return true;
            }
        }

        if (span == PeriodSpan.Quarter && Quarter(given, out var first))
        {
            period = new(span, first);
            return true;
        }

        if (span == PeriodSpan.FinancialYear && TwoYears(given, out var year))
        {
            period = new(span, new DateOnly(year, 4, 1));
            return true;
        }

        return false;
    }

    /// <summary>The spans that a text could be a period of by itself, without a word about what a day begins: 2011-12 could be a month or a financial year.</summary>
    public static IReadOnlyList<PeriodSpan> SpansOf(string? text) =>
        [.. Enum.GetValues<PeriodSpan>().Where(span => TryParse(text, span, out _) && (span == PeriodSpan.Day || (text ?? "").Trim().Length < 10 || TwoYears((text ?? "").Trim(), out _)))];

    /// <inheritdoc/>
    public int CompareTo(IndicatorPeriod other) => First != other.First ? First.CompareTo(other.First) : Last.CompareTo(other.Last);

    /// <summary>Order by first day, then last day.</summary>
    public static bool operator <(IndicatorPeriod left, IndicatorPeriod right) => left.CompareTo(right) < 0;

    /// <summary>Order by first day, then last day.</summary>
    public static bool operator >(IndicatorPeriod left, IndicatorPeriod right) => left.CompareTo(right) > 0;

    /// <summary>Order by first day, then last day.</summary>
    public static bool operator <=(IndicatorPeriod left, IndicatorPeriod right) => left.CompareTo(right) <= 0;

    /// <summary>Order by first day, then last day.</summary>
    public static bool operator >=(IndicatorPeriod left, IndicatorPeriod right) => left.CompareTo(right) >= 0;

    /// <summary>True where a span can begin on the day.</summary>
    private static bool Begins(DateOnly day, PeriodSpan span) => span switch
    {
        PeriodSpan.Day => true,
        PeriodSpan.Month => day.Day == 1,
        PeriodSpan.Quarter => day is { Day: 1, Month: 1 or 4 or 7 or 10 },
        PeriodSpan.Year => day is { Day: 1, Month: 1 },
        _ => day is { Day: 1, Month: 4 },
    };

    private static bool Quarter(string text, out DateOnly first)
    {
        first = default;
        if (text.Length is < 6 or > 7 || !Year(text[..4], out var year) || text[^2] is not ('Q' or 'q') || text[^1] is < '1' or > '4' || (text.Length == 7 && text[4] is not ('-' or ' ' or '/')))
        {
            return false;
        }

        first = new DateOnly(year, (3 * (text[^1] - '1')) + 1, 1);
        return true;
    }

    /// <summary>2014-15, 2014/15, 2014-2015 or 2014/2015.</summary>
    private static bool TwoYears(string text, out int year)
    {
        year = 0;
        return text.Length is 7 or 9 && text[4] is '-' or '/' && Year(text[..4], out year)
            && int.TryParse(text.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture, out var next) && next == (text.Length == 7 ? (year + 1) % 100 : year + 1);
    }

    private static bool Year(string text, out int year) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out year) && year is >= 1 and <= MostYear;
}
