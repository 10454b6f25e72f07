using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Web.Tests.Hosting;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Transcription;

namespace Fieldthread.Web.Tests.Fieldwork;

/// <summary>A recording is brought in, heard, transcribed and checked as a browser without a script meets it.</summary>
public sealed class RecordingPageTests
{
    private const string Cues = "WEBVTT\n\n00:00.000 --> 00:02.000\n<v Chair>We begin.\n\n00:02.500 --> 00:04.000\n<v Clerk>We do.\n";

    [Fact]
    public async Task A_recording_is_brought_in_heard_in_ranges_and_stands_beside_its_transcript()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        async Task<T> DoAsync<T>(Act<T> act) => (await server.Workshop.DoAsync(study, act, Actor.Program)).Answer;
        var chair = (await DoAsync(new AddParticipant("Chair"))).Id;
        var meeting = (await DoAsync(new AddEncounter("The board", EncounterKind.Meeting, Participants: [chair]))).Id;
        var bytes = Tones.Wave(5);
        var page = await browser.GetStringAsync("/studies/harbour/transcription");
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value), Web.Hosting.FormTokens.Field },
            { new StringContent(meeting.ToString()), "encounter" }, { new StringContent(""), "length" }, { new StringContent(""), "transcriber" }, { new StringContent("2021-06-14"), "due" },
        };
        form.Add(new ByteArrayContent(bytes), "files", "board.wav");
        using var landed = await browser.PostAsync("/studies/harbour/transcription/import", form);
        Assert.Equal(HttpStatusCode.Redirect, landed.StatusCode);
        var line = (await server.Workshop.AskAsync(study, new TranscriptionsOfStudy(), Actor.Program)).Recordings.Single();
        page = await browser.GetStringAsync("/studies/harbour/transcription");
        Assert.Contains("waiting, overdue", page, StringComparison.Ordinal);
        Assert.Contains("no answer of Chair", page, StringComparison.Ordinal);

        // Whole, in part, from the end, and beyond it.
        var sound = $"/studies/harbour/recordings/{line.Id}/sound";
        using var whole = await browser.GetAsync(sound);
        using var more = await browser.GetAsync(sound);
        Assert.Equal(Workbench.Fieldwork.Transcription.ListeningWay.Played, Assert.Single(await server.Workshop.AskAsync(study, new Workbench.Fieldwork.Transcription.ListeningsOf(), Workbench.Acts.Actor.Program)).Way);
        Assert.Equal((HttpStatusCode.OK, "audio/wav", "private, no-store", "bytes"), (whole.StatusCode, whole.Content.Headers.ContentType!.MediaType, string.Join(", ", whole.Headers.CacheControl!.ToString().Split(", ").Order().Reverse()), whole.Headers.AcceptRanges.Single()));
        Assert.Equal(bytes, await whole.Content.ReadAsByteArrayAsync());
        async Task<HttpResponseMessage> RangeAsync(long? from, long? to)
        {
            using var asked = new HttpRequestMessage(HttpMethod.Get, sound) { Headers = { Range = new RangeHeaderValue(from, to) } };
            return await browser.SendAsync(asked);
        }

        using (var part = await RangeAsync(8, 11))
        {
            Assert.Equal((HttpStatusCode.PartialContent, "bytes 8-11/40044", "WAVE"), (part.StatusCode, part.Content.Headers.ContentRange!.ToString(), await part.Content.ReadAsStringAsync()));
        }

        using (var tail = await RangeAsync(null, 100))
        {
            Assert.Equal((HttpStatusCode.PartialContent, 100), (tail.StatusCode, (await tail.Content.ReadAsByteArrayAsync()).Length));
        }

        using (var beyond = await RangeAsync(50_000, null))
        {
            Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        }

        using var stranger = server.Browser();
        using var unsigned = await stranger.GetAsync(sound);
        Assert.NotEqual(HttpStatusCode.OK, unsigned.StatusCode);

        await DoAsync(new ImportDocuments([new GivenFile("board.vtt", Encoding.UTF8.GetBytes(Cues))]));
        var source = (await server.Workshop.AskAsync(study, new SourceList(), Actor.Program)).Single(s => s.Name == "board").Id;
        var at = "/studies/harbour/transcription/" + line.Id;
        using var finished = await Server.PostFormAsync(browser, at, "/studies/harbour/acts/finish-transcription", ("recording", line.Id.ToString()), ("source", source.ToString()), ("return", at));
        Assert.Equal(HttpStatusCode.Redirect, finished.StatusCode);
        page = await browser.GetStringAsync(at + "?from=2.5");
        Assert.Contains($"<audio controls preload=\"metadata\" src=\"{sound}#t=2.5\"", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"{at}?from=2.5#player\" data-at=\"2.5\"", WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Contains("islands/player.js", page, StringComparison.Ordinal);
        Assert.DoesNotMatch(" style=| onclick=|<script>", page);
        var desk = await browser.GetStringAsync("/studies/harbour/sources/" + source);
        Assert.Contains($"src=\"{sound}\"", desk, StringComparison.Ordinal);
        Assert.Contains("data-from=\"2.5\"", desk, StringComparison.Ordinal);

        // Whoever was heard says no: nothing is heard any more, on neither page.
        await DoAsync(new RecordConsent(chair, ConsentAnswer.Refused, ConsentScope.Audio));
        using var withheld = await browser.GetAsync(sound);
        Assert.Equal(HttpStatusCode.Forbidden, withheld.StatusCode);
        page = await browser.GetStringAsync(at);
        Assert.Contains("Nobody hears this recording any more.", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<audio", page + await browser.GetStringAsync("/studies/harbour/sources/" + source), StringComparison.Ordinal);
        using var refused = await browser.PostAsync("/studies/harbour/transcription/import", Again(page, meeting));
        Assert.Contains("Chair refused to be recorded.", WebUtility.HtmlDecode(await refused.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_board_shows_work_and_takes_what_is_said_of_it()
    {
        await using var server = await Server.StartAsync(pages: true);
        var study = await server.StudyAsync();
        using var browser = await server.SignedInAsync();
        await server.Workshop.DoAsync(study, new ImportDocuments([new GivenFile("Notes.txt", "We met."u8.ToArray())]), Actor.Program);
        var source = (await server.Workshop.AskAsync(study, new SourceList(), Actor.Program)).Single().Id;
        var board = await browser.GetStringAsync("/studies/harbour/board");
        Assert.Contains("Transcribe: 1 of 1 done; clean: 0 of 1 done; code: 0 of 1 done", board, StringComparison.Ordinal);
        Assert.Contains($"move={source}&kind=Code#h-move", WebUtility.HtmlDecode(board), StringComparison.Ordinal);
        var move = await browser.GetStringAsync($"/studies/harbour/board?move={source}&kind=Code");
        Assert.Contains("Code: Notes", move, StringComparison.Ordinal);
        using var moved = await Server.PostFormAsync(browser, $"/studies/harbour/board?move={source}&kind=Code", "/studies/harbour/acts/move-work", ("source", source.ToString()), ("kind", "Code"), ("state", "NotNeeded"), ("owner", ""), ("due", ""), ("note", "Only <b>a</b> slip."), ("return", "/studies/harbour/board"));
        Assert.Equal(HttpStatusCode.Redirect, moved.StatusCode);
        board = await browser.GetStringAsync("/studies/harbour/board");
        Assert.Contains("not needed", board, StringComparison.Ordinal);
        Assert.Contains("Only &lt;b&gt;a&lt;/b&gt; slip.", board, StringComparison.Ordinal);
        using var bad = await browser.GetAsync("/studies/harbour/board?days=many");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
    }

    private static MultipartFormDataContent Again(string page, Guid meeting) => new()
    {
        { new StringContent(Regex.Match(page, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value), Web.Hosting.FormTokens.Field }, { new StringContent(meeting.ToString()), "encounter" }, { new ByteArrayContent(Tones.Wave(7)), "files", "again.wav" },
    };
}
