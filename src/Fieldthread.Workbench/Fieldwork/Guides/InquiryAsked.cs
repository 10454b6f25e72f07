using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Guides;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Guides;

/// <summary>The lines of inquiry of the study, and which encounters used a guide that asks after each; of a cut, what the cut holds.</summary>
[Question("lines-of-inquiry", Permission.ReadStudy)]
public sealed record LinesOfInquiry : Question<InquiryOfStudy>
{
    /// <inheritdoc/>
    public override async Task<InquiryOfStudy> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (context, cancel) = (asking.Context, asking.Cancel);
        var lines = (await context.All<LineOfInquiry>().AsNoTracking().ToListAsync(cancel)).OrderBy(l => l.Ordinal).ToList();
        var guides = (await context.All<TopicGuide>().AsNoTracking().ToListAsync(cancel)).ToDictionary(g => g.Id, g => g.Title);
        var versions = (await context.All<GuideVersion>().AsNoTracking().ToListAsync(cancel)).ToDictionary(v => v.Id);
        var questions = (await context.All<GuideQuestion>().AsNoTracking().Select(q => new { q.Id, q.VersionId }).ToListAsync(cancel)).ToDictionary(q => q.Id, q => q.VersionId);
        var asks = (await context.All<QuestionLine>().AsNoTracking().ToListAsync(cancel)).Where(l => questions.ContainsKey(l.QuestionId)).GroupBy(l => (l.LineId, Version: questions[l.QuestionId])).ToDictionary(g => g.Key, g => g.Count());
        var field = await new Field().AskAsync(asking);
        var used = (await context.All<EncounterDetail>().AsNoTracking().Where(d => d.GuideVersionId != null).ToListAsync(cancel)).ToDictionary(d => d.EncounterId, d => d.GuideVersionId!.Value);
        var asked = new List<AskedAfter>();
        foreach (var line in lines)
        {
            foreach (var e in field.Encounters.Where(e => used.ContainsKey(e.Id)))
            {
                if (asks.TryGetValue((line.Id, used[e.Id]), out var count))
                {
                    var version = versions[used[e.Id]];
                    asked.Add(new AskedAfter(line.Label, e.Name, e.Date, e.Site, e.Phase, guides[version.GuideId], version.Number, count, e.Participants));
                }
            }
        }

        var newest = versions.Values.GroupBy(v => v.GuideId).Select(g => g.MaxBy(v => v.Number)!.Id).ToHashSet();
        var sites = field.Sites.Select(s => s.Name).ToList();
        return new InquiryOfStudy(
            lines.ConvertAll(l => new InquiryLine(l.Id, l.Label, l.Sought, asks.Where(a => a.Key.LineId == l.Id && newest.Contains(a.Key.Version)).Sum(a => a.Value), InquiryReach.Of(l.Label, asked, sites))), asked,
            field.Encounters.Count, field.Encounters.Count(e => used.ContainsKey(e.Id)));
    }
}

/// <summary>Lines of inquiry and how far they were asked after.</summary>
/// <param name="Lines">The lines, in their order.</param>
/// <param name="Asked">Each line with each encounter whose guide asks after it.</param>
/// <param name="Encounters">How many encounters there are.</param>
/// <param name="WithGuide">How many of them say which guide they used.</param>
public sealed record InquiryOfStudy(IReadOnlyList<InquiryLine> Lines, IReadOnlyList<AskedAfter> Asked, int Encounters, int WithGuide);

/// <summary>A line of inquiry.</summary>
/// <param name="Id">The line.</param>
/// <param name="Label">Short code.</param>
/// <param name="Sought">What is sought.</param>
/// <param name="Questions">Questions that ask after it in the newest versions.</param>
/// <param name="Reach">How far it was asked after.</param>
public sealed record InquiryLine(Guid Id, string Label, string Sought, int Questions, InquiryReach Reach);
