using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Register;

/// <summary>The words in which a policy of rolling up is asked for and told.</summary>
public static class RollUpWords
{
    /// <summary>The policies, with what each does.</summary>
    public static IReadOnlyList<(string Word, RollUpKind Kind, string InWords)> Policies { get; } =
    [
        ("as-published", RollUpKind.AsPublished, "each member in the group that the file names in the period"),
        ("member-then", RollUpKind.MemberThen, "each member in its group of the period"),
        ("carried", RollUpKind.Carried, "each member in its group of the period, carried along successions to the day"),
        ("frozen", RollUpKind.Frozen, "each member in its group of the day, whatever the period"),
        ("apportioned", RollUpKind.Apportioned, "as carried, and shared where several stand in a group’s place"),
    ];

    /// <summary>Where memberships are taken from.</summary>
    public static IReadOnlyList<(string Word, RollUpBasis Basis, string InWords)> Bases { get; } =
        [("register", RollUpBasis.Register, "memberships of the register"), ("published", RollUpBasis.Published, "groups as published with the figures")];

    /// <summary>What becomes of members without a group on the day.</summary>
    public static IReadOnlyList<(string Word, OrphanRule Rule, string InWords)> OrphanRules { get; } =
        [("drop", OrphanRule.Drop, "dropped"), ("last-known", OrphanRule.LastKnown, "in the last group that they had"), ("via-successor", OrphanRule.ViaSuccessor, "in the group of their successor")];

    /// <summary>Days of a period on which memberships are looked up.</summary>
    public static IReadOnlyList<(string Word, DayOfPeriod Day)> Days { get; } = [("last", DayOfPeriod.Last), ("first", DayOfPeriod.First), ("middle", DayOfPeriod.Middle)];

    /// <summary>By what figures are shared.</summary>
    public static IReadOnlyList<(string Word, ShareBy ShareBy, string InWords)> Shares { get; } = [("members", ShareBy.Members, "by members in common"), ("equal", ShareBy.Equal, "in equal parts")];

    /// <summary>Why a figure went to no group, in words.</summary>
    public static string InWords(Unplaced why) => why switch
    {
        Unplaced.MemberUnknown => "the register does not know the member",
        Unplaced.NoGroup => "the member had no group then",
        Unplaced.GroupUnknown => "the register does not know the group",
        Unplaced.Split => "its group became several",
        Unplaced.CameOfSeveral => "its group came out of several",
        Unplaced.GroupEnded => "its group ended without a successor",
        Unplaced.GroupNotYet => "its group had not begun",
        Unplaced.Orphan => "no group on the day, dropped",
        Unplaced.NeverBefore => "no group on the day or before it",
        Unplaced.NoSuccessor => "no group on the day and no successor with one",
        _ => "its group became several and no member shows the shares",
    };

    /// <summary>Reads a policy.</summary>
    /// <exception cref="RefusedException">A word of it is none: <c>unknown-policy</c>; it needs a date and has none: <c>no-date</c>; the date is none: <c>bad-date</c>.</exception>
    internal static RollUpPolicy Read(string? policy, string? to, string? basis, string? orphans, string? day, string? shareBy)
    {
        var kind = Of(policy, "policy", Policies.Select(p => (p.Word, p.Kind)), RollUpKind.AsPublished);
        var date = Studies.Dates.Read(to);
        var read = new RollUpPolicy(
            kind, kind == RollUpKind.AsPublished ? RollUpBasis.Published : Of(basis, "basis", Bases.Select(b => (b.Word, b.Basis)), RollUpBasis.Register), date?.First.DayNumber,
            Of(orphans, "rule for members without a group", OrphanRules.Select(o => (o.Word, o.Rule)), OrphanRule.LastKnown), Of(day, "day of a period", Days, DayOfPeriod.Last),
            Of(shareBy, "way to share", Shares.Select(s => (s.Word, s.ShareBy)), ShareBy.Members));
        if (read.NeedsDay && read.To is null)
        {
            Asking.Refuse("no-date", $"“{policy}” restates figures on the groups of one day, and no date was given.", "Give the date: 2021-04-01.");
        }

        return read.NeedsDay ? read : read with { To = null };
    }

    private static T Of<T>(string? given, string what, IEnumerable<(string Word, T Is)> words, T otherwise)
    {
        var word = (given ?? "").Trim();
        var all = words.ToList();
        return word.Length == 0 ? otherwise : all.FindIndex(w => string.Equals(w.Word, word, StringComparison.OrdinalIgnoreCase)) is >= 0 and var at ? all[at].Is
            : throw new RefusedException(new Refusal("unknown-policy", $"“{word}” is no {what}.", $"There are {string.Join(", ", all.Select(w => w.Word))}."));
    }
}

/// <summary>A policy as it stands beside a result.</summary>
/// <param name="Policy">Its word.</param>
/// <param name="Basis">Where memberships were taken from.</param>
/// <param name="To">The day to which it restates; null where it does not.</param>
/// <param name="Orphans">What became of members without a group on that day; null where the policy does not ask.</param>
/// <param name="Day">Day of each period on which memberships were looked up.</param>
/// <param name="ShareBy">By what figures were shared; null where nothing was.</param>
/// <param name="FrozenAt">The period whose published groups were taken for those of the day; null where none were.</param>
/// <param name="KnownOn">Only what was known by then; null for all.</param>
/// <param name="Register">The register of which list, or as known on which date; null as it stands.</param>
/// <param name="InWords">All of it as a sentence.</param>
public sealed record PolicyTold(string Policy, string Basis, string? To, string? Orphans, string Day, string? ShareBy, string? FrozenAt, string? KnownOn, string? Register, string InWords)
{
    internal static PolicyTold Of(RollUpResult result, string? knownOn, AsKnown register)
    {
        var p = result.Policy;
        var (word, _, says) = RollUpWords.Policies.First(w => w.Kind == p.Kind);
        var basis = RollUpWords.Bases.First(b => b.Basis == p.Basis);
        var day = RollUpWords.Days.First(d => d.Day == p.Day).Word;
        var to = p.To is { } t ? DateOnly.FromDayNumber(t).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
        var orphans = p.Kind == RollUpKind.Frozen ? RollUpWords.OrphanRules.First(o => o.Rule == p.Orphans) : default;
        var share = p.Kind == RollUpKind.Apportioned ? RollUpWords.Shares.First(s => s.ShareBy == p.ShareBy) : default;
        var words = $"{char.ToUpperInvariant(says[0])}{says[1..]}{(to is null ? "" : $", {to}")}; by the {basis.InWords}"
            + (result.FrozenAt is { } at ? $" of {at.Name}" : p.Kind is RollUpKind.AsPublished or RollUpKind.Frozen ? "" : $", on the {day} day of each period")
            + (orphans.Word is null ? "" : $"; members without a group on the day are {(p.Orphans == OrphanRule.Drop ? "dropped" : "counted " + orphans.InWords)}")
            + (share.Word is null ? "" : $"; shared {share.InWords}") + (knownOn is null ? "" : $"; figures as known on {knownOn}")
            + (register.IsNow ? "" : register.Vintage is { Length: > 0 } list ? $"; groups and members as the list “{list}” has them" : $"; groups and members as known on {register.Known}") + ".";
        return new PolicyTold(word, basis.Word, to, orphans.Word, day, share.Word, result.FrozenAt?.Name, knownOn, register.IsNow ? null : register.Vintage ?? register.Known, words);
    }
}

/// <summary>What a roll-up is asked with, and the work itself.</summary>
internal sealed record RolledUp(IndicatorIndex Index, RegisterIndex Register, RollUpResult Result, PolicyTold Told)
{
    /// <summary>Rolls up a measure, or of it the part that is asked for.</summary>
    public static async Task<RolledUp> OfAsync(Asking asking, string measure, RollUpPolicy policy, string? knownOn, string register, string part = "")
    {
        var known = Studies.Dates.Read(knownOn);
        var found = await IndicatorIndex.FindAsync(asking.Context, measure, asking.Cancel);
        if (found.Kind == MeasureKind.RatioOnly)
        {
            Asking.Refuse(
                "ratio-only", $"“{found.Key}” holds ratios without their numerators and denominators. A group’s ratio is the sum of the numerators over the sum of the denominators; from the ratios alone it cannot be made, and their mean would weigh a small member as much as a large one.",
                "Bring in a file with numerator and denominator.");
        }

        var which = string.IsNullOrWhiteSpace(register) ? default : PartialDate.TryParse(register, out _) ? new AsKnown(register.Trim(), null) : new AsKnown(null, register.Trim());

        // A page asks for one result in three ways; it is made once for each state of the study.
        return await asking.Cache.GetAsync($"rolled up {found.Id} {policy} {known}{which.Words} {part}", asking.Context.View, asking.Head, () => MakeAsync(asking, found, policy, known, which, part));
    }

    private static async Task<RolledUp> MakeAsync(Asking asking, Measure found, RollUpPolicy policy, PartialDate? known, AsKnown which, string part)
    {
        var index = await IndicatorIndex.OfAsync(asking, found, known?.Last.DayNumber);
        var register = await RegisterIndex.OfAsync(asking, which);
        var memberships = await MembershipIndex.OfAsync(asking, Membership.MemberOf, which);
        var asked = new RollUpRegister(memberships, register.Lineage, register.Organisations.ToDictionary(o => o.Id, o => o.Period()));
        try
        {
            var result = RollUp.Of(new IndicatorCodes(register).Figures(index, policy, part), asked, policy);
            return new RolledUp(index, register, result, PolicyTold.Of(result, known?.ToString(), which));
        }
        catch (OverflowException)
        {
            Asking.Refuse("too-many-digits", $"The sums of “{found.Key}” have more digits than can be held exactly, and they are not rounded.", "Bring the figures in with fewer decimal places.");
            throw;
        }
    }

    /// <summary>How a group is called: on the day to which the result is restated, or else in the period.</summary>
    public (Guid? Id, string Code, string Name) Called(RollUpGroup group, int period)
    {
        if (group.Organisation is not { } id)
        {
            return (null, group.Code, group.Code);
        }

        var day = Result.Policy.To ?? Result.Policy.DayIn(Result.Periods[period]);
        return (id, Register.CodeOf(id, day) ?? Register.Find(id)?.Key ?? "", Register.NameOf(id, day));
    }
}
