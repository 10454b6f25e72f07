using System.Text;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Surveys;

namespace Fieldthread.Workbench.Tests.Surveys;

/// <summary>An invented survey in two waves, as tables.</summary>
internal static class SurveyTables
{
    public const string Marked = "The rent was doubled and nobody asked us about it";

    private static readonly SortedDictionary<string, string> Both = new()
    {
        ["items.csv"] = "key,type,question_w1,question_w2,options\nQ1,scale,We trust the board.,We trust the board.,Agree | Neither | Disagree\nQ2,single,Is the budget enough?,Is the delegated budget enough?,Yes | No\nQ3,number,How many staff?,,\nQ4,text,What else?,What else?,\n",
        ["waves.csv"] = "wave,name,opens,closes,reference\n1,First wave,2020-03-02,2020-04,2020-03-01\n2,Second wave,2021-03,,2021-03-01\n",
        ["posts.csv"] = "respondent,organisation,from,to,follows\nP1,G01,2019,2020-09-30,\nP2,G02,2019,2020-09-30,\nP3,G03,2019,,\nP4,G04,2020-10-01,,P1 P2\n",
        ["frame.csv"] = "wave,respondent,organisation,disposition\n1,P1,G01,asked\n1,P2,G02,asked\n1,P3,G03,withdrawn\n2,P1,G01,asked\n2,P2,G02,asked\n2,P3,G03,asked\n",
        ["wave1.csv"] = $"respondent,organisation,submitted,Q1,Q2,Q3,Q4\nP1,G01,2020-03-05,Agree,Yes,5,\"{Marked}, \nand there was no \"\"why\"\"\"\nP2,G02,2020-03-06,Perhaps,Yes,seven,It went well 🙂\n",
        ["wave2.csv"] = "respondent,organisation,submitted,Q1,Q2,Q4\nP4,G04,2021-03-05,Agree,No,\n",
    };

    public static ImportSurvey Import(params (string Name, string? Text)[] instead)
    {
        var texts = new SortedDictionary<string, string?>(Both.ToDictionary(t => t.Key, t => (string?)t.Value));
        foreach (var (name, text) in instead)
        {
            texts[name] = text;
        }

        return new ImportSurvey("survey", [.. texts.Where(t => t.Value is not null).Select(t => new GivenFile(t.Key, Encoding.UTF8.GetBytes(t.Value!)))]);
    }

    /// <summary>One further wave of the same items.</summary>
    public static ImportSurvey Wave(string number, string options = "Agree | Neither | Disagree", string posts = "respondent,organisation\nP3,G03\n") => new($"wave {number}",
    [
        new("items.csv", Encoding.UTF8.GetBytes($"key,type,question_w{number},options\nQ1,scale,We trust the board.,{options}\n")),
        new("waves.csv", Encoding.UTF8.GetBytes($"wave,name,reference\n{number},Wave {number},2022-03-01\n")),
        new("posts.csv", Encoding.UTF8.GetBytes(posts)),
        new($"wave{number}.csv", Encoding.UTF8.GetBytes("respondent,Q1\nP3,Agree\n")),
    ]);
}
