using System.IO.Compression;
using System.Text;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Analysis;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Recruitment;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Publishing;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class ParticipantErasureTests : IDisposable
{
    // A word of the one who withdraws, and one of the other, who does not.
    private const string Theirs = "Quittengelee";
    private const string Others = "Hagebutten";

    private readonly string folder = Directory.CreateTempSubdirectory("fieldthread-erased-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [OnBoth]
    public async Task An_erasure_takes_the_words_of_one_and_leaves_the_other_s_in_their_places(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        scene.Place.Database.Ledger ??= Path.Combine(folder, ErasureLedger.FileName);
        var (who, board, coded) = await FillAsync(scene);
        Assert.NotEmpty(await FoundAsync(scene.Place, Theirs));
        var printed = (await scene.Ask(new ShowCut("Then"))).Results;

        var done = await scene.Do(new WithdrawConsent(who, WithdrawalLevel.Erase, "2021-06", scene.Lead.Name, "They asked for it."));
        Assert.Equal((1, 2), (done.Sources, done.Turns));
        Assert.Equal("Left", (await scene.Ask(new SourceList())).Single(s => s.Id == Assert.Single(done.Left)).Name);
        Assert.Empty(await FoundAsync(scene.Place, Theirs));
        Assert.NotEmpty(await FoundAsync(scene.Place, Others));
        var text = (await scene.Ask(new SourceText(board.Line.Id))).Text;
        Assert.Equal(board.Text.Length, text.Length);
        Assert.Contains("GP01: ████", text, StringComparison.Ordinal);
        Assert.Contains($"PN01: {Others} I said", text, StringComparison.Ordinal);
        // Codings stay where they were, the other’s quotation is whole, the one’s is gone.
        Assert.Equal(2, (await scene.Ask(new CodingsOfCode(coded))).Total);
        var quotations = (await scene.Ask(new QuotationList())).ToDictionary(q => q.Key, q => q.Words);
        Assert.Equal((Erasure.Withdrawn, $"{Others} I said"), (quotations["q1"], quotations["q2"]));
        Assert.Equal(printed, (await scene.Ask(new ShowCut("Then"))).Results);
        var asked = (await scene.Ask(new RecruitmentOfStudy())).People.ToDictionary(p => p.Label, p => p.Steps);
        Assert.Equal((4, Erasure.Withdrawn, "2021-01-06"), (asked["R1"].Count, asked["R1"][2].Reason, asked["R1"][2].Day));
        Assert.Equal($"Asked over {Others}", asked["R2"][0].How);
        Assert.Empty((await LogVerify.VerifyAsync(scene.Place.Database, scene.Study)).Faults);
        Assert.Empty(await scene.Place.SqlAsync("SELECT * FROM wipes"));
        Assert.Equal(0, (await scene.Ask(new Search(Theirs))).Total);
        var head = (long)(await scene.Place.SqlAsync($"SELECT head FROM studies WHERE id = {scene.Study}"))[0][0]!;
        Assert.Equal("cannot-be-undone", (await Place.RefusedAsync(() => scene.Place.Do(scene.Study, new UndoAct(head)))).Code);

        var ledger = await File.ReadAllTextAsync(scene.Place.Database.Ledger);
        Assert.Equal(who, Assert.Single(ErasureLedger.Read(scene.Place.Database.Ledger)).Id);
        Assert.DoesNotContain(Theirs, ledger, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [OnBoth]
    public async Task A_restore_of_an_older_backup_erases_again_and_the_words_are_nowhere(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        scene.Place.Database.Ledger = Path.Combine(folder, "ledger.jsonl");
        var (who, _, _) = await FillAsync(scene);
        var backup = Path.Combine(folder, "older.zip");
        await Backup.WriteAsync(scene.Place.Database, backup);
        await scene.Do(new WithdrawConsent(who, WithdrawalLevel.Erase, "2021-06", scene.Lead.Name, "They asked for it."));

        var home = Directory.CreateDirectory(Path.Combine(folder, "home")).FullName;
        async Task<string> TargetAsync(string name) => provider == Provider.Sqlite ? Path.Combine(Directory.CreateDirectory(Path.Combine(home, name)).FullName, "fieldthread.db") : await Place.NewPostgresAsync();

        // Without the ledger the words come back: the test would see them.
        var without = await TargetAsync("without");
        Assert.Equal((false, 0), await RestoredAsync(backup, without, null));
        Assert.NotEmpty(await FoundAsync(without, Theirs));

        var with = await TargetAsync("with");
        Assert.Equal((true, 1), await RestoredAsync(backup, with, scene.Place.Database.Ledger));
        Assert.Empty(await FoundAsync(with, Theirs));
        Assert.NotEmpty(await FoundAsync(with, Others));
        await using (var database = await Database.OpenAsync(with))
        {
            Assert.Empty((await LogVerify.VerifyAsync(database, 1)).Faults);
            // A backup of what was restored knows of the erasure: nothing is done again.
            await Backup.WriteAsync(database, Path.Combine(folder, "newer.zip"));
        }

        Assert.Equal((true, 0), await RestoredAsync(Path.Combine(folder, "newer.zip"), await TargetAsync("newer"), scene.Place.Database.Ledger));
        await File.AppendAllTextAsync(scene.Place.Database.Ledger, "{ no line");
        Assert.Equal("damaged-ledger", (await Place.RefusedAsync(async () => await Backup.RestoreAsync(backup, await TargetAsync("damaged"), ledger: scene.Place.Database.Ledger))).Code);
    }

    [Theory]
    [OnBoth]
    public async Task An_erased_source_and_its_copy_in_an_older_backup_are_erased_again(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        scene.Place.Database.Ledger = Path.Combine(folder, "ledger.jsonl");
        var source = await scene.SourceAsync("One", $"{Theirs} was all that was said of it.");
        await scene.SourceAsync("Copy", $"{Theirs} was all that was said of it.");
        var backup = Path.Combine(folder, "older.zip");
        await Backup.WriteAsync(scene.Place.Database, backup);
        await scene.Do(new EraseSource(source.Line.Id));
        var target = provider == Provider.Sqlite ? Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "with")).FullName, "fieldthread.db") : await Place.NewPostgresAsync();
        Assert.Equal((true, 2), await RestoredAsync(backup, target, scene.Place.Database.Ledger));
        Assert.Empty(await FoundAsync(target, Theirs));
    }

    [Theory]
    [OnBoth]
    public async Task The_name_of_a_person_of_the_register_is_erased_again_from_history_too(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        scene.Place.Database.Ledger = Path.Combine(folder, "ledger.jsonl");
        GivenFile File(string name, string text) => new(name, Encoding.UTF8.GetBytes(text));
        await scene.Add(new AddOrganisation("Elm", Code: "E", Key: "a"));
        await scene.Do(new ImportBodies([File("bodies.csv", "id,organisation,kind,name,parent,from,to\nb1,a,board,,,,\n"), File("posts.csv", "id,body,title,voting,from,to\np1,b1,chair,yes,,\n"),
            File("holdings.csv", "post,person,from,to\np1,h1,,\n"), File("persons.csv", $"id,name,public_office\nh1,Wilma {Theirs},yes\n")]));
        await scene.Do(new ImportBodies([File("persons.csv", "id,name,public_office\nh1,,no\n")]));
        var backup = Path.Combine(folder, "older.zip");
        await Backup.WriteAsync(scene.Place.Database, backup);
        await scene.Do(new ErasePerson("h1"));
        var target = provider == Provider.Sqlite ? Path.Combine(Directory.CreateDirectory(Path.Combine(folder, "with")).FullName, "fieldthread.db") : await Place.NewPostgresAsync();
        Assert.Equal((true, 1), await RestoredAsync(backup, target, scene.Place.Database.Ledger));
        Assert.Empty(await FoundAsync(target, Theirs));
    }

    /// <summary>An interview of one, a meeting of two with a quotation by each, notes in which nobody is named, a report, a publication, a memo, history; the words in all of it.</summary>
    private static async Task<(Guid Who, SourcePage Board, Guid Code)> FillAsync(Scene scene)
    {
        var (gp, nurse) = (await scene.Add(new AddParticipant("GP01", "Doctor", ConsentToQuote: QuotingConsent.Given)), await scene.Add(new AddParticipant("PN01", "Nurse", ConsentToQuote: QuotingConsent.Given)));
        var alone = await scene.SourceAsync("Alone", $"Interviewer: What was it?\n\nGP01: It was {Theirs} in every jar of the house.\n\nInterviewer: Truly?\n\nGP01: Truly so.");
        var board = await scene.SourceAsync("Board", $"GP01: I brought {Theirs} to the board and nobody ate it.\n\nPN01: {Others} I said, and they ate it.\n\nGP01: Never {Theirs} again, so they said.\n\nPN01: So they did.");
        var left = await scene.SourceAsync("Left", "Notes of a table at which somebody spoke of jam.");
        await scene.Do(new AddEncounter("Alone", EncounterKind.Interview, "2021-02", Participants: [gp], Sources: [alone.Line.Id]));
        await scene.Do(new AddEncounter("Board", EncounterKind.Meeting, "2021-03", Participants: [gp, nurse], Sources: [board.Line.Id]));
        await scene.Do(new AddEncounter("Left", EncounterKind.Meeting, "2021-04", Participants: [gp, nurse], Sources: [left.Line.Id]));
        var code = await scene.Add(new AddCode("Jam", Definition: $"As in: I brought {Theirs} to the board and nobody ate it."));
        await scene.CodeAsync(board, $"I brought {Theirs}", code);
        await scene.CodeAsync(board, Others, code);
        await scene.Key(new QuoteWords(board.Line.Id, $"I brought {Theirs} to the board"));
        await scene.Key(new QuoteWords(board.Line.Id, $"{Others} I said"));
        await scene.Do(new AddReport("Report", $"“[I brought {Theirs} to the board]{{.quote ev=q1}}”", "r"));
        await scene.Do(new AddStatistic("Sources", new StatisticDefinition(StatisticForm.Count, StatisticUnit.Sources)));
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new PublishReport("r", "Then"));
        // They had agreed and went again; the other was asked in their place.
        await scene.Do(new ApproachRecruit("R1", "Doctor", "2021-01-04", How: $"Met over {Theirs}"));
        await scene.Do(new RecordRecruitment("R1", RecruitmentStep.Agreed, "2021-01-05", Participant: gp));
        await scene.Do(new RecordRecruitment("R1", RecruitmentStep.Withdrew, "2021-01-06", Reason: $"No {Theirs} was served"));
        await scene.Do(new ApproachRecruit("R2", "Nurse", "2021-01-07", How: $"Asked over {Others}", Replaces: "R1"));
        // The words stand in history too.
        await scene.Place.InActAsync(scene.Study, async acting => await acting.Context.ExecuteAsync("UPDATE quotations SET note = 'again', recorded_in = @now WHERE study_id = @study", default, ("now", acting.Number), ("study", scene.Study)));
        return (gp, board, code);
    }

    private static async Task<(bool, int)> RestoredAsync(string backup, string target, string? ledger)
    {
        var restored = await Backup.RestoreAsync(backup, target, ledger: ledger);
        return (restored.LedgerFound, restored.ErasedAgain);
    }

    private static async Task<List<string>> FoundAsync(Place place, string word) =>
        place.Database.Provider == Provider.Sqlite ? Files(Path.GetDirectoryName(place.ConnectionString)!, word) : await RowsAsync(place.Database, word);

    private static async Task<List<string>> FoundAsync(string target, string word)
    {
        if (!Database.IsPostgres(target))
        {
            return Files(Path.GetDirectoryName(target)!, word);
        }

        await using var database = await Database.OpenAsync(target);
        return await RowsAsync(database, word);
    }

    /// <summary>Every file of the folder, byte for byte: database, write-ahead log, ledger.</summary>
    private static List<string> Files(string of, string word) => Directory.GetFiles(of, "*", SearchOption.AllDirectories).Where(file =>
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Encoding.Latin1.GetString(copy.ToArray()).Contains(word, StringComparison.OrdinalIgnoreCase);
    }).ToList();

    private static async Task<List<string>> RowsAsync(Database database, string word)
    {
        var found = new List<string>();
        await using var context = database.Live(new View(0));
        foreach (var table in await Schema.ReadAsync(context))
        {
            var hex = Convert.ToHexStringLower(Encoding.UTF8.GetBytes(word));
            found.AddRange(await context.ReadAsync($"SELECT 1 FROM {table.Name} t WHERE t::text ILIKE '%{word}%' OR t::text LIKE '%{hex}%'", _ => table.Name, default));
        }

        return found;
    }
}
