using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using FsCheck;
using FsCheck.Fluent;

namespace Fieldthread.Core.Tests.Fieldwork;

public sealed class RoleTermTests
{
    [Theory]
    [InlineData("2021-12-31", "Manager")]
    [InlineData("2022-03-31", "Chair")] // both years may hold it: the later begun counts
    [InlineData("2023-01-01", "Chair")]
    [InlineData("2019-12-31", null)]
    public void The_role_of_a_day_is_the_one_that_began_last(string day, string? role)
    {
        var terms = new[] { Term("Chair", "2022", null), Term("Manager", "2020", "2022") };
        Assert.Equal(role, RoleTerms.On(terms, DateOnly.Parse(day, System.Globalization.CultureInfo.InvariantCulture))?.Role);
    }

    [Theory]
    [InlineData("2020", "2022", "2022", null, false)]
    [InlineData("2020", "2022-06", "2022-06", null, false)]
    [InlineData("2020", "2022-06-01", "2022-06-01", null, true)]
    [InlineData("2020", "2022-06", "2022-05-31", null, true)]
    [InlineData(null, null, null, "2019", true)]
    [InlineData("2020", null, null, "2019", false)]
    [InlineData("2021", "2022", "2021", "2022", true)]
    [InlineData("2022", "2022", "2022", "2022", false)]
    [InlineData("2020", "2022-03", "2021", "2021", true)]
    public void Times_stand_against_each_other_only_where_they_share_a_day_however_they_are_read(string? a, string? b, string? c, string? d, bool against)
    {
        Assert.Equal(against, RoleTerms.Against([Term("Manager", a, b)], Term("Chair", c, d).When) is not null);
        Assert.Equal(against, RoleTerms.Against([Term("Chair", c, d)], Term("Manager", a, b).When) is not null);
    }

    [Theory]
    [InlineData("2022", "2021")]
    [InlineData("2022-01", "2021-12")]
    [InlineData("2022-03-01", "2022-02-28")]
    [InlineData("0001", null)]
    public void What_lies_before_a_date_is_as_exact_as_the_date(string date, string? before) => Assert.Equal(before, RoleTerms.Before(PartialDate.Parse(date))?.ToString());

    [Fact]
    public void A_chain_of_roles_each_ended_by_the_next_leaves_one_role_a_day()
    {
        Prop.ForAll(Gen.Choose(1, 3000).ListOf().Where(l => l.Count is > 0 and < 12).ToArbitrary(), offsets =>
        {
            var starts = offsets.Distinct().Order().Select(o => new DateOnly(2015, 1, 1).AddDays(o)).ToList();
            var terms = starts.Select((s, i) => Term($"role {i}", $"{s:yyyy-MM-dd}", i + 1 < starts.Count ? RoleTerms.Before(PartialDate.Parse($"{starts[i + 1]:yyyy-MM-dd}"))!.Value.ToString() : null)).ToList();
            foreach (var (term, i) in terms.Select((t, i) => (t, i)))
            {
                Assert.Null(RoleTerms.Against(terms.Where(t => t != term), term.When));
                Assert.Equal(term, RoleTerms.On(terms, starts[i]));
                Assert.Equal(i == 0 ? null : terms[i - 1], RoleTerms.On(terms, starts[i].AddDays(-1)));
            }
        }).QuickCheckThrowOnFailure();
    }

    private static RoleTerm Term(string role, string? from, string? to) => new(role, null, new WrittenPeriod(from is null ? null : PartialDate.Parse(from), to is null ? null : PartialDate.Parse(to)));
}
