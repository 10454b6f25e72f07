namespace Fieldthread.Core.Basics;

/// <summary>Dates that a source tells from where it stands: “next April”, “two months ago”. They mean a day only beside the day on which they were written.</summary>
public static class RelativeDate
{
    private static readonly string[] Months = ["january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"];
    private static readonly string[] Numbers = ["", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"];

    /// <summary>Resolves a phrase. A month is the first of that name after (“next”), before (“last”) or in the year of (“this”) the month in which it was written.</summary>
    /// <param name="phrase">The phrase: today, tomorrow, yesterday; next, this or last year, month or APRIL; N days, weeks, months or years ago, later or from now.</param>
    /// <param name="told">When it was written. A phrase that counts in months wants at least its month, one that counts in days its day.</param>
    /// <param name="date">What it means, known as closely as the phrase says: “next April” to the month.</param>
    /// <returns>False for a phrase that is none of these, or that the day does not settle.</returns>
    public static bool TryResolve(string? phrase, PartialDate told, out PartialDate date)
    {
        date = default;
        string[] words = [.. (phrase ?? "").Trim().ToLowerInvariant().Split(' ', StringSplitOptions.RemoveEmptyEntries).SkipWhile(w => w is "in" or "from" or "since" or "the" or "by")];
        return words switch
        {
            [var day] => Days(told, day switch { "today" => 0, "tomorrow" => 1, "yesterday" => -1, _ => null }, ref date),
            [var which, var what] when Step(which) is { } step => what == "year" ? Year(told.Year + step, ref date) : what == "month" ? Month(told, step, ref date) : Named(told, step, what, ref date),
            [var count, var unit, "ago"] => Away(told, -Number(count), unit, ref date),
            [var count, var unit, "later" or "hence"] => Away(told, Number(count), unit, ref date),
            [var count, var unit, "from", "now"] => Away(told, Number(count), unit, ref date),
            _ => false,
        };
    }

    private static int? Step(string word) => word switch { "next" or "coming" or "following" => 1, "this" or "current" => 0, "last" or "past" or "previous" => -1, _ => null };

    private static int? Number(string word) => word is "a" or "an" ? 1 : Array.IndexOf(Numbers, word) is > 0 and var n ? n : int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var given) && given is > 0 and < 1000 ? given : null;

    private static bool Named(PartialDate told, int step, string name, ref PartialDate date)
    {
        var month = Array.IndexOf(Months, name) + 1;
        if (month == 0 || (told.Month is null && step != 0))
        {
            return false;
        }

        var year = told.Year + (step > 0 && month <= told.Month ? 1 : step < 0 && month >= told.Month ? -1 : 0);
        return PartialDate.TryParse($"{year:0000}-{month:00}", out date);
    }

    private static bool Away(PartialDate told, int? count, string unit, ref PartialDate date) => unit.TrimEnd('s') switch
    {
        "day" => Days(told, count, ref date),
        "week" => Days(told, count * 7, ref date),
        "month" => count is { } months && Month(told, months, ref date),
        "year" => count is { } years && (told.Month is null ? Year(told.Year + years, ref date) : Month(told, years * 12, ref date)),
        _ => false,
    };

    private static bool Year(int year, ref PartialDate date) => year is > 0 and < 10000 && PartialDate.TryParse($"{year:0000}", out date);

    private static bool Month(PartialDate told, int months, ref PartialDate date)
    {
        var at = (told.Year * 12) + (told.Month ?? 0) - 1 + months;
        return told.Month is not null && at is >= 12 and < 120_000 && PartialDate.TryParse($"{at / 12:0000}-{(at % 12) + 1:00}", out date);
    }

    private static bool Days(PartialDate told, int? days, ref PartialDate date)
    {
        if (told.Day is null || days is not { } away || told.First.DayNumber + away is < 0 or > 3_652_058)
        {
            return false;
        }

        return PartialDate.TryParse(told.First.AddDays(away).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), out date);
    }
}
