using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Surveys;

namespace Fieldthread.Formats.Tests.Surveys;

public sealed class SurveyReaderTests
{
    [Fact]
    public void The_tables_become_a_survey()
    {
        var (survey, remarks) = SurveyReader.Read(SurveySample.Files());
        Assert.Equal(["Q1 Scale", "Q2 Single", "Q3 Number", "Q4 Text"], survey.Items.Select(i => $"{i.Key} {i.Kind}"));
        Assert.Equal(["Agree", "Neither", "Disagree"], survey.Items[0].Options);
        Assert.False(survey.Items[2].AskedIn("2"));
        Assert.True(survey.Items[1].RewordedBetween("1", "2"));
        Assert.Equal(["1 2020-03-01", "2 2021-03-01"], survey.Waves.Select(w => $"{w.Key} {w.Reference:yyyy-MM-dd}"));
        Assert.Equal(["P1", "P2"], survey.Posts[3].Follows);
        Assert.Equal(["1 P1", "1 P2", "1 P3", "2 P3", "2 P4"], survey.Frame.Select(f => $"{f.Wave} {f.Respondent}"));
        Assert.Equal("Two lines,\nand a comma", survey.Responses[0].Answers["Q4"]);
        Assert.Equal("2020-03-06T08:30:00Z", survey.Responses[1].Submitted);
        Assert.Single(survey.Responses[1].Answers);
        Assert.Equal(["2 of 2 asked, 100%"], survey.Waves.Skip(1).Select(w => ResponseRate.Of(WaveCount.Of(survey, w)).InWords));
        Assert.Equal(2, remarks.Count(r => r.Message.StartsWith("No frame is given", StringComparison.Ordinal)));
        Assert.DoesNotContain(remarks, r => r.Weight != RemarkWeight.Note);
    }

    [Fact]
    public void A_zip_of_them_in_a_folder_is_the_same()
    {
        var one = SurveyReader.Read(SurveySample.Files());
        var two = SurveyReader.Read([new SurveyFile("survey.zip", SurveySample.Zip(SurveySample.Files(), "export/"))]);
        Assert.Equal(one.Remarks, two.Remarks);
        Assert.Equal(one.Survey.Responses.Select(r => string.Join('|', r.Answers.Values)), two.Survey.Responses.Select(r => string.Join('|', r.Answers.Values)));
    }

    [Fact]
    public void Semicolons_of_a_spreadsheet_are_read_and_noted()
    {
        var (survey, remarks) = SurveyReader.Read(SurveySample.Files(("waves.csv", SurveySample.Waves.Replace(',', ';'))));
        Assert.Equal(2, survey.Waves.Count);
        Assert.Contains(remarks, r => r.Message.Contains("semicolons", StringComparison.Ordinal));
    }

    [Fact]
    public void A_frame_that_is_given_says_who_was_asked()
    {
        var (survey, _) = SurveyReader.Read(SurveySample.Files(("frame.csv", "wave,respondent,disposition\n1,P1,asked\n1,P2,No contact\n1,P3,withdrawn\n")));
        Assert.Equal([Disposition.Asked, Disposition.NoContact, Disposition.Withdrawn], survey.Frame.Where(f => f.Wave == "1").Select(f => f.Disposition));
        Assert.Equal("G03", survey.Frame.Single(f => f.Wave == "1" && f.Respondent == "P3").Organisation);
        Assert.Equal(2, survey.Frame.Count(f => f.Wave == "2"));
    }

    [Theory]
    [InlineData("wave1.csv", "respondent,Q1\nP1,Strongly agree", RemarkWeight.Guessed, "none of its options", "wave1.csv, row 2")]
    [InlineData("wave1.csv", "respondent,Q3\nP1,about ten", RemarkWeight.Guessed, "is no number", "wave1.csv, row 2")]
    [InlineData("wave1.csv", "respondent,Q1\nP1,Agree\nP1,Disagree", RemarkWeight.NotTaken, "answered wave 1 twice", "wave1.csv, row 3")]
    [InlineData("wave1.csv", "respondent,Q9\nP1,Agree", RemarkWeight.NotTaken, "“Q9” is no item", "wave1.csv")]
    [InlineData("wave2.csv", "respondent,Q3\nP3,7", RemarkWeight.NotTaken, "no question in wave 2", "wave2.csv")]
    [InlineData("wave1.csv", "respondent,Q1\nP9,Agree", RemarkWeight.Guessed, "neither a post nor in the frame", "wave1.csv, row 2")]
    [InlineData("wave1.csv", "respondent,Q1\n,Agree", RemarkWeight.NotTaken, "names no respondent", "wave1.csv, row 2")]
    [InlineData("wave1.csv", "respondent,organisation,Q1\nP1,G77,Agree", RemarkWeight.Guessed, "belongs to G01 elsewhere", "wave1.csv, row 2")]
    [InlineData("wave1.csv", "respondent,submitted,Q1\nP1,soon,Agree", RemarkWeight.NotTaken, "no day or time", "wave1.csv, row 2")]
    [InlineData("wave1.csv", "respondent,Q1\nP1,Agree,more", RemarkWeight.NotTaken, "3 cells", "wave1.csv, row 2")]
    [InlineData("wave1.csv", "respondent,Q1,Q2\nP1", RemarkWeight.Guessed, "1 cell,", "wave1.csv, row 2")]
    [InlineData("wave1.csv", null, RemarkWeight.Guessed, "no table wave1.csv", "survey")]
    [InlineData("wave3.csv", "respondent\nP1", RemarkWeight.NotTaken, "no wave 3", "wave3.csv")]
    [InlineData("notes.txt", "hello", RemarkWeight.NotTaken, "neither a CSV table", "notes.txt")]
    [InlineData("other.csv", "a,b", RemarkWeight.NotTaken, "no part of a survey", "other.csv")]
    [InlineData("posts.csv", "respondent,organisation,from,follows\nP1,G01,soon,P9", RemarkWeight.Guessed, "no post of this table", "posts.csv")]
    [InlineData("frame.csv", "wave,respondent,disposition\n1,P1,perhaps", RemarkWeight.Guessed, "no disposition", "frame.csv, row 2")]
    [InlineData("frame.csv", "wave,respondent\n1,P1\n1,P1", RemarkWeight.NotTaken, "twice", "frame.csv, row 3")]
    [InlineData("frame.csv", "wave,respondent\n7,P1", RemarkWeight.NotTaken, "no wave of waves.csv", "frame.csv, row 2")]
    public void What_does_not_fit_is_remarked_with_its_place(string file, string? text, RemarkWeight weight, string says, string place)
    {
        var (_, remarks) = SurveyReader.Read(SurveySample.Files((file, text)));
        Assert.Contains(remarks, r => r.Weight == weight && r.Place == place && r.Message.Contains(says, StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_rows_of_one_respondent_the_later_counts()
    {
        var (survey, _) = SurveyReader.Read(SurveySample.Files(("wave1.csv", "respondent,submitted,Q1\nP1,2020-03-09,Agree\nP1,2020-03-12,Disagree\nP1,2020-03-01,Neither")));
        Assert.Equal("Disagree", Assert.Single(survey.Responses, r => r.Wave == "1").Answers["Q1"]);
    }

    [Theory]
    [InlineData("items.csv", null, "items.csv is missing")]
    [InlineData("waves.csv", null, "waves.csv is missing")]
    [InlineData("posts.csv", null, "neither a posts.csv")]
    [InlineData("items.csv", "", "empty")]
    [InlineData("items.csv", "key,type\nQ1,text", "question_w1")]
    [InlineData("items.csv", "key,type,question_w1\nQ1,essay,Why?", "no type of an item")]
    [InlineData("items.csv", "key,type,question_w1,options\nQ1,single,Why?,Only", "at least two options")]
    [InlineData("items.csv", "key,type,question_w1\nQ1,text,Why?\nQ1,text,Why?", "stands here twice")]
    [InlineData("waves.csv", "wave,reference\nfirst,2020-01-01", "no number of a wave")]
    [InlineData("waves.csv", "wave,reference\n1,2020-01", "no reference date")]
    [InlineData("waves.csv", "wave,reference\n1,2020-01-01\nW01,2020-01-01", "stands here twice")]
    [InlineData("waves.csv", "wave\n1", "“reference” is missing")]
    [InlineData("posts.csv", "respondent,organisation\nP1,G1\nP1,G2", "stands here twice")]
    [InlineData("wave1.csv", "respondent,Q1,Q1\nP1,Agree,Agree", "Two columns")]
    [InlineData("wave1.csv", "respondent,Q4\nP1,\"never closed\nP2,more", "quotation mark")]
    public void What_nobody_could_read_is_refused_in_words(string file, string? text, string says)
    {
        var failure = Assert.Throws<ReadException>(() => SurveyReader.Read(SurveySample.Files((file, text))));
        Assert.Contains(says, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_remark_repeats_an_answer()
    {
        var (_, remarks) = SurveyReader.Read(SurveySample.Files(("wave1.csv", "respondent,Q1,Q3,Q9\nP1,zwiebelfisch,zwiebelfisch,zwiebelfisch\nP1,zwiebelfisch,,zwiebelfisch")));
        Assert.DoesNotContain(remarks, r => r.Message.Contains("zwiebelfisch", StringComparison.Ordinal));
    }

    [Fact]
    public void Bytes_in_an_unknown_encoding_are_refused() =>
        Assert.Throws<ReadException>(() => SurveyReader.Read([.. SurveySample.Files(("wave1.csv", null)), new SurveyFile("wave1.csv", Encoding.Latin1.GetBytes("respondent,Q4\nP1,caf\u00E9"))]));
}
