namespace Fieldthread.Core.Register;

/// <summary>Makes one register of several lists. It does not depend on the order in which they are given.</summary>
/// <remarks>
/// What was known later takes the place of what was known earlier, whichever came in first; a source that the study goes by stands before the others whatever their
/// day, but does not undo an end that came after its own. What the study states itself stands before all of them. A time that was only guessed from memberships gives way to
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
    /// <param name="corrections">What the study states itself, which stands before every list; null for nothing.</param>
    public static Merged Of(IEnumerable<Vintage> vintages, IEnumerable<Correction>? corrections = null)
    {
        ArgumentNullException.ThrowIfNull(vintages);
        var all = vintages.Order(Vintage.ByStanding).ToList();
        var conflicts = new List<Conflict>();
        var lives = new MergedLives(all, conflicts);
        var stated = new AppliedCorrections(corrections ?? [], conflicts);
        var events = stated.Events(MergedEvents.Of(all, lives, conflicts), lives.IsThere);
        lives.EndBy(events);
        stated.Lives(lives);
        var organisations = lives.ToList();
        var names = stated.Names(MergedFacts.Names(all), lives.IsThere);
        var codes = stated.Codes(MergedFacts.Codes(all, lives), lives.IsThere);
        var relations = stated.Relations(MergedRelations.Of(all, conflicts), lives.IsThere);
        return new Merged(
            new RegisterData(organisations, names, codes, relations, events, [])
            {
                Reforms = MergedDetails.Reforms(all, conflicts), Facts = stated.Further(MergedFurther.Facts(all, conflicts), lives.IsThere), Terms = stated.Terms(MergedFurther.Terms(all, conflicts), lives.IsThere),
            },
            [.. conflicts.OrderBy(c => c.Organisation, StringComparer.Ordinal).ThenBy(c => c.Kind).ThenBy(c => c.What, StringComparer.Ordinal).ThenBy(c => c.One, StringComparer.Ordinal)]);
    }
}
