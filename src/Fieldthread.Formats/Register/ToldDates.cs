using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Reads the periods of facts, and keeps the words in which a date was told: <c>2013-04 (next April)</c>, or <c>next April</c> alone where the day of the list settles what it means.</summary>
/// <param name="told">The day of the list; null where it is not known.</param>
/// <param name="remarks">Where a date that cannot be read is told.</param>
/// <param name="keep">Takes the words as an attribute.</param>
internal sealed class ToldDates(PartialDate? told, RemarkList remarks, Action<GivenFact> keep)
{
    /// <summary>A period from two cells; null, with a remark, where it cannot be one.</summary>
    /// <param name="line">The line.</param>
    /// <param name="from">The cell of its beginning.</param>
    /// <param name="last">The cell of its last day.</param>
    /// <param name="organisation">Of which organisation it tells.</param>
    /// <param name="what">Of what: “opened and closed”, “name Ash”.</param>
    /// <param name="iso">Writes a date of the table’s own as dates are written here; null where they are.</param>
    public WrittenPeriod? Period(CsvLine line, string from, string last, string organisation, string what, Func<string, string>? iso = null)
    {
        var (start, end) = (Split(from, iso), Split(last, iso));
        if (RegisterReading.Period(line, start.Date, end.Date, remarks) is not { } when)
        {
            return null;
        }

        foreach (var (side, phrase) in new[] { ("from", start.Phrase), ("to", end.Phrase) }.Where(p => p.Item2.Length > 0))
        {
            keep(new GivenFact(organisation, FactOf.Attribute, GivenFact.AsTold, $"{what}, {side}: “{phrase}”", Track.InForce, when));
        }

        return when;
    }

    private (string Date, string Phrase) Split(string cell, Func<string, string>? iso)
    {
        var plain = iso is null ? cell : iso(cell);
        if (plain.Length == 0 || PartialDate.TryParse(plain, out _))
        {
            return (plain, "");
        }

        if (cell.EndsWith(')') && cell.IndexOf('(', StringComparison.Ordinal) is > 0 and var at && cell[(at + 1)..^1].Trim() is { Length: > 0 } phrase)
        {
            var date = cell[..at].Trim();
            return (iso is null ? date : iso(date), phrase);
        }

        return told is { } day && RelativeDate.TryResolve(cell, day, out var meant) ? (meant.ToString(), cell) : (plain, "");
    }
}
