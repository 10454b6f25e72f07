using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class GivenJsonTests
{
    [Theory]
    [InlineData("sites", "from character 1 of line 1 on it is no JSON")]
    [InlineData("[]", "the definition is written between braces")]
    [InlineData("{}", "“form” is missing: count, share")]
    [InlineData("{\"form\":\"share\",\"unit\":\"houses\"}", "“houses” is no unit; there are sites, encounters")]
    [InlineData("{\"form\":\"share\",\"unit\":\"sites\",\"code\":[\"A\"]}", "the definition has no “code”; there are form, unit, codes")]
    [InlineData("{\"form\":\"share\",\"unit\":\"sites\",\"codes\":\"A\"}", "codes is a list")]
    [InlineData("{\"form\":\"share\",\"unit\":\"sites\",\"codes\":[1]}", "codes is written between quotation marks")]
    [InlineData("{\"form\":\"share\",\"unit\":\"respondents\",\"choice\":{\"wave\":\"1\"}}", "“item” is missing")]
    public void What_is_wrong_is_said_in_plain_words(string text, string says)
    {
        var refusal = Assert.Throws<RefusedException>(() => GivenJson.Read<StatisticDefinition>(text, "the definition", "{…}")).Refusal;
        Assert.Equal("bad-json", refusal.Code);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotMatch("System|Fieldthread|\\.NET|Exception|Json[A-Z]", refusal.Message + refusal.WhatToDo);
    }

    [Fact]
    public void What_is_right_is_read() => Assert.Equal(
        ["A"], GivenJson.Read<StatisticDefinition>("{\"form\":\"Share\",\"unit\":\"sites\",\"codes\":[\"A\"]}", "the definition", "{…}").Codes!);
}
