using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Register;

/// <summary>Dates as people give them with an act or a question.</summary>
internal static class RegisterDates
{
    /// <summary>A period from two partial dates.</summary>
    /// <exception cref="RefusedException">One is no date, or it would end before it begins: <c>bad-date</c>.</exception>
    public static WrittenPeriod Read(string? from, string? last)
    {
        var when = new WrittenPeriod(Dates.Read(from), Dates.Read(last));
        if (when.Period.IsEmpty)
        {
            Acting.Refuse("bad-date", $"It would end ({when.Last}) before it begins ({when.From}).", "Correct one of the dates.");
        }

        return when;
    }

    /// <summary>The day that a list is asked for: the first that the date can mean, today where none is given.</summary>
    /// <exception cref="RefusedException">It is no date: <c>bad-date</c>.</exception>
    public static (string Date, int Day) At(Asking asking, string? at)
    {
        var date = Dates.Read(at) ?? PartialDate.Parse(asking.Services.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        return (date.ToString(), date.First.DayNumber);
    }
}
