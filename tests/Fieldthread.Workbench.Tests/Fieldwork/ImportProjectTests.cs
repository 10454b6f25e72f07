using System.IO.Compression;
using System.Text;
using System.Xml.Linq;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class ImportProjectTests
{
    [ReferenceTheory]
    [CorporaOnBoth("spec", "large", "missing-source", "same-name", "bare-path", "empty-selection", "nvivo-win", "nvivo-mac", "atlas")]
    public async Task Every_coding_stands_on_its_words_and_goes_out_as_it_came(Provider provider, string name)
    {
        await using var scene = await Scene.NewAsync(provider);
        var file = Corpus.Bytes(name);
        var imported = await scene.Do(new ImportProject(name + ".qdpx", file));
        var truth = Corpus.Truth(name);
        Assert.Equal(truth.Count, imported.Codings);
        Corpus.SameLines(truth, await Corpus.CodingsAsync(scene));
        await GoesOutAsItCameAsync(scene, file);
        var remarks = Assert.Single(await scene.Ask(new ImportList())).Remarks;
        Assert.Equal(imported.Remarks, remarks.Count(r => r.Weight != RemarkWeight.Note));
        Assert.True(name != "missing-source" || imported.Remarks > 0);
    }

    [ReferenceTheory]
    [CorporaOnBoth("qc-1.3.2-demo.qdpx")]
    public async Task Selections_of_another_program_stand_on_the_words_that_their_own_positions_name(Provider provider, string name)
    {
        await using var scene = await Scene.NewAsync(provider);
        var file = Corpus.Bytes(name);
        var imported = await scene.Do(new ImportProject(name, file));
        Assert.Equal(205, imported.Codings);
        var named = NamedByTheFile(file);
        Assert.Equal((158, 205), (named.Select(n => n.Selection).Distinct().Count(), named.Count));
        var rows = await scene.Place.SqlAsync($"SELECT c.foreign_id, c.selection_foreign_id, r.text, c.start, c.\"end\" FROM codings c JOIN revisions r ON r.study_id = c.study_id AND r.id = c.revision_id WHERE c.study_id = {scene.Study}");
        Corpus.SameLines(
            named.Select(n => $"{n.Coding} {n.Selection} {n.Words}").Order(StringComparer.Ordinal).ToList(),
            rows.Select(r => $"{r[0]} {r[1]} {((string)r[2]!)[Convert.ToInt32(r[3])..Convert.ToInt32(r[4])]}").Order(StringComparer.Ordinal).ToList());
        await GoesOutAsItCameAsync(scene, file);
    }

    [ReferenceTheory]
    [CorporaOnBoth("atlasti-8.4-every-element.qdpx", "nvivo-15-codes.qdpx")]
    public async Task Files_with_more_than_we_take_come_in_with_remarks(Provider provider, string name)
    {
        await using var scene = await Scene.NewAsync(provider);
        var file = Corpus.Bytes(name);
        var imported = await scene.Do(new ImportProject(name, file));
        Assert.Equal(Corpus.Read(file).Codes.Count, imported.Codes);
        Corpus.Valid(Corpus.Write(await scene.Ask(new ProjectForExport())));
    }

    [ReferenceTheory]
    [CorporaOnBoth("spec")]
    public async Task Undone_the_tables_are_as_before_and_the_undo_undone_brings_all_back(Provider provider, string name)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.SourceAsync("Notes", "We met about the budget.");
        var before = await scene.TablesAsync();
        var import = await scene.Place.Do(scene.Study, new ImportProject("spec.qdpx", Corpus.Bytes(name)), scene.Lead);
        var full = await scene.TablesAsync();
        var found = (await scene.Ask(new Search("budget"))).Total;
        Assert.True(found > 1);
        await scene.Do(new FreezeCut("With it"));
        var withCut = await scene.TablesAsync();
        var undo = await scene.Place.Do(scene.Study, new UndoAct(import.Act), scene.Lead);
        var after = await scene.TablesAsync();
        after["cuts"] = before["cuts"];
        Scene.Same(before, after);
        Assert.Equal(1, (await scene.Ask(new Search("budget"))).Total);
        Assert.Equal(found, (await scene.Ask(new Search("budget"), cut: "With it")).Total);
        Assert.Equal((await scene.Ask(new Search("budget trust", Take: 200), cut: "With it")).Hits.Select(h => h.Words), (await scene.Ask(new Search("trust budget", Take: 200), cut: "With it")).Hits.Select(h => h.Words));
        await scene.Do(new UndoAct(undo.Act));
        Scene.Same(withCut, await scene.TablesAsync());
        Assert.Equal(full["codings"], (await scene.TablesAsync())["codings"]);
        Assert.Equal(found, (await scene.Ask(new Search("budget"))).Total);
    }

    [ReferenceTheory]
    [CorporaOnBoth("spec", "qc-1.3.2-demo.qdpx", "atlas")]
    public async Task The_same_file_twice_stands_twice_and_goes_out_whole(Provider provider, string name)
    {
        await using var scene = await Scene.NewAsync(provider);
        var file = Corpus.Bytes(name);
        var first = await scene.Do(new ImportProject("one.qdpx", file));
        var second = await scene.Do(new ImportProject("two.qdpx", file));
        Assert.Equal((first.Sources, first.Codes, first.Codings, first.Sites, first.Memos), (second.Sources, second.Codes, second.Codings, second.Sites, second.Memos));
        var foreign = await scene.Place.SqlAsync($"SELECT foreign_id, COUNT(*) FROM sources WHERE study_id = {scene.Study} GROUP BY foreign_id");
        Assert.All(foreign, row => Assert.Equal(2L, Convert.ToInt64(row[1])));
        var written = Corpus.Write(await scene.Ask(new ProjectForExport()));
        Corpus.Valid(written);
        var back = Corpus.Read(written);
        Assert.Equal((first.Sources * 2, first.Codes * 2, first.Codings * 2, first.Sites * 2), (back.Sources.Count, back.Codes.Count, back.Sources.Sum(s => s.PlacedCodings().Count()), back.Cases.Count));
        var ids = back.Codes.Select(c => c.ForeignId).Concat(back.Sources.Select(s => s.ForeignId)).Concat(back.Sources.SelectMany(s => s.PlacedCodings()).Select(p => p.Coding.ForeignId)).ToList();
        Assert.Equal(ids.Count, ids.Distinct(StringComparer.OrdinalIgnoreCase).Count());
    }

    [Theory]
    [OnBoth]
    public async Task Broken_off_an_import_leaves_nothing(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var before = await scene.TablesAsync(withActs: true);
        var file = Corpus.Write(Made());
        foreach (var at in new[] { "Reading", "Finding", "Writing" })
        {
            using var cancel = new CancellationTokenSource();
            var progress = new Told(told =>
            {
                if (told.Doing.StartsWith(at, StringComparison.Ordinal))
                {
                    cancel.Cancel();
                }
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => scene.Place.Workshop.DoAsync(scene.Study, new ImportProject("made.qdpx", file), scene.Lead, progress: progress, cancel: cancel.Token));
            Scene.Same(before, await scene.TablesAsync(withActs: true));
            Assert.Equal(0L, Convert.ToInt64(Assert.Single(await scene.Place.SqlAsync("SELECT COUNT(*) FROM passage_terms"))[0]));
        }

        Assert.Equal(2, (await scene.Do(new ImportProject("made.qdpx", file))).Codings);
    }

    [ReferenceTheory]
    [OnBoth]
    public async Task A_project_made_by_hand_keeps_memos_cases_values_and_comments(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var file = Corpus.Write(Made());
        await scene.Do(new ImportProject("made.qdpx", file));
        await GoesOutAsItCameAsync(scene, file);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-project", "unreadable")]
    public async Task A_file_that_is_damaged_or_tries_to_harm_is_refused_in_words(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var whole = Corpus.Write(Made());
        var before = await scene.TablesAsync(withActs: true);
        foreach (var (why, bytes) in new (string, byte[])[]
        {
            ("empty", []),
            ("no archive", "These are words."u8.ToArray()),
            ("truncated", whole[..(whole.Length / 2)]),
            ("no project inside", Zip(("other.txt", "words"u8.ToArray()))),
            ("not XML", Zip(("project.qde", "<Project"u8.ToArray()))),
            ("another XML", Zip(("project.qde", "<html/>"u8.ToArray()))),
            ("entities", Zip(("project.qde", "<?xml version=\"1.0\"?><!DOCTYPE p [<!ENTITY a SYSTEM \"file:///etc/passwd\">]><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"&a;\"/>"u8.ToArray()))),
            ("a bomb of entities", Zip(("project.qde", "<?xml version=\"1.0\"?><!DOCTYPE p [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"&b;\"/>"u8.ToArray()))),
            ("unknown encoding", Zip(("project.qde", "<?xml version=\"1.0\" encoding=\"x-nobody-knows\"?><Project xmlns=\"urn:QDA-XML:project:1.0\" name=\"a\"/>"u8.ToArray()))),
            ("a bomb", Zip(("project.qde", new byte[64 << 20]))),
            ("a path outside", Zip(("project.qde", Encoding.UTF8.GetBytes(Qde(whole))), ("../outside.txt", "words"u8.ToArray()))),
        })
        {
            var refusal = await scene.RefusesAsync("unreadable", new ImportProject("bad.qdpx", bytes));
            Assert.True(refusal.Message.Contains("bad.qdpx", StringComparison.Ordinal), why);
            Assert.NotEmpty(refusal.WhatToDo);
            Assert.DoesNotContain("root:", refusal.Message, StringComparison.Ordinal);
        }

        Scene.Same(before, await scene.TablesAsync(withActs: true));
        Assert.Empty(await scene.Ask(new ImportList()));
    }

    private static async Task GoesOutAsItCameAsync(Scene scene, byte[] file)
    {
        var written = Corpus.Write(await scene.Ask(new ProjectForExport()));
        Corpus.Valid(written);
        var own = (await scene.Ask(new TeamList())).Where(p => p.HasAccount).Select(p => p.Name).ToHashSet(StringComparer.Ordinal);
        var back = Corpus.Read(written);
        back = back with { Users = back.Users.Where(u => !own.Contains(u.Name)).ToList() };
        var came = Corpus.Read(file);

        // What came without a name is given one, since a list cannot show nothing.
        came = came with { Sources = came.Sources.Select(s => s.Name.Length > 0 ? s : s with { Name = "Source without a name" }).ToList() };
        Corpus.SameLines(Corpus.Kept(came), Corpus.Kept(back));
    }

    /// <summary>Every coding of a file by its own positions, which count code points, without our reader.</summary>
    private static List<(string Coding, string Selection, string Words)> NamedByTheFile(byte[] file)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        XNamespace refi = "urn:QDA-XML:project:1.0";
        using var qde = archive.GetEntry("project.qde")!.Open();
        var named = new List<(string, string, string)>();
        foreach (var source in XDocument.Load(qde).Descendants(refi + "TextSource"))
        {
            using var text = new StreamReader(archive.GetEntry("sources/" + source.Attribute("plainTextPath")!.Value)!.Open(), Encoding.UTF8);
            var runes = text.ReadToEnd().EnumerateRunes().ToArray();
            foreach (var selection in source.Elements(refi + "PlainTextSelection"))
            {
                var (start, end) = ((int)selection.Attribute("startPosition")!, (int)selection.Attribute("endPosition")!);
                var words = string.Concat(runes[start..end].Select(r => r.ToString())).Replace("\r\n", "\n", StringComparison.Ordinal);
                named.AddRange(selection.Elements(refi + "Coding").Select(c => (c.Attribute("guid")!.Value, selection.Attribute("guid")!.Value, words)));
            }
        }

        return named;
    }

    private static QdaProject Made()
    {
        string Id(int n) => new Guid(n, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10).ToString("D");
        var at = new DateTimeOffset(2021, 6, 14, 10, 30, 0, TimeSpan.Zero);
        const string Text = "INT: How was it?\nGP01: We met 🙂 on a Tuesday.\nINT: And then?\nGP01: Nothing.";
        var met = new TextSpan(Text.IndexOf("We met 🙂", StringComparison.Ordinal), Text.IndexOf(" on a", StringComparison.Ordinal));
        var nothing = new TextSpan(Text.IndexOf("Nothing", StringComparison.Ordinal), Text.Length);
        return new QdaProject
        {
            Name = "Made by hand",
            Users = [new QdaUser(Id(1), "Ada"), new QdaUser(Id(2), "Bob")],
            Codes = [new QdaCode(Id(10), "Heading", null, "#AABBCC", "Only a heading.", IsCodable: false, []), new QdaCode(Id(11), "Below", Id(10), null, null, IsCodable: true, [Id(40)])],
            Variables = [new QdaVariable(Id(20), "List size", QdaValueKind.Integer), new QdaVariable(Id(21), "Rural", QdaValueKind.Boolean)],
            Sources =
            [
                new QdaSource
                {
                    ForeignId = Id(30),
                    Name = "Interview",
                    Text = Text,
                    NoteForeignIds = [Id(41)],
                    Selections =
                    [
                        new QdaSelection
                        {
                            ForeignId = Id(31), Name = "We met", Span = met, Stamp = new QdaStamp(Id(1), at), NoteForeignIds = [Id(42)],
                            Codings = [new QdaCoding(Id(32), Id(11), Id(1), at, [Id(43)]), new QdaCoding(Id(33), Id(11), Id(2), at.AddDays(1), [])],
                        },
                        new QdaSelection { ForeignId = Id(34), Span = nothing, Stamp = new QdaStamp(Id(2), at), NoteForeignIds = [Id(44), Id(41)] },
                    ],
                },
            ],
            Cases = [new QdaCase { ForeignId = Id(50), Name = "Northside", Description = "A group.", SourceForeignIds = [Id(30)], Values = [new QdaValue(Id(20), QdaValueKind.Integer, "8000"), new QdaValue(Id(21), QdaValueKind.Boolean, "true")] }],
            NoteForeignIds = [Id(45)],
            Notes = Enumerable.Range(40, 6).Select(n => new QdaNote(Id(n), $"Note {n}", $"Words of note {n}.", new QdaStamp(Id(1), at))).ToList(),
        };
    }

    private static byte[] Zip(params (string Name, byte[] Bytes)[] files)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, bytes) in files)
            {
                using var entry = archive.CreateEntry(name).Open();
                entry.Write(bytes);
            }
        }

        return stream.ToArray();
    }

    private static string Qde(byte[] qdpx)
    {
        using var archive = new ZipArchive(new MemoryStream(qdpx));
        using var reader = new StreamReader(archive.GetEntry("project.qde")!.Open());
        return reader.ReadToEnd();
    }

    private sealed class Told(Action<JobProgress> what) : IProgress<JobProgress>
    {
        public void Report(JobProgress value) => what(value);
    }
}
