namespace Fieldthread.Tests;

/// <summary>Topic guides, encounters, checklists and the way of working, as they are typed.</summary>
public sealed class GuideCommandTests : Commands
{
    [Fact]
    public void A_guide_grows_in_versions_and_an_encounter_keeps_what_is_not_named()
    {
        string[] S = ["-s", "harbour"];
        (int Code, string Output, string Warned) Do(params string[] typed) => Run([.. typed, .. S]);
        Assert.Equal(0, Run("study", "new", "Harbour").Code);
        Assert.Equal(0, Do("guide", "line", "money", "What became of it").Code);
        Assert.Equal(0, Do("guide", "add", "Managers").Code);
        var file = Path.Combine(Folder, "guide.txt");
        File.WriteAllText(file, "# Start\nWhere did it go? [money]\n- Who said so?\n");
        Assert.Contains("Version 1 by act 4: 1 question, 1 of them tied to a line of inquiry.", Do("guide", "version", "Managers", file, "--day", "2021").Output, StringComparison.Ordinal);
        File.WriteAllText(file, Do("guide", "show", "managers").Output + "2. Who decides?\n");
        Assert.Contains("2 questions, 1 of them tied to a line of inquiry.", Do("guide", "version", "Managers", file, "--day", "2022").Output, StringComparison.Ordinal);
        Assert.Contains("+ 2. Who decides?", Do("guide", "diff", "Managers").Output, StringComparison.Ordinal);
        Assert.Contains("There is no topic guide “Nurses” in this study. There is: Managers.", Do("guide", "show", "Nurses").Warned, StringComparison.Ordinal);

        Assert.Equal(0, Do("do", "add-participant", "pseudonym=GP01").Code);
        Assert.Equal(0, Do("do", "add-encounter", "name=Talk", "kind=interview", "date=2021-06", "participants=GP01", "version=Managers, version 1").Code);
        Assert.Equal(0, Do("encounter", "edit", "Talk", "--minutes", "50", "--channel", "telephone").Code);
        var shown = Do("encounter", "show", "Talk").Output;
        Assert.Contains("interview, 2021-06, 50 minutes", shown, StringComparison.Ordinal);
        Assert.Contains("heard: GP01", shown, StringComparison.Ordinal);
        Assert.Contains("topic guide: Managers, version 1", shown, StringComparison.Ordinal);
        Assert.Contains("asks after: money", shown, StringComparison.Ordinal);
        Assert.Equal(0, Do("encounter", "edit", "Talk", "--guide", "none", "--minutes", "0").Code);
        shown = Do("encounter", "show", "Talk").Output;
        Assert.Contains("length not known", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("topic guide", shown, StringComparison.Ordinal);
        Assert.Contains("met: telephone", shown, StringComparison.Ordinal);

        // Who was clerk is heard as chair once they are.
        Assert.Equal(0, Do("participant", "edit", "GP01", "--role", "Clerk").Code);
        Assert.Contains("GP01 (Clerk)", Do("encounter", "show", "Talk").Output, StringComparison.Ordinal);
        Assert.Contains("No date is said of this role.", Do("participant", "role", "GP01", "Chair").Warned, StringComparison.Ordinal);
        Assert.Equal(0, Do("participant", "role", "GP01", "Deputy", "--from", "2020").Code);
        Assert.Contains("They were Deputy until 2021-05.", Do("participant", "role", "GP01", "Chair", "--from", "2021-06").Output, StringComparison.Ordinal);
        Assert.Contains("heard 2021-06: Talk, as Chair", Do("participant", "show", "GP01").Output, StringComparison.Ordinal);
        Assert.Contains("participant,role,site,from,to\r\nGP01,Deputy,,2020,2021-05\r\nGP01,Chair,,2021-06,", Do("participant", "roles", "--csv").Output.ReplaceLineEndings("\r\n"), StringComparison.Ordinal);
        Assert.Contains("has no dated role “Clerk”", Do("participant", "unrole", "GP01", "Clerk").Warned, StringComparison.Ordinal);
        Assert.Equal(0, Do("participant", "unrole", "GP01", "Chair").Code);
        Assert.Contains("GP01 (Clerk)", Do("encounter", "show", "Talk").Output, StringComparison.Ordinal);

        Assert.Equal(0, Do("encounter", "template", "Observed meeting").Code);
        var note = Path.Combine(Folder, "note.txt");
        File.WriteAllText(note, "Decisions\nNone: they talked.\n\nTone\nCalm.\n");
        Assert.Equal(0, Do("encounter", "note", "Talk", note, "--template", "observed meeting").Code);
        Assert.Contains("sources: Field note, Talk (field note)", Do("encounter", "show", "Talk").Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_checklist_is_filled_written_to_and_taken_out_and_the_way_of_working_chooses_it()
    {
        Assert.Equal(0, Run("study", "new", "Harbour").Code);
        Assert.StartsWith("COREQ. ", Run("checklist", "-s", "harbour").Output, StringComparison.Ordinal);
        Assert.Contains("missing: The study keeps nothing of this; write it here.", Run("checklist", "coreq", "--item", "2", "-s", "harbour").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("checklist", "coreq", "--item", "2", "--write", "Both hold a doctorate.", "-s", "harbour").Code);
        Assert.Contains("Both hold a doctorate.", Run("checklist", "coreq", "--item", "2", "-s", "harbour").Output, StringComparison.Ordinal);
        Assert.Contains("has no item “99”", Run("checklist", "coreq", "--item", "99", "--write", "x", "-s", "harbour").Error, StringComparison.Ordinal);
        Assert.Equal(2, Run("checklist", "jars", "-s", "harbour").Code);
        var file = Path.Combine(Folder, "srqr.docx");
        Assert.Equal(0, Run("checklist", "srqr", "--docx", file, "-s", "harbour").Code);
        Assert.True(new FileInfo(file).Length > 2000);
        Assert.Contains("The study works by a shared codebook.", Run("stance", "-s", "harbour").Output, StringComparison.Ordinal);
        Assert.Contains("no longer offered: coding blind to the codings of others", Run("stance", "reflexive", "--preview", "-s", "harbour").Output, StringComparison.Ordinal);
        Assert.Contains("The reason is empty.", Run("stance", "reflexive", "-s", "harbour").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("stance", "reflexive", "--why", "We read.", "-s", "harbour").Code);
        Assert.StartsWith("RTARG. ", Run("checklist", "-s", "harbour").Output, StringComparison.Ordinal);
        Assert.Contains("This list fits the study badly.", Run("checklist", "coreq", "-s", "harbour").Output, StringComparison.Ordinal);
        Assert.Contains("role,speakers", Run("coverage", "--speech", "--csv", "-s", "harbour").Output, StringComparison.Ordinal);
    }
}
