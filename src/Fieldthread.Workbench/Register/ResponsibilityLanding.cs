using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns read responsibilities into rows, beside those that the study has.</summary>
internal sealed class ResponsibilityLanding(Acting acting, ImportResponsibilities act, ResponsibilityData data)
{
    private readonly RemarkList remarks = new(ReadLimits.Default.Remarks);
    private readonly List<FileFault> faults = [];
    private readonly Dictionary<string, string> activities = new(StringComparer.OrdinalIgnoreCase);
    private readonly string files = string.Join(", ", act.Files.Select(f => Acting.Clean(f.Name)));
    private RegisterIndex? register;

    public async Task<ResponsibilitiesImported> LandAsync()
    {
        var known = Studies.Dates.Read(act.Known) ?? PartialDate.Parse(Studies.Dates.Today(acting.Services).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var there = await ResponsibilityIndex.ReadAsync(acting.Context, acting.Cancel);
        var given = LevelOrder.Read(act.Levels);
        var levels = LevelOrder.Joined(LevelOrder.Of(there.Imports), given.Count > 0 ? given : data.Levels, data.Statements.Select(s => s.Level));
        register = await RegisterIndex.ReadAsync(acting.Context, acting.Cancel);
        foreach (var activity in there.Activities)
        {
            activities.TryAdd(activity, activity);
        }

        var import = new ResponsibilityImport { FileName = files, Sha256 = string.Join(' ', act.Files.Select(f => f.Sha256)), Levels = Json.Write(levels), Lines = data.Statements.Count };
        var rows = Rows(import.Id, levels, known, out var places, out var leftOut);
        FileFaults.Refuse(faults);
        RefuseContradictions(there, rows, places);
        FileFaults.Refuse(faults);
        var (fresh, same) = Fresh(rows, there.Statements);
        var terms = Terms(import.Id, known, there);
        var conflicts = TellConflicts(there, fresh, levels);
        TellOrder(there, fresh, terms, levels);
        if (same > 0)
        {
            remarks.Add(RemarkWeight.Note, files, $"{same:N0} of the statements stood in the study already and were met again.");
        }

        IReadOnlyList<Remark> all = [.. data.Remarks, .. remarks.ToList()];
        import.Fresh = fresh.Count;
        import.Remarks = Json.Write(all);
        acting.Add(import);
        await acting.AddManyAsync(fresh);
        await acting.AddManyAsync(terms);
        return new ResponsibilitiesImported(
            import.Id, data.Statements.Count, fresh.Count, same, leftOut, rows.Select(r => r.OrganisationId).Distinct().Count(), rows.Select(r => r.Activity).Distinct(StringComparer.Ordinal).Count(), conflicts, all.Count(r => r.Weight != RemarkWeight.Note));
    }

    private List<Responsibility> Rows(Guid import, IReadOnlyList<string> levels, PartialDate known, out Dictionary<Responsibility, string> places, out int leftOut)
    {
        var codes = new IndicatorCodes(register!);
        var rows = new List<Responsibility>();
        (places, leftOut) = ([], 0);
        foreach (var s in data.Statements)
        {
            var day = s.When.From?.First.DayNumber ?? s.When.Last?.Last.DayNumber ?? (s.Known ?? known).Last.DayNumber;
            var level = levels.FirstOrDefault(l => string.Equals(l, s.Level, StringComparison.OrdinalIgnoreCase));
            if (level is null)
            {
                faults.Add(new FileFault("unknown-level", s.Place, $"The level “{CsvShort(s.Level)}” is not in the order {LevelOrder.Words(levels)}."));
            }

            if (codes.Meant(s.Organisation, day) is not { } organisation)
            {
                leftOut++;
                var words = $"The register has no organisation “{CsvShort(s.Organisation)}”, or several that bore this code.";
                if (act.LeaveOutUnknown)
                {
                    remarks.Add(RemarkWeight.NotTaken, s.Place, words + " The line was left out.");
                }
                else
                {
                    faults.Add(new FileFault("unknown-organisation", s.Place, words));
                }

                continue;
            }

            if (level is null)
            {
                continue;
            }

            var on = s.Known ?? known;
            var row = new Responsibility
            {
                ImportId = import, OrganisationId = organisation, GivenAs = Acting.Clean(s.Organisation), Activity = Activity(s.Activity, s.Place), Level = level, Source = Acting.Clean(s.Source), Track = s.Track,
                Known = on.ToString(), KnownDay = on.Last.DayNumber, Note = Acting.Clean(s.Note), Line = rows.Count + 1,
            }.When(s.When);
            rows.Add(row);
            places.Add(row, s.Place);
            TellImpossible(row, s);
        }

        return rows;
    }

    /// <summary>The activity as the study spells it.</summary>
    private string Activity(string given, string place)
    {
        var clean = Acting.Clean(given);
        if (!activities.TryGetValue(clean, out var spelt))
        {
            activities.Add(clean, spelt = clean);
        }
        else if (spelt != clean)
        {
            remarks.Add(RemarkWeight.Note, place, $"“{clean}” was taken as “{spelt}”.");
        }

        return spelt;
    }

    private void TellImpossible(Responsibility row, GivenResponsibility said)
    {
        var organisation = register!.Find(row.OrganisationId)!;
        var (life, when) = (organisation.Period(), row.Period());
        var name = register.NameOf(organisation.Id, row.FromDay ?? row.EndDay ?? row.KnownDay);
        if (!life.Overlaps(when))
        {
            remarks.Add(RemarkWeight.Guessed, said.Place, $"{name} did not exist at any time of it ({organisation.FromDate ?? "unknown"} to {organisation.LastDate ?? "now"}). This cannot be; it was kept as the source says, and counts nowhere.");
        }
        else if ((life.From is { } opened && row.FromDay is { } from && from < opened) || (life.End is { } closed && row.EndDay is { } end && end > closed))
        {
            remarks.Add(RemarkWeight.Guessed, said.Place, $"Part of it lies outside the life of {name} ({organisation.FromDate ?? "unknown"} to {organisation.LastDate ?? "now"}). It was kept as the source says, and counts only while the organisation existed.");
        }
    }

    /// <summary>One source that says two things at once, as known on one day, in the files or with what the study has.</summary>
    private void RefuseContradictions(ResponsibilityIndex there, List<Responsibility> rows, Dictionary<Responsibility, string> places)
    {
        static (Guid, string, string, ResponsibilityTrack, int) Key(Responsibility r) => (r.OrganisationId, r.Activity, r.Source, r.Track, r.KnownDay);
        var acts = there.Imports.ToDictionary(i => i.Id, i => i.RecordedIn);
        foreach (var group in there.Statements.Concat(rows).GroupBy(Key).Where(g => g.Any(r => places.ContainsKey(r))))
        {
            var held = group.OrderBy(r => places.ContainsKey(r)).ThenBy(r => r.Line).ToList();
            for (var i = 0; i < held.Count; i++)
            {
                if (places.TryGetValue(held[i], out var place) && held.Take(i).FirstOrDefault(o => o.Level != held[i].Level && o.Period().Overlaps(held[i].Period())) is { } other)
                {
                    var at = places.TryGetValue(other, out var above) ? above : $"act {acts[other.ImportId]}";
                    faults.Add(new FileFault("contradicts-itself", place, $"“{held[i].Source}” gives {held[i].GivenAs} “{held[i].Level}” in “{held[i].Activity}”, and “{other.Level}” for the same time in {at}, both as known on {held[i].Known}."));
                }
            }
        }
    }

    private static (List<Responsibility> Fresh, int Same) Fresh(List<Responsibility> rows, IReadOnlyList<Responsibility> there)
    {
        static object Said(Responsibility r) => (r.OrganisationId, r.Activity, r.Level, r.FromDate, r.LastDate, r.Source, r.Track, r.KnownDay);
        var known = there.Select(Said).ToHashSet();
        var fresh = rows.Where(r => known.Add(Said(r))).ToList();
        return (fresh, rows.Count - fresh.Count);
    }

    private List<ScopedActivity> Terms(Guid import, PartialDate known, ResponsibilityIndex there)
    {
        static object Said(ScopedActivity t) => (t.Activity, t.Source, t.FromDate, t.LastDate, t.KnownDay);
        var (met, rows) = (there.Scope.Select(Said).ToHashSet(), new List<ScopedActivity>());
        foreach (var t in data.Scope)
        {
            var on = t.Known ?? known;
            var row = new ScopedActivity { ImportId = import, Activity = Activity(t.Activity, t.Place), Source = Acting.Clean(t.Source), Known = on.ToString(), KnownDay = on.Last.DayNumber, Note = Acting.Clean(t.Note), Line = rows.Count + 1 }.When(t.When);
            if (met.Add(Said(row)))
            {
                rows.Add(row);
            }
        }

        return rows;
    }

    /// <summary>Tells what is new among the disagreements of sources.</summary>
    private int TellConflicts(ResponsibilityIndex there, List<Responsibility> fresh, IReadOnlyList<string> levels)
    {
        var count = 0;
        foreach (var track in Enum.GetValues<ResponsibilityTrack>())
        {
            var before = there.Conflicts(track, levels).Select(c => (c.One.Order, c.Other.Order)).ToHashSet();
            foreach (var c in there.With(fresh).Conflicts(track, levels))
            {
                count++;
                if (!before.Contains((c.One.Order, c.Other.Order)))
                {
                    var name = register!.NameOf(c.One.Organisation, c.During.From ?? c.One.Known);
                    remarks.Add(RemarkWeight.Guessed, $"{name}, {c.One.Activity}", c.Levels ? $"“{c.One.Source}” says {levels[c.One.Level]}, “{c.Other.Source}” says {levels[c.Other.Level]} for the same time. Both stand." : $"“{c.One.Source}” and “{c.Other.Source}” agree on {levels[c.One.Level]} and not on its time. Both stand.");
                }
            }
        }

        return count;
    }

    /// <summary>Tells what is new among steps back to a lower level, and what is given from a day before the activity could be taken over.</summary>
    private void TellOrder(ResponsibilityIndex there, List<Responsibility> fresh, List<ScopedActivity> terms, IReadOnlyList<string> levels)
    {
        foreach (var track in Enum.GetValues<ResponsibilityTrack>())
        {
            var before = ResponsibilityAccounts.Of(there.Of(track, null, levels)).StepsBack().ToHashSet();
            foreach (var (had, then) in ResponsibilityAccounts.Of(there.With(fresh).Of(track, null, levels)).StepsBack().Where(s => !before.Contains(s)))
            {
                var day = then.When.From ?? then.Known;
                remarks.Add(RemarkWeight.Guessed, $"{register!.NameOf(then.Organisation, day)}, {then.Activity}", $"“{then.Source}” goes back from {levels[had.Level]} to {levels[then.Level]} on {Vintage.Written(day)}. It was kept as the source says; look whether a date or a level was mistaken.");
            }
        }

        var scope = ResponsibilityScope.Of([.. there.ScopeOf(null), .. terms.Select(t => new ScopeStatement(t.Activity, t.Source, t.Period(), t.KnownDay, (long.MaxValue / 2) + t.Line))]);
        foreach (var early in fresh.Where(r => r.Track == ResponsibilityTrack.Operational && r.FromDay is { } from && scope.At(r.Activity, from) is { State: ScopeState.NotYet }))
        {
            remarks.Add(RemarkWeight.Guessed, $"{register!.NameOf(early.OrganisationId, early.FromDay!.Value)}, {early.Activity}", $"“{early.Source}” gives {early.Level} from {early.FromDate}, and “{scope.At(early.Activity, early.FromDay.Value).By}” lists the activity from a later day only. Both were kept.");
        }
    }

    private static string CsvShort(string cell) => cell.Length <= 60 ? cell : cell[..57] + "…";
}
