using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class CodebookTests
{
    [Fact]
    public void A_description_is_read_back_as_it_was_written_and_a_foreign_one_stays_whole()
    {
        CodeDescription[] all =
        [
            new(""), new("Trust."), new("", "They say so."), new("Trust.\n\nOf all kinds.", "They say\n\nso.", "Hoped for", "“I would”", CodeStanding.Retired, "Deciding / Trust"), new("x", Standing: CodeStanding.Draft), new("", Standing: CodeStanding.Retired),
        ];
        Assert.All(all, said => Assert.Equal(said, CodeDescription.Read(said.Write())));
        Assert.Equal("Trust.\n\nInclude when: so\n\nStatus: retired; instead A / B", new CodeDescription("Trust.", "so", Standing: CodeStanding.Retired, Instead: "A / B").Write());
        foreach (var foreign in new[] { "Example: a\n\nInclude when: b", "Include when:", "Status: old", "a\nInclude when: b", " Include when: b", "x\n\nStatus: retired; instead " })
        {
            Assert.Equal(foreign, CodeDescription.Read(foreign).Write());
        }

        Assert.Equal(new CodeDescription("Status: old"), CodeDescription.Read("Status: old"));
        Properties.Hold(Gen.Elements("", "a", "\n\n", "\n", "Include when: ", "Exclude when: ", "Example: ", "Status: ", "retired", "draft", "; instead ", "b / c").ListOf().Select(string.Concat), text => Assert.Equal(text, CodeDescription.Read(text).Write()));
    }

    [Fact]
    public void A_difference_names_everything_that_became_of_a_code()
    {
        var ids = Enumerable.Range(0, 9).Select(n => new Guid(n, 1, 2, [0, 0, 0, 0, 0, 0, 0, 0])).ToArray();
        CodeState Code(int n, string path, string definition = "", int? parent = null, string? colour = null, CodeStanding standing = CodeStanding.InUse) =>
            new(ids[n], parent is { } p ? ids[p] : null, Core.Fieldwork.CodePath.Parse(path)[^1], path, colour, true, new CodeDescription(definition, Standing: standing));
        CodeState[] before = [Code(0, "A"), Code(1, "B", "old"), Code(2, "C"), Code(3, "D"), Code(4, "E"), Code(5, "F", colour: "#000000")];
        CodeState[] after = [Code(0, "A"), Code(2, "C", standing: CodeStanding.Retired), Code(1, "Bee", "new"), Code(6, "A / G", parent: 0), Code(5, "A / F", parent: 0, colour: "#111111")];
        CodeFate[] fates = [new(ids[3], ids[0], false, "The same."), new(ids[1], ids[6], true, "Two things.")];
        var coded = new Dictionary<Guid, CodingsThen> { [ids[0]] = new(1, 4, 3), [ids[1]] = new(5, 3, 0), [ids[3]] = new(3, 0, 0), [ids[6]] = new(0, 2, 2) };
        var found = CodebookDiff.Of(before, after, fates, id => coded.GetValueOrDefault(id)).ToDictionary(d => d.Code);
        Assert.Equal(["merged"], found[ids[0]].What);
        Assert.Equal((["took in D"], ["The same."], 3, 0), (found[ids[0]].Others, found[ids[0]].Reasons, found[ids[0]].Gained, found[ids[0]].Lost), Same);
        Assert.Equal(["renamed", "redefined", "split"], found[ids[1]].What.Except(["reordered"]));
        Assert.Equal((5, 3, 0, 2), (found[ids[1]].CodingsBefore, found[ids[1]].CodingsAfter, found[ids[1]].Gained, found[ids[1]].Lost));
        Assert.Contains("retired", found[ids[2]].What);
        Assert.Single(new[] { ids[1], ids[2] }, id => found[id].What.Contains("reordered"));
        Assert.Equal((["merged"], ["merged into A"], null), (found[ids[3]].What, found[ids[3]].Others, found[ids[3]].After), (a, b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2) && a.Item3 == b.Item3);
        Assert.Equal(["removed"], found[ids[4]].What);
        Assert.Equal(["moved", "recoloured"], found[ids[5]].What);
        Assert.Equal(["added", "split"], found[ids[6]].What);
        Assert.Equal(ids[4], CodebookDiff.Of(before, after, fates, id => coded.GetValueOrDefault(id))[^1].Code);
        Assert.Empty(CodebookDiff.Of(before, before, [], _ => new(2, 2, 0)));
        Assert.Equal(["recoded"], Assert.Single(CodebookDiff.Of([before[0]], [before[0]], [], _ => new(2, 2, 1))).What);

        static bool Same((IReadOnlyList<string>, IReadOnlyList<string>, int, int) a, (IReadOnlyList<string>, IReadOnlyList<string>, int, int) b) => a.Item1.SequenceEqual(b.Item1) && a.Item2.SequenceEqual(b.Item2) && (a.Item3, a.Item4) == (b.Item3, b.Item4);
    }

    [Fact]
    public void Codes_meet_by_id_then_by_path_and_never_by_name_alone()
    {
        var ids = Enumerable.Range(1, 9).Select(n => new Guid(n, 1, 2, [0, 0, 0, 0, 0, 0, 0, 0])).ToArray();
        static CodeState Code(Guid id, Guid? parent, string path, string definition = "", string? foreign = null) => new(id, parent, Core.Fieldwork.CodePath.Parse(path)[^1], path, null, true, new CodeDescription(definition), 0, foreign);
        CodeState[] there = [Code(ids[0], null, "Trust", "Old."), Code(ids[1], ids[0], "Trust / Earned", foreign: "{F1}"), Code(ids[2], null, "Money")];
        CodeState[] given =
        [
            Code(ids[5], null, "Trust", "New.", "x1"), Code(ids[6], ids[5], "Trust / Deserved", foreign: "f1"), Code(ids[7], ids[5], "Trust / Money", foreign: "x3"), Code(ids[8], null, "Money", foreign: ids[2].ToString("D")),
        ];
        var met = CodebookMerge.Of(given, there);
        Assert.Equal([CodeMeeting.Changed, CodeMeeting.Changed, CodeMeeting.New, CodeMeeting.Same], met.Select(m => m.Meeting));
        Assert.Equal([false, true, false, true], met.Select(m => m.ById));
        Assert.Equal(("definition", "Old.", "New."), (met[0].Fields[0].Field, met[0].Fields[0].Before, met[0].Fields[0].After));
        Assert.Equal("name", Assert.Single(met[1].Fields).Field);
        Assert.Equal(CodeMeeting.Same, CodebookMerge.Of(there, there).Select(m => m.Meeting).Distinct().Single());

        // A second code of the file under the id of another is not the same code again.
        Assert.Equal([CodeMeeting.Same, CodeMeeting.New], CodebookMerge.Of([Code(ids[5], null, "Money", foreign: ids[2].ToString("D")), Code(ids[6], null, "Money", foreign: ids[2].ToString("D"))], there).Select(m => m.Meeting));
        Assert.Equal("Money (2)", CodebookMerge.Of([Code(ids[5], null, "Money", foreign: ids[2].ToString("D")), Code(ids[6], null, "Money", foreign: "x9")], there)[1].Name);

        // A line that comes first does not take by its path what a later line claims by its id.
        var claimed = CodebookMerge.Of([Code(ids[5], null, "Money", foreign: "x9"), Code(ids[6], null, "Cash", foreign: ids[2].ToString("D"))], there);
        Assert.Equal([(CodeMeeting.New, "Money (2)", false), (CodeMeeting.Changed, "Cash", true)], claimed.Select(m => (m.Meeting, m.Name, m.ById)));
    }
}
