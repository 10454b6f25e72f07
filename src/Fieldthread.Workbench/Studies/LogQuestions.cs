using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>The log of the study, newest first, a page at a time.</summary>
/// <param name="Before">Only acts before this number; null for the newest.</param>
/// <param name="Most">How many lines at most, 1 to 500.</param>
[Question("log", Permission.ReadStudy)]
public sealed record LogOfStudy(long? Before = null, int Most = 50) : Question<LogPage>
{
    /// <inheritdoc/>
    public override async Task<LogPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var most = Math.Clamp(Most, 1, 500);
        var before = Math.Min(Before ?? long.MaxValue, asking.Head + 1);
        var acts = asking.Context.Set<ActEntry>().Where(e => e.StudyId == asking.Context.Study && e.Seq <= asking.Head);
        var entries = await acts.Where(e => e.Seq < before).OrderByDescending(e => e.Seq).Take(most)
            .Select(e => new { e.Seq, e.Name, e.At, e.ActorId, e.Undoes }).ToListAsync(asking.Cancel);
        var numbers = entries.ConvertAll(e => (long?)e.Seq);
        var undone = (await acts.Where(e => numbers.Contains(e.Undoes)).Select(e => new { e.Seq, e.Undoes }).ToListAsync(asking.Cancel))
            .GroupBy(e => e.Undoes!.Value).ToDictionary(g => g.Key, g => g.Max(e => e.Seq));
        var names = (await asking.Context.Set<Person>().Where(p => p.AccountId != null).Select(p => new { p.AccountId, p.Name }).ToListAsync(asking.Cancel))
            .GroupBy(p => p.AccountId!.Value).ToDictionary(g => g.Key, g => g.First().Name);
        var lines = entries.ConvertAll(e => new LogLine(e.Seq, e.Name, e.At, Who(e.ActorId), e.Undoes, undone.TryGetValue(e.Seq, out var by) ? by : null, CanBeUndone(e.Name)));
        return new LogPage(lines, lines.Count == most && lines[^1].Act > 1 ? lines[^1].Act : null);

        string Who(Guid? account) => account is not { } id ? Actor.Program.Name : names.GetValueOrDefault(id, "somebody without a part in the study");
    }

    private static bool CanBeUndone(string name) => Catalogue.Acts.TryGetValue(name, out var act) && act.Act!.CanBeUndone;
}

/// <summary>One act as listed.</summary>
/// <param name="Act">Its number.</param>
/// <param name="Name">Its name: <c>add-coding</c>.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Actor">Who, by the name they have in the study.</param>
/// <param name="Undoes">The act that it undid.</param>
/// <param name="UndoneIn">The newest act that undid it.</param>
/// <param name="CanBeUndone">False for acts that fixed something for good.</param>
public sealed record LogLine(long Act, string Name, DateTimeOffset At, string Actor, long? Undoes, long? UndoneIn, bool CanBeUndone);

/// <summary>A page of the log.</summary>
/// <param name="Lines">Newest first.</param>
/// <param name="Next">What to ask for as <see cref="LogOfStudy.Before"/> to read on; null at the first act.</param>
public sealed record LogPage(IReadOnlyList<LogLine> Lines, long? Next);
