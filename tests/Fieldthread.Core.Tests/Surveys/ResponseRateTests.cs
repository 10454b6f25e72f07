using Fieldthread.Core.Surveys;
using static Fieldthread.Core.Tests.Surveys.Small;

namespace Fieldthread.Core.Tests.Surveys;

public sealed class ResponseRateTests
{
    [Fact]
    public void Ten_of_twelve_asked()
    {
        var codes = Enumerable.Range(1, 12).Select(n => "P" + n).ToList();
        var survey = Of([.. codes.Select(c => Post(c))], [.. codes.Select(c => Line(One, c)), Line(One, "P13", Disposition.Withdrawn), Line(One, "P14", Disposition.Abolished), Line(One, "P15", Disposition.NotAsked)],
            [.. codes.Take(9).Select(c => Whole(One, c)), Answered(One, "P10", ("Q1", "Agree"), ("Q2", "Yes")), Answered(One, "P11", ("Q1", "Agree"))]);
        var rate = ResponseRate.Of(WaveCount.Of(survey, One));
        Assert.Equal("10 of 12 asked, 83%", rate.InWords);
        Assert.Equal((12, 9, 1, 1, 1), (rate.Asked, rate.Complete, rate.Partial, rate.BrokenOff, rate.Silent));
        Assert.Equal(9.0 / 12, rate.Rate1);
        Assert.Equal(10.0 / 12, rate.Rate2);
        Assert.Equal("1 withdrawn, 1 abolished, 1 not asked for another reason", rate.NotAskedInWords());
    }

    [Fact]
    public void Refusals_and_those_not_reached_stay_in_the_denominator()
    {
        var survey = Of([], [Line(One, "A"), Line(One, "B", Disposition.Refused), Line(One, "C", Disposition.NoContact)], Whole(One, "A"));
        var rate = ResponseRate.Of(WaveCount.Of(survey, One));
        Assert.Equal((3, 1, 1, 1, 0), (rate.Asked, rate.Answered, rate.Refused, rate.NoContact, rate.Silent));
    }

    [Fact]
    public void A_post_that_follows_two_is_counted_once_from_the_day_it_begins()
    {
        SurveyPost[] posts = [Post("A", to: "2020-09"), Post("B", to: "2020-09"), Post("C"), Post("AB", "2020-10", null, "A", "B")];
        FrameLine[] frame = [Line(One, "A"), Line(One, "B"), Line(One, "C"), Line(Two, "A"), Line(Two, "B"), Line(Two, "C"), Line(Two, "AB")];
        var survey = Of(posts, frame, Whole(One, "A"), Whole(One, "B"), Whole(Two, "A"), Whole(Two, "AB"));
        Assert.Equal("2 of 3 asked, 67%", ResponseRate.Of(WaveCount.Of(survey, One)).InWords);
        var count = WaveCount.Of(survey, Two);
        var rate = ResponseRate.Of(count);
        Assert.Equal("1 of 2 asked, 50%", rate.InWords);
        Assert.Equal((2, 1), (rate.Merged, rate.SetAside));
        Assert.Equal("2 merged into another post", rate.NotAskedInWords());
        Assert.Equal("AB", count.Counted.Single().Respondent);
    }

    [Fact]
    public void Where_only_the_earlier_posts_are_in_the_frame_they_are_one_and_the_latest_response_counts()
    {
        SurveyPost[] posts = [Post("A"), Post("B"), Post("AB", "2020-10", null, "A", "B")];
        var early = Whole(Two, "A") with { Submitted = "2021-03-02" };
        var late = Whole(Two, "B") with { Submitted = "2021-03-09" };
        var count = WaveCount.Of(Of(posts, [Line(Two, "A"), Line(Two, "B", Disposition.Refused)], early, late), Two);
        var one = Assert.Single(count.Respondents);
        Assert.Equal(("AB", "org AB", Disposition.Asked), (one.Respondent, one.Organisation, one.Disposition));
        Assert.Same(late, one.Response);
        Assert.Same(early, Assert.Single(one.SetAside));
    }

    [Fact]
    public void A_divided_post_and_a_circle_of_posts_stand_for_themselves()
    {
        var divided = new Succession([Post("A"), Post("A1", null, null, "A"), Post("A2", null, null, "A")]);
        Assert.Equal("A", divided.Representative("A", One.Reference));
        var circle = new Succession([Post("A", null, null, "B"), Post("B", null, null, "A")]);
        Assert.Equal("B", circle.Representative("A", One.Reference));
    }

    [Fact]
    public void Responses_of_nobody_who_was_asked_are_in_neither_part()
    {
        var survey = Of([], [Line(One, "A"), Line(One, "W", Disposition.Withdrawn)], Whole(One, "A"), Whole(One, "W"), Whole(One, "stranger"));
        var rate = ResponseRate.Of(WaveCount.Of(survey, One));
        Assert.Equal((1, 1, 2), (rate.Asked, rate.Answered, rate.OutsideFrame));
    }

    [Fact]
    public void Nobody_asked_has_no_rate()
    {
        var rate = ResponseRate.Of(WaveCount.Of(Of([], []), One));
        Assert.Null(rate.Rate1);
        Assert.Equal("nobody was asked", rate.InWords);
    }

    [Fact]
    public void A_post_is_live_from_its_first_day_to_its_last_and_a_month_is_taken_at_its_widest()
    {
        var post = Post("A", "2020-03", "2020-05");
        Assert.False(post.LiveOn(new DateOnly(2020, 2, 29)));
        Assert.True(post.LiveOn(new DateOnly(2020, 3, 1)));
        Assert.True(post.LiveOn(new DateOnly(2020, 5, 31)));
        Assert.False(post.LiveOn(new DateOnly(2020, 6, 1)));
    }
}
