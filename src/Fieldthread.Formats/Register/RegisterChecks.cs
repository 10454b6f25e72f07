using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Looks over a register that was read: what stands side by side and what the tables say against each other. Nothing is changed by it.</summary>
internal static class RegisterChecks
{
    public static void Look(RegisterData data, RemarkList remarks)
    {
        RegisterReading.Overlaps(data.Names, n => n.Organisation, n => n.When, (a, b) => $"{a.Organisation} was called “{CsvTable.Short(a.Name)}” and “{CsvTable.Short(b.Name)}”", "names.csv", remarks);
        RegisterReading.Overlaps(data.Codes, c => c.Organisation + "\n" + c.Scheme, c => c.When, (a, b) => $"{a.Organisation} bore the codes {CsvTable.Short(a.Code)} and {CsvTable.Short(b.Code)} of one scheme", "codes.csv", remarks);
        RegisterReading.Overlaps(data.Relations, r => $"{r.Subject}\n{r.Kind}\n{r.Object}", r => r.When, (a, _) => $"That {a.Subject} was {CsvTable.Short(a.Kind)} {a.Object} stands twice", "relations.csv", remarks);
        RegisterReading.Overlaps(data.Facts.Where(f => f.Thing == FactOf.Attribute && f.About != GivenFact.AsTold), f => f.Organisation + "\n" + f.About + "\n" + f.Track, f => f.When, (a, b) => $"The {CsvTable.Short(a.What)} of {a.Organisation} was “{CsvTable.Short(a.Value)}” and “{CsvTable.Short(b.Value)}”", "attributes.csv", remarks);
        RegisterReading.Overlaps(data.Facts.Where(f => f.Thing != FactOf.Attribute), f => string.Join('\n', f.Key), f => f.When, (a, _) => $"Of {a.Organisation} {CsvTable.Short(a.What)} stands twice", "register", remarks);
        var organisations = data.Organisations.ToDictionary(o => o.Id, StringComparer.Ordinal);
        foreach (var change in data.Events)
        {
            var day = change.Date.First.DayNumber;
            foreach (var part in change.Parts)
            {
                var when = organisations[part.Organisation].When;
                if (part.Role == PartRole.Before && when.Period.End != day)
                {
                    remarks.Add(RemarkWeight.Guessed, "events.csv", $"“{CsvTable.Short(change.Id)}” of {change.Date} ended {part.Organisation}, whose last day in organisations.csv is {(when.Last is { } last ? last.ToString() : "not given")}. Both stand; lists go by organisations.csv.");
                }
                else if (part.Role == PartRole.After && when.From is { } from && from.First.DayNumber != day)
                {
                    remarks.Add(RemarkWeight.Guessed, "events.csv", $"“{CsvTable.Short(change.Id)}” of {change.Date} began {part.Organisation}, which opened on {from} by organisations.csv. Both stand; lists go by organisations.csv.");
                }
            }
        }
    }
}
