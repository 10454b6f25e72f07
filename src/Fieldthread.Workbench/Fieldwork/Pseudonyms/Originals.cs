using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Pseudonyms;

/// <summary>Texts as they were before names were replaced: once a pseudonymised revision exists, only those read them who may, also through a cut that was frozen before.</summary>
internal sealed class Originals
{
    private readonly HashSet<Guid> hidden;

    private Originals(HashSet<Guid> hidden) => this.hidden = hidden;

    /// <summary>What is hidden from the asker, by the study as it is now.</summary>
    public static async Task<Originals> OfAsync(Asking asking)
    {
        await using var now = asking.Services.Database.Live(new View(asking.Context.Study));
        if (!await now.All<RevisionStep>().AnyAsync(s => s.Kind == RevisionKind.Pseudonymised, asking.Cancel) || await asking.MayAsync(Permission.ReadOriginals))
        {
            return new Originals([]);
        }

        return await OfAllAsync(now, asking.Cancel);
    }

    /// <summary>What is hidden from everybody who may not read originals, for what is kept in memory for all or goes into files.</summary>
    /// <param name="context">The study; where there are services, it is asked as it is now.</param>
    /// <param name="services">The database; null for the view alone.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<Originals> OfEverybodyAsync(StudyContext context, ActServices? services, CancellationToken cancel)
    {
        await using var now = services?.Database.Live(new View(context.Study));
        return await OfAllAsync(now ?? context, cancel);
    }

    private static async Task<Originals> OfAllAsync(StudyContext now, CancellationToken cancel)
    {
        var chain = await RevisionChain.OfAsync(now, cancel);
        return new Originals([.. chain.All.GroupBy(r => r.Source).SelectMany(g => chain.FirstPseudonymised(g.Key) is { } first ? g.Where(r => r.Number < first.Number) : []).Select(r => r.Id)]);
    }

    /// <summary>True where the asker may not read some revision.</summary>
    public bool HidesAny => hidden.Count > 0;

    /// <summary>True where the asker may not read the revision.</summary>
    public bool Hides(Guid revision) => hidden.Contains(revision);

    /// <summary>Refuses what the asker may not read.</summary>
    /// <exception cref="RefusedException">The revision is hidden: <c>sealed</c>.</exception>
    public void RefuseHidden(Guid revision)
    {
        if (Hides(revision))
        {
            Asking.Refuse("sealed", "This is the text as it was before names were replaced, and your role does not read it.", "Read the newest revision, or ask the study’s lead.");
        }
    }

    /// <summary>The words of a hidden revision covered, sign by sign; those of another as they are.</summary>
    public string Cover(Guid revision, string words) => Hides(revision) ? new ErasedPart(typeof(Revision), revision, [new TextSpan(0, words.Length)]).Cover(words) : words;
}
