namespace Fieldthread.Core.Register;

/// <summary>Of several activities, which level an organisation counts with.</summary>
public enum ResponsibilityReach
{
    /// <summary>The highest that it holds in any activity that could be taken over.</summary>
    Any,

    /// <summary>The lowest over all activities that could be taken over; none where it lacks one.</summary>
    All,

    /// <summary>That of one activity, whether or not it was withdrawn.</summary>
    One,
}

/// <summary>What an organisation counts with on a day.</summary>
/// <param name="Level">Rank of the level; null where it holds none.</param>
/// <param name="Disputed">True where sources disagree about an activity that bears on it.</param>
/// <param name="Carried">True where it is taken from those that it came out of.</param>
/// <param name="Parted">True where those that it came out of held different levels, so that none is carried.</param>
public readonly record struct CountedLevel(int? Level, bool Disputed, bool Carried = false, bool Parted = false);

/// <summary>Which level organisations count with.</summary>
/// <param name="Accounts">What sources say of organisations.</param>
/// <param name="Scope">What they say of activities.</param>
/// <param name="Activities">The activities of the study; for one activity, it alone.</param>
/// <param name="Reach">Which of several levels counts.</param>
public sealed record ResponsibilityPicture(ResponsibilityAccounts Accounts, ResponsibilityScope Scope, IReadOnlyList<string> Activities, ResponsibilityReach Reach)
{
    /// <summary>What an organisation counts with on a day, by what is said of itself.</summary>
    public CountedLevel Of(Guid organisation, int day)
    {
        var counting = Reach == ResponsibilityReach.One ? Activities : [.. Activities.Where(a => Scope.At(a, day).State == ScopeState.Listed)];
        var (level, disputed, lacks) = ((int?)null, false, counting.Count == 0);
        foreach (var held in counting.Select(a => Accounts.At(organisation, a, day)))
        {
            disputed |= held.Disputed;
            lacks |= held.Level is null;
            level = level is null ? held.Level : held.Level is null ? level : Reach == ResponsibilityReach.All ? Math.Min(level.Value, held.Level.Value) : Math.Max(level.Value, held.Level.Value);
        }

        return new(Reach == ResponsibilityReach.All && lacks ? null : level, disputed);
    }

    /// <summary>The same; where no source speaks of an organisation at all, what those that it came out of held on their last day counts, if all held the same.</summary>
    /// <param name="organisation">Which.</param>
    /// <param name="day">The day.</param>
    /// <param name="lineage">Who came out of whom.</param>
    public CountedLevel ByLineage(Guid organisation, int day, Lineage lineage)
    {
        ArgumentNullException.ThrowIfNull(lineage);
        return ByLineage(organisation, day, lineage.Successions.Where(s => s.Before != s.After).ToLookup(s => s.After), lineage, []);
    }

    /// <summary>The first day on which an organisation counted with a level or a higher one; null where it never did.</summary>
    /// <param name="organisation">Which.</param>
    /// <param name="least">Rank of the level.</param>
    /// <param name="within">Its life: days outside it do not count.</param>
    public int? First(Guid organisation, int least, Basics.Period within)
    {
        var days = Accounts.ChangesOf(organisation).Concat(Scope.Changes).Append(within.From ?? int.MinValue).Distinct().Order();
        foreach (var day in days.Where(within.Holds))
        {
            if (Of(organisation, day).Level >= least)
            {
                return day;
            }
        }

        return null;
    }

    private CountedLevel ByLineage(Guid organisation, int day, ILookup<Guid, Succession> before, Lineage lineage, HashSet<Guid> met)
    {
        if (Accounts.Organisations.Contains(organisation) || !met.Add(organisation))
        {
            return Of(organisation, day);
        }

        var ended = before[organisation].Where(s => s.Day <= day && lineage.EndedBy(s.Before, day) is not null).GroupBy(s => s.Before).Select(g => g.MaxBy(s => s.Day)).ToList();
        var held = ended.ConvertAll(s => ByLineage(s.Before, s.Day - 1, before, lineage, [.. met]));
        if (held.Count == 0)
        {
            return Of(organisation, day);
        }

        var agree = held.TrueForAll(h => h.Level == held[0].Level);
        return new(agree ? held[0].Level : null, held.Exists(h => h.Disputed), agree && held[0].Level is not null, !agree || held.Exists(h => h.Parted));
    }
}
