using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Sampling;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Sampling;

/// <summary>Choices of sites, the latest first.</summary>
[Question("site-choices", Permission.KeepParticipants)]
public sealed record SiteChoices : Question<IReadOnlyList<SiteChoiceLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SiteChoiceLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var all = await asking.Context.All<SiteChoice>().AsNoTracking().ToListAsync(asking.Cancel);
        return [.. all.OrderByDescending(c => c.Key, NaturalOrder.Instance).Select(c => SiteChoiceLine.Of(c, all))];
    }
}

/// <summary>A choice of sites in full: who, how unlike, what of all candidates is among them, and what it replaced.</summary>
/// <param name="Choice">Its short name: “sc1”.</param>
[Question("site-choice", Permission.KeepParticipants)]
[Refuses("unknown", "there is no such choice")]
public sealed record SiteChoiceInFull(string Choice) : Question<SiteChoiceAnswer>
{
    /// <inheritdoc/>
    public override async Task<SiteChoiceAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var all = await asking.Context.All<SiteChoice>().AsNoTracking().ToListAsync(asking.Cancel);
        var row = all.Find(c => c.Key == (Choice ?? "").Trim()) ?? throw new RefusedException(new Refusal("unknown", $"There is no choice “{Choice}”.", "The page of choices lists them."));
        var (asked, lines) = (Json.Read<SampleAsk>(row.Asked), Json.Read<CandidateLines>(row.Candidates));
        // The search is not made again: what was chosen is read, and only the account of it is reckoned.
        var (table, distances) = asked.Compare(lines.Headings, lines.Rows);
        var outcome = Json.Read<ChoiceOutcome>(row.Outcome);
        var chosen = outcome.Chosen.Select(name => table.Candidates.ToList().FindIndex(c => c.Name == name)).ToList();
        return new SiteChoiceAnswer(SiteChoiceLine.Of(row, all), asked, table.Candidates.Count, outcome, SampleAccount.Of(table, distances, chosen, asked.Published ?? []));
    }
}

/// <summary>A choice of sites.</summary>
/// <param name="Key">Its short name.</param>
/// <param name="Title">What was chosen for.</param>
/// <param name="Reason">Why so many, why by this, why these rules.</param>
/// <param name="Origin">Where the candidates come from.</param>
/// <param name="Size">How many were asked for.</param>
/// <param name="Objective">By what.</param>
/// <param name="Chosen">Who was chosen.</param>
/// <param name="Proven">Whether no better choice exists.</param>
/// <param name="Follows">Short name of the choice in whose place it stands; empty for none.</param>
/// <param name="Declined">Who declined of that one.</param>
/// <param name="DeclinedWhy">Why.</param>
/// <param name="FollowedBy">Short name of the choice that stands in its place; empty while it stands.</param>
/// <param name="Act">The act that recorded it.</param>
public sealed record SiteChoiceLine(
    string Key, string Title, string Reason, string Origin, int Size, SampleObjective Objective, IReadOnlyList<string> Chosen, bool Proven, string Follows, string Declined, string DeclinedWhy, string FollowedBy, long Act)
{
    internal static SiteChoiceLine Of(SiteChoice row, IReadOnlyList<SiteChoice> all)
    {
        var (asked, outcome) = (Json.Read<SampleAsk>(row.Asked), Json.Read<ChoiceOutcome>(row.Outcome));
        return new SiteChoiceLine(
            row.Key, row.Title, row.Reason, row.Origin, asked.Size, asked.Objective, outcome.Chosen, outcome.Proven, all.FirstOrDefault(c => c.Id == row.FollowsId)?.Key ?? "", row.Declined, row.DeclinedWhy,
            all.FirstOrDefault(c => c.FollowsId == row.Id)?.Key ?? "", row.RecordedIn);
    }
}

/// <summary>A choice in full.</summary>
/// <param name="Choice">The choice.</param>
/// <param name="Asked">What was asked.</param>
/// <param name="Candidates">How many candidates there were.</param>
/// <param name="Outcome">What came of it.</param>
/// <param name="Account">Who, how unlike, and what of all is among them.</param>
public sealed record SiteChoiceAnswer(SiteChoiceLine Choice, SampleAsk Asked, int Candidates, ChoiceOutcome Outcome, SampleAccount Account);

/// <summary>Choices of sites, for people.</summary>
internal sealed class ReadableSiteChoices : IReadablePart
{
    public IReadOnlyList<string> Contents => ["site-choices.csv  who was chosen as a site, by what and why, and who declined; it names organisations"];

    public async Task WriteAsync(StudyContext context, ArchiveWriter archive, CancellationToken cancel)
    {
        var all = await context.Set<SiteChoice>().AsNoTracking().OrderBy(c => c.Id).ToListAsync(cancel);
        await archive.WriteTextAsync("site-choices.csv", async text =>
        {
            await Csv.LineAsync(text, "choice", "title", "reason", "candidates from", "asked", "chosen", "value", "bound", "proven", "follows", "declined", "why");
            foreach (var row in all)
            {
                var outcome = Json.Read<ChoiceOutcome>(row.Outcome);
                await Csv.LineAsync(
                    text, row.Key, row.Title, row.Reason, row.Origin, row.Asked, string.Join("; ", outcome.Chosen), outcome.Value.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
                    outcome.Bound.ToString("R", System.Globalization.CultureInfo.InvariantCulture), outcome.Proven ? "yes" : "no", all.Find(c => c.Id == row.FollowsId)?.Key, row.Declined, row.DeclinedWhy);
            }
        });
    }
}
