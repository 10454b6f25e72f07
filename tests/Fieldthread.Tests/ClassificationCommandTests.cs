namespace Fieldthread.Tests;

/// <summary>Attributes by commands.</summary>
public sealed class ClassificationCommandTests : Commands
{
    [Fact]
    public void A_sheet_is_looked_at_brought_in_and_written_again()
    {
        Assert.Equal(0, Run("study", "new", "Kinds").Code);
        var sheet = Path.Combine(Folder, "sites.csv");
        File.WriteAllText(sheet, "Place,Size\nSite 1,9\nSite 2,Unassigned\n");
        Assert.Contains("Say what the rows are", Run("import", "classification", sheet, "-s", "kinds").Error, StringComparison.Ordinal);
        Assert.StartsWith("2 rows, read as sites: 0 known, 2 new, 0 unknown. 1 value would be set or changed, 0 stand already. Nothing was changed.\n  Site 1: Size: – → 9", Run("import", "classification", sheet, "--of", "sites", "--add", "--preview", "-s", "kinds").Output, StringComparison.Ordinal);
        Assert.Contains("1 value of sites, 1 new attribute, 2 added", Run("import", "classification", sheet, "--of", "sites", "--add", "-s", "kinds").Output, StringComparison.Ordinal);
        Assert.Contains("Recorded by act", Run("classification", "set", "sites", "Site 2", "Size", "12", "-s", "kinds").Output, StringComparison.Ordinal);
        Assert.Contains("none of the sites", Run("classification", "set", "sites", "Site 7", "Size", "12", "-s", "kinds").Error, StringComparison.Ordinal);
        Assert.Equal("Sites,Size\r\nSite 1,9\r\nSite 2,12\r\n", Run("classification", "show", "sites", "--csv", "-s", "kinds").Output.ReplaceLineEndings("\r\n"));
    }
}
