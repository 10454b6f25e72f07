using System.Text;
using Fieldthread.Core.Fieldwork.Pseudonyms;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Findings;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class PseudonymTests : IDisposable
{
    // Sealed, and in no text.
    private const string Secret = "Quittengelee-Zwiebelfisch";

    private const string Text = "Wanda Elm: I told Bert Ash at the quay.\n\nInterviewer: And then?\n\nWanda Elm: Then Bert went home, and nobody asked him.\n\nInterviewer: Nobody?\n\nWanda Elm: Not one.";

    private readonly string folder = Directory.CreateTempSubdirectory("fieldthread-names-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [OnBoth]
    [ShowsRefusal("set-up-names", "set-up-already")]
    [ShowsRefusal("set-up-names", "no-place")]
    [ShowsRefusal("set-up-names", "key-inside")]
    [ShowsRefusal("keep-pseudonym", "unknown")]
    [ShowsRefusal("keep-pseudonym", "empty")]
    [ShowsRefusal("keep-pseudonym", "named-already")]
    [ShowsRefusal("keep-pseudonym", "not-set-up")]
    [ShowsRefusal("keep-pseudonym", "no-key")]
    [ShowsRefusal("remove-pseudonym", "unknown")]
    [ShowsRefusal("look-at-names", "unknown")]
    [ShowsRefusal("forget-name", "unknown")]
    [ShowsRefusal("forget-name", "not-set-up")]
    [ShowsRefusal("forget-name", "no-key")]
    [ShowsRefusal("look-at-names", "not-set-up")]
    [ShowsRefusal("look-at-names", "no-key")]
    [ShowsRefusal("pseudonymise-sources", "not-set-up")]
    [ShowsRefusal("pseudonymise-sources", "no-key")]
    public async Task Names_are_sealed_and_reach_neither_the_database_nor_the_log_nor_a_backup(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Interview", Text);
        var database = scene.Place.Database;
        database.Names = null;
        await scene.RefusesAsync("no-place", new SetUpNames());
        database.Names = Path.Combine(folder, "data", "names");
        database.NamesKey = Path.Combine(folder, "data", "names.key");
        await scene.RefusesAsync("key-inside", new SetUpNames());
        database.NamesKey = Path.Combine(folder, "elsewhere", "names.key");
        await scene.RefusesAsync("not-set-up", new KeepPseudonym("GP01", "Wanda Elm"));
        await scene.RefusesAsync("not-set-up", new LookAtNames());
        await scene.RefusesAsync("not-set-up", new ForgetName(Guid.NewGuid()));
        await scene.RefusesAsync("not-set-up", new PseudonymiseSources([page.Line.Id], 1, "Before we read."));
        var made = await scene.Do(new SetUpNames());
        Assert.True(made.NewKey);
        Assert.Equal(await File.ReadAllBytesAsync(database.NamesKey), SealedText.FromWords(made.RecoveryKey!));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(database.NamesKey));
        }

        await scene.RefusesAsync("set-up-already", new SetUpNames());
        var id = await scene.Add(new KeepPseudonym("GP01", $"{Secret}\nWanda Elm\n"));
        await scene.RefusesAsync("unknown", new KeepPseudonym("GP01", "W", Pseudonym: Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new RemovePseudonym(Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new ForgetName(Guid.NewGuid()));
        await scene.RefusesAsync("empty", new KeepPseudonym("GP02", " \n"));
        await scene.RefusesAsync("empty", new KeepPseudonym(" ", "W"));
        await scene.RefusesAsync("named-already", new KeepPseudonym("GP02", "Wanda Elm"));
        await scene.RefusesAsync("unknown", new LookAtNames([Guid.NewGuid()]));

        var seen = await scene.Do(new LookAtNames());
        Assert.Equal((id, $"{Secret},Wanda Elm"), (seen.Names!.Single().Id, string.Join(',', seen.Names!.Single().Words)));
        // Other words by a change; an undo finds the former ones.
        var changed = await scene.Place.Do(scene.Study, new KeepPseudonym("GP01", "Wanda", Pseudonym: id), scene.Lead);
        Assert.Equal(["Wanda"], (await scene.Do(new LookAtNames())).Names!.Single().Words);
        await scene.Do(new UndoAct(changed.Act));
        Assert.Equal([Secret, "Wanda Elm"], (await scene.Do(new LookAtNames())).Names!.Single().Words);

        // Nothing of it stands anywhere but in the sealed file, and there not in clear.
        var backup = Path.Combine(folder, "backup.zip");
        await Backup.WriteAsync(database, backup);
        var key = await File.ReadAllBytesAsync(database.NamesKey);
        foreach (var file in Directory.GetFiles(folder, "*", SearchOption.AllDirectories))
        {
            var bytes = await File.ReadAllBytesAsync(file);
            Assert.True(bytes.AsSpan().IndexOf(Encoding.UTF8.GetBytes(Secret)) < 0, file);
            Assert.True(file == database.NamesKey || bytes.AsSpan().IndexOf(key) < 0, file);
        }

        using (var zip = System.IO.Compression.ZipFile.OpenRead(backup))
        {
            Assert.DoesNotContain(zip.Entries, e => e.FullName.EndsWith(".names", StringComparison.Ordinal) || e.FullName.EndsWith(".key", StringComparison.Ordinal));
            Assert.All(zip.Entries, e =>
            {
                using var stream = new MemoryStream();
                using (var part = e.Open())
                {
                    part.CopyTo(stream);
                }

                Assert.DoesNotContain("Quittengelee", Encoding.UTF8.GetString(stream.ToArray()), StringComparison.OrdinalIgnoreCase);
            });
        }

        Assert.DoesNotContain(await scene.Place.SqlAsync("SELECT name, answer FROM acts"), row => row.Any(c => c?.ToString()?.Contains("Quittengelee", StringComparison.OrdinalIgnoreCase) == true || c?.ToString()?.Contains(made.RecoveryKey!, StringComparison.Ordinal) == true));
        Assert.Equal(3, (await scene.Place.SqlAsync("SELECT 1 FROM acts WHERE name = 'look-at-names'")).Count);
        Assert.DoesNotContain("Elm", Json.Write(await scene.Ask(new PseudonymList(), scene.Coder)), StringComparison.Ordinal);

        // Without the key nothing opens; with the key that was written down it does.
        File.Delete(database.NamesKey);
        await scene.RefusesAsync("no-key", new LookAtNames());
        await scene.RefusesAsync("no-key", new ForgetName(id));
        await scene.RefusesAsync("no-key", new KeepPseudonym("GP02", "Bert"));
        await scene.RefusesAsync("no-key", new PseudonymiseSources([page.Line.Id], 1, "Before we read."));
        Assert.Equal("bad-key", Assert.Throws<RefusedException>(() => NameKey.Recover(database.NamesKey, made.RecoveryKey![..^1] + "?")).Refusal.Code);
        NameKey.Recover(database.NamesKey, made.RecoveryKey!);
        Assert.Equal("key-there", Assert.Throws<RefusedException>(() => NameKey.Recover(database.NamesKey, made.RecoveryKey!)).Refusal.Code);
        Assert.Single((await scene.Do(new LookAtNames())).Names!);
        await scene.Do(new ForgetName(id));
        Assert.Empty((await scene.Do(new LookAtNames())).Names!.Single().Words);
        var store = Directory.GetFiles(database.Names).Single();
        var damaged = await File.ReadAllBytesAsync(store);
        damaged[^1] ^= 1;
        await File.WriteAllBytesAsync(store, damaged);
        await scene.RefusesAsync("no-key", new LookAtNames());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("pseudonymise-sources", "unknown")]
    [ShowsRefusal("pseudonymise-sources", "empty")]
    [ShowsRefusal("pseudonymise-sources", "not-reviewed")]
    [ShowsRefusal("pseudonymise-sources", "nothing-found")]
    [ShowsRefusal("source", "sealed")]
    [ShowsRefusal("revision-diff", "sealed")]
    public async Task Reviewed_texts_are_pseudonymised_in_one_act_and_the_originals_are_for_their_roles(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        Keys(scene);
        var (one, two, other) = (await scene.SourceAsync("One", Text), await scene.SourceAsync("Two", Text.Replace("home", "away", StringComparison.Ordinal)), await scene.SourceAsync("Other", "Nothing of anybody."));
        var code = await scene.Add(new AddCode("Told"));
        var coding = await scene.CodeAsync(one, "I told Bert Ash", code);
        var named = await scene.CodeAsync(one, "Bert", code);
        var half = await scene.CodeAsync(one, "Ash at the quay", code);
        var quoted = await scene.Key(new QuoteWords(one.Line.Id, "I told Bert Ash"));
        await scene.Do(new FreezeCut("Before"));
        await scene.Do(new SetUpNames());
        await scene.Do(new KeepPseudonym("GP01", "Wanda Elm\nWanda"));
        await scene.Do(new KeepPseudonym("[a clerk]", "Bert Ash\nBert"));
        var suggested = (await scene.Ask(new NameSuggestionsOfStudy())).Select(s => s.Words).ToList();
        Assert.Contains("Wanda Elm", suggested);
        Assert.Contains("Bert Ash", suggested);
        Guid[] both = [one.Line.Id, two.Line.Id];
        var review = await scene.Do(new LookAtNames([.. both, other.Line.Id]));
        Assert.Equal([5, 5, 0], review.Reviews!.Select(r => r.Replaced));
        await scene.RefusesAsync("unknown", new PseudonymiseSources([Guid.NewGuid()], review.AsOf, "Before we read."));
        await scene.RefusesAsync("empty", new PseudonymiseSources([], review.AsOf, "Before we read."));
        await scene.RefusesAsync("empty", new PseudonymiseSources(both, review.AsOf, " "));
        await scene.RefusesAsync("not-reviewed", new PseudonymiseSources(both, review.AsOf - 1, "Before we read."));
        await scene.RefusesAsync("nothing-found", new PseudonymiseSources([other.Line.Id], review.AsOf, "Before we read."));
        // What was revised and put back since is another text than the one that was seen; so is a list with another name.
        var back = await scene.Place.Do(scene.Study, new ReviseSource(two.Line.Id, 1, Text + " So it was.", "Typing."), scene.Lead);
        await scene.Do(new UndoAct(back.Act));
        await scene.RefusesAsync("not-reviewed", new PseudonymiseSources(both, review.AsOf, "Before we read."));
        review = await scene.Do(new LookAtNames(both));
        await scene.Do(new RemovePseudonym(await scene.Add(new KeepPseudonym("[a quay]", "the quay", NamedKind.Place))));
        await scene.RefusesAsync("not-reviewed", new PseudonymiseSources(both, review.AsOf, "Before we read."));
        review = await scene.Do(new LookAtNames(both));
        var tables = await scene.TablesAsync();
        var done = await scene.Place.Do(scene.Study, new PseudonymiseSources(both, review.AsOf, "Before we read."), scene.Lead);
        Assert.Equal([5, 5], done.Answer.Done.Select(d => d.Replaced));

        var now = await scene.Ask(new SourceText(one.Line.Id), scene.Coder);
        Assert.Equal("GP01: I told [a clerk] at the quay.\n\nInterviewer: And then?\n\nGP01: Then [a clerk] went home, and nobody asked him.\n\nInterviewer: Nobody?\n\nGP01: Not one.", now.Text);
        Assert.Contains(now.Passages, p => p.Speaker == "GP01");
        var codings = (await scene.Ask(new CodingsOfSource(now.Revision))).Codings.ToDictionary(c => c.Id, c => now.Text[c.Start..c.End]);
        Assert.Equal("I told [a clerk]", codings[coding]);
        Assert.False(codings.ContainsKey(half));
        Assert.Equal(half, Assert.Single(await scene.Ask(new WaitingStretches()), w => w.Id == half).Id);

        // The coder reads no original any more, by whatever way; the lead does.
        Assert.Equal("sealed", (await Place.RefusedAsync(() => scene.Ask(new SourceText(one.Line.Id, 1), scene.Coder))).Code);
        Assert.Equal("sealed", (await Place.RefusedAsync(() => scene.Ask(new SourceText(one.Line.Id), scene.Coder, "Before"))).Code);
        Assert.Equal("sealed", (await Place.RefusedAsync(() => scene.Ask(new CompareRevisions(one.Line.Id), scene.Coder))).Code);
        foreach (var cut in new[] { null, "Before" })
        {
            foreach (var answer in new object[]
            {
                await scene.Ask(new WaitingStretches(), scene.Coder, cut), await scene.Ask(new CodingsOfCode(code), scene.Coder, cut), await scene.Ask(new Search("told"), scene.Coder, cut),
                await scene.Ask(new ProjectForExport(), scene.Coder, cut), await scene.Ask(new QuotationList(), scene.Coder, cut),
            })
            {
                var words = System.Text.Json.JsonSerializer.Serialize(answer, answer.GetType(), Json.Options);
                Assert.DoesNotContain("Bert", words, StringComparison.Ordinal);
                Assert.DoesNotContain("Wanda", words, StringComparison.Ordinal);
            }
        }

        Assert.Equal(Text, (await scene.Ask(new SourceText(one.Line.Id, 1))).Text);
        Assert.Equal(Text, (await scene.Ask(new SourceText(one.Line.Id), await scene.Place.MemberAsync(scene.Study, Role.Transcriber), "Before")).Text);
        Assert.Equal("I told Bert Ash", (await scene.Ask(new QuotationList())).Single(q => q.Key == quoted).Words);
        Assert.NotEqual(named, half);
        await scene.Do(new UndoAct(done.Act));
        tables.Remove("people");
        Scene.Same(tables, await scene.TablesAsync());
        Assert.Equal(Text, (await scene.Ask(new SourceText(one.Line.Id), scene.Coder)).Text);
    }

    [Theory]
    [OnBoth]
    public async Task The_lead_keeps_the_names_until_there_is_a_custodian_and_an_erasure_takes_the_name_too(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        Keys(scene);
        scene.Place.Database.Ledger ??= Path.Combine(folder, ErasureLedger.FileName);
        var who = await scene.Add(new AddParticipant("GP01", "Doctor"));
        await scene.Do(new SetUpNames());
        await scene.Do(new KeepPseudonym("GP01", "Wanda Elm"));
        await scene.Do(new KeepPseudonym("PN01", "Bert Ash"));
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => scene.Do(new LookAtNames(), scene.Coder))).Code);
        Assert.True((await scene.Ask(new PseudonymList())).MayLook);
        var custodian = await scene.Place.MemberAsync(scene.Study, Role.IdentityCustodian);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => scene.Do(new LookAtNames()))).Code);
        Assert.False((await scene.Ask(new PseudonymList())).MayLook);
        Assert.Equal(2, (await scene.Do(new LookAtNames(), custodian)).Names!.Count);
        var key = await File.ReadAllBytesAsync(scene.Place.Database.NamesKey!);
        var done = await scene.Do(new WithdrawConsent(who, WithdrawalLevel.Erase, "2021-06", scene.Lead.Name, "They asked for it."));
        Assert.False(done.NameLeft);
        Assert.Equal([[], ["Bert Ash"]], (await scene.Do(new LookAtNames(), custodian)).Names!.OrderBy(n => n.Replacement, StringComparer.Ordinal).Select(n => n.Words));
        Assert.DoesNotContain("Elm", SealedText.Open(await File.ReadAllBytesAsync(Directory.GetFiles(scene.Place.Database.Names!).Single()), key, Uid((await scene.Place.SqlAsync($"SELECT uid FROM studies WHERE id = {scene.Study}")).Single()[0]!)), StringComparison.Ordinal);

        // Without the key the name stays sealed, and the act says so.
        var other = await scene.Add(new AddParticipant("PN01", "Nurse"));
        File.Delete(scene.Place.Database.NamesKey!);
        Assert.True((await scene.Do(new WithdrawConsent(other, WithdrawalLevel.Erase, "2021-06", scene.Lead.Name, "They asked for it."))).NameLeft);
    }

    private static Guid Uid(object value) => value is byte[] bytes ? new Guid(bytes, bigEndian: true) : (Guid)value;

    private void Keys(Scene scene)
    {
        scene.Place.Database.Names = Path.Combine(folder, "data", "names");
        scene.Place.Database.NamesKey = Path.Combine(folder, "elsewhere", "names.key");
    }
}
