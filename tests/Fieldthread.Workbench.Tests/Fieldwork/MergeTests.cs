using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Merging;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Studies.Memos;

namespace Fieldthread.Workbench.Tests.Rooms;

/// <summary>A coded project that goes out, is changed elsewhere and comes back.</summary>
public sealed partial class MergeTests
{
    private const string Text = "INT: How did it begin?\nAva: We lost the budget in May. Nobody asked the branches.\nAva: Later the board wrote to us, and trust came back slowly.\n";

    [ReferenceTheory]
    [CorporaOnBoth("atlasti-8.4-every-element.qdpx", "nvivo-15-codes.qdpx", "qc-1.3.2-demo.qdpx", "spec")]
    public async Task The_real_files_changed_elsewhere_come_back_without_loss_or_doubling(Provider provider, string name)
    {
        await using var scene = await Scene.NewAsync(provider);
        var file = Corpus.Bytes(name);
        await scene.Do(new ImportProject(name, file));
        Assert.True((await scene.Ask(new PreviewMerge(new GivenFile(name, file)))).IsNothing);
        await scene.Do(new NoteSentProject("elsewhere"));
        var sent = await Out(scene);
        var unchanged = await scene.Ask(new PreviewMerge(File(sent)));
        Assert.True(unchanged.IsNothing, string.Join('\n', unchanged.Rows.Where(r => r.Asks).Take(5)));
        await scene.RefusesAsync("nothing", new MergeProject(File(sent), unchanged.Plan));

        var there = Elsewhere(sent, out var changes);
        var before = await scene.TablesAsync();
        var preview = await scene.Ask(new PreviewMerge(File(there)));
        Assert.Equal(changes, preview.Rows.Count(r => r.Asks));
        Assert.DoesNotContain(preview.Rows, r => r.State == MergeState.Conflict);
        var merge = await scene.Place.Do(scene.Study, new MergeProject(File(there), preview.Plan), scene.Lead);
        Corpus.SameLines(Corpus.Kept(Corpus.Read(Corpus.Write(there))), Corpus.Kept(Corpus.Read(Corpus.Write(await Out(scene)))));
        Corpus.Valid(Corpus.Write(await Out(scene)));
        Assert.True((await scene.Ask(new PreviewMerge(File(there)))).IsNothing);
        await scene.Do(new UndoAct(merge.Act));
        Scene.Same(before, await scene.TablesAsync());
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("merge-project", "undecided")]
    [ShowsRefusal("merge-project", "stale")]
    [ShowsRefusal("merge-project", "unknown")]
    [ShowsRefusal("preview-merge", "unknown")]
    [ShowsRefusal("merge-project", "nothing")]
    public async Task What_one_side_changed_is_taken_and_a_conflict_is_asked(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (page, codes) = await BeginAsync(scene);
        await scene.Do(new NoteSentProject("Ben"));
        var sent = await Out(scene);

        // There: Loss becomes Money lost, Trust becomes Confidence and red. Here: Trust becomes Faith; Voice gets a meaning.
        var there = sent with { Codes = [.. sent.Codes.Select(c => c.Name switch { "Loss" => c with { Name = "Money lost" }, "Trust" => c with { Name = "Confidence", Colour = "#AA0000" }, _ => c })] };
        await scene.Do(new EditCode(codes["Trust"], "Faith"));
        await scene.Do(new EditCode(codes["Voice"], "Voice", Definition: "Being asked"));
        var preview = await scene.Ask(new PreviewMerge(File(there)));
        Assert.Equal(
            [("Trust", "Faith", "Conflict"), ("Loss", "Loss", "ChangedThere"), ("Voice", "Voice", "ChangedHere")],
            preview.Rows.Select(r => (codes.First(c => r.Key == "code:" + c.Value.ToString("D").ToUpperInvariant()).Key, r.Name, r.State.ToString())));
        Assert.Equal([("name", MergeState.Conflict, "Faith", "Confidence"), ("colour", MergeState.ChangedThere, "", "#AA0000")], preview.Rows[0].Fields.Select(f => (f.Name, f.State, f.Here, f.There)));
        await scene.RefusesAsync("undecided", new MergeProject(File(there), preview.Plan));
        await scene.RefusesAsync("unknown", new MergeProject(File(there), preview.Plan, ["code:0=ours"]));
        await scene.RefusesAsync("unknown", new MergeProject(File(there), preview.Plan, ["colours=ours"]));
        await scene.RefusesAsync("unknown", new MergeProject(File(there), preview.Plan, ["all=perhaps"]));
        await scene.RefusesAsync("unknown", new PreviewMerge(File(there), 9_999));
        await scene.RefusesAsync("nothing", new MergeProject(File(there), preview.Plan, ["code=ours"]));

        // Something of what was shown changes meanwhile; a memo elsewhere in the study would not matter.
        await scene.Do(new WriteMemo("Beside the point."));
        Assert.Equal(preview.Plan, (await scene.Ask(new PreviewMerge(File(there)))).Plan);
        await scene.Do(new EditCode(codes["Trust"], "Trustfulness"));
        await scene.RefusesAsync("stale", new MergeProject(File(there), preview.Plan, ["all=ours"]));

        preview = await scene.Ask(new PreviewMerge(File(there)));
        var ours = await scene.Place.Do(scene.Study, new MergeProject(File(there), preview.Plan, ["all=ours"]), scene.Lead);
        var now = (await scene.Ask(new CodebookTree())).ToDictionary(c => c.Id);
        Assert.Equal(("Trustfulness", "#AA0000", "Money lost", "Being asked"), (now[codes["Trust"]].Name, now[codes["Trust"]].Colour, now[codes["Loss"]].Name, now[codes["Voice"]].State.Said.Definition));

        // What was decided is not asked again, though the file still says so.
        Assert.True((await scene.Ask(new PreviewMerge(File(there)))).IsNothing);
        await scene.Do(new UndoAct(ours.Act));
        preview = await scene.Ask(new PreviewMerge(File(there)));
        await scene.Do(new MergeProject(File(there), preview.Plan, ["all=ours", preview.Rows[0].Key + "=theirs"]));
        Assert.Equal("Confidence", (await scene.Ask(new CodebookTree())).Single(c => c.Id == codes["Trust"]).Name);
        Assert.Equal(Text, (await scene.Ask(new SourceText(page.Line.Id))).Text);
    }

    [Theory]
    [OnBoth]
    public async Task A_text_changed_there_becomes_a_revision_and_one_changed_here_takes_their_codings_along(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (page, codes) = await BeginAsync(scene);
        await scene.Do(new NoteSentProject());
        var sent = await Out(scene);
        var own = Assert.Single(sent.Sources);

        // There: a word is inserted before everything, "We lost" is coded besides; the coding that stands moves along there.
        var longer = "Transcript. " + own.Text;
        var there = sent with { Sources = [own with { Text = longer, Selections = [.. own.Selections.Select(s => s with { Span = new TextSpan(s.Span.Start + 12, s.Span.End + 12) }), Marked(longer, "We lost", sent, "Voice")] }] };
        var preview = await scene.Ask(new PreviewMerge(File(there)));
        Assert.Equal(["NewThere coding", "ChangedThere source"], preview.Rows.Select(r => $"{r.State} {r.Kind.ToString().ToLowerInvariant()}"));
        var text = Assert.Single(preview.Texts);
        Assert.Equal((2, 0, 1), (text.Carried, text.Waiting, text.Changes));
        Assert.StartsWith("Transcript. INT", Assert.Single(text.Lines).There, StringComparison.Ordinal);
        var done = await scene.Place.Do(scene.Study, new MergeProject(File(there), preview.Plan), scene.Lead);
        Assert.Equal(["lost the budget", "trust came back", "We lost"], await WordsAsync(scene, page.Line.Id));
        Assert.Equal(2, (await scene.Ask(new SourceText(page.Line.Id))).Number);
        await scene.Do(new UndoAct(done.Act));
        Assert.Equal(["lost the budget", "trust came back"], await WordsAsync(scene, page.Line.Id));

        // Here: the beginning is mended instead; their new coding stands on its words, and one on words that are gone here waits.
        await scene.Do(new ReviseSource(page.Line.Id, 1, Text.Replace("How did it begin?", "And how did all of it begin?", StringComparison.Ordinal).Replace(" Nobody asked the branches.", "", StringComparison.Ordinal), "Heard again"));
        there = sent with { Sources = [own with { Selections = [.. own.Selections, Marked(own.Text, "We lost", sent, "Voice"), Marked(own.Text, "Nobody asked the branches", sent, "Voice")] }] };
        preview = await scene.Ask(new PreviewMerge(File(there)));
        Assert.Equal(["NewThere coding", "NewThere coding", "ChangedHere source"], preview.Rows.Select(r => $"{r.State} {r.Kind.ToString().ToLowerInvariant()}"));
        var merged = await scene.Do(new MergeProject(File(there), preview.Plan));
        Assert.Equal((2, 0, 1), (merged.Added, merged.Changed, merged.Remarks));
        Assert.Equal(["lost the budget", "trust came back", "We lost"], await WordsAsync(scene, page.Line.Id));
        Assert.Equal("Nobody asked the branches", Assert.Single(await scene.Ask(new WaitingStretches())).Was);
    }

    [Theory]
    [OnBoth]
    public async Task Both_changed_the_text_and_the_side_that_is_chosen_stands(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (page, _) = await BeginAsync(scene);
        await scene.Do(new NoteSentProject());
        var sent = await Out(scene);
        var own = Assert.Single(sent.Sources);
        var text = own.Text.Replace("in May", "in late May", StringComparison.Ordinal);
        int Shift(int at) => at > text.IndexOf("late ", StringComparison.Ordinal) ? at + 5 : at;
        var there = sent with { Sources = [own with { Text = text, Selections = [.. own.Selections.Select(s => s with { Span = new TextSpan(Shift(s.Span.Start), Shift(s.Span.End)) }), Marked(text, "late May", sent, "Voice")] }] };
        await scene.Do(new ReviseSource(page.Line.Id, 1, Text.Replace("slowly", "quickly", StringComparison.Ordinal), "Heard again"));
        var preview = await scene.Ask(new PreviewMerge(File(there)));
        Assert.Equal(["Conflict source", "NewThere coding"], preview.Rows.Select(r => $"{r.State} {r.Kind.ToString().ToLowerInvariant()}"));
        var ours = await scene.Place.Do(scene.Study, new MergeProject(File(there), preview.Plan, ["all=ours"]), scene.Lead);
        Assert.Contains("quickly", (await scene.Ask(new SourceText(page.Line.Id))).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("late May", await WordsAsync(scene, page.Line.Id));
        Assert.True(ours.Answer.Remarks > 0 || (await WordsAsync(scene, page.Line.Id)).Contains("May"));
        await scene.Do(new UndoAct(ours.Act));
        await scene.Do(new MergeProject(File(there), (await scene.Ask(new PreviewMerge(File(there)))).Plan, ["all=theirs"]));
        Assert.Equal((text, 3), ((await scene.Ask(new SourceText(page.Line.Id))).Text, (await scene.Ask(new SourceText(page.Line.Id))).Number));
        Assert.Equal(["late May", "lost the budget", "trust came back"], (await WordsAsync(scene, page.Line.Id)).Order(StringComparer.Ordinal));
    }

    [Theory]
    [OnBoth]
    public async Task What_is_gone_there_stays_here_unless_it_is_said_and_what_is_gone_here_does_not_come_back(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (page, codes) = await BeginAsync(scene);
        await scene.Do(new NoteSentProject());
        var sent = await Out(scene);
        var own = Assert.Single(sent.Sources);
        var there = sent with { Sources = [own with { Selections = [own.Selections[0]] }], Codes = [.. sent.Codes.Where(c => c.Name is "Loss" or "Voice")] };
        var codings = (await scene.Ask(new CodingsOfSource(page.Revision))).Codings;
        await scene.Do(new RemoveCoding(codings.Single(c => c.Code == codes["Loss"]).Id));
        var preview = await scene.Ask(new PreviewMerge(File(there)));
        Assert.Equal(["GoneThere code", "GoneThere coding", "GoneHere coding"], preview.Rows.Select(r => $"{r.State} {r.Kind.ToString().ToLowerInvariant()}"));
        await scene.RefusesAsync("nothing", new MergeProject(File(there), preview.Plan));
        var merged = await scene.Do(new MergeProject(File(there), preview.Plan, ["gone=theirs"]));
        Assert.Equal((0, 0, 2, 0), (merged.Added, merged.Changed, merged.Removed, merged.Remarks));
        Assert.Empty(await WordsAsync(scene, page.Line.Id));
        Assert.Equal(["Loss", "Voice"], (await scene.Ask(new CodebookTree())).Select(c => c.Name).Order(StringComparer.Ordinal));
    }

    [Theory]
    [OnBoth]
    public async Task Each_partner_is_measured_by_what_went_out_to_them_and_codings_follow_a_merged_code(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var (page, codes) = await BeginAsync(scene);
        await scene.Do(new NoteSentProject("Ben"));
        var ben = await Out(scene);
        await scene.CodeAsync(await scene.Ask(new SourceText(page.Line.Id)), "Nobody asked", codes["Voice"]);
        await scene.Do(new NoteSentProject("Cleo"));

        // Ben’s copy knows nothing of the later coding, and has not taken it away.
        var preview = await scene.Ask(new PreviewMerge(File(ben)));
        Assert.True(preview.IsNothing);
        Assert.Equal("Ben", preview.Before!.Name);
        Assert.Equal(["GoneThere"], (await scene.Ask(new PreviewMerge(File(ben), preview.Exchanges[0].Act))).Rows.Select(r => r.State.ToString()));

        await scene.Do(new MergeCodes(codes["Trust"], codes["Voice"]));
        var own = Assert.Single(ben.Sources);
        var there = ben with { Sources = [own with { Selections = [.. own.Selections, Marked(own.Text, "the board wrote", ben, "Trust")] }] };
        preview = await scene.Ask(new PreviewMerge(File(there)));
        await scene.Do(new MergeProject(File(there), preview.Plan));
        var board = (await scene.Ask(new CodingsOfSource(page.Revision))).Codings.Single(c => Text[c.Start..c.End] == "the board wrote");
        Assert.Equal(codes["Voice"], board.Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("merge-project", "unreadable")]
    [ShowsRefusal("preview-merge", "unreadable")]
    [ShowsRefusal("merge-project", "other-project")]
    [ShowsRefusal("preview-merge", "other-project")]
    [ShowsRefusal("merge-project", "blind")]
    [ShowsRefusal("preview-merge", "blind")]
    [ShowsRefusal("note-sent-project", "blind")]
    [ShowsRefusal("note-sent-project", "too-long")]
    public async Task What_is_no_copy_of_the_study_is_refused(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await BeginAsync(scene);
        var sent = await Out(scene);
        var torn = new GivenFile("torn.qdpx", new byte[] { 1, 2, 3 });
        await scene.RefusesAsync("unreadable", new PreviewMerge(torn));
        await scene.RefusesAsync("unreadable", new MergeProject(torn, ""));
        var other = File(new QdaProject { Name = "Other", Codes = [new QdaCode(Guid.NewGuid().ToString(), "Loss", null, null, null, true, [])] });
        await scene.RefusesAsync("other-project", new PreviewMerge(other));
        await scene.RefusesAsync("other-project", new MergeProject(other, ""));
        await scene.RefusesAsync("too-long", new NoteSentProject(new string('x', 201)));
        await scene.Do(new Seat(scene.Lead.AccountId!.Value, "Lead", Role.Lead, Blind: true));
        await scene.RefusesAsync("blind", new PreviewMerge(File(sent)));
        await scene.RefusesAsync("blind", new MergeProject(File(sent), ""));
        await scene.RefusesAsync("blind", new NoteSentProject());
    }

    private static async Task<(SourcePage Page, Dictionary<string, Guid> Codes)> BeginAsync(Scene scene)
    {
        var page = await scene.SourceAsync("Interview 1", Text);
        var codes = new Dictionary<string, Guid>();
        foreach (var name in new[] { "Loss", "Trust", "Voice" })
        {
            codes[name] = await scene.Add(new AddCode(name));
        }

        await scene.CodeAsync(page, "lost the budget", codes["Loss"]);
        await scene.CodeAsync(page, "trust came back", codes["Trust"]);
        return (page, codes);
    }

    private static async Task<List<string>> WordsAsync(Scene scene, Guid source)
    {
        var page = await scene.Ask(new SourceText(source));
        return [.. (await scene.Ask(new CodingsOfSource(page.Revision))).Codings.Select(c => page.Text[c.Start..c.End]).Order(StringComparer.OrdinalIgnoreCase)];
    }

    private static Task<QdaProject> Out(Scene scene) => scene.Ask(new ProjectForExport(Files: true));

    private static GivenFile File(QdaProject project) => new("back.qdpx", Corpus.Write(project));

    private static QdaSelection Marked(string text, string words, QdaProject project, string code)
    {
        var at = text.IndexOf(words, StringComparison.Ordinal);
        return new QdaSelection
        {
            ForeignId = Guid.NewGuid().ToString(),
            Name = words,
            Span = new TextSpan(at, at + words.Length),
            Stamp = new QdaStamp(project.Users[0].ForeignId, new DateTimeOffset(2025, 3, 1, 9, 0, 0, TimeSpan.Zero)),
            Codings = [new QdaCoding(Guid.NewGuid().ToString(), project.Codes.First(c => c.Name == code).ForeignId, project.Users[0].ForeignId, new DateTimeOffset(2025, 3, 1, 9, 0, 0, TimeSpan.Zero), [])],
        };
    }

    /// <summary>What people do in another program for a week: rename, recolour, define, code, code anew, write.</summary>
    private static QdaProject Elsewhere(QdaProject sent, out int changes)
    {
        var at = new DateTimeOffset(2025, 3, 1, 9, 0, 0, TimeSpan.Zero);
        var (code, user) = (sent.Codes[0], sent.Users.Count > 0 ? sent.Users[0].ForeignId : null);
        var further = new QdaCode(Guid.NewGuid().ToString(), "Thought of elsewhere", code.ForeignId, "#225588", "Only there.", true, []);
        var note = new QdaNote(Guid.NewGuid().ToString(), "A week later", "Looks otherwise now.", new QdaStamp(user, at));
        changes = 3;
        var there = sent with
        {
            Codes = [.. sent.Codes.Select(c => c == code ? c with { Name = c.Name + " (so called there)", NoteForeignIds = [.. c.NoteForeignIds, note.ForeignId] } : c), further],
            Notes = [.. sent.Notes, note],
        };
        if (sent.Sources.FirstOrDefault(s => s.Selections.Any(x => x.Codings.Count > 0 && x.Span.Length > 2)) is not { } source)
        {
            return there;
        }

        var coded = source.Selections.First(x => x.Codings.Count > 0 && x.Span.Length > 2);
        var fresh = new QdaSource
        {
            ForeignId = Guid.NewGuid().ToString(), Name = "Written elsewhere", Text = "A text of theirs.\n", Selections = [new QdaSelection { ForeignId = Guid.NewGuid().ToString(), Name = "theirs", Span = new TextSpan(10, 16), Stamp = new QdaStamp(user, at), Codings = [new QdaCoding(Guid.NewGuid().ToString(), further.ForeignId, user, at, [])] }],
        };
        changes += 4 + coded.Codings.Count - 1 + (coded.Description is { Length: > 0 } ? 1 : 0);
        return there with
        {
            Sources = [.. sent.Sources.Select(s => s == source ? s with { Selections = [.. s.Selections.Select(x => x == coded ? x with { Span = new TextSpan(x.Span.Start, x.Span.End - 1) } : x), new QdaSelection { ForeignId = Guid.NewGuid().ToString(), Name = "begin", Span = new TextSpan(0, 3), Stamp = new QdaStamp(user, at), Codings = [new QdaCoding(Guid.NewGuid().ToString(), further.ForeignId, user, at, [])] }] } : s), fresh],
        };
    }
}
