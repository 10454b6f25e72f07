using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>What questions about responsibilities have in common: of whom, of which activities, by which sources, as known when.</summary>
internal sealed class ResponsibilityAsked
{
    private ResponsibilityAsked(ResponsibilityIndex index, RegisterIndex register, ResponsibilityPicture picture, IReadOnlyList<string> types, IReadOnlyList<Organisation> organisations)
    {
        (Index, Register, Picture, Types, Organisations) = (index, register, picture, types, organisations);
        lives = organisations.ToDictionary(o => o.Id, o => o.Period());
    }

    private readonly Dictionary<Guid, Period> lives;

    public ResponsibilityIndex Index { get; }

    public RegisterIndex Register { get; }

    public ResponsibilityPicture Picture { get; }

    /// <summary>Types of the organisations that are counted.</summary>
    public IReadOnlyList<string> Types { get; }

    /// <summary>Organisations that ever were of these types, of all times.</summary>
    public IReadOnlyList<Organisation> Organisations { get; }

    /// <summary>Reads what is asked.</summary>
    /// <param name="asking">The question.</param>
    /// <param name="of">“any”, “all” or an activity; empty for any.</param>
    /// <param name="track">In which respect.</param>
    /// <param name="source">The source that is gone by; empty for the one known last.</param>
    /// <param name="type">Type of the organisations; empty for those of which any statement speaks.</param>
    /// <param name="knownOn">Only what was said by this date; null for all.</param>
    /// <exception cref="RefusedException">Something of it is not there: <c>unknown-activity</c>, <c>unknown-source</c>, <c>unknown-type</c>, <c>bad-date</c>.</exception>
    public static async Task<ResponsibilityAsked> OfAsync(Asking asking, string? of, ResponsibilityTrack track, string? source, string? type, string? knownOn)
    {
        var known = Studies.Dates.Read(knownOn)?.Last.DayNumber;
        var (index, register) = (await ResponsibilityIndex.OfAsync(asking), await RegisterIndex.OfAsync(asking));
        var (reach, activities) = Reach(index, (of ?? "").Trim());
        var prefer = Among(index.Sources, source, "unknown-source", "source");
        var speaking = index.Statements.Select(s => s.OrganisationId).ToHashSet();
        var types = Among(register.Types, type, "unknown-type", "type of organisation") is { } one ? [one]
            : register.Organisations.Where(o => speaking.Contains(o.Id)).SelectMany(register.TypesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        var picture = new ResponsibilityPicture(ResponsibilityAccounts.Of(index.Of(track, known), prefer), ResponsibilityScope.Of(index.ScopeOf(known), prefer), activities, reach);
        return new(index, register, picture, types, [.. register.Organisations.Where(o => register.TypesOf(o).Any(types.Contains)).OrderBy(o => o.Key, NaturalOrder.Instance)]);
    }

    /// <summary>The organisations that there were of these types on a day.</summary>
    public IEnumerable<Organisation> On(int day) => Organisations.Where(o => o.Period().Holds(day) && Types.Contains(Register.TypeOn(o.Id, day), StringComparer.Ordinal));

    /// <summary>From the first day on which an organisation was of these types to the last.</summary>
    public Period Within(Organisation organisation)
    {
        var all = Types.SelectMany(t => Register.Of(t, organisation)).ToList();
        return new(all.Exists(p => p.From is null) ? null : all.Min(p => p.From), all.Exists(p => p.End is null) ? null : all.Max(p => p.End));
    }

    /// <summary>How many organisations sources give a level on a day on which they did not exist. A level without a written end is taken to end with its organisation.</summary>
    public int OutsideLife(int day) => lives.Count(l => !l.Value.Holds(day) && Picture.Accounts.ActivitiesOf(l.Key).SelectMany(a => Picture.Accounts.Of(l.Key, a))
        .Any(p => p.When.Holds(day) && (l.Value.From > day || p.When.End is not null || p.When.From >= l.Value.End)));

    /// <summary>Days on which anything begins or ends; year by year where there are more than a table can show.</summary>
    public IReadOnlyList<int> Days(int most)
    {
        var days = Organisations.SelectMany(o => Picture.Accounts.ChangesOf(o.Id).Where(o.Period().Holds)).Distinct().Order().ToList();
        if (days.Count <= most)
        {
            return days;
        }

        var (first, last) = (DateOnly.FromDayNumber(days[0]), DateOnly.FromDayNumber(Math.Min(days[^1], DateOnly.MaxValue.DayNumber)));
        return [.. Enumerable.Range(0, Math.Min(most - 1, last.Year - first.Year + 1)).Select(y => first.AddYears(y).DayNumber).Where(d => d < days[^1]), days[^1]];
    }

    /// <summary>A day as it is written.</summary>
    public static string Written(int day) => DateOnly.FromDayNumber(Math.Clamp(day, 0, DateOnly.MaxValue.DayNumber)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>How the reach is written.</summary>
    public static string OfWords(ResponsibilityPicture picture) => picture.Reach switch { ResponsibilityReach.Any => "any", ResponsibilityReach.All => "all", _ => picture.Activities[0] };

    /// <summary>The one of a list that is meant, whatever its case; null for an empty word.</summary>
    /// <exception cref="RefusedException">There is none.</exception>
    public static string? Among(IReadOnlyList<string> all, string? given, string code, string what)
    {
        var word = (given ?? "").Trim();
        return word.Length == 0 ? null : all.FirstOrDefault(a => a == word) ?? all.FirstOrDefault(a => string.Equals(a, word, StringComparison.OrdinalIgnoreCase))
            ?? throw new RefusedException(new Refusal(code, $"There is no {what} “{word}”.", all.Count == 0 ? "Bring in responsibilities first." : $"There are {string.Join(", ", all.Take(20).Select(a => $"“{a}”"))}{(all.Count > 20 ? " and others" : "")}."));
    }

    private static (ResponsibilityReach Reach, IReadOnlyList<string> Activities) Reach(ResponsibilityIndex index, string of) =>
        of.Length == 0 || string.Equals(of, "any", StringComparison.OrdinalIgnoreCase) ? (ResponsibilityReach.Any, index.Activities)
        : string.Equals(of, "all", StringComparison.OrdinalIgnoreCase) ? (ResponsibilityReach.All, index.Activities)
        : (ResponsibilityReach.One, [Among(index.Activities, of, "unknown-activity", "activity")!]);
}
