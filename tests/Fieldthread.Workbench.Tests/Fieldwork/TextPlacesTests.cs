using System.Text;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Fieldwork;

/// <summary>When words were said, and on which page they stand, is kept and given out with them.</summary>
public sealed class TextPlacesTests
{
    private const string Call = "1\n00:12:04,500 --> 00:12:06,000\nCHAIR: Who pays for the merger?\n\n2\n00:12:06,100 --> 00:12:09,000\nNobody has told us yet.\n\n3\n01:02:06,000 --> 01:02:09,000\nCLERK: The merger is paid.\n\n4\n01:03:00,000 --> 01:03:02,000\nCHAIR: Good.\n";

    [Theory]
    [OnBoth]
    public async Task Times_of_a_transcript_are_shown_found_coded_and_exported(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        await scene.Do(new ImportDocuments([new GivenFile("Call.srt", Encoding.UTF8.GetBytes(Call)), new GivenFile("Note.txt", "INT: One.\n[00:03:01] GP03: The merger.\nINT: Three."u8.ToArray())]));
        var sources = await scene.Ask(new SourceList());
        var call = await scene.Ask(new SourceText(sources.Single(s => s.Name == "Call").Id));
        Assert.Equal(["12:04", "1:02:06", "1:03:00"], call.Passages.Select(p => p.Where!.InWords));
        Assert.Equal(new TimeSpan(0, 12, 9), call.Passages[0].Where!.To);
        var note = await scene.Ask(new SourceText(sources.Single(s => s.Name == "Note").Id));
        Assert.Equal(["", "3:01", ""], note.Passages.Select(p => p.Where?.InWords));
        Assert.Equal(["12:04", "1:02:06", "3:01"], (await scene.Ask(new Search("merger"))).Hits.Select(h => h.Where));

        var code = await scene.Add(new AddCode("money"));
        await scene.CodeAsync(call, "Nobody", code);
        Assert.Equal("12:06", Assert.Single((await scene.Ask(new CodingsOfCode(code))).Passages).Where);
        Assert.Equal(new TimeSpan(0, 0, 12, 6, 100), Assert.Single(CodingRows.Of(await scene.Ask(new ProjectForExport()))).Where!.From);
    }

    [Theory]
    [OnBoth]
    public async Task An_old_text_file_comes_in_where_a_person_says_so(Provider provider)
    {
        await using var scene = await Scene.NewAsync(provider);
        var old = new GivenFile("Old.txt", (byte[])[.. "caf"u8, 0xE9]);
        await scene.RefusesAsync("unreadable", new ImportDocuments([old]));
        await scene.Do(new ImportDocuments([old], Windows1252: true));
        Assert.Equal("café", (await scene.Ask(new SourceText((await scene.Ask(new SourceList()))[0].Id))).Text);
    }
}
