using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>The organisations that there were on a day, by name, a page at a time.</summary>
/// <param name="At">Partial date, of which the first day counts; null for today.</param>
/// <param name="Words">Only those whose key, or a name or code of any time, holds these words; whatever the case.</param>
/// <param name="Type">Only those of this type.</param>
/// <param name="After">Goes on after this organisation, the last of the page before.</param>
/// <param name="Take">How many at most; 1 to 1,000.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
/// <param name="Track">On which track: what has a time on it counts by that, anything else as it is in force.</param>
[Question("register-at", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("unknown", "there is no organisation to go on after")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterAt(string? At = null, string Words = "", string Type = "", Guid? After = null, int Take = 100, string? KnownOn = null, string? Vintage = null, Track Track = Track.InForce) : Question<RegisterPage>
{
    /// <inheritdoc/>
    public override async Task<RegisterPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var register = await RegisterIndex.OfAsync(asking, new AsKnown(KnownOn, Vintage), Track);
        var (words, type) = (Words.Trim(), Type.Trim());
        var there = register.On(day);
        var found = type.Length == 0 && words.Length == 0 ? there
            : [.. there.Where(o => (type.Length == 0 || register.TypeOn(o, day) == type) && (words.Length == 0 || register.Answers(o, words)))];
        if (After is { } last && register.Find(last) is null)
        {
            Asking.Refuse("unknown", "There is no such organisation to go on after.", "Begin the list again.");
        }

        // What a page goes on after need not be in the list itself: its place is found by its name.
        var begins = After is { } from ? register.Behind(found, from, day) : 0;
        var lines = new List<OrganisationLine>();
        for (var i = begins; i < Math.Min(found.Count, begins + Math.Clamp(Take, 1, 1000)); i++)
        {
            lines.Add(OrganisationLine.Of(register, found[i], day));
        }

        return new RegisterPage(date, found.Count, register.Organisations.Count, register.Types, lines, begins + lines.Count < found.Count ? lines[^1].Id : null) { TypeNames = [.. register.Types.Select(t => register.Rules.NameOn(t, day))] };
    }
}

/// <summary>A page of the register.</summary>
/// <param name="At">The date that it was asked for.</param>
/// <param name="Total">How many organisations there were on that day, of those asked for.</param>
/// <param name="All">How many organisations the register has, of all times.</param>
/// <param name="Types">The types that there are.</param>
/// <param name="Lines">The page.</param>
/// <param name="Next">What to go on after for the next page; null on the last.</param>
public sealed record RegisterPage(string At, int Total, int All, IReadOnlyList<string> Types, IReadOnlyList<OrganisationLine> Lines, Guid? Next)
{
    /// <summary>What each of the types was called on the day, in their order.</summary>
    public IReadOnlyList<string> TypeNames { get; init; } = [];
}

/// <summary>An organisation in a list.</summary>
/// <param name="Id">The organisation.</param>
/// <param name="Key">Its key in the register.</param>
/// <param name="Name">What it was called on the day; its code or key where it has no name.</param>
/// <param name="Code">Its code on the day, or null.</param>
/// <param name="Type">What kind of organisation.</param>
/// <param name="Opened">Partial date from which it existed, or null.</param>
/// <param name="Closed">Partial date of its last day, or null.</param>
public sealed record OrganisationLine(Guid Id, string Key, string Name, string? Code, string Type, string? Opened, string? Closed)
{
    /// <summary>What organisations of the type were called on the day; its own word where no label is stated for it.</summary>
    public string TypeName { get; init; } = Type;

    /// <summary>The type that it is listed under, whatever its type on the day.</summary>
    public string Listed { get; init; } = Type;

    internal static IComparer<OrganisationLine> Order { get; } = Comparer<OrganisationLine>.Create((a, b) =>
        string.Compare(a.Name, b.Name, StringComparison.OrdinalIgnoreCase) is not 0 and var byName ? byName : a.Id.CompareTo(b.Id));

    internal static OrganisationLine Of(RegisterIndex register, Organisation o, int day)
    {
        var type = register.TypeOn(o, day);
        return new(o.Id, o.Key, register.NameOf(o.Id, day), register.CodeOf(o.Id, day), type, o.FromDate, o.LastDate) { TypeName = register.Rules.NameOn(type, day), Listed = o.Type };
    }
}

/// <summary>How much the register holds, and how many organisations there were from year to year.</summary>
/// <param name="At">Partial date, of which the first day counts; the years are taken on the same day of each. Null for today.</param>
/// <param name="Type">Only those of this type.</param>
/// <param name="KnownOn">Partial date: only what lists known by then say; null for the register as it stands.</param>
/// <param name="Vintage">Only what this one list says, as “eccg 2016-02-11”; null for all.</param>
[Question("register-counts", Permission.ReadStudy)]
[Refuses("bad-date", "the date is no date of the calendar")]
[Refuses("no-vintage", "there is no such list, or none was known so early")]
public sealed record RegisterCounts(string? At = null, string Type = "", string? KnownOn = null, string? Vintage = null) : Question<RegisterSums>
{
    /// <inheritdoc/>
    public override async Task<RegisterSums> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var asKnown = new AsKnown(KnownOn, Vintage);
        var register = await RegisterIndex.OfAsync(asking, asKnown);
        var chosen = register.Of(Type).ToList();
        var population = Population.Of(chosen.Select(o => o.When));
        var years = new List<RegisterYear>();
        if (chosen.Count > 0)
        {
            // Two centuries are more than any chart shows; a mistyped year 1013 must not make a thousand lines.
            var bounds = chosen.SelectMany(o => new[] { o.When.From, o.When.End }).OfType<int>().Append(day).Select(d => DateOnly.FromDayNumber(Math.Min(d, DateOnly.MaxValue.DayNumber))).ToList();
            var (first, last) = (Math.Max(bounds.Min().Year, bounds.Max().Year - 200), bounds.Max().Year);
            var on = DateOnly.FromDayNumber(day);
            for (var year = first; year <= last; year++)
            {
                var same = new DateOnly(year, on.Month, Math.Min(on.Day, DateTime.DaysInMonth(year, on.Month)));
                var (before, here) = (same.Year == 1 ? 0 : same.AddYears(-1).DayNumber, same.DayNumber);
                years.Add(new RegisterYear(same.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), population.On(here), population.BegunBy(here) - population.BegunBy(before), population.EndedBy(here) - population.EndedBy(before)));
            }
        }

        return new RegisterSums(
            date, chosen.Select(o => o.Organisation).Distinct().Count(), population.On(day),
            register.Names, register.Codes,
            asKnown.IsNow ? await asking.Context.All<Relation>().CountAsync(asking.Cancel) : (await VintageIndex.MergedAsync(asking, asKnown)).Register.Relations.Count, register.Events.Count, years);
    }
}

/// <summary>How much the register holds.</summary>
/// <param name="At">The date that it was asked for.</param>
/// <param name="Organisations">Organisations of all times.</param>
/// <param name="Live">Organisations on that day.</param>
/// <param name="Names">Names, of all organisations.</param>
/// <param name="Codes">Codes, of all organisations.</param>
/// <param name="Relations">Relations, of all organisations.</param>
/// <param name="Events">Change events.</param>
/// <param name="Years">Year by year, on the same day.</param>
public sealed record RegisterSums(string At, int Organisations, int Live, int Names, int Codes, int Relations, int Events, IReadOnlyList<RegisterYear> Years);

/// <summary>One year of the register.</summary>
/// <param name="On">The day.</param>
/// <param name="Live">How many organisations there were.</param>
/// <param name="Opened">How many had begun since the same day of the year before.</param>
/// <param name="Closed">How many had ended since.</param>
public sealed record RegisterYear(string On, int Live, int Opened, int Closed);

/// <summary>The registers that were brought in, newest first, with every remark.</summary>
[Question("register-imports", Permission.ReadStudy)]
public sealed record RegisterImports : Question<IReadOnlyList<RegisterImportLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<RegisterImportLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return [.. (await asking.Context.All<RegisterImport>().ToListAsync(asking.Cancel)).OrderByDescending(i => i.Id)
            .Select(i => new RegisterImportLine(i.Id, i.FileName, i.Layout, i.RecordedIn, Json.Read<List<Remark>>(i.Remarks)))];
    }
}

/// <summary>An import of a register.</summary>
/// <param name="Id">The import.</param>
/// <param name="FileName">Files.</param>
/// <param name="Layout">Their layout.</param>
/// <param name="Act">The act that brought it in.</param>
/// <param name="Remarks">What was guessed, changed or not taken.</param>
public sealed record RegisterImportLine(Guid Id, string FileName, RegisterLayout Layout, long Act, IReadOnlyList<Remark> Remarks);
