using Fieldthread.Commands;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;
using Passage = Fieldthread.Workbench.Fieldwork.Passage;

namespace Fieldthread.Bench;

/// <summary>A study filled past the acts, by bulk insert: texts, passages, codes and as many codings as asked.</summary>
/// <param name="Study">Its local number.</param>
/// <param name="Revisions">Texts with their ids; the first is the longest.</param>
/// <param name="Sources">Ids of the sources, in the same order.</param>
/// <param name="Codes">Ids of the codes.</param>
/// <param name="Sample">What the study held before; null for one begun for it.</param>
internal sealed record Filled(int Study, IReadOnlyList<(Guid Id, string Text)> Revisions, IReadOnlyList<Guid> Sources, IReadOnlyList<Guid> Codes, FilledSample? Sample)
{
    private const int Codings600 = 5_000;

    /// <summary>Fills a study of 200 codes; its first text is one of 600,000 characters with 5,000 codings.</summary>
    public static async Task<Filled> MakeAsync(Workshop workshop, Actor actor, FilledSample? sample, Invented invented, int characters, int codings, CancellationToken cancel)
    {
        var study = sample is null ? (await workshop.DoAsync(0, new StartStudy("Many codings", "Invented."), actor, cancel: cancel)).Study
            : await StudyDirectory.FindAsync(workshop.Database, sample.Study, cancel) ?? throw new InvalidOperationException($"The study “{sample.Study}” is not there.");
        await using var context = workshop.Database.Live(new View(study));
        await using var transaction = await context.Database.BeginTransactionAsync(cancel);
        var act = await context.Set<StudyHead>().Where(h => h.Id == study).Select(h => h.Head).SingleAsync(cancel);
        var sites = Enumerable.Range(1, 8).Select(i => new Site { Name = $"Large site {i}" }).ToList();
        var people = Enumerable.Range(1, 2).Select(i => new Person { Name = $"coder-{i}" }).ToList();
        var codes = Enumerable.Range(0, 200).Select(i => new Code { Name = $"code {i:000}", Ordinal = 1000 + i }).ToList();
        await BulkInsert.InsertAsync(context, sites, act, cancel);
        await BulkInsert.InsertAsync(context, people, act, cancel);
        await BulkInsert.InsertAsync(context, codes, act, cancel);
        var revisions = new List<(Guid Id, string Text)>();
        var sources = new List<Guid>();
        for (var written = 0; written < characters; written += revisions[^1].Text.Length)
        {
            var text = invented.Text(revisions.Count == 0 ? 600_000 : 45_000);
            sources.Add(await TextAsync(context, act, text, sites[revisions.Count % sites.Count].Id, $"Interview {revisions.Count:0000}", revisions, cancel));
        }

        const int atOnce = 50_000;
        for (var from = 0; from < codings; from += atOnce)
        {
            await BulkInsert.InsertAsync(context, Enumerable.Range(from, Math.Min(atOnce, codings - from)).Select(i => Coding(invented, revisions, codes, people, i)).ToList(), act, cancel);
        }

        await transaction.CommitAsync(cancel);
        if (workshop.Database.Provider == Provider.PostgreSql)
        {
            // What PostgreSQL does by itself within a minute; a bench that runs on at once would measure the minute.
            await using var after = workshop.Database.Live(new View(study));
            await after.ExecuteAsync("VACUUM ANALYZE", cancel);
        }

        return new Filled(study, revisions, sources, codes.ConvertAll(c => c.Id), sample);
    }

    private static Coding Coding(Invented invented, List<(Guid Id, string Text)> revisions, List<Code> codes, List<Person> people, int number)
    {
        var (id, text) = revisions[number < Codings600 || revisions.Count == 1 ? 0 : 1 + invented.Next(revisions.Count - 1)];
        var span = invented.Stretch(text);
        return new Coding { RevisionId = id, Start = span.Start, End = span.End, CodeId = codes[invented.Next(codes.Count)].Id, CoderId = people[invented.Next(people.Count)].Id };
    }

    private static async Task<Guid> TextAsync(LiveContext context, long act, string text, Guid site, string name, List<(Guid Id, string Text)> revisions, CancellationToken cancel)
    {
        var source = new Source { Name = name, QuotingBasis = QuotingBasis.PublicRecord };
        var revision = new Revision { SourceId = source.Id, Number = 1, Text = text, Length = text.Length };
        var split = PassageSplitter.Split(text);
        var row = await BulkInsert.ReserveSearchRowsAsync(context, split.Count, cancel);
        await BulkInsert.InsertAsync(context, [source], act, cancel);
        await BulkInsert.InsertAsync(context, [new SourceSite { SourceId = source.Id, SiteId = site }], act, cancel);
        await BulkInsert.InsertAsync(context, [revision], act, cancel);
        await BulkInsert.InsertAsync(context, split.Select((p, i) => new Passage
        {
            RevisionId = revision.Id,
            Ordinal = i + 1,
            Start = p.Span.Start,
            End = p.Span.End,
            WordsStart = p.Words.Length > 0 ? p.Words.Start : p.Span.Start,
            Speaker = p.Speaker,
            SearchRow = row + i,
        }).ToList(), act, cancel);
        await BulkInsert.InsertTermsAsync(context, split.Select((p, i) => new PassageTerms(row + i, SearchTerms.Line(p.Span.Of(text)))).ToList(), cancel);
        revisions.Add((revision.Id, text));
        return source.Id;
    }
}
