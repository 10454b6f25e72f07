using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>What several lists tell of events and reforms, one thing at a time: what was known later stands, a list that is silent takes nothing away, and where two say different things both are told.</summary>
internal sealed class MergedDetails(List<Conflict> conflicts)
{
    private readonly Dictionary<(string Of, string What), (string Value, Vintage By)> standing = [];

    /// <summary>The event as the newest list gives it, with what earlier ones tell of it besides.</summary>
    public GivenEvent Event(GivenEvent change, Vintage by)
    {
        var d = change.Details;
        string Text(string what, string value) => Settle(change.Id, "event: " + what, value, by);
        var details = new EventDetails(
            Date(Text("legal date", Said(d.Legal))), Date(Text("operational date", Said(d.Operational))), Text("cause", d.Cause), Text("initiator", d.Initiator), Text("pressure", d.Pressure), Text("evidence", d.Evidence), Text("reform", d.Reform));
        return change with { Details = details, Parts = [.. change.Parts.Select(p => Part(change.Id, p, by))] };
    }

    /// <summary>Reforms of all lists; those that events only name are among them.</summary>
    public static IReadOnlyList<GivenReform> Reforms(IReadOnlyList<Vintage> all, List<Conflict> conflicts)
    {
        var (merged, reforms) = (new MergedDetails(conflicts), new SortedDictionary<string, GivenReform>(StringComparer.Ordinal));
        foreach (var (given, by) in all.SelectMany(v => v.Data.Reforms.Select(r => (r, v))))
        {
            string Text(string what, string value) => merged.Settle(given.Id, "reform: " + what, value, by);
            // Only a reform that a list describes says of what kind it is; one that is merely named says nothing.
            var describes = given.Name.Length > 0 || (given.Announced ?? given.Enacted ?? given.Effective) is not null || given.Note.Length > 0;
            var kind = Text("kind", describes ? given.Kind.ToString() : "");
            reforms[given.Id] = new GivenReform(
                given.Id, Text("name", given.Name), kind.Length > 0 ? Enum.Parse<ReformKind>(kind) : given.Kind, Date(Text("announced", Said(given.Announced))), Date(Text("enacted", Said(given.Enacted))),
                Date(Text("effective", Said(given.Effective))), Text("note", given.Note));
        }

        return [.. reforms.Values];
    }

    private GivenPart Part(string change, GivenPart part, Vintage by)
    {
        string Text(string what, string value) => Settle(change, $"event: {what} of {part.Organisation} as {part.Role.ToString().ToLowerInvariant()}", value, by);
        var d = part.Details;
        var (before, after) = (Text("attitude before", d.AttitudeBefore), Text("attitude after", d.AttitudeAfter));

        // A share and what it is counted in are one value; a basis without a share says nothing.
        var share = Text("share", d.Share is { } given ? $"{given} {d.Basis}".Trim() : "");
        var (number, basis) = share.Split(' ', 2) is [var n, var b] ? (n, b) : (share, "");
        return part with { Details = MovedShare.TryParse(number, out var moved) ? new PartDetails(before, after, moved, basis) : new PartDetails(before, after, null, "") };
    }

    private string Settle(string of, string what, string value, Vintage by)
    {
        var known = standing.TryGetValue((of, what), out var earlier);
        if (value.Length == 0)
        {
            return known ? earlier.Value : "";
        }

        if (known && earlier.Value != value)
        {
            conflicts.Add(new Conflict(earlier.By.Source == by.Source ? ConflictKind.Backdated : ConflictKind.Disagrees, of, what, $"{earlier.By.Source} {earlier.By.Date}: {earlier.Value}", $"{by.Source} {by.Date}: {value}", value));
        }

        standing[(of, what)] = (value, by);
        return value;
    }

    private static string Said(PartialDate? date) => date?.ToString() ?? "";

    private static PartialDate? Date(string said) => PartialDate.TryParse(said, out var date) ? date : null;
}
