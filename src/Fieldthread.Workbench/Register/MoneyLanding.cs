using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Register;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>Turns read amounts into rows, beside those that the study has.</summary>
internal sealed class MoneyLanding(Acting acting, ImportMoney act, MoneyData data)
{
    private readonly RemarkList remarks = new(ReadLimits.Default.Remarks);
    private readonly List<FileFault> faults = [];
    private readonly Dictionary<string, string> words = new(StringComparer.OrdinalIgnoreCase);

    public async Task<MoneyImported> LandAsync()
    {
        var known = Studies.Dates.Read(act.Known) ?? PartialDate.Parse(Studies.Dates.Today(acting.Services).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var there = await MoneyIndex.ReadAsync(acting.Context, acting.Cancel);
        var register = await RegisterIndex.ReadAsync(acting.Context, acting.Cancel);
        foreach (var what in there.Rows.Select(r => r.What))
        {
            words.TryAdd(what, what);
        }

        var import = new MoneyImport { FileName = Acting.Clean(act.File!.Name), Sha256 = act.File.Sha256, Lines = data.Amounts.Count };
        var rows = Rows(import.Id, new IndicatorCodes(register), known, out var places);
        FileFaults.Refuse(faults);
        RefuseContradictions(there, rows, places);
        FileFaults.Refuse(faults);
        static object Said(MoneyAmount r) => (r.About, r.Amount, r.Approximate, r.Source, r.KnownDay);
        var met = there.Rows.Select(Said).ToHashSet();
        var fresh = rows.Where(r => met.Add(Said(r))).ToList();
        var conflicts = TellConflicts(there, fresh, register);
        TellUnits(there, fresh, register);
        if (fresh.Count < rows.Count)
        {
            remarks.Add(RemarkWeight.Note, import.FileName, $"{rows.Count - fresh.Count:N0} of the amounts stood in the study already and were met again.");
        }

        IReadOnlyList<Remark> all = [.. data.Remarks, .. remarks.ToList()];
        (import.Fresh, import.Remarks) = (fresh.Count, Json.Write(all));
        acting.Add(import);
        await acting.AddManyAsync(fresh);
        return new MoneyImported(import.Id, data.Amounts.Count, fresh.Count, rows.Count - fresh.Count, data.Amounts.Count - rows.Count, rows.Select(r => r.OrganisationId).Distinct().Count(), conflicts, all.Count(r => r.Weight != RemarkWeight.Note));
    }

    private List<MoneyAmount> Rows(Guid import, IndicatorCodes codes, PartialDate known, out Dictionary<MoneyAmount, string> places)
    {
        var rows = new List<MoneyAmount>();
        places = [];
        foreach (var a in data.Amounts)
        {
            if (codes.Meant(a.Organisation, a.Period.Last.DayNumber) is not { } organisation)
            {
                var told = $"The register has no organisation “{CsvShort(a.Organisation)}”, or several that bore this code.";
                if (act.LeaveOutUnknown)
                {
                    remarks.Add(RemarkWeight.NotTaken, a.Place, told + " The line was left out.");
                }
                else
                {
                    faults.Add(new FileFault("unknown-organisation", a.Place, told));
                }

                continue;
            }

            var (what, on) = (Acting.Clean(a.What), a.Known ?? known);
            if (!words.TryAdd(what, what) && words[what] != what)
            {
                remarks.Add(RemarkWeight.Note, a.Place, $"“{what}” was taken as “{words[what]}”.");
            }

            var row = new MoneyAmount
            {
                ImportId = import, OrganisationId = organisation, GivenAs = Acting.Clean(a.Organisation), What = words[what], Amount = a.Amount, Unit = a.Unit, Span = a.Period.Span, FirstDay = a.Period.First.DayNumber, Kind = a.Kind,
                Approximate = a.Approximate, Source = Acting.Clean(a.Source), Known = on.ToString(), KnownDay = on.Last.DayNumber, Note = Acting.Clean(a.Note), Line = rows.Count + 1,
            };
            rows.Add(row);
            places.Add(row, a.Place);
            var found = codes.Register.Find(organisation)!;
            if (!found.Period().Overlaps(a.Period.Days))
            {
                remarks.Add(RemarkWeight.Guessed, a.Place, $"{codes.Register.NameOf(organisation, row.FirstDay)} did not exist in {a.Period.Name} ({found.FromDate ?? "unknown"} to {found.LastDate ?? "now"}). The amount was kept as the source says.");
            }
        }

        return rows;
    }

    private void RefuseContradictions(MoneyIndex there, List<MoneyAmount> rows, Dictionary<MoneyAmount, string> places)
    {
        var acts = there.Imports.ToDictionary(i => i.Id, i => i.RecordedIn);
        foreach (var group in there.Rows.Concat(rows).GroupBy(r => (r.About, r.Source, r.KnownDay)).Where(g => g.Select(r => (r.Amount, r.Approximate)).Distinct().Count() > 1))
        {
            var first = group.OrderBy(r => places.ContainsKey(r)).ThenBy(r => r.Line).First();
            foreach (var row in group.Where(r => places.ContainsKey(r) && (r.Amount, r.Approximate) != (first.Amount, first.Approximate)))
            {
                var at = places.TryGetValue(first, out var above) ? above : $"act {acts[first.ImportId]}";
                faults.Add(new FileFault("contradicts-itself", places[row], $"“{row.Source}” gives {row.GivenAs}, {row.What} {row.About.Period.Name}, {MoneyWords.Of(row.Amount, row.Unit, row.Approximate)}, and {MoneyWords.Of(first.Amount, first.Unit, first.Approximate)} in {at}, both as known on {row.Known}."));
            }
        }
    }

    private int TellConflicts(MoneyIndex there, List<MoneyAmount> fresh, RegisterIndex register)
    {
        var before = AmountAccounts.Of(there.Of(null)).Where(a => a.Value.Disputed).ToDictionary(a => a.Key, a => a.Value);
        var after = AmountAccounts.Of(there.With(fresh).Of(null)).Where(a => a.Value.Disputed).ToList();
        foreach (var (about, standing) in after.Where(a => !before.ContainsKey(a.Key)))
        {
            remarks.Add(RemarkWeight.Guessed, $"{register.NameOf(about.Organisation, about.Period.Last.DayNumber)}, {about.What} {about.Period.Name}", $"{MoneyWords.Says(standing.By)}; {string.Join("; ", standing.Others.Select(MoneyWords.Says))}. All stand.");
        }

        return after.Count;
    }

    /// <summary>Tells amounts of one thing that come in several units: no two of them are set against each other.</summary>
    private void TellUnits(MoneyIndex there, List<MoneyAmount> fresh, RegisterIndex register)
    {
        static (Guid, string, IndicatorPeriod, AmountKind) Of(MoneyAmount r) => (r.OrganisationId, r.What, r.About.Period, r.Kind);
        var known = there.Rows.Select(r => (Of(r), r.Unit)).ToHashSet();
        foreach (var mixed in there.Rows.Concat(fresh).GroupBy(Of).Where(g => g.Select(r => r.Unit).Distinct(StringComparer.Ordinal).Count() > 1 && g.Any(r => !known.Contains((Of(r), r.Unit)))))
        {
            var (organisation, what, period, kind) = mixed.Key;
            remarks.Add(RemarkWeight.Guessed, $"{register.NameOf(organisation, period.Last.DayNumber)}, {what} {period.Name}", $"What was {MoneyWords.Kind(kind)} comes in {string.Join(" and ", mixed.Select(r => r.Unit).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))}. Amounts in different units are not compared, and each stands by itself; look whether a unit was mistaken.");
        }
    }

    private static string CsvShort(string cell) => cell.Length <= 60 ? cell : cell[..57] + "…";
}

/// <summary>Amounts in words.</summary>
public static class MoneyWords
{
    /// <summary>“about GBP 24.73”; staff as “12.5 fte”.</summary>
    /// <param name="amount">In ten-thousandths.</param>
    /// <param name="unit">The unit.</param>
    /// <param name="approximate">Whether it is approximate.</param>
    public static string Of(long amount, string unit, bool approximate) => Of(Amounts.Of(amount), unit, approximate);

    /// <summary>The same of a decimal number, with at most four decimal places.</summary>
    public static string Of(decimal amount, string unit, bool approximate)
    {
        var number = amount.ToString("#,##0.####", CultureInfo.InvariantCulture);
        return (approximate ? "about " : "") + (unit == Amounts.FullTimeEquivalents ? $"{number} {unit}" : $"{unit} {number}");
    }

    /// <summary>What kind, in words.</summary>
    public static string Kind(AmountKind kind) => kind == AmountKind.InPost ? "in post" : kind.ToString().ToLowerInvariant();

    internal static string Says(AmountStatement s) => $"“{s.Source}” says {Of(s.Amount, s.About.Unit, s.Approximate)}";
}
