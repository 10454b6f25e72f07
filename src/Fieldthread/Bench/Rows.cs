namespace Fieldthread.Bench;

/// <summary>Another program’s figure for the same job, as the published comparison has it.</summary>
/// <param name="Name">The program.</param>
/// <param name="Figure">Its figure, in the unit of the row.</param>
internal sealed record Peer(string Name, double Figure);

/// <summary>A line of the printed table.</summary>
/// <param name="Database">SQLite or PostgreSQL; empty where it does not matter.</param>
/// <param name="Job">What was done, with its size.</param>
/// <param name="Unit">ms or MB.</param>
/// <param name="Measured">The figure that stands against the bar.</param>
/// <param name="Which">Which of the times that is: cold, median, p95.</param>
/// <param name="Bar">The design’s bar, or null where it sets none.</param>
/// <param name="Times">All times, or null for memory.</param>
/// <param name="Peer">Another program, or null.</param>
internal sealed record Row(string Database, string Job, string Unit, double Measured, string Which, double? Bar, Times? Times = null, Peer? Peer = null)
{
    /// <summary>Measured here ÷ peer; the peer was measured on another run.</summary>
    public double? Ratio => Peer is null ? null : Measured / Peer.Figure;

    /// <summary>Whether the bar is met; null without one.</summary>
    public bool? Met => Bar is null ? null : Measured <= Bar;

    /// <summary>A row of times; the figure against the bar is chosen by name.</summary>
    public static Row Of(string database, string job, Times times, string which, double? bar, Peer? peer = null)
    {
        Console.Error.WriteLine($"        {job}: cold {times.Cold:0.0}, median {times.Median:0.0}, p95 {times.P95:0.0} ms, CPU {times.Cpu:0.0} ms");
        return new(database, job, "ms", which switch { "cold" => times.Cold, "median" => times.Median, _ => times.P95 }, which, bar, times, peer);
    }
}

/// <summary>Peers’ figures, as bench/README.md prints them: one two-core machine, shared.</summary>
internal static class Peers
{
    public static Peer Import { get; } = new("QualCoder 4.0 beta", 30_000);

    public static Peer Export { get; } = new("QualCoder 4.0 beta", 4_150);

    public static Peer AddCoding { get; } = new("Taguette 1.5.2, 600 kB document", 960);

    public static Peer Together { get; } = new("the same in SQL on SQLite", 10_500);

    public static Peer TogetherPostgres { get; } = new("the same in SQL on PostgreSQL 15", 6_200);

    public static Peer Memory { get; } = new("QualCoder 4.0 beta", 281);
}
