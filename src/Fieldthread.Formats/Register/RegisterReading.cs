using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>What the readers of registers share: dates in words, and a look over the whole.</summary>
internal static class RegisterReading
{
    /// <summary>A period from two cells; null, with a remark, where it cannot be one.</summary>
    public static WrittenPeriod? Period(CsvLine line, string from, string last, RemarkList remarks)
    {
        if (!Date(from, out var start) || !Date(last, out var end))
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{CsvTable.Short(Date(from, out _) ? last : from)}” is not a date of the calendar. Write 2021, 2021-06 or 2021-06-14. The line was left out.");
            return null;
        }

        var period = new WrittenPeriod(start, end);
        if (period.Period.IsEmpty)
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"It ends ({end}) before it begins ({start}). The line was left out.");
            return null;
        }

        return period;
    }

    /// <summary>Remarks on facts that stand at the same time where one is expected. Both stand.</summary>
    public static void Overlaps<T>(IEnumerable<T> facts, Func<T, string> of, Func<T, WrittenPeriod> when, Func<T, T, string> says, string place, RemarkList remarks)
    {
        foreach (var group in facts.GroupBy(of, StringComparer.Ordinal))
        {
            T? longest = default;
            foreach (var fact in group.OrderBy(f => when(f).Period.From ?? int.MinValue))
            {
                if (longest is not null && when(longest).Period.Overlaps(when(fact).Period))
                {
                    remarks.Add(RemarkWeight.Guessed, place, $"{says(longest, fact)} at the same time. Both stand.");
                }

                longest = longest is null || (when(fact).Period.End ?? int.MaxValue) >= (when(longest).Period.End ?? int.MaxValue) ? fact : longest;
            }
        }
    }

    private static bool Date(string cell, out PartialDate? date)
    {
        date = null;
        if (cell.Length == 0)
        {
            return true;
        }

        var known = PartialDate.TryParse(cell, out var given);
        date = known ? given : null;
        return known;
    }
}
