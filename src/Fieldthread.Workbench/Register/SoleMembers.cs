using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>Whether a list may have a member under two groups at once: as the rules of the types say, and where they say nothing, as the list itself does.</summary>
internal static class SoleMembers
{
    /// <summary>Refuses a list that has a member under two groups at once that exclude each other.</summary>
    /// <exception cref="RefusedException">It has: <c>overlap</c>.</exception>
    public static void Refuse(IReadOnlyList<GivenRelation> relations, TypesInTime<string> types, TypeRules rules, bool sole)
    {
        if (!sole && !rules.Types.Any())
        {
            return;
        }

        foreach (var group in relations.GroupBy(r => (r.Subject, Kind: Membership.Plain(r.Kind))).Where(g => g.Skip(1).Any()))
        {
            var open = new List<GivenRelation>();
            foreach (var r in group.OrderBy(r => r.When.Period.From ?? int.MinValue))
            {
                open.RemoveAll(o => !o.When.Period.Overlaps(r.When.Period));
                if (open.Find(o => Excludes(o, r)) is { } one)
                {
                    var rule = Ruled(one, r) == true ? $"a {types.On(r.Object, TypeRules.Shared(one.When.Period, r.When.Period).From ?? 0)} has its members to itself, by the rules of the study" : "such a list has it under one at a time";
                    Acting.Refuse("overlap", $"{one.Subject} stands under {one.Object} ({one.When.InWords}) and under {r.Object} ({r.When.InWords}) at once, and {rule}.", "Nothing was imported. Correct the file, or leave the line out.");
                }

                open.Add(r);
            }
        }

        bool? Ruled(GivenRelation one, GivenRelation other) => Membership.Plain(one.Kind) != Membership.MemberOf || one.Object == other.Object ? null
            : rules.Excludes(types, one.Object, other.Object, TypeRules.Shared(one.When.Period, other.When.Period));
        bool Excludes(GivenRelation one, GivenRelation other) => Ruled(one, other) ?? sole;
    }
}
