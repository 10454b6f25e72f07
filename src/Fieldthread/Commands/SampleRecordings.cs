using System.Text.Json;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Board;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary>The recording of the sample with its transcription, and what its researchers say of their work.</summary>
internal sealed class SampleRecordings(Session session, int study, JsonElement sample, DirectoryInfo folder)
{
    public async Task<string> FillAsync()
    {
        var encounters = (await session.AskAsync(study, new Field())).Encounters.ToDictionary(e => e.Name, e => e.Id);
        var sources = (await session.AskAsync(study, new SourceList())).ToDictionary(s => s.Name, s => s.Id);
        var team = (await session.AskAsync(study, new TeamList())).Where(t => t.Role is not null).GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.First().Id);
        foreach (var r in sample.GetProperty("recordings").EnumerateArray())
        {
            var file = Text(r, "file")!;
            var bytes = await File.ReadAllBytesAsync(Path.Combine(folder.FullName, "recordings", file), session.Cancel);
            var kept = (await session.DoAsync(study, new AddRecording(new GivenFile(file, bytes), encounters[Text(r, "encounter")!], Transcriber: team.GetValueOrDefault(Text(r, "transcriber")!) is var who && who != Guid.Empty ? who : null, Due: Text(r, "due")!))).Answer.Id;
            await session.DoAsync(study, new RecordTranscriptionHours(kept, Text(r, "hours")!, Note: Text(r, "hoursNote")!));
            await session.DoAsync(study, new FinishTranscription(kept, sources[Text(r, "source")!]));
            await session.DoAsync(study, new CheckTranscript(kept, CheckOutcome.Corrected, Text(r, "checked")!, WhySamePerson: Text(r, "whySamePerson")!));
        }

        var board = sample.GetProperty("board");
        foreach (var w in board.EnumerateArray())
        {
            await session.DoAsync(study, new MoveWork(
                sources[Text(w, "source")!], Enum.Parse<WorkKind>(Text(w, "work")!, ignoreCase: true), Enum.Parse<WorkState>(Text(w, "state")!, ignoreCase: true), Text(w, "owner") is { } owner && team.TryGetValue(owner, out var id) ? id : null, "", Text(w, "note") ?? ""));
        }

        return $"One recording, transcribed and checked; {board.GetArrayLength()} lines of the work board.";
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
}
