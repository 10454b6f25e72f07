using System.IO.Compression;
using System.Text;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Kept;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

/// <summary>What comes with a project and has no other home is kept, shown, written back, and reached by an erasure.</summary>
public sealed class KeptTests
{
    [ReferenceTheory]
    [CorporaOnBoth("atlasti-8.4-every-element.qdpx", "nvivo-15-codes.qdpx", "qc-1.3.2-demo.qdpx")]
    public async Task Every_element_of_the_real_files_comes_out_of_the_study_again(Provider provider, string name)
    {
        await using var scene = await Scene.NewAsync(provider);
        var file = Corpus.Bytes(name);
        await scene.Do(new ImportProject(name, file));
        var project = await scene.Ask(new ProjectForExport(Files: true));
        Assert.Null(project.LeftOut);
        var written = Corpus.Write(project);
        Corpus.Valid(written);
        QdeSample.Same(QdeSample.Elements(file), QdeSample.Elements(written));

        // And in again, into another study, and out.
        await using var second = await Scene.NewAsync(provider);
        await second.Do(new ImportProject(name, written));
        QdeSample.Same(QdeSample.Elements(written), QdeSample.Elements(Corpus.Write(await second.Ask(new ProjectForExport(Files: true)))));
    }

    [Theory]
    [OnBoth]
    public async Task A_project_with_everything_goes_out_element_by_element_with_its_files(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var before = await scene.TablesAsync();
        var act = (await scene.Place.Do(scene.Study, new ImportProject("sample.qdpx", QdeSample.Bytes()), scene.Lead)).Act;
        var written = Corpus.Write(await scene.Ask(new ProjectForExport(Files: true)));
        Corpus.Valid(written);
        QdeSample.Same(QdeSample.Elements(QdeSample.Bytes()), QdeSample.Elements(written));
        foreach (var name in new[] { "board.png", "meeting.mp4", "meeting.docx" })
        {
            Assert.Equal(Entry(QdeSample.Bytes(), name), Entry(written, name));
        }

        // Twice out is the same; and a planted loss is seen.
        Assert.Equal(written, Corpus.Write(await scene.Ask(new ProjectForExport(Files: true))));
        var poorer = (await scene.Ask(new ProjectForExport(Files: true))) with { Variables = [] };
        Assert.ThrowsAny<Exception>(() => QdeSample.Same(QdeSample.Elements(QdeSample.Bytes()), QdeSample.Elements(Corpus.Write(poorer))));

        await scene.Do(new UndoAct(act));
        Scene.Same(before, await scene.TablesAsync());
        Assert.Empty(await scene.Ask(new KeptThings()));
    }

    [Theory]
    [OnBoth]
    public async Task A_recording_that_came_with_a_project_stays_behind_where_somebody_in_it_does_not_agree_to_being_recorded(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportProject("sample.qdpx", QdeSample.Bytes()));
        var before = await scene.Ask(new ProjectForExport(Files: true));
        Assert.Contains(before.Kept, k => k.Element == "VideoSource");
        var person = await scene.Add(new AddParticipant("P1"));
        await scene.Do(new AddEncounter("Meeting", EncounterKind.Meeting, Participants: [person], Sources: [.. (await scene.Ask(new SourceList())).Select(s => s.Id)]));
        Assert.Contains((await scene.Ask(new ProjectForExport(Files: true))).Kept, k => k.Element == "VideoSource");
        await scene.Do(new Workbench.Fieldwork.Consent.RecordConsent(person, ConsentAnswer.Refused, ConsentScope.Audio));
        var after = await scene.Ask(new ProjectForExport(Files: true));
        Assert.Equal(before.Kept.Where(k => k.Element != "VideoSource").Select(k => k.Element), after.Kept.Select(k => k.Element));
        Assert.Contains("does not go out", after.LeftOut!.Replace("do not", "does not", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Theory]
    [OnBoth]
    public async Task The_same_project_twice_keeps_two_of_everything_under_ids_of_their_own(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportProject("one.qdpx", QdeSample.Bytes()));
        await scene.Do(new ImportProject("two.qdpx", QdeSample.Bytes()));
        var written = Corpus.Write(await scene.Ask(new ProjectForExport(Files: true)));
        Corpus.Valid(written);
        Assert.Equal(written, Corpus.Write(await scene.Ask(new ProjectForExport(Files: true))));
        var back = Corpus.Read(written);
        Assert.Equal(10, back.Kept.Count);
        Assert.Equal(10, back.Kept.Select(k => k.ForeignId).Distinct(StringComparer.OrdinalIgnoreCase).Count());
        Assert.All(back.Cases, c => Assert.Equal((2, 2), (c.SourceForeignIds.Count, c.SelectionForeignIds.Count)));
        Assert.Equal(2, back.Cases.SelectMany(c => c.SourceForeignIds).Count(id => back.Kept.Any(k => k.ForeignId == id)));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("kept-thing", "unknown")]
    [ShowsRefusal("kept-file", "unknown")]
    public async Task What_is_kept_is_shown_with_its_selections_codes_and_members(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportProject("sample.qdpx", QdeSample.Bytes()));
        var things = await scene.Ask(new KeptThings());
        Assert.Equal(["formatted copy of a text", "graph", "link", "picture", "set", "video recording"], things.Select(t => t.Kind).Order(StringComparer.Ordinal));
        var picture = await scene.Ask(new KeptThing(things.Single(t => t.Kind == "picture").Id));
        var chair = Assert.Single(picture.Selections);
        Assert.Equal(("from 1, 2 to 30, 40", "the chair", "an empty chair", "Chair", "coder-1"), (chair.Place, chair.Name, chair.Words, Assert.Single(chair.Codes), chair.Coder));
        var shown = await scene.Ask(new KeptFileBytes(Assert.Single(picture.Files).Id));
        Assert.Equal(("image/png", "board.png", 11), (shown.MediaType, shown.Name, shown.Bytes.Length));
        var video = things.Single(t => t.Kind == "video recording");
        Assert.Equal(("Meeting", 1, 1), (video.Source, video.Selections, video.Codings));
        Assert.Equal("0:00.1 to 0:02.5", Assert.Single((await scene.Ask(new KeptThing(video.Id))).Selections).Place);
        Assert.Equal(["the chair", "Meeting"], (await scene.Ask(new KeptThing(things.Single(t => t.Kind == "link").Id))).Members.Select(m => m.Name));
        Assert.Equal(["Board", "Board room", "Meeting", "On Ben"], (await scene.Ask(new KeptThing(things.Single(t => t.Kind == "set").Id))).Members.Select(m => m.Name));
        Assert.Equal("harbour", Assert.Single(Assert.Single((await scene.Ask(new ProjectForExport())).Sources).Values).Text);
        Assert.Contains(await scene.Ask(new AttributeList()), a => a.Key == "source:Setting");
        await scene.RefusesAsync("unknown", new KeptThing(Guid.NewGuid()));
        await scene.RefusesAsync("unknown", new KeptFileBytes(Guid.NewGuid()));
    }

    [Theory]
    [OnBoth]
    public async Task References_follow_a_code_that_is_renamed_or_merged_and_say_when_it_is_gone(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportProject("sample.qdpx", QdeSample.Bytes()));
        var codes = (await scene.Ask(new CodebookTree())).ToDictionary(c => c.Name, c => c.Id);
        await scene.Do(new MergeCodes(codes["Chair"], codes["Board"]));
        var project = await scene.Ask(new ProjectForExport(Files: true));
        Assert.Null(project.LeftOut);
        Assert.Contains($"<CodeRef targetGUID=\"{QdeSample.Id(10)}\"", project.Kept[0].Xml, StringComparison.Ordinal);
        Corpus.Valid(Corpus.Write(project));

        await using var second = await Scene.NewAsync(provider);
        await second.Do(new ImportProject("sample.qdpx", QdeSample.Bytes()));
        var chair = (await second.Ask(new CodebookTree())).Single(c => c.Name == "Chair");
        foreach (var source in await second.Ask(new SourceList()))
        {
            var page = await second.Ask(new SourceText(source.Id));
            foreach (var coding in (await second.Ask(new CodingsOfSource(page.Revision))).Codings.Where(c => c.Code == chair.Id))
            {
                await second.Do(new RemoveCoding(coding.Id));
            }
        }

        await second.Do(new RemoveCode(chair.Id));
        project = await second.Ask(new ProjectForExport(Files: true));
        Assert.Contains("no longer there", project.LeftOut, StringComparison.Ordinal);
        Assert.DoesNotContain("CodeRef", project.Kept[0].Xml, StringComparison.Ordinal);
        Corpus.Valid(Corpus.Write(project));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("erase-kept", "unknown")]
    public async Task An_erasure_reaches_the_recording_of_a_text_and_a_picture_by_itself(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportProject("sample.qdpx", QdeSample.Bytes()));
        Assert.Equal(4L, Convert.ToInt64(Assert.Single(await scene.Place.SqlAsync("SELECT COUNT(*) FROM blobs WHERE media_type <> 'application/vnd.fieldthread.marks'"))[0]));
        var source = Assert.Single(await scene.Ask(new SourceList()));
        await scene.Do(new EraseSource(source.Id));
        Assert.Equal(1L, Convert.ToInt64(Assert.Single(await scene.Place.SqlAsync("SELECT COUNT(*) FROM blobs WHERE media_type <> 'application/vnd.fieldthread.marks'"))[0]));
        var things = await scene.Ask(new KeptThings());
        Assert.True((await scene.Ask(new KeptThing(things.Single(t => t.Kind == "video recording").Id))).IsErased);
        Assert.Null(Assert.Single((await scene.Ask(new ProjectForExport(Files: true))).Sources).Formatted);
        var picture = things.Single(t => t.Kind == "picture");
        await scene.RefusesAsync("unknown", new EraseKept(Guid.NewGuid()));
        await scene.Do(new EraseKept(picture.Id));
        Assert.Equal(0L, Convert.ToInt64(Assert.Single(await scene.Place.SqlAsync("SELECT COUNT(*) FROM blobs WHERE media_type <> 'application/vnd.fieldthread.marks'"))[0]));
        Assert.True((await scene.Ask(new KeptThing(picture.Id))).IsErased);
        foreach (var words in new[] { "an empty chair", "with two people", "at last", "We met at the harbour" })
        {
            foreach (var table in new[] { "kept_pieces", "kept_pieces_history", "memos", "memos_history" })
            {
                var column = table.StartsWith("kept", StringComparison.Ordinal) ? "said" : "words";
                Assert.Empty(await scene.Place.SqlAsync($"SELECT 1 FROM {table} WHERE {column} LIKE '%{words}%'"));
            }
        }

        Corpus.Valid(Corpus.Write(await scene.Ask(new ProjectForExport(Files: true))));
    }

    [Theory]
    [OnBoth]
    public async Task A_revised_text_goes_out_without_its_formatted_copy_and_a_cut_of_some_sites_without_what_cannot_be_divided(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportProject("sample.qdpx", QdeSample.Bytes()));
        var source = Assert.Single(await scene.Ask(new SourceList()));
        var page = await scene.Ask(new SourceText(source.Id));
        Assert.NotNull(Assert.Single((await scene.Ask(new ProjectForExport(Files: true))).Sources).Formatted);
        await scene.Do(new Fieldthread.Workbench.Fieldwork.Revisions.ReviseSource(source.Id, page.Number, page.Text.Replace("chairs", "seats", StringComparison.Ordinal), "a slip"));
        var project = await scene.Ask(new ProjectForExport(Files: true));
        Assert.Null(Assert.Single(project.Sources).Formatted);
        Assert.Equal("only marked", project.Sources[0].Selections.Single(s => s.ForeignId == QdeSample.Id(53)).Name);
        Corpus.Valid(Corpus.Write(project));

        // On a cut of some sites, or blind, a picture or set with several people's codings cannot be divided: it stays behind, counted.
        await scene.Do(new FreezeCut("Site", new CutFilter(Sites: ["Site 1"])));
        var blind = await scene.Place.MemberAsync(scene.Study, Role.Coder, blind: true);
        var picture = (await scene.Ask(new KeptThings())).Single(k => k.Kind == "picture");
        var file = Assert.Single((await scene.Ask(new KeptThing(picture.Id))).Files).Id;
        foreach (var (actor, cut) in new (Actor?, string?)[] { (null, "Site"), (blind, null) })
        {
            var part = await scene.Ask(new ProjectForExport(Files: true), actor, cut);
            Assert.Empty(part.Kept);
            Assert.StartsWith("5 things that came", part.LeftOut, StringComparison.Ordinal);
            Assert.Empty(await scene.Ask(new KeptThings(), actor, cut));
            Assert.Equal("unknown", (await Place.RefusedAsync(() => scene.Ask(new KeptThing(picture.Id), actor, cut))).Code);
            Assert.Equal("unknown", (await Place.RefusedAsync(() => scene.Ask(new KeptFileBytes(file), actor, cut))).Code);
            Corpus.Valid(Corpus.Write(part));
        }
    }

    [Theory]
    [OnBoth]
    public async Task Once_names_are_replaced_recordings_and_pictures_are_for_those_who_read_originals(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportProject("sample.qdpx", QdeSample.Bytes()));
        var page = await scene.Ask(new SourceText(Assert.Single(await scene.Ask(new SourceList())).Id));
        var things = await scene.Ask(new KeptThings(), scene.Coder);
        Assert.Contains(things, t => t.Kind == "video recording");
        await scene.Do(new Fieldthread.Workbench.Fieldwork.Revisions.ReviseSource(page.Line.Id, page.Number, page.Text.Replace("BEN", "[x]", StringComparison.Ordinal), "names", Fieldthread.Workbench.Fieldwork.Revisions.RevisionKind.Pseudonymised));
        Assert.Equal(["graph", "link", "set"], (await scene.Ask(new KeptThings(), scene.Coder)).Select(t => t.Kind).Order(StringComparer.Ordinal));
        Assert.Equal(3, (await scene.Ask(new ProjectForExport(Files: true), scene.Coder)).Kept.Count);
        Assert.Equal(5, (await scene.Ask(new ProjectForExport(Files: true))).Kept.Count);
        Corpus.Valid(Corpus.Write(await scene.Ask(new ProjectForExport(Files: true), scene.Coder)));
    }

    [Theory]
    [OnBoth]
    public async Task In_every_profile_the_study_comes_back_with_the_same_codings_under_the_same_ids(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportProject("sample.qdpx", QdeSample.Bytes()));
        var project = await scene.Ask(new ProjectForExport(Files: true));
        foreach (var profile in RefiProfile.All)
        {
            using var stream = new MemoryStream();
            RefiWriter.Write(project, stream, profile);
            Corpus.Valid(stream.ToArray());
            var back = Corpus.Read(stream.ToArray());
            Corpus.SameLines(Corpus.Kept(project), Corpus.Kept(back));
        }
    }

    private static byte[] Entry(byte[] qdpx, string name)
    {
        using var zip = new ZipArchive(new MemoryStream(qdpx));
        using var bytes = new MemoryStream();
        using var entry = zip.GetEntry("sources/" + name)!.Open();
        entry.CopyTo(bytes);
        return bytes.ToArray();
    }
}
