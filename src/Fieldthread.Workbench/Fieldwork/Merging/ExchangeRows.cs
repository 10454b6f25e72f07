using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Merging;

/// <summary>One going out or coming in of a coded project. When it comes back, what was changed since is told by it.</summary>
[Table("exchanges", "exchange of a coded project")]
public sealed class Exchange : Evidence
{
    /// <summary>True where it came in; false where it went out.</summary>
    public bool CameIn { get; set; }

    /// <summary>Name of the file, or for whom it went out.</summary>
    public string Name { get; set; } = "";

    /// <summary>When, UTC.</summary>
    public DateTimeOffset MadeAt { get; set; }

    /// <summary>Number of the act that noted it.</summary>
    public long MadeIn { get; set; }

    /// <summary>How many things it held.</summary>
    public int Items { get; set; }

    /// <summary>The marks (<see cref="ExchangeMarks"/>); they hold no words.</summary>
    public Guid BlobId { get; set; }
}

/// <summary>Keeps and reads exchanges.</summary>
internal static class ExchangesKept
{
    private const int Most = 30;

    public static async Task KeepAsync(Acting acting, bool cameIn, string name, IReadOnlyList<ExchangeItem> items)
    {
        // One salt for all of a study, so that a project is marked once to be set beside every exchange.
        var salt = (await NewestAsync(acting.Context, 1, acting.Cancel)).Select(e => e.Marks.Salt).FirstOrDefault();
        var blob = await acting.KeepFileAsync("application/vnd.fieldthread.marks", ExchangeMarks.Of(items, salt.IsEmpty ? ExchangeMarks.NewSalt() : salt).ToBytes());
        acting.Add(new Exchange { CameIn = cameIn, Name = name, MadeAt = acting.Now, MadeIn = acting.Number, Items = items.Count, BlobId = blob });
    }

    /// <summary>The exchange on which a project that comes back was most likely made: the one that it is most like; among those alike, the newest.</summary>
    /// <param name="context">The study.</param>
    /// <param name="there">The project.</param>
    /// <param name="madeIn">Number of the act of one exchange, where a person says which.</param>
    /// <param name="cancel">Stops it.</param>
    /// <exception cref="RefusedException">No exchange was noted by that act: <c>unknown</c>.</exception>
    public static async Task<(Exchange Row, ExchangeMarks Marks)?> LikestAsync(StudyContext context, IReadOnlyList<ExchangeItem> there, long? madeIn, CancellationToken cancel)
    {
        var all = await NewestAsync(context, madeIn is null ? Most : int.MaxValue, cancel);
        if (madeIn is { } act)
        {
            return all.Where(e => e.Row.MadeIn == act).Select(e => ((Exchange, ExchangeMarks)?)e).FirstOrDefault()
                ?? throw new RefusedException(new Refusal("unknown", $"No coded project went out or came in with act {act}.", "Name the act of one of the exchanges that the preview lists, or none."));
        }

        var marked = new Dictionary<string, ExchangeMarks>(StringComparer.Ordinal);
        (Exchange Row, ExchangeMarks Marks)? best = null;
        var likest = 0.0;
        foreach (var one in all)
        {
            var salt = Convert.ToHexString(one.Marks.Salt.Span);
            if (!marked.TryGetValue(salt, out var theirs))
            {
                marked[salt] = theirs = ExchangeMarks.Of(there, one.Marks.Salt);
            }

            if (one.Marks.Likeness(theirs) is var likeness && likeness > likest)
            {
                (best, likest) = (one, likeness);
            }
        }

        return best;
    }

    public static async Task<IReadOnlyList<(Exchange Row, ExchangeMarks Marks)>> NewestAsync(StudyContext context, int most, CancellationToken cancel)
    {
        var found = new List<(Exchange, ExchangeMarks)>();
        foreach (var row in await context.All<Exchange>().AsNoTracking().OrderByDescending(e => e.MadeIn).ThenByDescending(e => e.Id).Take(most).ToListAsync(cancel))
        {
            var bytes = await context.ReadAsync("SELECT bytes FROM blobs WHERE study_id = @study AND id = @id", r => (byte[])r.GetValue(0), cancel, ("study", context.Study), ("id", row.BlobId));
            if (bytes.Count == 1)
            {
                found.Add((row, ExchangeMarks.Read(bytes[0])));
            }
        }

        return found;
    }
}
