using System.Globalization;
using System.Text;

namespace Fieldthread.Bench;

/// <summary>Prints the rows as one Markdown table.</summary>
internal static class Table
{
    public static string Of(IReadOnlyList<Row> rows)
    {
        var text = new StringBuilder("| job | measured here | cold; median; p95; CPU of one | bar | met | peer | here ÷ peer |\n|---|---|---|---|---|---|---|\n");
        foreach (var row in rows)
        {
            var times = row.Times is { } t ? $"{Number(t.Cold)}; {Number(t.Median)}; {Number(t.P95)}; {Number(t.Cpu)} ms ({t.Runs})" : "";
            text.Append(CultureInfo.InvariantCulture, $"| {row.Job}, {row.Database} | {Number(row.Measured)} {row.Unit} {row.Which} | {times} | ");
            text.Append(CultureInfo.InvariantCulture, $"{(row.Bar is { } bar ? $"{Number(bar)} {row.Unit}" : "")} | {row.Met switch { true => "yes", false => "NO", null => "" }} | ");
            text.Append(CultureInfo.InvariantCulture, $"{(row.Peer is { } peer ? $"{peer.Name}: {Number(peer.Figure)} {row.Unit}" : "")} | {(row.Ratio is { } ratio ? ratio.ToString("0.0000", CultureInfo.InvariantCulture) : "")} |\n");
        }

        return text.Append("\nPeers were measured on another run, on two shared cores: read the ratio as an order of magnitude, not as a race.").ToString();
    }

    private static string Number(double value) => value.ToString(value >= 100 ? "#,0" : value >= 10 ? "0.0" : "0.00", CultureInfo.InvariantCulture);
}
