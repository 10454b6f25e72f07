using Fieldthread.Core.Register;

namespace Fieldthread.Core.Tests.Register;

public sealed class TypologyCountTests
{
    private static readonly Guid[] Ids = [.. Enumerable.Range(1, 4).Select(n => new Guid(n, 0, 0, new byte[8]))];

    [Fact]
    public void Organisations_are_counted_once_and_those_of_whom_analysts_differ_apart()
    {
        var count = TypologyCount.Of([
            new(Ids[0], "open", "A"), new(Ids[0], "Open", "B"), new(Ids[1], "closed", "A"), new(Ids[1], "open", "B"), new(Ids[2], "open", "A"), new(Ids[3], "closed", "a"), new(Ids[3], "closed", "A")]);
        Assert.Equal((4, 2, 1), (count.Judged, count.ByTwo, count.Alike));
        Assert.Equal(["open 2, 1 disputed", "closed 1, 1 disputed"], count.Counts.Select(c => $"{c.Type} {c.Agreed}, {c.Disputed} disputed"));
        Assert.Equal((0, 0, 0, 0), (TypologyCount.Of([]).Judged, TypologyCount.Of([]).ByTwo, TypologyCount.Of([]).Alike, TypologyCount.Of([]).Counts.Count));
    }
}
