using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Rooms;

public sealed class FieldworkRefusalTests
{
    private static readonly Guid Nothing = Guid.NewGuid();

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-site", "empty")]
    [ShowsRefusal("add-site", "name-taken")]
    [ShowsRefusal("edit-site", "unknown")]
    [ShowsRefusal("edit-site", "empty")]
    [ShowsRefusal("edit-site", "name-taken")]
    public async Task A_site_has_a_pseudonym_of_its_own(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var site = await scene.Add(new AddSite("Northside"));
        await scene.Add(new AddSite("Southside"));
        await scene.RefusesAsync("empty", new AddSite(" "));
        await scene.RefusesAsync("name-taken", new AddSite("Northside "));
        await scene.RefusesAsync("unknown", new EditSite(Nothing, "Westside"));
        await scene.RefusesAsync("empty", new EditSite(site, "\n"));
        await scene.RefusesAsync("name-taken", new EditSite(site, "Southside"));
        await scene.Do(new EditSite(site, "Northside", "A group of practices"));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-participant", "empty")]
    [ShowsRefusal("add-participant", "name-taken")]
    [ShowsRefusal("add-participant", "unknown")]
    [ShowsRefusal("record-consent", "unknown")]
    public async Task A_participant_has_a_pseudonym_of_their_own(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new AddParticipant("GP01"));
        await scene.RefusesAsync("empty", new AddParticipant(""));
        await scene.RefusesAsync("name-taken", new AddParticipant(" GP01"));
        await scene.RefusesAsync("unknown", new AddParticipant("GP02", Site: Nothing));
        await scene.RefusesAsync("unknown", new RecordConsent(Nothing, ConsentAnswer.Given));
        Assert.Equal(ConsentState.NoRecord, Assert.Single((await scene.Ask(new Field())).Participants).Consent);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-encounter", "empty")]
    [ShowsRefusal("add-encounter", "name-taken")]
    [ShowsRefusal("add-encounter", "bad-date")]
    [ShowsRefusal("add-encounter", "bad-length")]
    [ShowsRefusal("add-encounter", "unknown")]
    public async Task An_encounter_stands_on_what_is_there(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new AddEncounter("Interview 1", EncounterKind.Interview, "2021-06", 1440));
        await scene.RefusesAsync("empty", new AddEncounter(" ", EncounterKind.Interview));
        await scene.RefusesAsync("name-taken", new AddEncounter("Interview 1", EncounterKind.Meeting));
        await scene.RefusesAsync("bad-date", new AddEncounter("Interview 2", EncounterKind.Interview, "June"));
        foreach (var minutes in new[] { 0, -1, 1441 })
        {
            await scene.RefusesAsync("bad-length", new AddEncounter("Interview 2", EncounterKind.Interview, Minutes: minutes));
        }

        await scene.RefusesAsync("unknown", new AddEncounter("Interview 2", EncounterKind.Interview, Site: Nothing));
        await scene.RefusesAsync("unknown", new AddEncounter("Interview 2", EncounterKind.Interview, Phase: Nothing));
        await scene.RefusesAsync("unknown", new AddEncounter("Interview 2", EncounterKind.Interview, Participants: [Nothing]));
        await scene.RefusesAsync("unknown", new AddEncounter("Interview 2", EncounterKind.Interview, Sources: [Nothing]));
        Assert.Single((await scene.Ask(new Field())).Encounters);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("place-source", "unknown")]
    [ShowsRefusal("set-quoting-basis", "unknown")]
    [ShowsRefusal("rename-source", "unknown")]
    [ShowsRefusal("rename-source", "empty")]
    [ShowsRefusal("source", "unknown")]
    public async Task A_source_is_placed_and_named_only_where_it_is(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var source = (await scene.SourceAsync("Notes", "We met on a Tuesday.")).Line.Id;
        await scene.RefusesAsync("unknown", new PlaceSource(Nothing));
        await scene.RefusesAsync("unknown", new PlaceSource(source, Encounter: Nothing));
        await scene.RefusesAsync("unknown", new PlaceSource(source, Site: Nothing));
        await scene.RefusesAsync("unknown", new SetQuotingBasis(Nothing, QuotingBasis.PublicRecord));
        await scene.RefusesAsync("unknown", new RenameSource(Nothing, "Other"));
        await scene.RefusesAsync("empty", new RenameSource(source, " "));
        await scene.RefusesAsync("unknown", new SourceText(Nothing));
        Assert.Equal("Notes", (await scene.Ask(new SourceText(source))).Line.Name);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-code", "empty")]
    [ShowsRefusal("add-code", "name-taken")]
    [ShowsRefusal("add-code", "bad-colour")]
    [ShowsRefusal("add-code", "unknown")]
    [ShowsRefusal("edit-code", "empty")]
    [ShowsRefusal("edit-code", "name-taken")]
    [ShowsRefusal("edit-code", "bad-colour")]
    [ShowsRefusal("edit-code", "unknown")]
    public async Task A_code_has_a_name_among_its_siblings(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var trust = await scene.Add(new AddCode("Trust"));
        var below = await scene.Add(new AddCode("Trust", trust));
        await scene.Add(new AddCode("Money"));
        await scene.RefusesAsync("empty", new AddCode(" "));
        await scene.RefusesAsync("name-taken", new AddCode("Trust "));
        await scene.RefusesAsync("name-taken", new AddCode("Trust", trust));
        await scene.RefusesAsync("unknown", new AddCode("Time", Nothing));
        await scene.RefusesAsync("unknown", new EditCode(Nothing, "Time"));
        await scene.RefusesAsync("empty", new EditCode(trust, ""));
        await scene.RefusesAsync("name-taken", new EditCode(trust, "Money"));
        foreach (var bad in new[] { "red", "#12345", "#1234567", "#GGGGGG", "#123456\n" })
        {
            await scene.RefusesAsync("bad-colour", new AddCode("Time", Colour: bad));
            await scene.RefusesAsync("bad-colour", new EditCode(trust, "Trust", bad));
        }

        await scene.Do(new EditCode(below, "Money", "#aabbcc"));
        Assert.Equal(["Trust", "Trust / Money", "Money"], (await scene.Ask(new CodebookTree())).Select(c => c.Path));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("move-code", "unknown")]
    [ShowsRefusal("move-code", "circle")]
    [ShowsRefusal("move-code", "name-taken")]
    [ShowsRefusal("merge-codes", "unknown")]
    [ShowsRefusal("merge-codes", "circle")]
    [ShowsRefusal("merge-codes", "name-taken")]
    [ShowsRefusal("remove-code", "unknown")]
    [ShowsRefusal("remove-code", "in-use")]
    [ShowsRefusal("codings-of-code", "unknown")]
    public async Task The_codebook_stays_a_tree(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (a, b) = (await scene.Add(new AddCode("A")), await scene.Add(new AddCode("B")));
        var (a1, b1) = (await scene.Add(new AddCode("One", a)), await scene.Add(new AddCode("One", b)));
        var deep = await scene.Add(new AddCode("Deep", a1));
        await scene.RefusesAsync("unknown", new MoveCode(Nothing));
        await scene.RefusesAsync("unknown", new MoveCode(a, Nothing));
        foreach (var under in new[] { a, a1, deep })
        {
            await scene.RefusesAsync("circle", new MoveCode(a, under));
            await scene.RefusesAsync("circle", new MergeCodes(a, under));
        }

        await scene.RefusesAsync("name-taken", new MoveCode(a1, b));
        await scene.RefusesAsync("unknown", new MergeCodes(Nothing, a));
        await scene.RefusesAsync("unknown", new MergeCodes(a, Nothing));
        await scene.RefusesAsync("name-taken", new MergeCodes(a, b));
        await scene.RefusesAsync("unknown", new RemoveCode(Nothing));
        await scene.RefusesAsync("in-use", new RemoveCode(a));
        var page = await scene.SourceAsync("Notes", "We met on a Tuesday.");
        await scene.CodeAsync(page, "Tuesday", b1);
        await scene.RefusesAsync("in-use", new RemoveCode(b1));
        await scene.RefusesAsync("unknown", new CodingsOfCode(Nothing));
        Assert.Equal(["A", "A / One", "A / One / Deep", "B", "B / One"], (await scene.Ask(new CodebookTree())).Select(c => c.Path));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-coding", "unknown")]
    [ShowsRefusal("add-coding", "range-outside")]
    [ShowsRefusal("add-coding", "heading")]
    [ShowsRefusal("add-coding", "coded-already")]
    [ShowsRefusal("add-coding", "no-coder")]
    [ShowsRefusal("remove-coding", "unknown")]
    [ShowsRefusal("remove-coding", "not-yours")]
    [ShowsRefusal("set-coding-memo", "unknown")]
    public async Task A_coding_lies_in_its_text_and_belongs_to_its_author(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var page = await scene.SourceAsync("Notes", "A smile 🙂 and then nothing.");
        var code = await scene.Add(new AddCode("Mood"));
        var heading = await scene.Add(new AddCode("Heading"));
        await scene.Do(new EditCode(heading, "Heading", IsCodable: false));
        var face = page.Text.IndexOf("🙂", StringComparison.Ordinal);
        await scene.RefusesAsync("unknown", new AddCoding(Nothing, 0, 1, code), scene.Coder);
        await scene.RefusesAsync("unknown", new AddCoding(page.Revision, 0, 1, Nothing), scene.Coder);
        foreach (var (start, end) in new[] { (-1, 2), (0, page.Text.Length + 1), (3, 3), (5, 4), (face, face + 1), (face + 1, face + 3), (int.MaxValue, int.MinValue), (int.MinValue, int.MaxValue) })
        {
            await scene.RefusesAsync("range-outside", new AddCoding(page.Revision, start, end, code), scene.Coder);
        }

        await scene.RefusesAsync("heading", new AddCoding(page.Revision, 0, 1, heading), scene.Coder);
        await scene.RefusesAsync("no-coder", new AddCoding(page.Revision, 0, 1, code), Actor.Program);
        var coding = await scene.Add(new AddCoding(page.Revision, face, face + 2, code), scene.Coder);
        await scene.RefusesAsync("coded-already", new AddCoding(page.Revision, face, face + 2, code), scene.Coder);
        await scene.Add(new AddCoding(page.Revision, face, face + 2, code), scene.Lead);
        await scene.RefusesAsync("unknown", new RemoveCoding(Nothing), scene.Coder);
        await scene.RefusesAsync("unknown", new SetCodingMemo(Nothing, "Why?"), scene.Coder);
        var other = await scene.Place.MemberAsync(scene.Study, Role.Coder);
        await scene.RefusesAsync("not-yours", new RemoveCoding(coding), other);
        await scene.Do(new RemoveCoding(coding), scene.Lead);
        Assert.Single((await scene.Ask(new CodingsOfSource(page.Revision))).Codings);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("import-documents", "empty")]
    [ShowsRefusal("import-documents", "unreadable")]
    [ShowsRefusal("import-documents", "unknown")]
    public async Task Documents_come_in_all_or_none(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var good = new GivenFile("good.txt", "Words."u8.ToArray());
        await scene.RefusesAsync("empty", new ImportDocuments([]));
        await scene.RefusesAsync("empty", new ImportDocuments([good, new GivenFile("blank.txt", " \n\t"u8.ToArray())]));
        await scene.RefusesAsync("unreadable", new ImportDocuments([good, new GivenFile("bad.docx", "No archive."u8.ToArray())]));
        await scene.RefusesAsync("unreadable", new ImportDocuments([good, new GivenFile("picture.png", new byte[] { 0x89, 0x50, 0x4E, 0x47 })]));
        foreach (var (name, way) in new[] { ("answers.xlsx", "Surveys → Waves"), ("list.csv", "tracker sheet"), ("project.qdpx", "import qdpx"), ("project.nvpx", ".qdpx") })
        {
            Assert.Contains(way, (await scene.RefusesAsync("unreadable", new ImportDocuments([good, new GivenFile(name, "PK"u8.ToArray())]))).WhatToDo, StringComparison.Ordinal);
        }

        await scene.RefusesAsync("unknown", new ImportDocuments([good], Nothing));
        Assert.Empty(await scene.Ask(new SourceList()));
        Assert.Empty(await scene.Place.SqlAsync("SELECT 1 FROM blobs"));
        Assert.Empty(await scene.Place.SqlAsync("SELECT 1 FROM passage_terms"));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("search", "bad-search")]
    public async Task What_is_no_query_is_said_to_be_none(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        foreach (var bad in new[] { "", "  ", "…", "\"open", "(open", "closed)", "-only", "OR", "()", "*", string.Join(' ', Enumerable.Range(0, 65)), new string('(', 17) + "a" + new string(')', 17) })
        {
            await scene.RefusesAsync("bad-search", new Search(bad));
        }

        Assert.Equal(0, (await scene.Ask(new Search("'; DROP TABLE codings; --"))).Total);
    }

    [Theory]
    [OnBoth]
    public async Task Signs_that_no_text_may_hold_are_replaced_and_never_stop_an_act(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        const string Bad = "a\0b\ud800c";
        var site = await scene.Add(new AddSite(Bad, Bad));
        await scene.Add(new EditSite(site, Bad + "2", Bad));
        await scene.Add(new AddParticipant(Bad, Bad));
        await scene.Add(new AddPhase(Bad));
        await scene.Do(new AddEncounter(Bad, EncounterKind.Interview));
        await scene.Do(new EditStudy(Bad, Bad));
        var code = await scene.Add(new AddCode(Bad, Definition: Bad));
        await scene.Do(new EditCode(code, Bad, Definition: Bad));
        var page = await scene.SourceAsync("Notes", "We met on a Tuesday.");
        await scene.Do(new RenameSource(page.Line.Id, Bad));
        await scene.Do(new SetCodingMemo(await scene.CodeAsync(page, "Tuesday", code), Bad), scene.Coder);
        await scene.Do(new ImportDocuments([new GivenFile(Bad + ".txt", "Words."u8.ToArray())]));
        await scene.Do(new FreezeCut(Bad));
        var field = await scene.Ask(new Field());
        Assert.Equal("a\uFFFDb\uFFFDc", field.Sites[0].About);
        Assert.Equal("a\uFFFDb\uFFFDc", field.Participants[0].Role);
        Assert.Equal("a\uFFFDb\uFFFDc", (await scene.Ask(new CodebookTree()))[0].Definition);
        Assert.Equal("a\uFFFDb\uFFFDc", (await scene.Ask(new AboutStudy())).Summary);
    }
}
