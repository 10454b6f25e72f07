using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Kill;

/// <summary>A process that is killed in the midst of its acts; in a class of its own, so that it waits beside the others.</summary>
public sealed class KilledProcessTests(Xunit.Abstractions.ITestOutputHelper output)
{
    [Theory]
    [OnBoth]
    public async Task Killed_anywhere_no_acknowledged_act_is_lost_and_none_is_half_done(Provider provider)
    {
        var seed = Random.Shared.Next();
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var lead = await place.MemberAsync(study, Role.Lead);
        var acknowledged = new List<(long, string)>();
        for (var round = 0; round < (Project.Long ? 50 : 4); round++)
        {
            using var child = new Child(place, study, lead, random.Next(), int.MaxValue);
            // A process just started is slow; waiting for some acts lets the blow fall in the midst of them.
            await child.AcknowledgedAsync(random.Next(1, 20));
            await Task.Delay(random.Next(0, 120));
            await child.KillAsync();
            Assert.Equal("", string.Concat(child.Errors));
            acknowledged.AddRange(child.Acknowledged);
            await Child.WholeAsync(place, study, acknowledged, $"seed {seed}, round {round}");
        }

        output.WriteLine($"{acknowledged.Count} acts acknowledged");
    }
}
