using System.Text;
using Fieldthread.Core.Publishing;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Publishing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Publishing;

/// <summary>Lets the public page of the study out as its setup is now: why, what, when, who. It stays so until the lead lets it out anew or takes it back; published reports join it by themselves.</summary>
[Act("publish-study-page", Permission.Publish, CanBeUndone = false, Tells = "publications")]
[Refuses("empty", "the study says neither what it is about nor why it is done")]
[Refuses("names-somebody", "a text of the setup holds the pseudonym of a participant or a site, or the name of an organisation that is a site")]
[Refuses("too-large", "the page would weigh more than sixty kilobytes")]
public sealed record PublishStudyPage : Act<StudyPagePublished>
{
    /// <inheritdoc/>
    public override async Task<StudyPagePublished> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var study = await StudyPages.ReadAsync(acting.Context, DateOnly.FromDateTime(acting.Now.UtcDateTime), acting.Cancel);
        if (study.Summary.Length == 0 && study.Purpose.Length == 0)
        {
            Acting.Refuse("empty", "The study says neither what it is about nor why it is done.", "Write it under Set up.");
        }

        if (await StudyPages.NamedAsync(acting.Context, study, acting.Cancel) is { } named)
        {
            Acting.Refuse("names-somebody", named.What == StudyPages.BoundName ? $"{named.Where} holds {named.What}." : $"{named.Where} holds “{named.Name}”, which is {named.What}.", "Nobody who took part and no site is named on a public page. Write it without the name.");
        }

        var slug = await acting.Context.Set<StudyHead>().Where(h => h.Id == acting.Context.Study).Select(h => h.Slug).SingleAsync(acting.Cancel);
        var bytes = Encoding.UTF8.GetByteCount(StudyHtml.Write(study, acting.Now, [], "/p/" + slug));
        if (bytes > StudyHtml.MostBytes)
        {
            Acting.Refuse("too-large", $"The page would weigh {bytes / 1000} kB, and {StudyHtml.MostBytes / 1000} are the most.", "Shorten what the study says of itself.");
        }

        var row = await acting.Context.Set<PublicStudyPage>().AsTracking().FirstOrDefaultAsync(acting.Cancel) ?? acting.Add(new PublicStudyPage());
        (row.Content, row.PublishedAt) = (Json.Write(study), acting.Now);
        return new StudyPagePublished("/p/" + slug, bytes);
    }
}

/// <summary>The public page was let out.</summary>
/// <param name="Address">Where it stands.</param>
/// <param name="Bytes">Its size.</param>
public sealed record StudyPagePublished(string Address, int Bytes);

/// <summary>Takes the public page of the study off its address. Published reports stay.</summary>
[Act("withdraw-study-page", Permission.Publish, CanBeUndone = false, Tells = "publications")]
[Refuses("unknown", "the study has no public page")]
public sealed record WithdrawStudyPage : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var row = await acting.Context.Set<PublicStudyPage>().AsTracking().FirstOrDefaultAsync(acting.Cancel)
            ?? throw new RefusedException(new Refusal("unknown", "The study has no public page.", "There is nothing to take back."));
        acting.Remove(row);
        return new Added(row.Id);
    }
}

/// <summary>The public page of the study: where it stands, and what it would say now.</summary>
[Question("study-page", Permission.ReadStudy)]
public sealed record StudyPageOf : Question<StudyPageAnswer>
{
    /// <inheritdoc/>
    public override async Task<StudyPageAnswer> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var now = await StudyPages.ReadAsync(asking.Context, DateOnly.FromDateTime(asking.Services.Clock.GetUtcNow().UtcDateTime), asking.Cancel);
        var row = await asking.Context.All<PublicStudyPage>().FirstOrDefaultAsync(asking.Cancel);
        var slug = await asking.Context.Set<StudyHead>().Where(h => h.Id == asking.Context.Study).Select(h => h.Slug).SingleAsync(asking.Cancel);
        return new StudyPageAnswer("/p/" + slug, row?.PublishedAt, row is not null && row.Content != Json.Write(now), now);
    }
}

/// <summary>The public page of a study.</summary>
/// <param name="Address">Where it stands, or would stand.</param>
/// <param name="PublishedAt">When it was let out, UTC; null where it is not public.</param>
/// <param name="Older">True where the setup has changed since.</param>
/// <param name="Now">What it would say now.</param>
public sealed record StudyPageAnswer(string Address, DateTimeOffset? PublishedAt, bool Older, PublicStudy Now);
