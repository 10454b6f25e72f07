using Fieldthread.Charts.Register;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Makes figures of bodies and careers from what the register answers.</summary>
public static class BodyFigures
{
    /// <summary>The structure of an organisation on a day.</summary>
    /// <param name="about">The structure.</param>
    /// <param name="href">Where the name of a body leads, or null.</param>
    public static StructureFigure Structure(StructureAbout about, Func<BodyAbout, string?> href)
    {
        ArgumentNullException.ThrowIfNull(about);
        return StructureFigure.Measure($"Bodies of {about.Organisation.Name} on {about.At}", [.. about.Bodies.Select(b => new StructureBody(
            b.Id, b.Parent, b.Name, b.Kind, href(b), [.. b.Posts.Select(p => new StructurePost(p.Title, string.Join(", ", p.Holders.Select(h => h.Shown)), p.Voting))]))]);
    }

    /// <summary>The posts of one person through time.</summary>
    /// <param name="career">The career.</param>
    public static Timeline Career(Career career)
    {
        ArgumentNullException.ThrowIfNull(career);
        return Timeline.Measure($"Posts of {career.Shown}", [.. career.Posts.Select(p => new TimelineFact(p.Name, $"{p.Title}, {p.Body}", p.FromDay, p.EndDay))], DateOnly.FromDateTime(DateTime.UtcNow).DayNumber);
    }
}
