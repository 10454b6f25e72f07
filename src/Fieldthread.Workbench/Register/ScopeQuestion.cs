using Fieldthread.Core.Register;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>What there was to take over on a day, and who had taken over what: activities by level, and every organisation with its level in each.</summary>
/// <param name="At">Partial date, of which the first day counts; null for today.</param>
/// <param name="Track">In which respect.</param>
/// <param name="Source">The source that is gone by where it speaks; where empty, the one whose word was known last.</param>
/// <param name="Type">Type of the organisations; where empty, of those of which any statement speaks.</param>
/// <param name="KnownOn">Partial date: only what was said by then.</param>
[Question("responsibility-scope", Permission.ReadStudy)]
[Refuses("bad-date", "a date is no date of the calendar")]
[Refuses("unknown-source", "there is no such source")]
[Refuses("unknown-type", "there is no such type of organisation")]
public sealed record ResponsibilityScopeAt(string? At = null, ResponsibilityTrack Track = ResponsibilityTrack.Operational, string Source = "", string Type = "", string? KnownOn = null) : Question<ScopeTable>
{
    /// <inheritdoc/>
    public override async Task<ScopeTable> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (date, day) = RegisterDates.At(asking, At);
        var asked = await ResponsibilityAsked.OfAsync(asking, "any", Track, Source, Type, KnownOn);
        var levels = asked.Index.Levels;
        var organisations = asked.On(day).Select(o => new ScopeOrganisation(OrganisationLine.Of(asked.Register, o, day), [.. asked.Index.Activities.Select(a =>
        {
            var held = asked.Picture.Accounts.At(o.Id, a, day);
            return new ScopeCell(held.Level is { } l ? levels[l] : "", held.Level, held.Source, held.Disputed);
        })])).ToList();
        return new ScopeTable(date, levels, [.. asked.Index.Activities.Select((a, at) => Line(asked.Picture.Scope.At(a, day), levels.Count, organisations.ConvertAll(o => o.Cells[at])))], organisations);
    }

    private static ScopeActivity Line(ActivityScope scope, int levels, List<ScopeCell> cells) => new(
        scope.Activity, scope.State, InWords(scope), [.. Enumerable.Range(0, levels).Select(l => cells.Count(c => c.Rank == l))], cells.Count(c => c.Rank is null), cells.Count(c => c.Disputed));

    private static string InWords(ActivityScope scope) => scope.State switch
    {
        ScopeState.Withdrawn => $"withdrawn{(scope.Ended is { } end ? " from " + ResponsibilityAsked.Written(end) : "")} by “{scope.By}”{Others(scope, "still listed by")}",
        ScopeState.NotYet => $"not yet listed by “{scope.By}”{Others(scope, "otherwise")}",
        _ => scope.By.Length == 0 ? "no source says since when" : $"listed by “{scope.By}”{Others(scope, "withdrawn by")}",
    };

    private static string Others(ActivityScope scope, string words) => scope.Others.Count == 0 ? "" : $"; {words} {string.Join(", ", scope.Others.Select(o => $"“{o}”"))}";
}

/// <summary>What there was to take over on a day, and who had taken over what.</summary>
/// <param name="At">The date.</param>
/// <param name="Levels">Levels from the lowest to the highest.</param>
/// <param name="Activities">The activities.</param>
/// <param name="Organisations">The organisations that there were, by key.</param>
public sealed record ScopeTable(string At, IReadOnlyList<string> Levels, IReadOnlyList<ScopeActivity> Activities, IReadOnlyList<ScopeOrganisation> Organisations);

/// <summary>An activity on a day.</summary>
/// <param name="Activity">The activity.</param>
/// <param name="State">Whether it could be taken over.</param>
/// <param name="InWords">The same in words, with who says so and who says otherwise.</param>
/// <param name="Counts">How many organisations had each level, from the lowest.</param>
/// <param name="None">How many had none.</param>
/// <param name="Disputed">For how many sources disagree.</param>
public sealed record ScopeActivity(string Activity, ScopeState State, string InWords, IReadOnlyList<int> Counts, int None, int Disputed);

/// <summary>An organisation on a day.</summary>
/// <param name="Line">The organisation.</param>
/// <param name="Cells">Its level in each activity, in their order.</param>
public sealed record ScopeOrganisation(OrganisationLine Line, IReadOnlyList<ScopeCell> Cells);

/// <summary>An organisation’s level in an activity.</summary>
/// <param name="Level">The level; empty for none.</param>
/// <param name="Rank">Its rank, from 0; null for none.</param>
/// <param name="Source">The source gone by; empty where none speaks.</param>
/// <param name="Disputed">True where sources disagree.</param>
public sealed record ScopeCell(string Level, int? Rank, string Source, bool Disputed);
