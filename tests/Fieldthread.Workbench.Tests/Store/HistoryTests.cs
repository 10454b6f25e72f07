using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Tests.Store;

public sealed class HistoryTests
{
    [Theory]
    [OnBoth]
    public async Task A_row_can_be_read_as_recorded_at_every_act(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var phase = (await place.Do(study, new AddPhase("Phase 1", "2021"))).Answer.Id;
        var before = (await place.Do(study, new AddPhase("Phase 2", "2022"))).Act;
        var undone = await place.Do(study, new UndoAct(2));

        await using var live = place.Database.Open(new View(study));
        Assert.Equal(["Phase 2"], await live.All<Phase>().Select(p => p.Name).ToListAsync());
        await using var known = place.Database.Open(new View(study, before));
        Assert.Equal(["Phase 1", "Phase 2"], await known.All<Phase>().OrderBy(p => p.Name).Select(p => p.Name).ToListAsync());
        await using var first = place.Database.Open(new View(study, 2));
        Assert.Equal(phase, (await first.All<Phase>().SingleAsync()).Id);
        Assert.Equal(new Undone("add-phase", 1), undone.Answer);
        await place.Do(study, new UndoAct(4));
        await using var again = place.Database.Open(new View(study));
        Assert.Equal(2, await again.All<Phase>().CountAsync());
    }

    [Theory]
    [OnBoth]
    public async Task The_database_itself_refuses_an_update_outside_the_open_act(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        await place.Do(study, new AddPhase("Phase 1"));
        await place.Do(study, new AddPhase("Phase 2"));
        var failure = await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => place.SqlAsync("UPDATE phases SET name = 'Forged' WHERE name = 'Phase 1'"));
        Assert.Contains("only inside the open act", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [OnBoth]
    public async Task The_same_again_gives_the_same_answer_and_another_payload_is_a_conflict(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var actor = await place.MemberAsync(study, Core.Studies.Role.Lead);
        var client = Guid.NewGuid();
        var first = await place.Workshop.DoAsync(study, new AddPhase("Phase 1"), actor, client);
        var again = await place.Workshop.DoAsync(study, new AddPhase("Phase 1"), actor, client);
        Assert.Equal((first.Act, first.Answer, true), (again.Act, again.Answer, again.Repeated));
        var refusal = await Place.RefusedAsync(() => place.Workshop.DoAsync(study, new AddPhase("Phase 2"), actor, client));
        Assert.Equal("client-id-conflict", refusal.Code);
    }
}
