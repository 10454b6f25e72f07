namespace Fieldthread.Core.Fieldwork;

/// <summary>A turn of somebody in a text that records an encounter.</summary>
/// <param name="Kind">Kind of the encounter, in words.</param>
/// <param name="Role">Role of the speaker.</param>
/// <param name="Speaker">The label, as it stands.</param>
/// <param name="Words">How many words, the label not counted.</param>
public readonly record struct SpokenTurn(string Kind, string Role, string Speaker, int Words);

/// <summary>How much those of one role spoke in one kind of encounter.</summary>
/// <param name="Kind">Kind of encounter.</param>
/// <param name="Role">Role.</param>
/// <param name="Speakers">How many different labels.</param>
/// <param name="Turns">How many turns.</param>
/// <param name="Words">How many words.</param>
/// <param name="ShareOfTurns">Of all turns in that kind, 0 to 1.</param>
/// <param name="ShareOfWords">Of all words in that kind, 0 to 1; 0 where there are none.</param>
public sealed record SpeechRow(string Kind, string Role, int Speakers, int Turns, int Words, double ShareOfTurns, double ShareOfWords);

/// <summary>Share of speech by role, kind of encounter by kind.</summary>
/// <param name="Rows">Rows by kind, the role that spoke most first.</param>
/// <param name="Texts">How many texts it is counted from.</param>
/// <param name="Without">How many texts of encounters name no speaker, and so are left out.</param>
public sealed record SpeechShare(IReadOnlyList<SpeechRow> Rows, int Texts, int Without)
{
    /// <summary>How those of the team who ask are called.</summary>
    public const string Team = "the team";

    /// <summary>How speakers are called whose label is that of no participant.</summary>
    public const string Unlisted = "not among the participants";

    /// <summary>How participants are called whose role nobody wrote down.</summary>
    public const string Unsaid = "role not recorded";

    /// <summary>What it rests on, in a sentence or two.</summary>
    public string InWords => Texts == 0 ? "No text of an encounter names its speakers." : $"Counted from the turns of {(Texts == 1 ? "one text" : $"{Texts} texts")}{(Without > 0 ? $"; {(Without == 1 ? "one more names" : $"{Without} more name")} no speaker and {(Without == 1 ? "is" : "are")} left out" : "")}. Who speaks is told by the label before a turn.";

    /// <summary>Counts.</summary>
    /// <param name="turns">The turns.</param>
    /// <param name="texts">How many texts they come from.</param>
    /// <param name="without">How many texts name no speaker.</param>
    public static SpeechShare Of(IReadOnlyCollection<SpokenTurn> turns, int texts, int without)
    {
        ArgumentNullException.ThrowIfNull(turns);
        var rows = new List<SpeechRow>();
        foreach (var kind in turns.GroupBy(t => t.Kind, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            var (all, words) = (kind.Count(), kind.Sum(t => t.Words));
            rows.AddRange(kind.GroupBy(t => t.Role, StringComparer.Ordinal)
                .Select(r => new SpeechRow(kind.Key, r.Key, r.Select(t => t.Speaker).Distinct(StringComparer.Ordinal).Count(), r.Count(), r.Sum(t => t.Words), (double)r.Count() / all, words == 0 ? 0 : (double)r.Sum(t => t.Words) / words))
                .OrderByDescending(r => r.Words).ThenBy(r => r.Role, StringComparer.Ordinal));
        }

        return new SpeechShare(rows, texts, without);
    }

    /// <summary>How many words a stretch has: runs of letters and digits, joined by apostrophes and hyphens inside.</summary>
    /// <param name="text">The stretch.</param>
    public static int Words(ReadOnlySpan<char> text)
    {
        var (count, inside) = (0, false);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || char.GetUnicodeCategory(text[i]) is System.Globalization.UnicodeCategory.NonSpacingMark or System.Globalization.UnicodeCategory.SpacingCombiningMark)
            {
                count += inside ? 0 : 1;
                inside = true;
            }
            else
            {
                inside = inside && text[i] is '\'' or '’' or '-' or '‑' && i > 0 && char.IsLetterOrDigit(text[i - 1]) && i + 1 < text.Length && char.IsLetterOrDigit(text[i + 1]);
            }
        }

        return count;
    }
}
