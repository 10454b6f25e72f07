using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>Bodies as known on a day, beside the register that was known then. An organisation of which no list of the register was known then is called as it stands.</summary>
/// <param name="Bodies">The bodies.</param>
/// <param name="Known">The register of that day; the one that stands where no list of it was known so early.</param>
/// <param name="Standing">The register that stands.</param>
internal sealed record BodiesThen(BodyIndex Bodies, RegisterIndex Known, RegisterIndex Standing)
{
    /// <summary>What was known by the last day of a date; all that is known where none is given.</summary>
    /// <exception cref="RefusedException">No list of bodies was known so early: <c>no-vintage</c>; the date is none: <c>bad-date</c>.</exception>
    public static async Task<BodiesThen> OfAsync(Asking asking, string? knownOn)
    {
        var (bodies, standing) = (await BodyIndex.OfAsync(asking, knownOn), await RegisterIndex.OfAsync(asking));
        var then = Studies.Dates.Read(knownOn) is { } date && (await VintageIndex.OfAsync(asking)).Exists(v => v.Row.KnownDay <= date.Last.DayNumber) ? await RegisterIndex.OfAsync(asking, new AsKnown(knownOn, null)) : standing;
        return new BodiesThen(bodies, then, standing);
    }

    /// <summary>The register that tells of an organisation.</summary>
    public RegisterIndex Register(Guid organisation) => Known.Find(organisation) is null ? Standing : Known;
}

/// <summary>The files of bodies that were brought in, newest first, with the day on which each was known and every remark.</summary>
[Question("body-imports", Permission.ReadStudy)]
public sealed record BodyImports : Question<IReadOnlyList<BodyImportLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<BodyImportLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var lists = (await BodyLists.OfAsync(asking)).ToLookup(k => k.Import, k => k.List);
        return [.. (await asking.Context.All<BodyImport>().ToListAsync(asking.Cancel)).OrderByDescending(i => i.Id).Select(i => Line(i, lists[i.Id].LastOrDefault()))];
    }

    private static BodyImportLine Line(BodyImport import, BodyList? list) => new(
        import.Id, import.FileName, import.RecordedIn, Json.Read<List<Remark>>(import.Remarks), list?.Date, list?.Data.Bodies.Count ?? 0, list?.Data.Posts.Count ?? 0, list?.Data.Holdings.Count ?? 0) { Source = list?.Source ?? "" };
}

/// <summary>What of bodies, posts and holders was known otherwise on one day than on another.</summary>
/// <param name="From">Partial date: what was known by then.</param>
/// <param name="To">Partial date of the later knowledge; null for all that is known.</param>
/// <param name="Organisation">Only bodies of this organisation: its key, a code or its id; empty for all.</param>
[Question("body-diff", Permission.ReadStudy)]
[Refuses("bad-date", "a date is missing or no date of the calendar")]
[Refuses("no-vintage", "no list of bodies was known so early")]
[Refuses("unknown", "there is no such organisation")]
[Refuses("ambiguous", "several organisations bore that code")]
public sealed record BodyDiff(string From, string? To = null, string Organisation = "") : Question<BodyDiffAnswer>
{
    /// <inheritdoc/>
    public override async Task<BodyDiffAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        if (string.IsNullOrWhiteSpace(From))
        {
            Asking.Refuse("bad-date", "The day to begin from is missing.", "Write 2021, 2021-06 or 2021-06-14.");
        }

        var (register, all) = (await RegisterIndex.OfAsync(asking), await BodyLists.OfAsync(asking));
        var asked = string.IsNullOrWhiteSpace(Organisation) ? (Guid?)null : Guid.TryParse(Organisation, out var given) && register.Find(given) is not null ? given : await new OrganisationCalled(Organisation).AskAsync(asking);
        MergedBodies Then(string? known) => MergedBodies.Of(BodyLists.Chosen(all, known).Select(k => k.List));
        var (before, after, ids) = (Then(From), Then(To), register.Organisations.ToDictionary(o => o.Key, StringComparer.Ordinal));
        Organisation? Whose(string body) => after.Bodies.TryGetValue(body, out var b) || before.Bodies.TryGetValue(body, out b) ? ids.GetValueOrDefault(b.Value.Organisation) : null;
        var today = Studies.Dates.Today(asking.Services).DayNumber;
        var lines = BodyDifferences.Of(before, after).Select(d => (Said: d, Of: Whose(d.Body))).Where(d => asked is null || d.Of?.Id == asked)
            .Select(d => new BodyDiffLine(d.Of?.Id, d.Of is { } o ? register.NameOf(o.Id, today) : "", d.Said.Thing, d.Said.Key, d.Said.What, d.Said.Before, d.Said.After));
        return new BodyDiffAnswer(From.Trim(), To?.Trim() ?? "", [.. lines]);
    }
}

/// <summary>What of bodies two days knew otherwise.</summary>
/// <param name="From">The earlier knowledge.</param>
/// <param name="To">The later; empty for all that is known.</param>
/// <param name="Lines">The differences.</param>
public sealed record BodyDiffAnswer(string From, string To, IReadOnlyList<BodyDiffLine> Lines);

/// <summary>One difference. A person stands in it by the study’s id.</summary>
/// <param name="Organisation">Of which organisation; null of a person.</param>
/// <param name="Name">What it is called now.</param>
/// <param name="Thing">A body, a post, a holding or a person.</param>
/// <param name="Key">Its id in the files; of a holding post and person.</param>
/// <param name="What">Of what: its kind where it is new or gone, else “title”, “time”.</param>
/// <param name="Before">What was known before; empty where it was not there.</param>
/// <param name="After">What was known after; empty where it is not there.</param>
public sealed record BodyDiffLine(Guid? Organisation, string Name, string Thing, string Key, string What, string Before, string After);
