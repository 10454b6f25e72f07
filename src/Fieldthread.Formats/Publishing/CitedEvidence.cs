using Fieldthread.Core.Findings;

namespace Fieldthread.Formats.Publishing;

/// <summary>The evidence a report opens onto, in the order of the text, with the number readers see: 1, 2, 3.</summary>
internal sealed class CitedEvidence
{
    private readonly Dictionary<string, int> numbers = new(StringComparer.Ordinal);

    public CitedEvidence(ReportPage page)
    {
        foreach (var inline in page.Report.AllInlines())
        {
            var keys = inline switch
            {
                ReportSpan span => span.Attributes.List("ev").Concat(span.Attributes.List("against")),
                ReportCitation citation => citation.Items.Select(i => i.Evidence).OfType<string>(),
                _ => [],
            };
            foreach (var key in keys.Where(page.Evidence.ContainsKey))
            {
                numbers.TryAdd(key, numbers.Count + 1);
            }
        }
    }

    public IEnumerable<string> Keys => numbers.OrderBy(n => n.Value).Select(n => n.Key);

    public int? Number(string key) => numbers.TryGetValue(key, out var number) ? number : null;
}
