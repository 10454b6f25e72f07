using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;

namespace Fieldthread.Core.Tests.Surveys;

/// <summary>A small invented survey in two waves: twelve posts, of which two merge between the waves.</summary>
internal static class Small
{
    public static readonly SurveyItem Trust = new("Q1", ItemKind.Scale, ["Agree", "Neither", "Disagree"], new Dictionary<string, string> { ["1"] = "We trust the board.", ["2"] = "We  trust the board." });
    public static readonly SurveyItem Money = new("Q2", ItemKind.Single, ["Yes", "No"], new Dictionary<string, string> { ["1"] = "Is the budget enough?", ["2"] = "Is the delegated budget enough?" });
    public static readonly SurveyItem Staff = new("Q3", ItemKind.Number, [], new Dictionary<string, string> { ["1"] = "How many staff?" });
    public static readonly SurveyItem Open = new("Q4", ItemKind.Text, [], new Dictionary<string, string> { ["1"] = "What else?", ["2"] = "What else?" });

    public static readonly SurveyWave One = new("1", "First wave", PartialDate.Parse("2020-03"), PartialDate.Parse("2020-04"), new DateOnly(2020, 3, 1));
    public static readonly SurveyWave Two = new("2", "Second wave", PartialDate.Parse("2021-03"), null, new DateOnly(2021, 3, 1));

    public static Survey Of(IReadOnlyList<SurveyPost> posts, IReadOnlyList<FrameLine> frame, params SurveyResponse[] responses) => new([Trust, Money, Staff, Open], [One, Two], posts, frame, responses);

    public static SurveyPost Post(string code, string? from = null, string? to = null, params string[] follows) =>
        new(code, "org " + code, from is null ? null : PartialDate.Parse(from), to is null ? null : PartialDate.Parse(to), follows);

    public static FrameLine Line(SurveyWave wave, string code, Disposition disposition = Disposition.Asked) => new(wave.Key, code, "org " + code, disposition);

    public static SurveyResponse Answered(SurveyWave wave, string code, params (string Item, string Answer)[] answers) =>
        new(wave.Key, code, "org " + code, "2020-03-0" + (1 + (code.Length % 9)), answers.ToDictionary(a => a.Item, a => a.Answer));

    public static SurveyResponse Whole(SurveyWave wave, string code, string trust = "Agree", string money = "Yes") =>
        Answered(wave, code, ("Q1", trust), ("Q2", money), ("Q3", "5"), ("Q4", "Nothing else."));
}
