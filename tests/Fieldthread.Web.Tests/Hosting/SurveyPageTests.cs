using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Web.Hosting;

namespace Fieldthread.Web.Tests.Hosting;

public sealed partial class SurveyPageTests
{
    private static readonly (string Name, string Text)[] Tables =
    [
        ("items.csv", "key,type,question_w1,question_w2,options\nQ1,scale,We trust the board.,We trust our board.,Agree | Neither | Disagree\nQ2,single,Is it enough?,Is it enough?,Yes | <b>No</b>\nQ3,number,How many?,,\nQ4,text,What else?,What else?,\n"),
        ("waves.csv", "wave,name,reference\n1,First wave,2020-03-01\n2,Second wave,2021-03-01\n"),
        ("posts.csv", "respondent,organisation\nP1,G01\nP2,G02\n"),
        ("wave1.csv", "respondent,Q1,Q2,Q3,Q4\nP1,Agree,Yes,5,It was a long year.\nP2,Disagree,<b>No</b>,7,\nP9,Agree,Yes,1,\n"),
        ("wave2.csv", "respondent,Q1,Q2,Q4\nP1,Disagree,Yes,\n"),
    ];

    [Fact]
    public async Task A_survey_is_brought_in_by_the_form_and_read_on_its_pages()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        await server.StudyAsync();
        var empty = await browser.GetStringAsync("/studies/harbour/surveys");
        Assert.Contains("No survey yet", empty, StringComparison.Ordinal);
        Assert.Contains("<kbd>g v</kbd>", empty, StringComparison.Ordinal);
        using var form = new MultipartFormDataContent();
        using var token = new StringContent(TokenField.Match(empty).Groups["token"].Value);
        form.Add(token, FormTokens.Field);
        foreach (var (name, text) in Tables)
        {
            form.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(text)), "files", name);
        }

        using var posted = await browser.PostAsync("/studies/harbour/surveys/import", form);
        Assert.Contains(posted.StatusCode, new[] { HttpStatusCode.Redirect, HttpStatusCode.OK });

        var waves = await browser.GetStringAsync("/studies/harbour/surveys");
        Assert.Contains("2 of 2 asked, 100%", waves, StringComparison.Ordinal);
        Assert.Contains("1 of 2 asked, 50%", waves, StringComparison.Ordinal);
        Assert.Contains("count in no rate and no table", waves, StringComparison.Ordinal);
        Assert.Contains("Reworded", await browser.GetStringAsync("/studies/harbour/surveys/items"), StringComparison.Ordinal);

        var scale = await browser.GetStringAsync("/studies/harbour/surveys/items/Q1");
        Assert.Contains("<svg xmlns", scale, StringComparison.Ordinal);
        Assert.Contains("Reworded since the wave before", scale, StringComparison.Ordinal);
        Assert.DoesNotContain("points", scale, StringComparison.Ordinal);
        var single = await browser.GetStringAsync("/studies/harbour/surveys/items/Q2");
        Assert.Contains("+50.0 points", WebUtility.HtmlDecode(single), StringComparison.Ordinal);
        Assert.DoesNotContain("<b>No</b>", single, StringComparison.Ordinal);
        Assert.Contains("Median", await browser.GetStringAsync("/studies/harbour/surveys/items/Q3"), StringComparison.Ordinal);
        Assert.Contains("/sources/", await browser.GetStringAsync("/studies/harbour/surveys/items/Q4"), StringComparison.Ordinal);

        var wave = await browser.GetStringAsync("/studies/harbour/surveys/waves/1");
        Assert.Contains("From outside the frame", wave, StringComparison.Ordinal);
        Assert.Contains("It was a long year.", await browser.GetStringAsync(Response.Match(wave).Value), StringComparison.Ordinal);
        foreach (var page in new[] { waves, scale, single, wave })
        {
            Assert.DoesNotMatch(" style=| onclick=|<script>", page);
        }

        using var missing = await browser.GetAsync("/studies/harbour/surveys/items/Q9");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex TokenField { get; }

    [GeneratedRegex("/studies/harbour/surveys/responses/[0-9a-f-]+")]
    private static partial Regex Response { get; }
}
