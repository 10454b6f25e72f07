using System.Text;
using BenchmarkDotNet.Attributes;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Core.Findings;
using Fieldthread.Formats.Findings;

namespace Fieldthread.Kernels;

/// <summary>Reading texts: an interview of 600,000 characters, a thousand quotations from it.</summary>
[MemoryDiagnoser]
public class TextKernels
{
    private string text = "";
    private string report = "";
    private QuotationEvidence[] quotations = [];

    /// <summary>Invents the text; the seed is fixed.</summary>
    [GlobalSetup]
    public void Invent()
    {
        var random = new Random(2013);
        var made = new StringBuilder();
        while (made.Length < 600_000)
        {
            made.Append("Speaker ").Append(random.Next(1, 4)).Append(": ");
            for (var word = random.Next(5, 120); word > 0; word--)
            {
                made.Append((char)('a' + random.Next(26)), random.Next(1, 9)).Append(random.Next(9) == 0 ? ". " : " ");
            }

            made.Append('\n');
        }

        text = made.ToString();
        quotations = [.. Enumerable.Range(0, 1_000).Select(_ => random.Next(text.Length - 300) is var at && text[at..(at + 200)].Trim() is var words && text.IndexOf(words, at, StringComparison.Ordinal) is var from
            ? new QuotationEvidence("Interview", "Somebody", text, new TextSpan(from, from + words.Length), words, "", "", QuoteConsent.Granted, Excerpt: null) : null!)];
        report = string.Concat(quotations.Select((q, n) => $"> [{q.Exact.ReplaceLineEndings(" ")}]{{.quote ev=q{n}}}\n\n"));
    }

    /// <summary>Turns and paragraphs.</summary>
    [Benchmark]
    public int Passages() => PassageSplitter.Split(text).Count;

    /// <summary>The terms of the full-text index.</summary>
    [Benchmark]
    public int Terms() => SearchTerms.Line(text).Length;

    /// <summary>A thousand quotations at known positions.</summary>
    [Benchmark]
    public int Quotations()
    {
        var matcher = new QuoteMatcher();
        return quotations.Count(q => matcher.Verify(q.Exact, q).State == QuoteState.Verified);
    }

    /// <summary>A report of a thousand quotations, read into its tree.</summary>
    [Benchmark]
    public int Report() => ReportReader.Read(report).Report.Blocks.Count;
}
