using Fieldthread.Charts.Register;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Makes the figure of a lineage from what the register answers.</summary>
public static class LineageFigures
{
    /// <summary>Measures the figure; a name is that of the nearest event before the day.</summary>
    /// <param name="title">One line.</param>
    /// <param name="answer">The lineage.</param>
    /// <param name="href">Address of an organisation’s page.</param>
    /// <param name="me">The organisation that the figure is about, or null.</param>
    public static LineageFigure Of(string title, LineageAnswer answer, Func<Guid, string?> href, Guid? me = null)
    {
        ArgumentNullException.ThrowIfNull(answer);
        var names = answer.Events.SelectMany(e => e.Parts.Select(p => (p.Organisation, e.Day, p.Name, p.Role))).OrderBy(n => n.Day).ToLookup(n => n.Organisation);
        string Name(Guid organisation, int day)
        {
            var known = names[organisation].ToList();
            // A part that ended is named as on the day before; a name before its first event is the one it came with.
            return (known.FindLast(n => n.Day <= day) is { Name.Length: > 0 } then ? then : known[0]).Name;
        }

        return LineageFigure.Measure(title, [.. answer.Events.Select(e => new ChangeEvent(e.Id, e.Day, e.Kind, [.. e.Parts.Select(p => new EventPart(p.Organisation, p.Role))]))], Name, href, me);
    }
}
