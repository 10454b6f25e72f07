using Fieldthread.Core.Fieldwork.Transcription;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork.Transcription;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Web.Fieldwork;

/// <summary>How the queue of transcription is shown.</summary>
internal static class TranscriptionWords
{
    /// <summary>The state, and that it is overdue where it is.</summary>
    public static string Of(TranscriptionLine line) => Transcribing.InWords(line.State) + (line.IsOverdue ? ", overdue" : "");

    /// <summary>Shape and colour of the state.</summary>
    public static string Kind(TranscriptionLine line) => line.IsOverdue ? "stop" : line.State switch { TranscriptionState.Checked => "ok", TranscriptionState.Transcribed => "warn", _ => "idle" };

    /// <summary>Those of the team who can bring in a text.</summary>
    public static IReadOnlyList<TeamLine> Able(IEnumerable<TeamLine> team) => [.. team.Where(t => t.Role is { } role && role.May(Permission.KeepMaterial))];
}
