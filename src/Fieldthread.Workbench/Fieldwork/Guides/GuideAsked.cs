using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Guides;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Guides;

/// <summary>The topic guides of the study with their versions.</summary>
[Question("topic-guides", Permission.ReadStudy)]
public sealed record TopicGuides : Question<IReadOnlyList<GuideLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<GuideLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var people = await asking.Context.All<Person>().AsNoTracking().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var questions = (await asking.Context.All<GuideQuestion>().AsNoTracking().Select(q => new { q.Id, q.VersionId }).ToListAsync(asking.Cancel)).ToLookup(q => q.VersionId, q => q.Id);
        var linked = (await asking.Context.All<QuestionLine>().AsNoTracking().Select(l => l.QuestionId).ToListAsync(asking.Cancel)).ToHashSet();
        var seen = (await asking.Context.All<Encounter>().AsNoTracking().Select(e => e.Id).ToListAsync(asking.Cancel)).ToHashSet();
        var used = (await asking.Context.All<EncounterDetail>().AsNoTracking().Where(d => d.GuideVersionId != null).Select(d => new { d.EncounterId, Version = d.GuideVersionId!.Value }).ToListAsync(asking.Cancel)).Where(d => seen.Contains(d.EncounterId)).ToLookup(d => d.Version);
        var versions = (await asking.Context.All<GuideVersion>().AsNoTracking().ToListAsync(asking.Cancel)).ToLookup(v => v.GuideId);
        return [.. (await asking.Context.All<TopicGuide>().AsNoTracking().ToListAsync(asking.Cancel)).OrderBy(g => g.Title, NaturalOrder.Instance).Select(g => new GuideLine(g.Id, g.Title, [.. versions[g.Id].OrderBy(v => v.Number).Select(v => new GuideVersionLine(
            v.Id, v.Number, v.Day, v.AuthorId is { } who ? people.GetValueOrDefault(who) : null, v.Note, questions[v.Id].Count(), questions[v.Id].Count(linked.Contains), used[v.Id].Count()))]))];
    }
}

/// <summary>A topic guide.</summary>
/// <param name="Id">The guide.</param>
/// <param name="Title">Its title.</param>
/// <param name="Versions">Its versions, the first first.</param>
public sealed record GuideLine(Guid Id, string Title, IReadOnlyList<GuideVersionLine> Versions);

/// <summary>A version of a guide.</summary>
/// <param name="Id">The version.</param>
/// <param name="Number">Its number.</param>
/// <param name="Day">Partial date from which it was used.</param>
/// <param name="Author">Who brought it in, or null.</param>
/// <param name="Note">What is new in it.</param>
/// <param name="Questions">How many questions it has.</param>
/// <param name="Linked">How many of them ask after a line of inquiry.</param>
/// <param name="Used">In how many encounters it was used.</param>
public sealed record GuideVersionLine(Guid Id, int Number, string Day, string? Author, string Note, int Questions, int Linked, int Used);

/// <summary>A version of a topic guide, with its questions.</summary>
/// <param name="Guide">Which guide.</param>
/// <param name="Number">Which version; null for the newest.</param>
[Question("topic-guide", Permission.ReadStudy)]
[Refuses("unknown", "there is no such guide, or it has no version of that number")]
public sealed record ShowGuide(Guid Guide, int? Number = null) : Question<GuideAsWritten>
{
    /// <inheritdoc/>
    public override async Task<GuideAsWritten> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var guide = (await new TopicGuides().AskAsync(asking)).FirstOrDefault(g => g.Id == Guide) ?? throw new RefusedException(new Refusal("unknown", "There is no such topic guide in this study.", "Look in the list of guides."));
        if (guide.Versions.Count == 0 && Number is null)
        {
            return new GuideAsWritten(guide, null, [], "");
        }

        var version = Number is { } wanted ? guide.Versions.FirstOrDefault(v => v.Number == wanted) : guide.Versions[^1];
        if (version is null)
        {
            Asking.Refuse("unknown", $"“{guide.Title}” has no version {Number}.", guide.Versions.Count == 0 ? "It has none yet." : $"It has versions 1 to {guide.Versions[^1].Number}.");
        }

        var labels = await asking.Context.All<LineOfInquiry>().AsNoTracking().ToDictionaryAsync(l => l.Id, asking.Cancel);
        var rows = await asking.Context.All<GuideQuestion>().AsNoTracking().Where(q => q.VersionId == version.Id).OrderBy(q => q.Ordinal).ToListAsync(asking.Cancel);
        var ids = rows.ConvertAll(q => q.Id);
        var lines = (await asking.Context.All<QuestionLine>().AsNoTracking().Where(l => ids.Contains(l.QuestionId)).ToListAsync(asking.Cancel)).Where(l => labels.ContainsKey(l.LineId)).ToLookup(l => l.QuestionId, l => labels[l.LineId]);
        var questions = rows.ConvertAll(q => new GuideQuestionLine(q.Id, q.Ordinal, q.Section, q.Asks, GuidePrompts.Of(q), [.. lines[q.Id].OrderBy(l => l.Ordinal).Select(l => l.Label)]));
        return new GuideAsWritten(guide, version, questions, GuideText.Write(questions.Select(q => q.AsItem()), withLines: true));
    }
}

/// <summary>A version with its questions.</summary>
/// <param name="Guide">The guide with all its versions.</param>
/// <param name="Version">The version; null where the guide has none yet.</param>
/// <param name="Questions">Its questions, in order.</param>
/// <param name="Text">The same as text that can be read again.</param>
public sealed record GuideAsWritten(GuideLine Guide, GuideVersionLine? Version, IReadOnlyList<GuideQuestionLine> Questions, string Text);

/// <summary>A question of a version.</summary>
/// <param name="Id">The question.</param>
/// <param name="Ordinal">From 1.</param>
/// <param name="Section">Heading, or empty.</param>
/// <param name="Words">The question.</param>
/// <param name="Prompts">Its prompts.</param>
/// <param name="Lines">Codes of the lines of inquiry after which it asks.</param>
public sealed record GuideQuestionLine(Guid Id, int Ordinal, string Section, string Words, IReadOnlyList<string> Prompts, IReadOnlyList<string> Lines)
{
    internal GuideItem AsItem() => new(Section, Words, Prompts, Lines);
}

/// <summary>Two versions of a topic guide side by side.</summary>
/// <param name="Guide">Which guide.</param>
/// <param name="From">Number of the former; null for the one before <paramref name="To"/>.</param>
/// <param name="To">Number of the later; null for the newest.</param>
[Question("compare-guide-versions", Permission.ReadStudy)]
[Refuses("unknown", "there is no such guide, or it has no version of that number")]
public sealed record CompareGuideVersions(Guid Guide, int? From = null, int? To = null) : Question<RevisionComparison>
{
    /// <inheritdoc/>
    public override async Task<RevisionComparison> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var later = await new ShowGuide(Guide, To).AskAsync(asking);
        var to = later.Version?.Number ?? 0;
        var former = await new ShowGuide(Guide, From ?? Math.Max(1, to - 1)).AskAsync(asking);
        var (old, next) = (Text(former), Text(later));
        var map = TextDiff.Map(old, next);
        var lines = DiffLine.Of(old, next, map, out var total);
        return new RevisionComparison(Guide, former.Version!.Number, to, null, lines, total, map.Changes.Count, null);
    }

    private static string Text(GuideAsWritten guide) => GuideText.Write(guide.Questions.Select(q => q.AsItem()), withLines: false);
}
