namespace Fieldthread.Tests;

/// <summary>Consent and withdrawal by commands.</summary>
public sealed class ConsentCommandTests : Commands
{
    [Fact]
    public void Consent_is_recorded_listed_shown_and_withdrawn_by_commands()
    {
        const string Who = "Manager, Site 1";
        Assert.Equal(0, Run("study", "new", "Consent").Code);
        Assert.Equal(0, Run("do", "add-participant", "pseudonym=" + Who, "role=manager", "-s", "consent").Code);
        Assert.Equal("Recorded by act 3.", Run("consent", "record", Who, "quotation", "given", "--day", "2021-04", "--form", "2", "--note", "Binder 1", "-s", "consent").Output.Trim());
        Assert.Equal(0, Run("consent", "record", Who, "archive", "refused", "--day", "2021-05", "-s", "consent").Code);
        Assert.Contains("\"Manager, Site 1\",,0,no record,given,no record,refused,,,yes,", Run("consent", "list", "--csv", "-s", "consent").Output, StringComparison.Ordinal);
        Assert.Contains("Nothing was changed.", Run("consent", "withdraw", Who, "--level", "not-quoted", "--preview", "-s", "consent").Output, StringComparison.Ordinal);
        Assert.Contains("Write audio, quotation, reuse or archive.", Run("consent", "record", Who, "print", "given", "-s", "consent").Error, StringComparison.Ordinal);
        Assert.Contains("is nobody of this study", Run("consent", "withdraw", Who, "--level", "not-quoted", "--day", "2022", "--decided-by", "Somebody", "--reason", "letter", "-s", "consent").Error, StringComparison.Ordinal);
        Assert.Contains("There is no participant “Nobody”", Run("consent", "withdraw", "Nobody", "--level", "erase", "--day", "2022", "--decided-by", "Researcher", "--reason", "letter", "-s", "consent").Error, StringComparison.Ordinal);
        Assert.Equal(0, Run("consent", "withdraw", Who, "--level", "not-quoted", "--day", "2022-11", "--decided-by", "Researcher", "--reason", "asked by letter", "-s", "consent").Code);
        Assert.Contains(",not quoted,,no,", Run("consent", "list", "--csv", "-s", "consent").Output, StringComparison.Ordinal);
        var shown = Run("consent", "show", Who, "--csv", "-s", "consent").Output;
        Assert.Contains("3,\"Manager, Site 1\",quotation,given,2021-04,,2,Binder 1,Researcher,", shown, StringComparison.Ordinal);
        Assert.Contains("asked by letter", shown, StringComparison.Ordinal);
    }
}
