using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Fieldthread.Core.Fieldwork;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>Words with the time at which they were said, as subtitles have them.</summary>
/// <param name="From">From the start of the recording.</param>
/// <param name="To">When they end; not before <paramref name="From"/>.</param>
/// <param name="Voice">Who speaks, where the file says so apart from the words.</param>
/// <param name="Words">What is said, without tags.</param>
internal readonly record struct Cue(TimeSpan From, TimeSpan To, string? Voice, string Words);

/// <summary>
/// Makes a transcript of cues. Those of one voice that follow each other become one turn, opened by the time of its first: <c>[00:18:02] Chair: …</c>.
/// Where nobody is named, a paragraph ends at a pause, or at the end of a sentence when it has gone on for a while. The time of every cue is kept.
/// </summary>
internal sealed partial class CueText
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(30);

    private readonly StringBuilder _text = new();
    private readonly List<TextPlace> _places = [];
    private string? _voice;
    private bool _isTurn;
    private TimeSpan _begun;
    private TimeSpan _ended;

    internal IReadOnlyList<TextPlace> Places => _places;

    internal string Finish() => _text.Append('\n').ToString();

    internal void Say(Cue cue)
    {
        if (cue.Words.Length == 0)
        {
            return;
        }

        // A cue without a voice goes on with what came before it, unless it names its speaker in its own words.
        var named = cue.Voice is null && Named().IsMatch(cue.Words);
        var goesOn = _text.Length > 0 && !named && (cue.Voice is null ? _isTurn || !IsPause(cue) : cue.Voice == _voice);
        if (goesOn)
        {
            _text.Append(' ');
            _places.Add(new TextPlace(_text.Length, From: cue.From, To: cue.To));
            _text.Append(cue.Words);
        }
        else
        {
            Open(cue, named);
        }

        _ended = cue.To;
    }

    private void Open(Cue cue, bool named)
    {
        var isTurn = named || cue.Voice is not null;
        _text.Append(_text.Length == 0 ? "" : _isTurn || isTurn ? "\n" : "\n\n");
        _places.Add(new TextPlace(_text.Length, From: cue.From, To: cue.To));
        if (isTurn)
        {
            _text.Append(CultureInfo.InvariantCulture, $"[{(int)cue.From.TotalHours:00}:{cue.From.Minutes:00}:{cue.From.Seconds:00}] ");
        }

        _text.Append(cue.Voice is { } voice ? voice + ": " : "").Append(cue.Words);
        (_voice, _isTurn, _begun) = (cue.Voice, isTurn, cue.From);
    }

    private bool IsPause(Cue cue) => cue.From - _ended >= Pause
        || (cue.From - _begun >= Long && _text[^1] is '.' or '?' or '!' or '…' or '”' or '"')
        || cue.Words.StartsWith(">>", StringComparison.Ordinal) || cue.Words.StartsWith("- ", StringComparison.Ordinal);

    [GeneratedRegex(@"^\p{Lu}[^:.!?]{0,59}: ")]
    private static partial Regex Named();
}
