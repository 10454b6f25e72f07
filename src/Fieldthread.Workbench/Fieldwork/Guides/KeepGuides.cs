using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Guides;

/// <summary>Begins a topic guide, without a version yet.</summary>
/// <param name="Title">Title, unique in the study: for whom it is.</param>
[Act("add-guide", Permission.KeepMaterial, Tells = "guides")]
[Refuses("empty", "the title is empty")]
[Refuses("name-taken", "the study has a guide of that title")]
public sealed record AddGuide(string Title) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = new TopicGuide();
        await NameAsync(acting, row, Title);
        return new Added(acting.Add(row).Id);
    }

    internal static async Task NameAsync(Acting acting, TopicGuide row, string title)
    {
        row.Title = Acting.Given(title, "The title");
        if (await acting.Context.Set<TopicGuide>().AnyAsync(g => g.Title == row.Title && g.Id != row.Id, acting.Cancel))
        {
            Acting.Refuse("name-taken", $"There is already a topic guide “{row.Title}”.", "Add a version to it, or choose another title.");
        }
    }
}

/// <summary>Gives a topic guide another title.</summary>
/// <param name="Guide">Which guide.</param>
/// <param name="Title">Its title.</param>
[Act("rename-guide", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such guide")]
[Refuses("empty", "the title is empty")]
[Refuses("name-taken", "the study has another guide of that title")]
public sealed record RenameGuide(Guid Guide, string Title) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<TopicGuide>(Guide);
        await AddGuide.NameAsync(acting, row, Title);
        return new Added(row.Id);
    }
}

/// <summary>Adds a version to a topic guide, as typed text. A question whose words stood in the version before keeps its lines of inquiry where the text names none.</summary>
/// <param name="Guide">Which guide.</param>
/// <param name="Text">The questions: a heading begins with <c># </c>, a prompt with a dash or an indent, everything else is a question; codes of lines of inquiry may stand in brackets behind it.</param>
/// <param name="Day">Partial date from which it is used; today where empty.</param>
/// <param name="Note">What is new in it, and why.</param>
[Act("add-guide-version", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such guide")]
[Refuses("empty", "the text holds no question")]
[Refuses("too-long", "it holds more questions than a guide has, or a question or prompt longer than two thousand characters")]
[Refuses("bad-date", "the day is no date of the calendar")]
[Refuses("unchanged", "the questions are those of the version before")]
public sealed record AddGuideVersion(Guid Guide, string Text, string Day = "", string Note = "") : Act<GuideVersionKept>
{
    /// <inheritdoc/>
    public override Task<GuideVersionKept> DoAsync(Acting acting) => GuideWriting.AddAsync(acting, Guide, Text, Day, Note);
}

/// <summary>Writes a version anew that no encounter has used yet.</summary>
/// <param name="Version">Which version.</param>
/// <param name="Text">The questions, as for a new version.</param>
/// <param name="Day">Partial date from which it is used; as it was where empty.</param>
/// <param name="Note">What is new in it, and why.</param>
[Act("edit-guide-version", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such version")]
[Refuses("in-use", "an encounter used it")]
[Refuses("empty", "the text holds no question")]
[Refuses("too-long", "it holds more questions than a guide has, or a question or prompt longer than two thousand characters")]
[Refuses("bad-date", "the day is no date of the calendar")]
public sealed record EditGuideVersion(Guid Version, string Text, string Day = "", string Note = "") : Act<GuideVersionKept>
{
    /// <inheritdoc/>
    public override async Task<GuideVersionKept> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<GuideVersion>(Version);
        await GuideWriting.RefuseUsedAsync(acting, row, "changed", "Add a new version to the guide.");
        row.Day = Dates.Read(Day)?.ToString() ?? row.Day;
        row.Note = Acting.Clean(Note);
        var (items, links) = (await GuideWriting.ReadAsync(acting, Text), await GuideWriting.LinesBySaidAsync(acting, row.Id));
        await GuideWriting.ClearAsync(acting, row.Id);
        return await GuideWriting.FillAsync(acting, row, items, links);
    }
}

/// <summary>Takes a version away that no encounter has used; a guide whose last version is taken away goes with it.</summary>
/// <param name="Version">Which version.</param>
[Act("remove-guide-version", Permission.KeepMaterial, Tells = "guides")]
[Refuses("unknown", "there is no such version")]
[Refuses("in-use", "an encounter used it")]
public sealed record RemoveGuideVersion(Guid Version) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.FindAsync<GuideVersion>(Version);
        await GuideWriting.RefuseUsedAsync(acting, row, "taken away", "It stays, so that what was asked can be read.");
        await GuideWriting.ClearAsync(acting, row.Id);
        if (!await acting.Context.Set<GuideVersion>().AnyAsync(v => v.GuideId == row.GuideId && v.Id != row.Id, acting.Cancel))
        {
            acting.Remove(await acting.FindAsync<TopicGuide>(row.GuideId));
        }

        acting.Remove(row);
        return new Added(Version);
    }
}

/// <summary>A version was kept.</summary>
/// <param name="Version">The version.</param>
/// <param name="Number">Its number.</param>
/// <param name="Questions">How many questions it has.</param>
/// <param name="Linked">How many of them ask after a line of inquiry.</param>
/// <param name="FromBefore">How many of these have their lines from the version before.</param>
public sealed record GuideVersionKept(Guid Version, int Number, int Questions, int Linked, int FromBefore);
