using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>Notes that the coded project goes out as it is now, so that it can be merged when it comes back changed. It keeps marks, no words.</summary>
/// <param name="For">For whom or for which program; may be empty.</param>
[Act("note-sent-project", Permission.ReadMaterial, Tells = "sources")]
[Refuses("blind", "the actor codes blind, and what they take out is not the whole project")]
[Refuses("too-long", "for whom it goes out has more than 200 characters")]
public sealed record NoteSentProject(string For = "") : Act<SentNoted>
{
    /// <inheritdoc/>
    public override async Task<SentNoted> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        await MergeChecks.RefuseBlindAsync(acting.Context, acting.Me, acting.Cancel);
        var name = Acting.Clean(For);
        if (name.Length > 200)
        {
            Acting.Refuse("too-long", $"For whom it goes out has {name.Length} characters; 200 are the most.", "Say it shorter.");
        }

        var items = ExchangeItems.Of((await ProjectForExport.ReadAsync(MergeChecks.Asking(acting), false)).Project);
        await ExchangesKept.KeepAsync(acting, cameIn: false, name, items);
        return new SentNoted(items.Count);
    }
}

/// <summary>A going-out was noted.</summary>
/// <param name="Items">How many things the project held.</param>
public sealed record SentNoted(int Items);

/// <summary>The comings and goings of the coded project that were noted, newest first.</summary>
[Question("exchanges", Permission.ReadMaterial)]
public sealed record ExchangeList : Question<IReadOnlyList<ExchangeLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ExchangeLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return [.. (await asking.Context.All<Exchange>().AsNoTracking().OrderByDescending(e => e.MadeIn).ToListAsync(asking.Cancel)).Select(ExchangeLine.Of)];
    }
}

/// <summary>A coming or going of the coded project.</summary>
/// <param name="Act">Number of the act.</param>
/// <param name="CameIn">True where it came in.</param>
/// <param name="Name">Name of the file, or for whom it went out.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Items">How many things it held.</param>
public sealed record ExchangeLine(long Act, bool CameIn, string Name, DateTimeOffset At, int Items)
{
    /// <summary>What it was, in words.</summary>
    public string InWords => $"{(CameIn ? "came in" : "went out")}{(Name.Length > 0 ? (CameIn ? " as " : " for ") + Name : "")}, act {Act.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    internal static ExchangeLine Of(Exchange e) => new(e.MadeIn, e.CameIn, e.Name, e.MadeAt, e.Items);
}

/// <summary>What the acts and questions on exchanges share.</summary>
internal static class MergeChecks
{
    public static async Task RefuseBlindAsync(Store.StudyContext context, Guid? me, CancellationToken cancel)
    {
        if (me is not null && await context.Set<Person>().AnyAsync(p => p.Id == me && p.Blind, cancel))
        {
            Acting.Refuse("blind", "You code blind: what you see of the project is your own part of it, and the rest would seem to be taken away.", "Ask somebody who sees the whole study, or wait until the comparison is over.");
        }
    }

    /// <summary>Asks inside an act what was there before it; nothing of the act has been written yet.</summary>
    public static Asking Asking(Acting acting) => new(acting.Context, acting.Number - 1, acting.Actor, acting.Me, acting.Services.Cache, acting.Cancel) { Open = acting.Services.Database.Open, Services = acting.Services };
}
