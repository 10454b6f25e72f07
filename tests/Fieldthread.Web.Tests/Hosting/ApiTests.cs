using System.Net;
using System.Text;
using System.Text.Json;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Web.Tests.Hosting;

public sealed class ApiTests
{
    [Fact]
    public async Task Its_description_holds_every_act_with_its_body_and_every_question_with_its_parameters()
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = await server.SignedInAsync();
        using var description = JsonDocument.Parse(await browser.GetStringAsync("/api/openapi.json"));
        var paths = description.RootElement.GetProperty("paths");
        var posted = paths.EnumerateObject().Where(p => p.Value.TryGetProperty("post", out var post) && post.TryGetProperty("requestBody", out _)).Select(p => p.Name[(p.Name.LastIndexOf('/') + 1)..]).ToHashSet();
        Assert.Empty(Catalogue.Acts.Keys.Except(posted).Except(["import-project", "import-documents"])); // both are behind “import”
        foreach (var (route, file) in new[] { ("acts/import", "files"), ("acts/import-register", "files"), ("questions/preview-register", "files"), ("acts/import-indicator", "files"), ("acts/import-counts", "files"), ("acts/import-survey", "files"), ("acts/import-tracker", "file"), ("acts/import-codebook", "file"), ("questions/preview-codebook", "file"), ("acts/import-responsibilities", "files"), ("acts/import-money", "files"), ("acts/import-deflator", "files") })
        {
            var form = paths.GetProperty($"/api/studies/{{study}}/{route}").GetProperty("post").GetProperty("requestBody").GetProperty("content").GetProperty("multipart/form-data").GetProperty("schema");
            Assert.True(form.GetProperty("properties").TryGetProperty(file, out _), route);
        }

        foreach (var question in Catalogue.Questions.Values.Where(q => !ActRoutes.WithFiles.Contains(q.Type)))
        {
            var asked = paths.EnumerateObject().Single(p => p.Name.EndsWith("/questions/" + question.Name, StringComparison.Ordinal)).Value.GetProperty("get");
            var names = asked.GetProperty("parameters").EnumerateArray().Select(p => p.GetProperty("name").GetString()!).ToList();
            Assert.All(question.Type.GetConstructors()[0].GetParameters(), p => Assert.Contains(JsonNamingPolicy.CamelCase.ConvertName(p.Name!), names));
            Assert.Contains("known", names);
            Assert.Equal(["200", "422"], asked.GetProperty("responses").EnumerateObject().Select(r => r.Name));
        }
    }

    [Theory]
    [InlineData("text/plain", "{}", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("application/json", "{", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "null", HttpStatusCode.BadRequest)]
    [InlineData("application/json", "{\"name\":\"\"}", HttpStatusCode.UnprocessableEntity)]
    public async Task What_is_no_act_is_refused_in_words(string type, string body, HttpStatusCode status)
    {
        await using var server = await Server.StartAsync(pages: true);
        using var browser = server.Browser();
        var owner = await FirstSteward.EnsureAsync(server.Workshop);
        var token = await server.Workshop.DoAsync(0, new MakeApiToken("a test"), owner);
        browser.DefaultRequestHeaders.Authorization = new("Bearer", token.Answer.Token);
        using var content = new StringContent(body, Encoding.UTF8, type);
        using var answer = await browser.PostAsync("/api/acts/start-study", content);
        Assert.Equal(status, answer.StatusCode);
        Assert.Contains("message", await answer.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
    }
}
