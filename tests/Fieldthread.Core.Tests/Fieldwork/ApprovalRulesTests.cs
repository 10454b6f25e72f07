using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class ApprovalRulesTests
{
    private static Approval Of(string? from, string? until, ApprovalKind kind = ApprovalKind.Ethics, string? site = null, string? who = null) =>
        new(kind, "County committee", "R1", new WrittenPeriod(from is null ? null : PartialDate.Parse(from), until is null ? null : PartialDate.Parse(until)), site, who);

    [Theory]
    [InlineData("2021-03-01", true)]
    [InlineData("2022-03-31", true)]
    [InlineData("2022-04-01", false)]
    [InlineData("2021-02-28", false)]
    [InlineData("2022", true)]
    [InlineData("2023", false)]
    [InlineData(null, true)]
    public void A_date_is_permitted_where_any_day_of_it_is_covered(string? date, bool permitted)
    {
        var why = ApprovalRules.Blocks([Of("2021-03-01", "2022-03-31")], date is null ? null : PartialDate.Parse(date), null, []);
        Assert.Equal(permitted, why is null);
        Assert.True(permitted || why!.Contains($"No ethics approval covers {date}: R1 of County committee, 2021-03-01 to 2022-03-31.", StringComparison.Ordinal));
    }

    [Fact]
    public void Each_kind_and_scope_is_asked_for_itself_and_a_renewal_stands_in_for_what_ended()
    {
        Approval[] all = [Of("2021", "2021"), Of("2022", null), Of("2021", "2021", ApprovalKind.Access, site: "Site 1"), Of("2021", "2021", ApprovalKind.Access, who: "GP01")];
        var late = PartialDate.Parse("2022-06");
        Assert.Null(ApprovalRules.Blocks(all, late, "Site 2", ["GP02"]));
        Assert.Contains("access agreement for Site 1", ApprovalRules.Blocks(all, late, "Site 1", [])!, StringComparison.Ordinal);
        Assert.Contains("access agreement for GP01", ApprovalRules.Blocks(all, late, null, ["GP02", "GP01"])!, StringComparison.Ordinal);
        Assert.Null(ApprovalRules.Blocks([], late, "Site 1", ["GP01"]));
    }

    [Theory]
    [InlineData("2021-02-28", ApprovalState.NotYet, ApprovalState.NotYet)]
    [InlineData("2021-03-01", ApprovalState.Runs, ApprovalState.NotYet)]
    [InlineData("2022-01-30", ApprovalState.Runs, ApprovalState.NotYet)]
    [InlineData("2022-01-31", ApprovalState.Runs, ApprovalState.NotYet)]
    [InlineData("2022-04-01", ApprovalState.Renewed, ApprovalState.Runs)]
    [InlineData("2023-02-15", ApprovalState.Renewed, ApprovalState.EndsSoon)]
    [InlineData("2023-03-31", ApprovalState.Renewed, ApprovalState.EndsSoon)]
    [InlineData("2023-04-01", ApprovalState.Renewed, ApprovalState.Ended)]
    public void It_is_known_how_each_stands_on_a_day(string day, ApprovalState first, ApprovalState renewal)
    {
        Approval[] all = [Of("2021-03-01", "2022-03-31"), Of("2022-04-01", "2023-03-31")];
        Assert.Equal([first, renewal], all.Select(a => ApprovalRules.StateOf(a, all, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void An_end_is_warned_of_sixty_days_ahead_and_a_gap_is_no_renewal()
    {
        var alone = Of("2021-03-01", "2022-03-31");
        var end = new DateOnly(2022, 4, 1);
        Assert.Equal(ApprovalState.Runs, ApprovalRules.StateOf(alone, [alone], end.AddDays(-61)));
        Assert.Equal(ApprovalState.EndsSoon, ApprovalRules.StateOf(alone, [alone], end.AddDays(-60)));
        Assert.Equal(ApprovalState.EndsSoon, ApprovalRules.StateOf(alone, [alone, Of("2022-04-02", null)], end.AddDays(-1)));
        Assert.Equal(ApprovalState.EndsSoon, ApprovalRules.StateOf(alone, [alone, Of("2021", null, site: "Site 1")], end.AddDays(-1)));
    }
}
