using Fieldthread.Core.Basics;
using System.Reflection;
using System.Text;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class ErasureTests
{
    private const string Marker = "Zwiebelfisch said it all";

    [Theory]
    [OnBoth]
    public async Task No_column_that_holds_words_keeps_any_of_them_and_numbers_stay(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var (source, reached) = await PlantAsync(place, study);
        Assert.Equal(Erasure.Words.SelectMany(t => t).Select(p => $"{p.DeclaringType!.Name}.{p.Name}").Order(), reached.Order());
        await place.Do(study, new FreezeCut("Before"));
        // A later change moves every marked row into history.
        await place.InActAsync(study, async acting => await PlantIntoAllAsync(acting, "again " + Marker));
        Assert.NotEmpty(await FoundAsync(place, provider));
        var counts = Json.Write((await place.Ask(study, new ShowCut("Before"))).Counts);

        var erased = await place.Do(study, new EraseSource(source));
        Assert.True(erased.Answer.Rows >= reached.Count);
        Assert.Empty(await FoundAsync(place, provider));
        Assert.Equal(counts, Json.Write((await place.Ask(study, new ShowCut("Before"))).Counts));
        Assert.Empty((await LogVerify.VerifyAsync(place.Database, study)).Faults);
        Assert.Empty(await place.SqlAsync("SELECT * FROM wipes"));
        await using var cut = place.Database.Open(new View(study, erased.Act - 2));
        var revision = await cut.All<Revision>().SingleAsync(r => r.SourceId == source);
        Assert.Equal((revision.Length, "█"), (revision.Text.Length, revision.Text[..1]));
        Assert.Contains(Erasure.Withdrawn, (await cut.All<Fieldthread.Workbench.Findings.Report>().SingleAsync()).Text, StringComparison.Ordinal);
        Assert.Equal("cannot-be-undone", (await Place.RefusedAsync(() => place.Do(study, new UndoAct(erased.Act)))).Code);
    }

    [Fact]
    public async Task An_open_reader_leaves_the_wiping_pending_until_it_is_done_again()
    {
        await using var place = await Place.NewAsync(Provider.Sqlite);
        var study = await place.StudyAsync();
        var (source, _) = await PlantAsync(place, study);
        await using (var reader = place.Database.Live(new View(study)))
        {
            await reader.Database.OpenConnectionAsync();
            await using var reading = ((Microsoft.Data.Sqlite.SqliteConnection)reader.Database.GetDbConnection()).BeginTransaction(deferred: true);
            await reader.Database.UseTransactionAsync(reading);
            Assert.Single(await reader.All<Source>().ToListAsync());
            await place.Do(study, new EraseSource(source));
            Assert.Single(await place.SqlAsync("SELECT * FROM wipes"));
            Assert.True((await Wiping.RunAsync(place.Database)).Pending);
        }

        Assert.False((await Wiping.RunAsync(place.Database)).Pending);
        Assert.Empty(await place.SqlAsync("SELECT * FROM wipes"));
        Assert.Empty(await FoundAsync(place, Provider.Sqlite));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("erase-source", "unknown")]
    public async Task A_source_that_is_not_there_cannot_be_erased(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        Assert.Equal("unknown", (await Place.RefusedAsync(() => place.Do(study, new EraseSource(Guid.NewGuid())))).Code);
    }

    /// <summary>A row of every class that holds words, all standing on or repeating one source, the marker in every declared column, a file and a job.</summary>
    private static async Task<(Guid Source, HashSet<string> Reached)> PlantAsync(Place place, int study)
    {
        var source = Guid.Empty;
        HashSet<string> reached = [];
        await place.InActAsync(study, async acting =>
        {
            var ids = new Dictionary<Type, Guid>();
            var import = acting.Add(new Import { FileName = "x", Format = "txt" });
            ids[typeof(Import)] = import.Id;
            var row = acting.Add(new Source { ImportId = import.Id, BlobId = OrderedId.Next() });
            ids[typeof(Source)] = source = row.Id;
            var search = await acting.NextSearchRowAsync(1);
            await acting.AddTermsAsync([new PassageTerms(search, Marker)]);
            await acting.Context.ExecuteAsync("INSERT INTO blobs (study_id, id, media_type, bytes) VALUES (@s, @i, 'text/plain', @b)", default, ("s", study), ("i", row.BlobId), ("b", Encoding.UTF8.GetBytes(Marker)));
            await acting.Context.ExecuteAsync("INSERT INTO jobs (study_id, id, name, payload, state, done, total, message, cancel, leased_until, created_at, attempts) VALUES (@s, @i, 'x', @p, 'done', 0, 0, '', @f, 0, 0, 0)", default, ("s", study), ("i", Guid.NewGuid()), ("p", Marker), ("f", false));
            // Rows are made in the order in which they refer to each other.
            var waiting = Naming.EvidenceTypes.Where(t => !ids.ContainsKey(t) && (Erasure.Words.Contains(t) || t == typeof(Person) || t == typeof(Fieldthread.Workbench.Findings.Claim) || t == typeof(Cut))).ToList();
            for (var i = 0; i < waiting.Count; i++)
            {
                // Rows that these cannot stand without are made too, though they hold no words.
                waiting.AddRange(Refs(waiting[i]).Where(r => r.Property.PropertyType == typeof(Guid)).Select(r => r.Target).Distinct().Where(t => !ids.ContainsKey(t) && !waiting.Contains(t)).ToList());
            }

            while (waiting.Count > 0)
            {
                var type = waiting.First(t => Refs(t).All(r => r.Target == t || ids.ContainsKey(r.Target) || !waiting.Contains(r.Target)));
                waiting.Remove(type);
                var made = (Evidence)Activator.CreateInstance(type)!;
                foreach (var (property, target) in Refs(type))
                {
                    if (ids.TryGetValue(target, out var id))
                    {
                        property.SetValue(made, id);
                    }
                }

                switch (made)
                {
                    case Memo memo: (memo.TargetKind, memo.TargetId) = ("codings", ids.GetValueOrDefault(typeof(Coding), source)); break;
                    case Fieldthread.Workbench.Fieldwork.Kept.KeptPiece piece: (piece.TargetKind, piece.TargetId) = ("sources", source); break;
                    case Passage passage: passage.SearchRow = search; break;
                    case Fieldthread.Workbench.Fieldwork.Transcription.Recording recording:
                        // Sound is no text, but a marker in it is found again as any other.
                        recording.BlobId = OrderedId.Next();
                        await acting.Context.ExecuteAsync("INSERT INTO blobs (study_id, id, media_type, bytes) VALUES (@s, @i, 'audio/wav', @b)", default, ("s", study), ("i", recording.BlobId), ("b", Fieldthread.Testing.Tones.Wave(1, Marker)));
                        break;
                    case Cut planted: planted.Filter = Json.Write(new FrozenFilter(null, null, null, new CutFilter())); planted.Name = "planted"; planted.HeadHash = new byte[32]; break;
                    case Fieldthread.Workbench.Publishing.Publication publication: publication.HeadHash = new byte[32]; break;
                    case Fieldthread.Workbench.Findings.Report report: report.Slug = "r"; break;
                    case Fieldthread.Workbench.Surveys.Wave wave: (wave.Key, wave.Reference) = ("1", "2021-03-01"); break;
                    default: break;
                }

                acting.Add(made);
                ids[type] = made.Id;
            }

            foreach (var entry in acting.Context.ChangeTracker.Entries<Evidence>())
            {
                entry.Entity.RecordedIn = acting.Number;
            }

            await acting.Context.SaveChangesAsync();
            reached = await PlantIntoAllAsync(acting, Marker);
        });
        return (source, reached);
    }

    private static async Task<HashSet<string>> PlantIntoAllAsync(Acting acting, string words)
    {
        var reached = new HashSet<string>();
        foreach (var type in Naming.EvidenceTypes.Where(t => Erasure.Words.Contains(t)))
        {
            foreach (var property in Erasure.Words[type])
            {
                var touched = await acting.Context.ExecuteAsync($"UPDATE {Naming.TableOf(type)} SET \"{Naming.Column(property.Name)}\" = @words, recorded_in = @now WHERE study_id = @study", default,
                    ("words", property.Name == "Remarks" ? $"[\"{words}\"]" : words), ("now", acting.Number), ("study", acting.Context.Study));
                if (touched > 0)
                {
                    reached.Add($"{type.Name}.{property.Name}");
                }
            }
        }

        await acting.Context.ExecuteAsync("UPDATE revisions SET length = @length WHERE study_id = @study", default, ("length", words.Length), ("study", acting.Context.Study));
        return reached;
    }

    private static IEnumerable<(PropertyInfo Property, Type Target)> Refs(Type type) => type.GetProperties()
        .Select(p => (p, p.GetCustomAttribute<RefersToAttribute>()?.Target)).Where(x => x.Target is not null && x.Target != type).Select(x => (x.p, x.Target!));

    /// <summary>Where the marker still is: in the files of SQLite, byte for byte; in every column of every table of PostgreSQL.</summary>
    private static async Task<List<string>> FoundAsync(Place place, Provider provider)
    {
        if (provider == Provider.Sqlite)
        {
            var word = "Zwiebelfisch"u8.ToArray();
            var lower = "zwiebelfisch"u8.ToArray();
            return Directory.GetFiles(Path.GetDirectoryName(place.ConnectionString)!)
                .Where(f => Bytes(f) is var bytes && (bytes.AsSpan().IndexOf(word) >= 0 || bytes.AsSpan().IndexOf(lower) >= 0)).ToList();
        }

        var found = new List<string>();
        await using var context = place.Database.Live(new View(0));
        foreach (var table in await Schema.ReadAsync(context))
        {
            found.AddRange((await context.ReadAsync($"SELECT 1 FROM {table.Name} t WHERE t::text ILIKE '%zwiebelfisch%' OR t::text LIKE '%{Convert.ToHexStringLower(Encoding.UTF8.GetBytes("Zwiebelfisch"))}%'", _ => table.Name, default)));
        }

        return found;
    }

    private static byte[] Bytes(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
