using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Formats.Fieldwork.Tracker;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>A participant that a tracker would add.</summary>
/// <param name="Pseudonym">Pseudonym.</param>
/// <param name="Role">Role; may be empty.</param>
/// <param name="Site">Name of the site, or null.</param>
public sealed record PlannedParticipant(string Pseudonym, string Role, string? Site);

/// <summary>An encounter that a tracker would add.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">What kind.</param>
/// <param name="Date">When, or null.</param>
/// <param name="Minutes">Length, or null.</param>
/// <param name="Site">Name of the site, or null.</param>
/// <param name="Phase">Name of the phase, or null.</param>
/// <param name="Participants">Pseudonyms of those heard.</param>
public sealed record PlannedEncounter(string Name, EncounterKind Kind, PartialDate? Date, int? Minutes, string? Site, string? Phase, IReadOnlyList<string> Participants);

/// <summary>What the study has, by name; a tracker meets it again.</summary>
/// <param name="Sites">Sites.</param>
/// <param name="Participants">Participants.</param>
/// <param name="Phases">Phases.</param>
/// <param name="Encounters">Encounters.</param>
public sealed record TrackerGround(IReadOnlySet<string> Sites, IReadOnlySet<string> Participants, IReadOnlySet<string> Phases, IReadOnlySet<string> Encounters)
{
    /// <summary>Approvals; an encounter that none of its kind covers is not taken.</summary>
    public IReadOnlyCollection<Approval> Approvals { get; init; } = [];
}

/// <summary>What a tracker sheet would bring: made without the study being touched, so that it can be shown before.</summary>
/// <param name="Sites">New sites, in the order in which they come.</param>
/// <param name="Participants">New participants.</param>
/// <param name="Encounters">New encounters.</param>
/// <param name="Met">How many sites, participants and encounters were there already.</param>
/// <param name="Remarks">What was guessed or could not be taken.</param>
public sealed record TrackerPlan(IReadOnlyList<string> Sites, IReadOnlyList<PlannedParticipant> Participants, IReadOnlyList<PlannedEncounter> Encounters, int Met, IReadOnlyList<Remark> Remarks)
{
    /// <summary>Plans the lines of a tracker on what the study has.</summary>
    public static TrackerPlan Of(IReadOnlyList<TrackerLine> lines, TrackerGround ground, RemarkList remarks)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(ground);
        ArgumentNullException.ThrowIfNull(remarks);
        var met = new HashSet<(string, string)>();
        var sites = new List<string>();
        var people = new Dictionary<string, PlannedParticipant>(StringComparer.Ordinal);
        var encounters = new Dictionary<string, PlannedEncounter>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            if (ground.Sites.Contains(line.Site))
            {
                met.Add(("site", line.Site));
            }
            else if (line.Site.Length > 0 && !sites.Contains(line.Site, StringComparer.Ordinal))
            {
                sites.Add(line.Site);
            }

            Person(line, ground, people, met, remarks);
            foreach (var encounter in EncountersOf(line, ground, remarks))
            {
                if (ground.Encounters.Contains(encounter.Name))
                {
                    met.Add(("encounter", encounter.Name));
                }
                else if (!encounters.TryGetValue(encounter.Name, out var there))
                {
                    encounters.Add(encounter.Name, encounter);
                }
                else if (there.Date != encounter.Date || there.Kind != encounter.Kind || there.Site != encounter.Site)
                {
                    remarks.Add(RemarkWeight.NotTaken, line.Place, $"“{encounter.Name}” stands above with another date, kind or site; what this row says of it was left out.");
                }
                else
                {
                    encounters[encounter.Name] = there with { Participants = [.. there.Participants.Union(encounter.Participants, StringComparer.Ordinal)], Minutes = there.Minutes ?? encounter.Minutes };
                }
            }
        }

        foreach (var encounter in encounters.Values.ToList())
        {
            if (ApprovalRules.Blocks(ground.Approvals, encounter.Date, encounter.Site, encounter.Participants) is { } why)
            {
                encounters.Remove(encounter.Name);
                remarks.Add(RemarkWeight.NotTaken, encounter.Name, why + " Record the approval, and bring in the sheet again.");
            }
        }

        if (met.Count > 0)
        {
            remarks.Add(RemarkWeight.Note, "study", met.Count == 1
                ? "One of them was in the study already; it was met again by name and stays as it is."
                : $"{met.Count:N0} sites, participants and encounters were in the study already; they were met again by name and stay as they are.");
        }

        return new TrackerPlan(sites, [.. people.Values], [.. encounters.Values], met.Count, remarks.ToList());
    }

    private static void Person(TrackerLine line, TrackerGround ground, Dictionary<string, PlannedParticipant> people, HashSet<(string, string)> met, RemarkList remarks)
    {
        var site = line.Site.Length > 0 ? line.Site : null;
        if (line.Participant.Length == 0)
        {
            return;
        }

        if (ground.Participants.Contains(line.Participant))
        {
            met.Add(("participant", line.Participant));
        }
        else if (!people.TryGetValue(line.Participant, out var there))
        {
            people.Add(line.Participant, new(line.Participant, line.Role, site));
        }
        else
        {
            if (site is not null && there.Site is not null && there.Site != site)
            {
                remarks.Add(RemarkWeight.Guessed, line.Place, $"“{line.Participant}” stands at “{there.Site}” above and at “{site}” here; the first was kept.");
            }

            people[line.Participant] = there with { Site = there.Site ?? site, Role = there.Role.Length > 0 ? there.Role : line.Role };
        }
    }

    private static IEnumerable<PlannedEncounter> EncountersOf(TrackerLine line, TrackerGround ground, RemarkList remarks)
    {
        if (line.Dates.Count == 0 && line.Encounter.Length == 0)
        {
            yield break;
        }

        var kind = KindOf(line, remarks);
        var phase = line.Phase.Length > 0 && ground.Phases.Contains(line.Phase) ? line.Phase : null;
        if (line.Phase.Length > 0 && phase is null)
        {
            remarks.Add(RemarkWeight.NotTaken, line.Place, $"The study has no phase “{line.Phase}”; the encounter belongs to none. Add the phase first, or correct the name.");
        }

        var site = line.Site.Length > 0 ? line.Site : null;
        foreach (var date in line.Dates.Count == 0 ? [(PartialDate?)null] : line.Dates.Select(d => (PartialDate?)d))
        {
            var called = Capital(Facts.KindInWords(kind)) + (line.Participant.Length > 0 ? $" with {line.Participant}" : site is not null ? $" at {site}" : "");
            var name = line.Encounter.Length == 0 ? $"{called}, {date}" : line.Dates.Count > 1 ? $"{line.Encounter}, {date}" : line.Encounter;
            yield return new(name, kind, date, line.Minutes, site, phase, line.Participant.Length > 0 ? [line.Participant] : []);
        }
    }

    private static EncounterKind KindOf(TrackerLine line, RemarkList remarks)
    {
        bool Says(params string[] words) => words.Any(w => line.Kind.Contains(w, StringComparison.OrdinalIgnoreCase));
        var kind = Says("focus", "group") ? EncounterKind.FocusGroup : Says("interview", "call", "talk") ? EncounterKind.Interview : Says("meeting", "observ", "workshop") ? EncounterKind.Meeting
            : Says("document", "visit", "archive") ? EncounterKind.DocumentVisit : (EncounterKind?)null;
        if (kind is null && line.Kind.Length > 0)
        {
            remarks.Add(RemarkWeight.Guessed, line.Place, $"“{line.Kind}” is no kind of encounter that is known here; it was taken as an interview.");
        }

        return kind ?? EncounterKind.Interview;
    }

    private static string Capital(string words) => char.ToUpperInvariant(words[0]) + words[1..];
}
