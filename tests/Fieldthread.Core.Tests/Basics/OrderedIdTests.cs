using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Tests.Basics;

public sealed class OrderedIdTests
{
    [Fact]
    public void Ids_sort_as_they_were_made_and_are_of_version_seven()
    {
        var before = DateTimeOffset.UtcNow.ToUnixTimeMilliseconds();
        var ids = Enumerable.Range(0, 50_000).Select(_ => OrderedId.Next()).ToList();
        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.All(ids.Take(1_000), id => Assert.Equal((7, 8), (id.Version, id.Variant & 0xC)));
        var first = ids[0].ToByteArray(bigEndian: true).Take(6).Aggregate(0L, (sum, b) => (sum << 8) | b);
        Assert.InRange(first, before, DateTimeOffset.UtcNow.ToUnixTimeMilliseconds());
    }

    [Fact]
    public void Four_threads_never_make_one_id_twice()
    {
        var made = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        Parallel.For(0, 4, _ =>
        {
            var own = Enumerable.Range(0, 10_000).Select(_ => OrderedId.Next()).ToList();
            Assert.Equal(own.Order(), own);
            own.ForEach(made.Add);
        });
        // The first eight bytes alone: the random half must not be what keeps them apart.
        Assert.Equal(40_000, made.Select(id => Convert.ToHexString(id.ToByteArray(bigEndian: true), 0, 8)).Distinct().Count());
    }
}
