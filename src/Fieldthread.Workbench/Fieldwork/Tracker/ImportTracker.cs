using Fieldthread.Core.Fieldwork.Tracker;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Tracker;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Brings in a tracker sheet of any layout: sites, participants and encounters from the columns that a person says. It lands in one act or leaves no trace; the sheet itself is not kept.</summary>
/// <param name="File">The sheet, .xlsx or text with commas, semicolons or tabs.</param>
/// <param name="Map">Which column means what.</param>
/// <param name="Sheet">Name of the sheet inside a workbook; the first where empty.</param>
[Act("import-tracker", Permission.KeepStudy, Tells = "sites")]
[Refuses("empty", "no column was mapped, or the sheet has no line for the mapping")]
[Refuses("unreadable", "the file is damaged, of another kind or too large, or has no such sheet or column: the words say which and where")]
public sealed record ImportTracker(GivenFile File, TrackerMap Map, string Sheet = "") : Act<TrackerImported>
{
    private IReadOnlyList<TrackerLine> lines = [];
    private RemarkList remarks = new(ReadLimits.Default.Remarks);

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        (lines, remarks) = await Task.Run(() => TrackerFiles.Lines(File, Map, Sheet), cancel);
    }

    /// <inheritdoc/>
    public override async Task<TrackerImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var sites = await acting.Context.Set<Site>().ToDictionaryAsync(s => s.Name, s => s.Id, StringComparer.Ordinal, acting.Cancel);
        var people = (await acting.Context.Set<Participant>().ToListAsync(acting.Cancel)).GroupBy(p => p.Pseudonym, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        var phases = (await acting.Context.Set<Phase>().ToListAsync(acting.Cancel)).ToDictionary(p => p.Name, p => p.Id, StringComparer.Ordinal);
        var encounters = (await acting.Context.Set<Encounter>().Select(e => e.Name).ToListAsync(acting.Cancel)).ToHashSet(StringComparer.Ordinal);
        var plan = TrackerPlan.Of(lines, new(sites.Keys.ToHashSet(StringComparer.Ordinal), people.Keys.ToHashSet(StringComparer.Ordinal), phases.Keys.ToHashSet(StringComparer.Ordinal), encounters) { Approvals = (await Approvals.ApprovalsKept.ReadAsync(acting.Context, acting.Cancel)).ConvertAll(a => a.Approval) }, remarks);
        foreach (var name in plan.Sites)
        {
            sites[name] = acting.Add(new Site { Name = name }).Id;
        }

        foreach (var p in plan.Participants)
        {
            people[p.Pseudonym] = acting.Add(new Participant { Pseudonym = p.Pseudonym, Role = p.Role, SiteId = p.Site is { } site ? sites[site] : null }).Id;
        }

        foreach (var e in plan.Encounters)
        {
            var row = acting.Add(new Encounter { Name = e.Name, Kind = e.Kind, Date = e.Date?.ToString(), Minutes = e.Minutes, SiteId = e.Site is { } site ? sites[site] : null, PhaseId = e.Phase is { } phase ? phases[phase] : null });
            foreach (var who in e.Participants)
            {
                acting.Add(new Attendance { EncounterId = row.Id, ParticipantId = people[who] });
            }
        }

        var import = acting.Add(new Import { FileName = Acting.Clean(File.Name), Format = "tracker", Remarks = Json.Write(plan.Remarks) });
        return new TrackerImported(import.Id, plan.Sites.Count, plan.Participants.Count, plan.Encounters.Count, plan.Met, plan.Remarks.Count(r => r.Weight != Core.Basics.RemarkWeight.Note));
    }
}

/// <summary>What a tracker brought. Counts are of what is new.</summary>
/// <param name="Import">The import; its remarks say what was guessed or could not be taken.</param>
/// <param name="Sites">Sites.</param>
/// <param name="Participants">Participants.</param>
/// <param name="Encounters">Encounters.</param>
/// <param name="Met">What the study had already.</param>
/// <param name="Remarks">Lines in which something was guessed or could not be taken.</param>
public sealed record TrackerImported(Guid Import, int Sites, int Participants, int Encounters, int Met, int Remarks);

/// <summary>Tracker sheets read before anything lands.</summary>
public static class TrackerFiles
{
    /// <summary>The sheet.</summary>
    /// <exception cref="RefusedException">It cannot be read: <c>unreadable</c>.</exception>
    public static Sheet Sheet(GivenFile file, string sheet)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            return SheetReader.Read(file.Bytes, file.Name, sheet);
        }
        catch (ReadException failure)
        {
            throw Unreadable(failure);
        }
    }

    /// <summary>What it would bring to a study, without touching it.</summary>
    /// <exception cref="RefusedException">It cannot be read, or nothing is mapped.</exception>
    public static TrackerPlan Plan(GivenFile file, TrackerMap map, string sheet, FieldLists field, IReadOnlyList<PhaseLine> phases, Approvals.ApprovalOverview approvals)
    {
        ArgumentNullException.ThrowIfNull(field);
        ArgumentNullException.ThrowIfNull(phases);
        var (lines, remarks) = Lines(file, map, sheet);
        HashSet<string> Names(IEnumerable<string> names) => names.ToHashSet(StringComparer.Ordinal);
        return TrackerPlan.Of(lines, new(Names(field.Sites.Select(s => s.Name)), Names(field.Participants.Select(p => p.Pseudonym)), Names(phases.Select(p => p.Name)), Names(field.Encounters.Select(e => e.Name))) { Approvals = [.. approvals.Approvals.Select(a => a.AsRule())] }, remarks);
    }

    internal static (IReadOnlyList<TrackerLine> Lines, RemarkList Remarks) Lines(GivenFile file, TrackerMap map, string sheet)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.IsEmpty)
        {
            Acting.Refuse("empty", "No column was mapped.", "Say which column holds the site, the participant or the date.");
        }

        try
        {
            var read = Sheet(file, sheet);
            var remarks = new RemarkList(ReadLimits.Default.Remarks);
            foreach (var remark in read.Remarks)
            {
                remarks.Add(remark.Weight, remark.Place, remark.Message);
            }

            var lines = TrackerReader.Read(read, map, remarks);
            if (lines.Count == 0)
            {
                Acting.Refuse("empty", "Below its headings the sheet has no line for this mapping.", "Look whether the columns are the right ones.");
            }

            return (lines, remarks);
        }
        catch (ReadException failure)
        {
            throw Unreadable(failure);
        }
    }

    private static RefusedException Unreadable(ReadException failure) =>
        new(new Refusal("unreadable", $"The sheet could not be read. {failure.Place}: {failure.Message}", "Nothing was imported and the study is as it was."));
}
