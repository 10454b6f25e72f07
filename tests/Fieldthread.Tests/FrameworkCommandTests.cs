namespace Fieldthread.Tests;

/// <summary>Framework matrices by commands.</summary>
public sealed class FrameworkCommandTests : Commands
{
    [Fact]
    public void A_matrix_is_made_written_and_brought_in()
    {
        Assert.Equal(0, Run("study", "new", "Charts").Code);
        Assert.Equal(0, Run("do", "add-site", "name=Site 1", "-s", "charts").Code);
        Assert.Equal(0, Run("do", "add-code", "name=Trust", "-s", "charts").Code);
        Assert.Contains("Made by act", Run("framework", "make", "Sites", "Trust", "-s", "charts").Output, StringComparison.Ordinal);
        Assert.Contains("no code “Money”", Run("framework", "make", "Else", "Money", "-s", "charts").Error, StringComparison.Ordinal);
        Assert.Contains("Written by act", Run("framework", "write", "Sites", "Site 1", "Trust", "Some.", "-s", "charts").Output, StringComparison.Ordinal);
        Assert.Contains("no row of “Sites”", Run("framework", "write", "Sites", "Site 7", "Trust", "Some.", "-s", "charts").Error, StringComparison.Ordinal);
        Assert.StartsWith("Site 1, Trust: Some.", Run("framework", "cell", "Sites", "Site 1", "Trust", "-s", "charts").Output, StringComparison.Ordinal);
        Assert.Equal("Sites,Trust\nSite 1,Some.\n", Run("framework", "show", "Sites", "--csv", "-s", "charts").Output.ReplaceLineEndings("\n"));
        var file = Path.Combine(Folder, "matrix.csv");
        File.WriteAllText(file, "Case,A : Trust\n1 : Site 1,More.\n");
        Assert.StartsWith("1 cell would be written, 0 say so already. Nothing was changed.\n  Site 1, Trust: More.", Run("import", "framework", file, "--framework", "Sites", "--preview", "-s", "charts").Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("1 cell written", Run("import", "framework", file, "--framework", "Sites", "-s", "charts").Output, StringComparison.Ordinal);
        Assert.Contains("Dropped by act", Run("framework", "drop", "Sites", "-s", "charts").Output, StringComparison.Ordinal);
    }
}
