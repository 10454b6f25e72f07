using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Erases a source's words for good, where consent was withdrawn: text, history, index, file, quotations, memos, and every place that repeats them.</summary>
/// <param name="Source">Which source.</param>
[Act("erase-source", Permission.Erase, CanBeUndone = false, Tells = "everything")]
[Refuses("unknown", "there is no such source")]
public sealed record EraseSource(Guid Source) : Act<SourceErased>
{
    /// <inheritdoc/>
    public override async Task<SourceErased> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var source = await acting.FindAsync<Source>(Source);
        (Type, Guid)[] brought = source.ImportId is { } import ? [(typeof(Import), import)] : [];
        return new SourceErased(source.Id, await Erasure.RunAsync(acting, "source", typeof(Source), source.Id, [.. brought, .. await AnswersAsync(acting, source.Id), .. (await acting.Context.Set<Frameworks.FrameworkCell>().Where(c => c.RowId == source.Id).Select(c => c.Id).ToListAsync(acting.Cancel)).Select(id => (typeof(Frameworks.FrameworkCell), id))]));
    }

    /// <summary>The answers of a survey that the source repeats, where it holds open answers: they lose their words with it.</summary>
    internal static async Task<List<(Type, Guid)>> AnswersAsync(Acting acting, Guid source) =>
        (await acting.Context.Set<OpenAnswerText>().Where(t => t.SourceId == source)
            .Join(acting.Context.Set<Response>(), t => t.WaveId, r => r.WaveId, (t, r) => new { t.ItemId, Response = r.Id })
            .Join(acting.Context.Set<Answer>(), t => new { t.ItemId, t.Response }, a => new { a.ItemId, Response = a.ResponseId }, (t, a) => a.Id)
            .ToListAsync(acting.Cancel)).ConvertAll(id => (typeof(Answer), id));

    /// <inheritdoc/>
    public override Task AfterCommitAsync(ActServices services, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(services);
        // What was read from a cut is kept in memory without an end, for a cut does not change: except here.
        services.Cache.Clear();
        return Wiping.RunAsync(services.Database, cancel);
    }
}

/// <summary>A source's words were erased.</summary>
/// <param name="Source">Which source; the row stays, without words.</param>
/// <param name="Rows">Rows that lost words, history included.</param>
public sealed record SourceErased(Guid Source, int Rows);
