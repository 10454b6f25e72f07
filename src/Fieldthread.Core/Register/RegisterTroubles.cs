using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Register;

/// <summary>What cannot be, or hardly can, in a register that is taken as true: memberships beyond a life, closed groups with members, gaps.</summary>
public static class RegisterTroubles
{
    /// <summary>Looks over a register.</summary>
    /// <param name="register">Organisations and relations.</param>
    /// <param name="day">Day on which open groups must have members; later closings are none yet.</param>
    /// <param name="rules">What is stated of types; null for nothing.</param>
    public static IReadOnlyList<Conflict> Of(RegisterData register, int day, TypeRules? rules = null)
    {
        ArgumentNullException.ThrowIfNull(register);
        rules ??= TypeRules.None;
        var lives = register.Organisations.ToDictionary(o => o.Id, StringComparer.Ordinal);
        var types = TypesInTime.Of(register);
        var members = register.Relations.Where(r => Membership.Plain(r.Kind) == Membership.MemberOf && !r.When.Period.IsEmpty).ToList();
        var found = new List<Conflict>();
        foreach (var group in members.GroupBy(m => m.Object, StringComparer.Ordinal))
        {
            Group(lives[group.Key], [.. group], lives, day, found);
            OtherTypes(group.Key, group, types, rules, found);
        }

        foreach (var member in members.GroupBy(m => m.Subject, StringComparer.Ordinal))
        {
            Member(lives[member.Key], [.. member.OrderBy(m => m.When.Period.From ?? int.MinValue)], types, rules, found);
        }

        return [.. found.OrderBy(c => c.Organisation, StringComparer.Ordinal).ThenBy(c => c.Kind).ThenBy(c => c.What, StringComparer.Ordinal)];
    }

    private static void Group(GivenOrganisation group, List<GivenRelation> members, Dictionary<string, GivenOrganisation> lives, int day, List<Conflict> found)
    {
        if (!group.Guessed && group.When.Period.End is { } closed && closed <= day)
        {
            var staying = members.Where(m => (m.When.Period.End ?? int.MaxValue) > closed && (lives[m.Subject].When.Period.End ?? int.MaxValue) > closed).ToList();
            if (staying.Count > 0)
            {
                found.Add(new Conflict(ConflictKind.ClosedWithMembers, group.Id, "closed", $"closed on {group.When.Last}", $"{staying.Count} {(staying.Count == 1 ? "member" : "members")} after that: {Some(staying.ConvertAll(m => m.Subject))}", "both"));
            }
        }
        else if (group.When.Period.Holds(day) && members.TrueForAll(m => !m.When.Period.Holds(day) || !lives[m.Subject].When.Period.Holds(day)))
        {
            var last = members.Max(m => m.When.Period.End ?? int.MinValue);
            found.Add(new Conflict(ConflictKind.OpenWithoutMembers, group.Id, "members", "open", $"the last of {members.Count} {(members.Count == 1 ? "membership" : "memberships")} ended{(last > int.MinValue ? " on " + Vintage.Written(last - 1) : " with its member")}", "both"));
        }
    }

    private static void OtherTypes(string group, IEnumerable<GivenRelation> members, TypesInTime<string> types, TypeRules rules, List<Conflict> found)
    {
        foreach (var m in rules.Types.Any() ? members : [])
        {
            // Over the time in which both kept their types; the first such time tells it.
            foreach (var (when, of) in types.Over(group, m.When.Period).SelectMany(g => types.Over(m.Subject, g.When).Select(s => (s.When, Of: (Group: g.Type, Member: s.Type)))))
            {
                if (rules.MembersIn(of.Group, when) is { Count: > 0 } may && !may.Contains(of.Member))
                {
                    var since = when.From is { } from && from > (m.When.Period.From ?? int.MinValue) ? $", since {Vintage.Written(from)}" : "";
                    found.Add(new Conflict(ConflictKind.MemberOfOtherType, m.Subject, Membership.MemberOf + " " + group, $"member from {m.When.InWords}, of the type {(of.Member.Length > 0 ? of.Member : "not told")}{since}", $"a {of.Group} has members of the type {string.Join(" or ", may)}", "both"));
                    break;
                }
            }
        }
    }

    private static void Member(GivenOrganisation member, List<GivenRelation> memberships, TypesInTime<string> types, TypeRules rules, List<Conflict> found)
    {
        if (!member.Guessed)
        {
            foreach (var m in memberships.Where(m => (member.When.Period.From is { } opened && m.When.Period.From < opened) || (member.When.Period.End is { } closed && (m.When.Period.End ?? int.MaxValue) > closed)))
            {
                found.Add(new Conflict(ConflictKind.OutsideLife, member.Id, Membership.MemberOf + " " + m.Object, $"member from {m.When.InWords}", $"there from {member.When.InWords}", "both"));
            }
        }

        GivenRelation? longest = null;
        foreach (var m in memberships)
        {
            if (longest is not null && longest.When.Period.Overlaps(m.When.Period) && longest.Object != m.Object)
            {
                // A rule of the types may let a member be in both.
                if (rules.Excludes(types, longest.Object, m.Object, TypeRules.Shared(longest.When.Period, m.When.Period)) == false)
                {
                    longest = Longer(longest, m);
                    continue;
                }

                found.Add(new Conflict(ConflictKind.Overlap, member.Id, Membership.MemberOf, $"{longest.Object} from {longest.When.InWords}", $"{m.Object} from {m.When.InWords}", "both"));
            }
            else if (longest?.When.Period.End is { } end && m.When.Period.From > end)
            {
                found.Add(new Conflict(ConflictKind.Gap, member.Id, Membership.MemberOf, $"{longest.Object} to {longest.When.Last}", $"{m.Object} from {m.When.From}", "nobody between"));
            }

            longest = Longer(longest, m);
        }
    }

    private static GivenRelation Longer(GivenRelation? longest, GivenRelation m) => longest is null || (m.When.Period.End ?? int.MaxValue) >= (longest.When.Period.End ?? int.MaxValue) ? m : longest;

    private static string Some(List<string> ids) => string.Join(", ", ids.Order(StringComparer.Ordinal).Take(5)) + (ids.Count > 5 ? " and others" : "");
}
