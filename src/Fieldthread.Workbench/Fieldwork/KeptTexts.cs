using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;
using CorePassage = Fieldthread.Core.Fieldwork.Passage;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Keeps words that another room collected as sources: a turn a person, whose label is known and need not be found in the text.</summary>
internal sealed class KeptTexts : ITextKeeper
{
    /// <summary>As many code units as a passage may have; the index takes no longer ones whole.</summary>
    private const int LongestPassage = 20_000;

    public Func<Acting, Task<IReadOnlyList<Guid>>> Prepare(IReadOnlyList<SpokenText> texts)
    {
        ArgumentNullException.ThrowIfNull(texts);
        var prepared = texts.Select(text => (text.Name, Text: Of(text))).ToList();
        return async acting =>
        {
            var sources = prepared.ConvertAll(p => new Source { Name = Acting.Clean(p.Name) });
            await acting.AddManyAsync(sources);
            await TextLanding.LandAsync(acting, sources.Select((source, i) => (source.Id, prepared[i].Text)).ToList());
            return sources.ConvertAll(source => source.Id);
        };
    }

    private static PreparedText Of(SpokenText spoken)
    {
        var text = new StringBuilder();
        var passages = new List<CorePassage>();
        foreach (var (speaker, words) in spoken.Turns)
        {
            var clean = NormalisedText.From(WellFormedText.Repair(words.Trim(), out _)).Text;
            var label = WellFormedText.Repair(speaker, out _);
            text.Append(text.Length > 0 ? "\n\n" : "");
            var (start, from) = (text.Length, text.Length + label.Length + 2);
            text.Append(label).Append(": ").Append(clean);
            while (text.Length - from > LongestPassage)
            {
                var end = from + LongestPassage - (char.IsHighSurrogate(text[from + LongestPassage - 1]) ? 1 : 0);
                passages.Add(new CorePassage(passages.Count, new TextSpan(start, end), new TextSpan(from, end), label, PassageKind.Turn));
                (start, from) = (end, end);
            }

            passages.Add(new CorePassage(passages.Count, new TextSpan(start, text.Length), new TextSpan(from, text.Length), label, PassageKind.Turn));
        }

        var whole = text.ToString();
        return new PreparedText(whole, passages, [.. passages.Select(p => SearchTerms.Line(p.Span.Of(whole)))]);
    }
}
