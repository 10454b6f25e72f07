using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Workbench.Register;

/// <summary>Finds organisations without the posts that lead their type on a day.</summary>
internal static class LeadTroubles
{
    /// <summary>The troubles, by organisation. Of an organisation of which no body is known on the day nothing is said: that nobody is known is no word on who led it.</summary>
    public static IReadOnlyList<Conflict> Of(RegisterIndex register, BodyIndex bodies, int day)
    {
        var found = new List<Conflict>();
        foreach (var organisation in register.Organisations.Where(o => o.Period().Holds(day)).OrderBy(o => o.Key, StringComparer.Ordinal))
        {
            var there = bodies.Of(organisation.Id, day).ToList();
            if (there.Count == 0)
            {
                continue;
            }

            foreach (var lead in register.Rules.LeadsOn(register.TypeOn(organisation.Id, day), day))
            {
                var of = lead.Within.Length == 0 ? there : there.FindAll(b => string.Equals(b.Kind, lead.Within, StringComparison.OrdinalIgnoreCase));
                var posts = of.SelectMany(b => bodies.PostsOf(b.Id, day)).Where(p => string.Equals(p.Title, lead.Value, StringComparison.OrdinalIgnoreCase)).ToList();
                if (!posts.Exists(p => bodies.HoldersOf(p.Id, day).Any()))
                {
                    var has = posts.Count > 0 ? "nobody is known to hold it" : of.Count > 0 ? $"no such post is known in {string.Join(", ", of.Select(b => b.Called))}" : $"no {lead.Within} is known";
                    found.Add(new Conflict(ConflictKind.WithoutLead, organisation.Key, "lead", lead.InWords, $"on {Vintage.Written(day)} {has}", ""));
                }
            }
        }

        return found;
    }
}
