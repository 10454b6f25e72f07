using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Tracker;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Recruitment;

/// <summary>Brings in a log of recruitment as CSV or .xlsx, one step a row, as the table of the page writes it. Rows that the log has already are met again; a row that does not fit is left out and named.</summary>
/// <param name="File">The table, with the headings who, role, site, step, day, how, reason, replaces and participant in any order; who, step and day must be there.</param>
[Act("import-recruitment", Permission.KeepParticipants, Tells = "recruitment")]
[Refuses("empty", "the table has no row below its headings")]
[Refuses("unreadable", "the file is damaged or of another kind, or lacks a heading: the words say which")]
public sealed record ImportRecruitment(GivenFile File) : Act<RecruitmentImported>
{
    private static readonly string[] Needed = ["who", "step", "day"];
    private Sheet? sheet;

    /// <inheritdoc/>
    public override async Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(progress);
        progress.Report(new JobProgress(0, 0, $"Reading {File.Name}"));
        sheet = await Task.Run(() => TrackerFiles.Sheet(File, ""), cancel);
        if (sheet.Head is not { } head || sheet.Rows.Count < 2)
        {
            Acting.Refuse("empty", "The table has no row below its headings.", "Write one step a row below the headings who, role, site, step, day, how, reason.");
        }
        else if (Needed.FirstOrDefault(h => Column(head, h) < 0) is { } missing)
        {
            Acting.Refuse("unreadable", $"The table has no column “{missing}”.", "The headings who, step and day must be there; the table that the page gives out shows them all.");
        }
    }

    /// <inheritdoc/>
    public override async Task<RecruitmentImported> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var (head, remarks) = (sheet!.Head!, new RemarkList(ReadLimits.Default.Remarks));
        sheet.Remarks.ToList().ForEach(r => remarks.Add(r.Weight, r.Place, r.Message));
        var log = await RecruitmentLog.OpenAsync(acting);
        var sites = await acting.Context.Set<Site>().ToDictionaryAsync(s => s.Name, s => s.Id, StringComparer.Ordinal, acting.Cancel);
        var participants = await acting.Context.Set<Participant>().ToDictionaryAsync(p => p.Pseudonym, p => p.Id, StringComparer.Ordinal, acting.Cancel);
        var (people, steps, met) = (0, 0, 0);
        var waiting = sheet.Rows.Where(r => r.Number > head.Number && !r.IsEmpty).ToList();
        for (var before = waiting.Count + 1; waiting.Count > 0 && waiting.Count < before;)
        {
            // Whoever takes another’s place may stand above them in the table.
            before = waiting.Count;
            var later = new List<SheetRow>();
            foreach (var row in waiting)
            {
                var (who, replaces) = (Cell(row, "who"), Cell(row, "replaces"));
                if ((replaces.Length > 0 && !log.Has(who) && !log.Has(replaces) && waiting.Exists(r => Cell(r, "who") == replaces)) || later.Exists(r => Cell(r, "who") == who))
                {
                    later.Add(row);
                    continue;
                }

                try
                {
                    Take(acting, log, row, sites, participants, ref people, ref steps, ref met);
                }
                catch (RefusedException refused)
                {
                    remarks.Add(RemarkWeight.NotTaken, $"{File.Name}, row {row.Number}", refused.Refusal.Message);
                }
            }

            waiting = later;
        }

        waiting.ForEach(row => remarks.Add(RemarkWeight.NotTaken, $"{File.Name}, row {row.Number}", $"“{Cell(row, "who")}” and those in whose place they were asked go round in a circle."));
        if (met > 0)
        {
            remarks.Add(RemarkWeight.Note, File.Name, met == 1 ? "One step was in the log already." : $"{met:N0} steps were in the log already.");
        }

        var import = acting.Add(new Import { FileName = Acting.Clean(File.Name), Format = "recruitment", Remarks = Json.Write(remarks.ToList()) });
        return new RecruitmentImported(import.Id, people, steps, met, remarks.ToList().Count(r => r.Weight != RemarkWeight.Note));
    }

    private void Take(Acting acting, RecruitmentLog log, SheetRow row, Dictionary<string, Guid> sites, Dictionary<string, Guid> participants, ref int people, ref int steps, ref int met)
    {
        var (who, move) = (Acting.Given(Cell(row, "who"), "The label"), new RecruitmentMove(StepOf(Cell(row, "step")), RecruitmentLog.Past(acting, Cell(row, "day"))));

        // A replacement is written by the approach of whoever comes in their place.
        if (log.Has(who, move) || (move.Step == RecruitmentStep.Replaced && log.IsReplaced(who)))
        {
            met++;
            return;
        }

        Guid? site = Cell(row, "site") is { Length: > 0 } place ? sites.TryGetValue(place, out var at) ? at : throw Unknown($"There is no site “{place}”.") : null;
        Guid? participant = Cell(row, "participant") is { Length: > 0 } pseudonym ? participants.TryGetValue(pseudonym, out var id) ? id : throw Unknown($"There is no participant “{pseudonym}”.") : null;
        if (!log.Has(who) && move.Step == RecruitmentStep.Approached)
        {
            log.Approach(who, Acting.Given(Cell(row, "role"), "The role"), site, move.Day, Cell(row, "how"), Cell(row, "replaces"));
            people++;
        }
        else
        {
            log.Add(log.Find(who), move, Cell(row, "how"), Cell(row, "reason"));
        }

        log.Find(who).ParticipantId ??= participant;
        steps++;
    }

    private string Cell(SheetRow row, string name) => Acting.Clean(row.At(Column(sheet!.Head!, name)));

    private static RefusedException Unknown(string message) => new(new Refusal("unknown", message));

    private static int Column(SheetRow head, string name) => head.Cells.ToList().FindIndex(c => c.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static RecruitmentStep StepOf(string words) => Enum.GetValues<RecruitmentStep>().Where(s => Recruiting.InWords(s).Equals(words, StringComparison.OrdinalIgnoreCase) || s.ToString().Equals(words, StringComparison.OrdinalIgnoreCase)).Select(s => (RecruitmentStep?)s).FirstOrDefault()
        ?? throw Unknown($"“{words}” is no step; there are {string.Join(", ", Enum.GetValues<RecruitmentStep>().Select(Recruiting.InWords))}.");
}

/// <summary>What a table of recruitment brought.</summary>
/// <param name="Import">The import; its remarks say what could not be taken.</param>
/// <param name="People">People new in the log.</param>
/// <param name="Steps">Steps new in the log, the first of each person included.</param>
/// <param name="Met">Steps that were there already.</param>
/// <param name="Remarks">Rows that could not be taken.</param>
public sealed record RecruitmentImported(Guid Import, int People, int Steps, int Met, int Remarks);
