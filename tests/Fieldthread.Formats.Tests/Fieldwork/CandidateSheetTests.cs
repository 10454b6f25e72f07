using System.Text;
using Fieldthread.Core.Fieldwork.Sampling;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Tests.Fieldwork;

public sealed class CandidateSheetTests
{
    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    [Fact]
    public void A_table_of_attributes_is_read_with_its_gaps()
    {
        var (headings, rows) = CandidateSheet.Read(Bytes("group,region,\n\"a, b\",north,3\nc,,\n"), "x.csv");
        Assert.Equal(["group", "region", "column C"], headings);
        Assert.Equal([["a, b", "north", "3"], ["c", "", ""]], rows);
        Assert.Throws<ReadException>(() => CandidateSheet.Read(Bytes("group,region\n"), "x.csv"));
    }

    [Theory]
    [InlineData("3 2\n0 1 2\n1 0 3\n2 3 0\n", "1 2 3")]
    [InlineData("0,1,2\n1,0,3\n2,3,0\n", "1 2 3")]
    [InlineData(",a,b,c\na,0,1,2\nb,1,0,3\nc,2,3,0\n", "a b c")]
    [InlineData("\ta\tb\tc\r\na\t0\t1\t2\r\nb\t1\t0\t3\r\nc\t2\t3\t0\r\n", "a b c")]
    public void Distances_are_read_with_and_without_names(string text, string names)
    {
        var distances = CandidateSheet.ReadDistances(Bytes(text), "d.txt");
        Assert.Equal(names, string.Join(' ', distances.Names));
        Assert.Equal((1, 2, 3), (distances[0, 1], distances[2, 0], distances[1, 2]));
    }

    [Fact]
    public void What_is_no_table_of_distances_is_refused_with_its_place()
    {
        Assert.Equal("d.txt, line 2", Assert.Throws<ReadException>(() => CandidateSheet.ReadDistances(Bytes("0 1\nx 0\n"), "d.txt")).Place);
        Assert.Throws<ReadException>(() => CandidateSheet.ReadDistances(Bytes(""), "d.txt"));
        Assert.Throws<SamplingException>(() => CandidateSheet.ReadDistances(Bytes("0 1 2\n1 0 3\n"), "d.txt"));
        Assert.Throws<SamplingException>(() => CandidateSheet.ReadDistances(Bytes("0 1\n2 0\n"), "d.txt"));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused_in_words()
    {
        var random = new Random(7);
        for (var n = 0; n < 400; n++)
        {
            var bytes = new byte[random.Next(0, 90)];
            random.NextBytes(bytes);
            if (n % 2 == 0)
            {
                bytes = [.. bytes.Select(b => (byte)"0123456789.,;\t \n\"-aé"[b % 19])];
            }

            foreach (var read in new Action[] { () => CandidateSheet.Read(bytes, "f"), () => CandidateSheet.ReadDistances(bytes, "f") })
            {
                try
                {
                    read();
                }
                catch (Exception failure) when (failure is ReadException or SamplingException)
                {
                    Assert.NotEmpty(failure.Message);
                }
            }
        }
    }
}
