using System.Diagnostics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Testing;
using Xunit.Abstractions;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>Tests that measure run alone, when nothing else is under way.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

[Collection(nameof(Alone))]
public sealed class SpeedTests(ITestOutputHelper output)
{
    [ReferenceFact]
    public void The_large_corpus_is_read_well_within_its_share_of_the_import()
    {
        var bytes = File.ReadAllBytes(Path.Combine(Corpora.Folder, "large", "project.qdpx"));
        var times = new List<double>();
        for (var k = 0; k < 4; k++)
        {
            // Processor time: what the reader costs, not what else the machine is doing.
            var before = Environment.CpuUsage.TotalTime;
            Formats.Fieldwork.Refi.RefiReader.Read(new MemoryStream(bytes));
            times.Add((Environment.CpuUsage.TotalTime - before).TotalSeconds);
        }

        output.WriteLine($"large: {string.Join(", ", times.Select(time => time.ToString("0.000", System.Globalization.CultureInfo.InvariantCulture)))} s of processor time");
        var sources = Corpora.Read("large").Project.Sources;
        var splitting = Stopwatch.StartNew();
        var passages = sources.Sum(source => PassageSplitter.Split(source.Text).Count);
        output.WriteLine($"{passages} passages in {splitting.Elapsed.TotalSeconds:0.000} s");
        splitting.Restart();
        var terms = sources.Sum(source => (long)Core.Fieldwork.Search.SearchTerms.Of(source.Text).Count);
        output.WriteLine($"{terms} terms in {splitting.Elapsed.TotalSeconds:0.000} s");
        Assert.True(times.Min() < 0.8, $"took {times.Min():0.000} s");
    }
}
