using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>What the study knows of responsibilities: levels, activities, sources, and the files that they came from.</summary>
[Question("responsibilities-about", Permission.ReadStudy)]
public sealed record ResponsibilitiesAbout : Question<ResponsibilityOverview>
{
    /// <inheritdoc/>
    public override async Task<ResponsibilityOverview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (index, register) = (await ResponsibilityIndex.OfAsync(asking), await RegisterIndex.OfAsync(asking));
        var speaking = index.Statements.Select(s => s.OrganisationId).ToHashSet();
        return new ResponsibilityOverview(
            index.Levels, index.Activities, index.Sources, [.. register.Organisations.Where(o => speaking.Contains(o.Id)).SelectMany(register.TypesOf).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)],
            [.. Enum.GetValues<ResponsibilityTrack>().Select(t => new TrackCount(t, index.Statements.Count(s => s.Track == t)))], speaking.Count,
            [.. index.Scope.Select(s => new ScopeLine(s.Activity, s.Source, s.FromDate, s.LastDate, s.Known, s.Note))],
            [.. index.Imports.Reverse().Select(i => new ResponsibilityImportLine(i.Id, i.FileName, i.Lines, i.Fresh, i.RecordedIn, Json.Read<List<Remark>>(i.Remarks)))]);
    }
}

/// <summary>What the study knows of responsibilities.</summary>
/// <param name="Levels">Levels from the lowest to the highest.</param>
/// <param name="Activities">Activities: those that a source lists first.</param>
/// <param name="Sources">Sources, by name.</param>
/// <param name="Types">Types of the organisations of which they speak.</param>
/// <param name="Tracks">How many statements there are of each track.</param>
/// <param name="Organisations">Of how many organisations there is a statement.</param>
/// <param name="Scope">What sources say of activities.</param>
/// <param name="Imports">Files, the newest first.</param>
public sealed record ResponsibilityOverview(
    IReadOnlyList<string> Levels, IReadOnlyList<string> Activities, IReadOnlyList<string> Sources, IReadOnlyList<string> Types, IReadOnlyList<TrackCount> Tracks, int Organisations, IReadOnlyList<ScopeLine> Scope,
    IReadOnlyList<ResponsibilityImportLine> Imports);

/// <summary>How many statements there are of a track.</summary>
/// <param name="Track">The track.</param>
/// <param name="Statements">How many.</param>
public sealed record TrackCount(ResponsibilityTrack Track, int Statements);

/// <summary>What a source says of an activity.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="Source">Who says so.</param>
/// <param name="From">Partial date from which it could be taken over, or null.</param>
/// <param name="To">Partial date of the last day on which it could, or null.</param>
/// <param name="Known">When the source said it.</param>
/// <param name="Note">A note; may be empty.</param>
public sealed record ScopeLine(string Activity, string Source, string? From, string? To, string Known, string Note);

/// <summary>Files of responsibilities that were brought in together.</summary>
/// <param name="Id">The import.</param>
/// <param name="FileName">Names of the files.</param>
/// <param name="Statements">Statements in them.</param>
/// <param name="Fresh">How many of them were new.</param>
/// <param name="Act">The act that brought them in.</param>
/// <param name="Remarks">What was taken for granted, disagrees or was left out.</param>
public sealed record ResponsibilityImportLine(Guid Id, string FileName, int Statements, int Fresh, long Act, IReadOnlyList<Remark> Remarks);

/// <summary>Every statement about responsibilities, by organisation, activity and time.</summary>
/// <param name="Organisation">Only those of this organisation: its key or one of its codes.</param>
/// <param name="Activity">Only those of this activity.</param>
/// <param name="Source">Only those of this source.</param>
/// <param name="Track">Only those of this track.</param>
/// <param name="At">Partial date: only those that cover its first day.</param>
/// <param name="KnownOn">Partial date: only those that were known by then.</param>
[Question("responsibilities", Permission.ReadStudy)]
[Refuses("unknown", "no organisation has that key or ever bore that code")]
[Refuses("ambiguous", "several organisations bore that code")]
[Refuses("unknown-activity", "there is no such activity")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("bad-date", "a date is no date of the calendar")]
public sealed record Responsibilities(string Organisation = "", string Activity = "", string Source = "", ResponsibilityTrack? Track = null, string? At = null, string? KnownOn = null) : Question<IReadOnlyList<ResponsibilityLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ResponsibilityLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (known, at) = (Studies.Dates.Read(KnownOn)?.Last.DayNumber, Studies.Dates.Read(At)?.First.DayNumber);
        var (index, register) = (await ResponsibilityIndex.OfAsync(asking), await RegisterIndex.OfAsync(asking));
        var activity = ResponsibilityAsked.Among(index.Activities, Activity, "unknown-activity", "activity");
        var source = ResponsibilityAsked.Among(index.Sources, Source, "unknown-source", "source");
        Guid? organisation = string.IsNullOrWhiteSpace(Organisation) ? null : await new OrganisationCalled(Organisation).AskAsync(asking);
        var standing = Enum.GetValues<ResponsibilityTrack>().SelectMany(t => Standing(index, t, known)).ToHashSet();
        var acts = index.Imports.ToDictionary(i => i.Id, i => i);
        var wanted = index.Statements.Where(s => (organisation is null || s.OrganisationId == organisation) && (activity is null || s.Activity == activity) && (source is null || s.Source == source)
            && (Track is null || s.Track == Track) && (at is null || s.Period().Holds(at.Value)) && (known is null || s.KnownDay <= known));
        return
        [
            .. wanted.Select(s => ResponsibilityLine.Of(register, s, acts[s.ImportId], standing.Contains(s.Id)))
                .OrderBy(l => l.Key, NaturalOrder.Instance).ThenBy(l => l.Activity, StringComparer.Ordinal).ThenBy(l => l.From, StringComparer.Ordinal).ThenBy(l => l.Known, StringComparer.Ordinal).ThenBy(l => l.Id),
        ];
    }

    /// <summary>Statements that the source itself has not replaced in full.</summary>
    private static IEnumerable<Guid> Standing(ResponsibilityIndex index, ResponsibilityTrack track, int? known)
    {
        var accounts = ResponsibilityAccounts.Of(index.Of(track, known));
        return accounts.Organisations.SelectMany(o => accounts.ActivitiesOf(o).SelectMany(a => accounts.Of(o, a))).Select(p => index.RowOf(p).Id);
    }
}

/// <summary>A statement about a responsibility.</summary>
/// <param name="Id">The statement.</param>
/// <param name="Organisation">The organisation.</param>
/// <param name="Key">Its key in the register.</param>
/// <param name="Name">What it was called then.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Level">The level.</param>
/// <param name="From">Partial date from which, or null.</param>
/// <param name="To">Partial date of the last day, or null.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Track">In which respect.</param>
/// <param name="Known">When the source said it.</param>
/// <param name="Replaced">True where the same source has said otherwise since.</param>
/// <param name="OutsideLife">True where some of the time lies outside the life of the organisation.</param>
/// <param name="Note">A note; may be empty.</param>
/// <param name="File">The files that it came in with.</param>
/// <param name="Act">The act that brought it in.</param>
public sealed record ResponsibilityLine(
    Guid Id, Guid Organisation, string Key, string Name, string Activity, string Level, string? From, string? To, string Source, ResponsibilityTrack Track, string Known, bool Replaced, bool OutsideLife, string Note, string File, long Act)
{
    internal static ResponsibilityLine Of(RegisterIndex register, Responsibility s, ResponsibilityImport import, bool standing)
    {
        var organisation = register.Find(s.OrganisationId)!;
        var (life, when) = (organisation.Period(), s.Period());
        var outside = !life.Overlaps(when) || (life.From is { } opened && when.From is { } from && from < opened) || (life.End is { } closed && when.End is { } end && end > closed);
        return new(
            s.Id, s.OrganisationId, organisation.Key, register.NameOf(s.OrganisationId, s.FromDay ?? s.KnownDay), s.Activity, s.Level, s.FromDate, s.LastDate, s.Source, s.Track, s.Known, !standing, outside, s.Note, import.FileName, import.RecordedIn);
    }
}
