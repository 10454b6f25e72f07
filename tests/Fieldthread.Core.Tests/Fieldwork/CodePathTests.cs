using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Testing;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class CodePathTests
{
    [Fact]
    public void Any_names_can_be_read_back() =>
        Properties.Hold(Gen.Elements("a", "/", " ", "\\", " / ", "care/cure", "\\/").ListOf().Select(parts => string.Concat(parts)).NonEmptyListOf(), names =>
            Assert.Equal(names, CodePath.Parse(CodePath.Join(names))), count: 1000);

    [Fact]
    public void Ordinary_names_stand_as_they_are()
    {
        Assert.Equal("Governance / Board / Chair", CodePath.Join(["Governance", "Board", "Chair"]));
        Assert.Equal("care/cure", CodePath.Join(["care/cure"]));
        Assert.Equal(@"either \/ or / C:\\x", CodePath.Join(["either / or", @"C:\x"]));
    }

    [Fact]
    public void Codes_of_one_name_in_two_branches_have_two_paths()
    {
        var paths = QdaCode.Paths([Code("1", "Board", null), Code("2", "Public", null), Code("3", "Chair", "1"), Code("4", "Chair", "2")]);
        Assert.Equal(["Board", "Public", "Board / Chair", "Public / Chair"], new[] { "1", "2", "3", "4" }.Select(id => paths[id]));
    }

    private static QdaCode Code(string id, string name, string? parent) => new(id, name, parent, Colour: null, Description: null, IsCodable: true, []);
}
