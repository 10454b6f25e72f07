namespace Fieldthread.Core.Register;

/// <summary>Makes one register of several lists. It does not depend on the order in which they are given.</summary>
/// <remarks>
/// What was known later takes the place of what was known earlier, whichever came in first; a source that the study goes by stands before the others whatever their
/// day, but does not undo an end that came after its own. A time that was only guessed from memberships gives way to
/// one that a list states. A list that leaves a closed organisation out does not undo it: it stays as the last list that had it says, and is told as
/// vanished where that list had it open. An event or succession ends an organisation that no list has seen open since, and begins one whose opening no
/// list gives. Names without dates are dated by the lists on which they were seen.
/// </remarks>
public static class VintageMerge
{
    /// <summary>A chain of successions that comes back to where it began on one day, for a refusal; null where there is none.</summary>
    /// <param name="successions">Successions of a list.</param>
    public static IReadOnlyList<string>? Circle(IEnumerable<GivenSuccession> successions) => MergedEvents.Circle(successions);

    /// <summary>Merges.</summary>
    /// <param name="vintages">The lists, in any order.</param>
    public static Merged Of(IEnumerable<Vintage> vintages)
    {
        ArgumentNullException.ThrowIfNull(vintages);
        var all = vintages.Order(Vintage.ByStanding).ToList();
        var conflicts = new List<Conflict>();
        var lives = new MergedLives(all, conflicts);
        var events = MergedEvents.Of(all, lives, conflicts);
        lives.EndBy(events);
        var organisations = lives.ToList();
        var names = MergedFacts.Names(all);
        var codes = MergedFacts.Codes(all, lives);
        var relations = MergedRelations.Of(all, conflicts);
        return new Merged(
            new RegisterData(organisations, names, codes, relations, events, []) { Reforms = MergedDetails.Reforms(all, conflicts) },
            [.. conflicts.OrderBy(c => c.Organisation, StringComparer.Ordinal).ThenBy(c => c.Kind).ThenBy(c => c.What, StringComparer.Ordinal).ThenBy(c => c.One, StringComparer.Ordinal)]);
    }
}
