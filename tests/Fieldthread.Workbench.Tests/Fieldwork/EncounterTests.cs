using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Guides;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Approvals;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.FieldNotes;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Fieldwork;

public sealed class EncounterTests
{
    [Theory]
    [OnBoth]
    [ShowsRefusal("add-encounter", "guide-later")]
    [ShowsRefusal("edit-encounter", "empty")]
    [ShowsRefusal("edit-encounter", "name-taken")]
    [ShowsRefusal("edit-encounter", "bad-date")]
    [ShowsRefusal("edit-encounter", "bad-length")]
    [ShowsRefusal("edit-encounter", "unknown")]
    [ShowsRefusal("edit-encounter", "guide-later")]
    [ShowsRefusal("encounter", "unknown")]
    public async Task An_encounter_says_how_it_was_held_and_is_corrected_whole(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (site, nothing) = (await scene.Add(new AddSite("North")), Guid.NewGuid());
        var (one, two) = (await scene.Add(new AddParticipant("GP01", "Doctor", site)), await scene.Add(new AddParticipant("GP02", "Doctor", site)));
        var coder = (await scene.Ask(new TeamList())).First(p => p.Role == Role.Coder);
        var guide = await scene.Add(new AddGuide("Managers"));
        var version = (await scene.Do(new AddGuideVersion(guide, "Why?", "2021-03-10"))).Version;
        await scene.RefusesAsync("guide-later", new AddEncounter("Early", EncounterKind.Interview, "2021-03-09", Version: version));
        var id = await scene.Add(new AddEncounter("One", EncounterKind.Interview, "2021-03", 50, site, null, [one], null, version, [coder.Id], EncounterChannel.Telephone, EncounterMode.SemiStructured, EncounterKept.Audio, "", "a carer"));
        await scene.Add(new AddEncounter("Two", EncounterKind.Meeting));
        var line = (await scene.Ask(new Field())).Encounters.Single(e => e.Id == id);
        Assert.Equal(("telephone", "semi-structured", "audio recording", "a carer", "Managers, version 1", coder.Name), (line.Held.Channel, line.Held.Mode, line.Held.Kept, line.Held.OthersThere, line.Held.Guide, Assert.Single(line.Held.Observers)));
        await scene.RefusesAsync("empty", new EditEncounter(id, " ", EncounterKind.Interview));
        await scene.RefusesAsync("name-taken", new EditEncounter(id, "Two", EncounterKind.Interview));
        await scene.RefusesAsync("bad-date", new EditEncounter(id, "One", EncounterKind.Interview, "soon"));
        await scene.RefusesAsync("bad-length", new EditEncounter(id, "One", EncounterKind.Interview, Minutes: 1441));
        await scene.RefusesAsync("unknown", new EditEncounter(nothing, "One", EncounterKind.Interview));
        await scene.RefusesAsync("unknown", new EditEncounter(id, "One", EncounterKind.Interview, Site: nothing));
        await scene.RefusesAsync("unknown", new EditEncounter(id, "One", EncounterKind.Interview, Participants: [nothing]));
        await scene.RefusesAsync("unknown", new EditEncounter(id, "One", EncounterKind.Interview, Version: nothing));
        await scene.RefusesAsync("unknown", new EditEncounter(id, "One", EncounterKind.Interview, Observers: [nothing]));
        await scene.RefusesAsync("guide-later", new EditEncounter(id, "One", EncounterKind.Interview, "2021-02", Version: version));
        await scene.RefusesAsync("unknown", new ShowEncounter(nothing));
        await scene.Do(new FreezeCut("Then"));
        await scene.Do(new EditEncounter(id, "First", EncounterKind.FocusGroup, "2021-04-02", 95, null, null, [two], null, null, EncounterChannel.InPerson, MeetingType: "practice forum"));
        var shown = await scene.Ask(new ShowEncounter(id));
        Assert.Equal(("First", "focus group", "2021-04-02", 95, null, "GP02"), (shown.Line.Name, shown.Line.Kind, shown.Line.Date, shown.Line.Minutes ?? 0, shown.Line.Site, Assert.Single(shown.Line.Participants)));
        Assert.Equal((EncounterChannel.InPerson, EncounterMode.NotSaid, "practice forum", null, 0), (shown.Channel, shown.Mode, shown.Line.Held.MeetingType, shown.Version, shown.Observers.Count));
        Assert.Equal(("One", "telephone"), (await scene.Ask(new Field(), cut: "Then")).Encounters.Where(e => e.Id == id).Select(e => (e.Name, e.Held.Channel)).Single());
        await scene.Do(new EditEncounter(id, "First", EncounterKind.FocusGroup));
        Assert.DoesNotContain((await scene.TablesAsync())["encounter_details"], row => row.Contains("forum", StringComparison.Ordinal));
        Assert.Equal(HeldAs.Unsaid, (await scene.Ask(new ShowEncounter(id))).Line.Held);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("edit-encounter", "not-approved")]
    [ShowsRefusal("edit-encounter", "no-contact")]
    public async Task A_correction_does_not_lead_past_approvals_and_withdrawals_and_still_mends_a_length(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (one, two) = (await scene.Add(new AddParticipant("GP01")), await scene.Add(new AddParticipant("GP02")));
        var id = await scene.Add(new AddEncounter("One", EncounterKind.Interview, "2021-06-10", 50, Participants: [one]));
        await scene.Do(new RecordApproval(ApprovalKind.Ethics, "Board", "E1", "2021-06-01", "2021-06-30"));
        await scene.RefusesAsync("not-approved", new EditEncounter(id, "One", EncounterKind.Interview, "2021-07-01", 50, Participants: [one]));
        await scene.Do(new EditEncounter(id, "One", EncounterKind.Interview, "2021-06-11", 50, Participants: [one]));
        await scene.Do(new WithdrawConsent(one, WithdrawalLevel.NoContact, "2021-06-20", scene.Lead.Name, "They asked."));
        await scene.Do(new WithdrawConsent(two, WithdrawalLevel.NoContact, "2021-06-05", scene.Lead.Name, "They asked."));
        await scene.RefusesAsync("no-contact", new EditEncounter(id, "One", EncounterKind.Interview, "2021-06-11", 50, Participants: [one, two]));
        await scene.RefusesAsync("no-contact", new EditEncounter(id, "One", EncounterKind.Interview, "2021-06-25", 50, Participants: [one]));
        await scene.Do(new EditEncounter(id, "One", EncounterKind.Interview, "2021-06-11", 55, Participants: [one]));
        Assert.Equal(55, (await scene.Ask(new ShowEncounter(id))).Line.Minutes);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-note-template", "empty")]
    [ShowsRefusal("add-note-template", "too-long")]
    [ShowsRefusal("add-note-template", "name-taken")]
    [ShowsRefusal("edit-note-template", "unknown")]
    [ShowsRefusal("edit-note-template", "in-use")]
    [ShowsRefusal("edit-note-template", "empty")]
    [ShowsRefusal("edit-note-template", "too-long")]
    [ShowsRefusal("edit-note-template", "name-taken")]
    [ShowsRefusal("remove-note-template", "unknown")]
    [ShowsRefusal("remove-note-template", "in-use")]
    [ShowsRefusal("write-field-note", "unknown")]
    [ShowsRefusal("write-field-note", "empty")]
    [ShowsRefusal("write-field-note", "bad-date")]
    [ShowsRefusal("write-field-note", "name-taken")]
    public async Task A_field_note_by_template_is_a_source_of_its_encounter(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var nothing = Guid.NewGuid();
        var template = await scene.Add(new AddNoteTemplate(NoteTemplates.Starters[0].Name));
        await scene.RefusesAsync("empty", new AddNoteTemplate(" "));
        await scene.RefusesAsync("empty", new AddNoteTemplate("Ours"));
        await scene.RefusesAsync("empty", new AddNoteTemplate("Ours", "| words without a heading"));
        await scene.RefusesAsync("too-long", new AddNoteTemplate("Ours", string.Join('\n', Enumerable.Range(1, 41))));
        await scene.RefusesAsync("name-taken", new AddNoteTemplate(NoteTemplates.Starters[0].Name, "Tone"));
        await scene.RefusesAsync("name-taken", new AddNoteTemplate("Ours", "Tone\ntone"));
        var own = await scene.Add(new AddNoteTemplate("Ours", "Tone | Laughter"));
        await scene.RefusesAsync("unknown", new EditNoteTemplate(nothing, "x", "y"));
        await scene.RefusesAsync("empty", new EditNoteTemplate(own, "", "Tone"));
        await scene.RefusesAsync("too-long", new EditNoteTemplate(own, "Ours", string.Join('\n', Enumerable.Range(1, 41))));
        await scene.RefusesAsync("name-taken", new EditNoteTemplate(own, NoteTemplates.Starters[0].Name, "Tone"));
        await scene.RefusesAsync("unknown", new RemoveNoteTemplate(nothing));
        var encounter = await scene.Add(new AddEncounter("Board, June", EncounterKind.Meeting, "2021-06-10"));
        NoteEntry[] entries = [new("What happened", "They met.\r\nNobody voted: the chair decided."), new("What was to happen", "A vote."), new("Where they differ", " ")];
        await scene.RefusesAsync("unknown", new WriteFieldNote(nothing, template, entries));
        await scene.RefusesAsync("unknown", new WriteFieldNote(encounter, nothing, entries));
        await scene.RefusesAsync("unknown", new WriteFieldNote(encounter, own, entries));
        await scene.RefusesAsync("empty", new WriteFieldNote(encounter, template, [new("What happened", " ")]));
        await scene.RefusesAsync("bad-date", new WriteFieldNote(encounter, template, entries, "2999"));
        var source = await scene.Add(new WriteFieldNote(encounter, template, entries, "2021-06-10"), scene.Coder);
        var second = await scene.Add(new WriteFieldNote(encounter, template, entries));
        await scene.RefusesAsync("name-taken", new WriteFieldNote(encounter, template, entries, Name: "Field note, Board, June"));
        await scene.RefusesAsync("in-use", new EditNoteTemplate(template, "Design", "Other"));
        await scene.RefusesAsync("in-use", new RemoveNoteTemplate(template));
        await scene.Do(new RemoveNoteTemplate(own));
        var text = await scene.Ask(new SourceText(source));
        Assert.Equal("What was to happen\nA vote.\n\nWhat happened\nThey met.\nNobody voted: the chair decided.", text.Text);
        var shown = await scene.Ask(new ShowEncounter(encounter));
        Assert.Equal(["Field note 2, Board, June", "Field note, Board, June"], shown.Sources.Select(s => s.Name).Order(StringComparer.Ordinal));
        Assert.Equal((NoteTemplates.Starters[0].Name, "2021-06-10"), shown.Sources.Where(s => s.Id == source).Select(s => (s.Template, s.Day)).Single());
        // It is coded and erased as other sources are.
        await scene.CodeAsync(text, "the chair decided", await scene.Add(new AddCode("Deciding")));
        await scene.Do(new EraseSource(second));
        Assert.DoesNotContain("voted", (await scene.Ask(new SourceText(second))).Text, StringComparison.Ordinal);
        Assert.Equal(0, (await scene.Ask(new SpeechOfStudy())).Texts);
    }

    [Theory]
    [OnBoth]
    public async Task Share_of_speech_tells_roles_by_the_labels_before_turns_and_stays_at_a_cut(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (one, two) = (await scene.Add(new AddParticipant("GP01", "Doctor")), await scene.Add(new AddParticipant("GP02")));
        var talk = await scene.SourceAsync("talk", "INT: Why?\n\nGP01: Because we had to.\n\nGP02: No.\n\nGP09: Hm hm.\n");
        var plain = await scene.SourceAsync("plain", "A text without anybody named in it.");
        await scene.SourceAsync("paper", "GP01: Not of any encounter.");
        await scene.Do(new AddEncounter("Group", EncounterKind.FocusGroup, Participants: [one, two], Sources: [talk.Line.Id]));
        await scene.Do(new AddEncounter("Visit", EncounterKind.Interview, Participants: [one], Sources: [plain.Line.Id]));
        await scene.Do(new FreezeCut("Then"));
        var more = await scene.SourceAsync("more", "INT: And?\n\nGP01: So it was.\n\nINT: Yes?\n\nGP01: Yes.\n");
        await scene.Do(new AddEncounter("Later", EncounterKind.Interview, Participants: [one], Sources: [more.Line.Id]));
        var then = await scene.Ask(new SpeechOfStudy(), cut: "Then");
        Assert.Equal((1, 1), (then.Texts, then.Without));
        Assert.Equal([("Doctor", 1, 4), (SpeechShare.Unlisted, 1, 2), (SpeechShare.Unsaid, 1, 1), (SpeechShare.Team, 1, 1)], then.Rows.Select(r => (r.Role, r.Turns, r.Words)));
        Assert.Equal(.5, then.Rows[0].ShareOfWords);
        var now = await scene.Ask(new SpeechOfStudy());
        Assert.Equal((2, 1, 6), (now.Texts, now.Without, now.Rows.Count));
        Assert.Equal(2d / 3, now.Rows.Single(r => r is { Kind: "interview", Role: "Doctor" }).ShareOfWords);
    }
}
