using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>A change of the way in which a study works with its material.</summary>
[Table("stance_changes", "change of the way of working")]
public sealed class StanceChange : Evidence
{
    /// <summary>As it was.</summary>
    public Stance Former { get; set; }

    /// <summary>As it became.</summary>
    public Stance Next { get; set; }

    /// <summary>Why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who changed it.</summary>
    [RefersTo(typeof(Person))]
    public Guid? AuthorId { get; set; }

    /// <summary>When, UTC.</summary>
    public DateTimeOffset ChangedAt { get; set; }
}

/// <summary>Changes how the study works with its material, and with it what is offered. It is not undone but changed again, so that every change stays told.</summary>
/// <param name="Stance">The new way of working.</param>
/// <param name="Reason">Why: a methods section has to say it.</param>
[Act("change-stance", Permission.KeepStudy, CanBeUndone = false)]
[Refuses("empty", "no reason is given")]
[Refuses("unchanged", "the study works so already")]
[Refuses("in-use", "somebody codes blind, which the new way of working does not offer")]
public sealed record ChangeStance(Stance Stance, string Reason) : Act<StanceConsequences>
{
    /// <inheritdoc/>
    public override async Task<StanceConsequences> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var reason = Acting.Given(Reason, "The reason");
        var detail = await acting.Context.Set<StudyDetail>().AsTracking().FirstAsync(acting.Cancel);
        if (detail.Stance == Stance)
        {
            Acting.Refuse("unchanged", $"The study works by {StanceOffers.InWords(Stance)} already.", "Choose another way, or leave it.");
        }

        var consequences = await StanceConsequences.OfAsync(acting.Context, detail.Stance, Stance, acting.Cancel);
        if (consequences.Stops.Count > 0)
        {
            Acting.Refuse("in-use", consequences.Stops[0], "Give them a seat that sees all codings first, on the Team page or with: fieldthread do seat.");
        }

        acting.Add(new StanceChange { Former = detail.Stance, Next = Stance, Reason = reason, AuthorId = acting.Me, ChangedAt = acting.Now });
        detail.Stance = Stance;
        return consequences;
    }
}

/// <summary>What a change of the way of working brings.</summary>
/// <param name="From">As it is.</param>
/// <param name="To">As it would be.</param>
/// <param name="Gained">What is offered then and is not now, in words.</param>
/// <param name="Lost">What is offered now and is not then, with why, in words.</param>
/// <param name="Stays">What was made by what is lost, and stays as it is.</param>
/// <param name="Stops">What stands against it, in words; none where it can be done.</param>
public sealed record StanceConsequences(Stance From, Stance To, IReadOnlyList<string> Gained, IReadOnlyList<string> Lost, IReadOnlyList<string> Stays, IReadOnlyList<string> Stops)
{
    internal static async Task<StanceConsequences> OfAsync(StudyContext context, Stance from, Stance to, CancellationToken cancel)
    {
        var lost = StanceOffers.Of(from).Where(o => !to.Offers(o)).ToList();
        var stops = new List<string>();
        if (lost.Contains(Offer.BlindCoding))
        {
            var blind = await context.Set<Person>().AsNoTracking().Where(p => p.Blind && p.Role != null).OrderBy(p => p.Id).Select(p => p.Name).ToListAsync(cancel);
            if (blind.Count > 0)
            {
                stops.Add($"{string.Join(", ", blind)} {(blind.Count == 1 ? "codes" : "code")} blind, which {StanceOffers.InWords(to)} does not offer.");
            }
        }

        var stays = new List<string> { "Every coding, code, memo and claim stays as it is." };
        if (lost.Contains(Offer.Coreq) || lost.Contains(Offer.Rtarg))
        {
            stays.Add("What was written to a checklist stays; each list can still be opened where a journal asks for it.");
        }

        return new StanceConsequences(from, to, [.. StanceOffers.Of(to).Where(o => !from.Offers(o)).Select(StanceOffers.InWords)], [.. lost.Select(o => $"{StanceOffers.InWords(o)}: {StanceOffers.WhyNot(to, o)}")], stays, stops);
    }
}

/// <summary>How the study works with its material, what that offers, and how it was changed.</summary>
[Question("stance", Permission.ReadStudy)]
public sealed record StanceOfStudy : Question<StanceAnswer>
{
    /// <inheritdoc/>
    public override async Task<StanceAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var stance = await asking.Context.All<StudyDetail>().AsNoTracking().Select(d => d.Stance).FirstAsync(asking.Cancel);
        var people = await asking.Context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var changes = (await asking.Context.All<StanceChange>().AsNoTracking().ToListAsync(asking.Cancel)).OrderBy(c => c.Id).Select(c => new StanceChangeLine(c.Former, c.Next, c.Reason, c.AuthorId is { } who ? people.GetValueOrDefault(who) : null, c.ChangedAt)).ToList();
        var others = new List<StanceConsequences>();
        foreach (var other in Enum.GetValues<Stance>().Where(s => s != stance))
        {
            others.Add(await StanceConsequences.OfAsync(asking.Context, stance, other, asking.Cancel));
        }

        return new StanceAnswer(stance, [.. Enum.GetValues<Offer>().Select(o => new OfferLine(o, StanceOffers.InWords(o), stance.Offers(o), stance.Offers(o) ? "" : StanceOffers.WhyNot(stance, o)) { Reckoned = StanceOffers.Reckons(o) })], changes, others);
    }
}

/// <summary>The way of working of a study.</summary>
/// <param name="Stance">As it is.</param>
/// <param name="Offers">What fits some ways of working, and whether it fits this one.</param>
/// <param name="Changes">How it was changed, the first first.</param>
/// <param name="Others">What a change to each other way would bring.</param>
public sealed record StanceAnswer(Stance Stance, IReadOnlyList<OfferLine> Offers, IReadOnlyList<StanceChangeLine> Changes, IReadOnlyList<StanceConsequences> Others);

/// <summary>Something that fits some ways of working.</summary>
/// <param name="Offer">What.</param>
/// <param name="InWords">In words.</param>
/// <param name="Offered">Whether it is offered.</param>
/// <param name="Why">Why not; empty where it is.</param>
public sealed record OfferLine(Offer Offer, string InWords, bool Offered, string Why)
{
    /// <summary>Whether the program does it already.</summary>
    public required bool Reckoned { get; init; }
}

/// <summary>A change of the way of working.</summary>
/// <param name="Former">As it was.</param>
/// <param name="Next">As it became.</param>
/// <param name="Reason">Why.</param>
/// <param name="Author">Who changed it, or null.</param>
/// <param name="ChangedAt">When, UTC.</param>
public sealed record StanceChangeLine(Stance Former, Stance Next, string Reason, string? Author, DateTimeOffset ChangedAt);

/// <summary>The gate that acts ask before they do what a way of working may not offer.</summary>
internal static class StanceGate
{
    /// <summary>Refuses what the study’s way of working does not offer.</summary>
    /// <exception cref="RefusedException"><c>not-offered</c>.</exception>
    public static async Task RefuseAsync(StudyContext context, Offer offer, CancellationToken cancel)
    {
        var stance = await context.Set<StudyDetail>().AsNoTracking().Select(d => d.Stance).FirstAsync(cancel);
        if (!stance.Offers(offer))
        {
            throw new RefusedException(new Refusal("not-offered", $"A study by {StanceOffers.InWords(stance)} does not offer {StanceOffers.InWords(offer)}. {StanceOffers.WhyNot(stance, offer)}", "If the study does work otherwise, change its way of working first, with the reason: Studies → Set up → Way of working."));
        }
    }

    /// <summary>Refuses to change the way of working by the way.</summary>
    /// <exception cref="RefusedException"><c>stance-apart</c>.</exception>
    public static void RefuseByTheWay(StudyDetail detail, Stance? given)
    {
        if (given is { } other && other != detail.Stance)
        {
            Acting.Refuse("stance-apart", $"The study works by {StanceOffers.InWords(detail.Stance)}; that is changed by an act of its own, which tells what follows.", "Use change-stance, or leave the way of working out.");
        }
    }
}
