using BenchmarkDotNet.Attributes;
using Fieldthread.Core.Analysis;
using Fieldthread.Core.Studies;

namespace Fieldthread.Kernels;

/// <summary>Counting over codings held in memory.</summary>
[MemoryDiagnoser]
public class AnalysisKernels
{
    private const int Codes = 200;
    private const int Sources = 1_000;
    private CodedStretch[] stretches = [];
    private StudyFacts facts = null!;
    private StatisticDefinition[] definitions = [];

    /// <summary>How many codings.</summary>
    [Params(6_000, 1_000_000)]
    public int Codings { get; set; }

    /// <summary>The longest coding, in code units.</summary>
    [Params(200, 4_000)]
    public int Longest { get; set; }

    /// <summary>Invents the codings; the seed is fixed.</summary>
    [GlobalSetup]
    public void Invent()
    {
        var random = new Random(2013);
        stretches = [.. Enumerable.Range(0, Codings).Select(_ => random.Next(600_000) is var start ? new CodedStretch(random.Next(Sources), start, start + 1 + random.Next(Longest), random.Next(Codes)) : default)
            .OrderBy(c => c.Source).ThenBy(c => c.Start)];
        facts = new StudyFacts(
            [.. Enumerable.Range(1, 8).Select(n => $"Site {n}")],
            ["Phase 1", "Phase 2"],
            [.. Enumerable.Range(0, Sources).Select(n => new EncounterFact($"E{n}", n % 2 == 0 ? "interview" : "meeting", $"Site {1 + (n % 8)}", $"Phase {1 + (n % 2)}", 45, []))],
            [],
            [.. Enumerable.Range(0, Sources).Select(n => new SourceFact($"S{n}", $"E{n}", null))],
            [.. Enumerable.Range(0, Codes).Select(n => new CodeFact($"C{n}", n < 20 ? -1 : n % 20))],
            ["R1", "R2"],
            stretches.Select(s => new CodingFact(s.Source, s.Code, s.Start % 2)).ToArray());
        definitions = [.. Enumerable.Range(0, 500).Select(n => new StatisticDefinition(n % 2 == 0 ? StatisticForm.Share : StatisticForm.Count, StatisticUnit.Sites, Codes: [$"C{n % Codes}"], Phases: n % 3 == 0 ? ["Phase 1"] : null))];
    }

    /// <summary>Pairs of codes that meet.</summary>
    [Benchmark]
    public CoOccurrenceMatrix CoOccurrences() => CoOccurrence.Count(stretches, Codes);

    /// <summary>Five hundred numbers, index included.</summary>
    [Benchmark]
    public long Statistics()
    {
        var evaluator = new StatisticEvaluator(facts);
        return definitions.Sum(d => evaluator.Evaluate(d).Value);
    }
}
