using Fieldthread.Core.Basics;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Register;

/// <summary>Dates as people give them with an act or a question.</summary>
internal static class RegisterDates
{
    /// <summary>A period from two partial dates.</summary>
    /// <exception cref="RefusedException">One is no date, or it would end before it begins: <c>bad-date</c>.</exception>
    public static WrittenPeriod Read(string? from, string? last) => Dates.ReadPeriod(from, last);

    /// <summary>The day that a list is asked for: the first that the date can mean, today where none is given.</summary>
    /// <exception cref="RefusedException">It is no date: <c>bad-date</c>.</exception>
    public static (string Date, int Day) At(Asking asking, string? at)
    {
        var date = Dates.Read(at) ?? PartialDate.Parse(asking.Services.Clock.GetUtcNow().ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture));
        return (date.ToString(), date.First.DayNumber);
    }
}
