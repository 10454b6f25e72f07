namespace Fieldthread.Tests;

/// <summary>Appointments and tables of the fieldwork by commands.</summary>
public sealed class CalendarCommandTests : Commands
{
    [Fact]
    public void An_appointment_is_planned_goes_out_comes_back_moved_and_is_held_and_a_table_is_brought_in()
    {
        Assert.Equal(0, Run("study", "new", "Plans").Code);
        var (sites, people) = (Path.Combine(Folder, "sites.csv"), Path.Combine(Folder, "people.csv"));
        File.WriteAllText(sites, "site,about\nSite 1,A town\n");
        File.WriteAllText(people, "participant,site\nP1,Site 1\n");
        Assert.StartsWith("1 row new, 0 changed, 0 as they stand. Nothing was changed.\n  new: Site 1", Run("import", "table", sites, "--of", "sites", "--preview", "-s", "plans").Output, StringComparison.Ordinal);
        Assert.Contains("1 row added, 0 changed (0 cells), 0 as they stood.", Run("import", "table", sites, "--of", "sites", "-s", "plans").Output, StringComparison.Ordinal);
        Assert.Contains("says nothing that the study has not", Run("import", "table", sites, "--of", "sites", "-s", "plans").Error, StringComparison.Ordinal);
        Assert.Contains("“places” is no table", Run("import", "table", sites, "--of", "places", "-s", "plans").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("import", "table", people, "--of", "participants", "-s", "plans").Code);

        Assert.Contains("Planned by act", Run("calendar", "plan", "Talk with P1", "2021-06-14 10:30", "--minutes", "60", "--site", "Site 1", "--with", "P1", "--place", "12 Elm Quay", "-s", "plans").Output, StringComparison.Ordinal);
        Assert.Contains("no participant “P9”", Run("calendar", "plan", "X", "2021-06-14", "--with", "P9", "-s", "plans").Error, StringComparison.Ordinal);
        var ics = Path.Combine(Folder, "fieldwork.ics");
        Assert.Equal("1 event written to fieldwork.ics.", Run("calendar", "export", ics, "-s", "plans").Output.Trim());
        var text = File.ReadAllText(ics);
        Assert.DoesNotContain("Elm Quay", text, StringComparison.Ordinal);
        Assert.Contains("Elm Quay", Run("calendar", "export", "--places", "-s", "plans").Output, StringComparison.Ordinal);
        Assert.Contains("nothing that the study has not", Run("calendar", "import", ics, "-s", "plans").Error, StringComparison.Ordinal);
        File.WriteAllText(ics, text.Replace("T093000Z", "T110000Z", StringComparison.Ordinal).Replace("T103000Z", "T120000Z", StringComparison.Ordinal));
        Assert.Contains("Talk with P1: begins: 2021-06-14 10:30 → 2021-06-14 12:00", Run("calendar", "import", ics, "--preview", "-s", "plans").Output, StringComparison.Ordinal);
        Assert.Contains("0 appointments added, 1 changed", Run("calendar", "import", ics, "-s", "plans").Output, StringComparison.Ordinal);
        Assert.Equal(0, Run("calendar", "off", "Talk with P1", "-s", "plans").Code);
        Assert.Equal(0, Run("calendar", "off", "Talk with P1", "--back", "-s", "plans").Code);
        Assert.Contains("the encounter is", Run("calendar", "held", "Talk with P1", "--minutes", "55", "-s", "plans").Output, StringComparison.Ordinal);
        Assert.Contains("Talk with P1,interview,2021-06-14 12:00,60,Europe/London,Site 1,,P1,,12 Elm Quay,,held,Talk with P1", Run("calendar", "list", "--csv", "-s", "plans").Output, StringComparison.Ordinal);
    }
}
