using System.Text;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Basics;

namespace Fieldthread.Bench;

/// <summary>Invented texts and codes: no word of it was said by anyone, and a seed gives the same material again.</summary>
internal sealed class Invented(int seed)
{
    /// <summary>A word that about one passage in two thousand holds.</summary>
    public const string Rare = "quillonade";

    /// <summary>A word that nearly every passage holds.</summary>
    public const string Common = "belmora";

    /// <summary>Two words that follow one another in some passages.</summary>
    public const string Phrase = "“tarven osk”";

    private static readonly DateTimeOffset When = new(2013, 4, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly string[] Words = Syllables();
    private readonly Random random = new(seed);

    /// <summary>A transcript of turns by an interviewer and a dozen others.</summary>
    /// <param name="length">It ends with the first turn that reaches this many UTF-16 units.</param>
    public string Text(int length)
    {
        var text = new StringBuilder(length + 1000);
        for (var turn = 0; text.Length < length; turn++)
        {
            text.Append(turn % 2 == 0 ? "INT: " : $"GP{random.Next(1, 13):00}: ");
            var words = random.Next(12, 91);
            for (var i = 0; i < words; i++)
            {
                text.Append(i > 0 ? " " : "").Append(Words[random.Next(Words.Length)]);
            }

            text.Append(random.Next(2000) == 0 ? " " + Rare : "").Append(random.Next(33) == 0 ? ". 🙂\n" : ".\n");
        }

        return text.ToString();
    }

    /// <summary>A stretch of a text that begins and ends with a word.</summary>
    public TextSpan Stretch(string text)
    {
        var start = random.Next(Math.Max(1, text.Length - 400));
        var end = Math.Min(text.Length, start + random.Next(30, 381));
        while (start > 0 && text[start - 1] is not (' ' or '\n'))
        {
            start--;
        }

        while (end < text.Length && text[end] is not (' ' or '\n'))
        {
            end++;
        }

        return new TextSpan(start, end);
    }

    /// <summary>A number from 0, below <paramref name="below"/>.</summary>
    public int Next(int below) => random.Next(below);

    /// <summary>A coded project of the size and shape of the published comparison’s “large”.</summary>
    public QdaProject Project(int documents, int characters, int codes, int codings)
    {
        QdaUser[] coders = [new(Id(), "coder-1"), new(Id(), "coder-2")];
        var codebook = new List<QdaCode>();
        for (var i = 0; i < codes; i++)
        {
            var parent = i < 8 ? null : codebook[random.Next(Math.Min(i, 40))].ForeignId;
            codebook.Add(new QdaCode(Id(), $"{Words[random.Next(Words.Length)]} {i:000}", parent, $"#{random.Next(1 << 24):X6}", null, true, []));
        }

        var sources = Enumerable.Range(0, documents).Select(i => new QdaSource { ForeignId = Id(), Name = $"Site {1 + (i % 8)} interview {i:000}", Text = Text(characters) }).ToList();
        var selections = sources.ConvertAll(_ => new List<QdaSelection>());
        for (var i = 0; i < codings; i++)
        {
            var at = random.Next(documents);
            var span = Stretch(sources[at].Text);
            var stamp = new QdaStamp(coders[random.Next(2)].ForeignId, When);
            var name = span.Of(sources[at].Text).Replace('\n', ' ');
            selections[at].Add(new QdaSelection
            {
                ForeignId = Id(),
                Name = name.Length > 100 ? name[..100].TrimEnd('\ud83d') + "…" : name,
                Span = span,
                Stamp = stamp,
                Codings = [new QdaCoding(Id(), codebook[random.Next(codes)].ForeignId, stamp.CreatedByForeignId, When, [])],
            });
        }

        return new QdaProject
        {
            Name = "Invented",
            Origin = "fieldthread bench",
            Users = coders,
            Codes = codebook,
            Sources = [.. sources.Select((s, i) => s with { Selections = selections[i] })],
            Cases = [.. Enumerable.Range(0, Math.Min(8, documents)).Select(site => new QdaCase { ForeignId = Id(), Name = $"Site {site + 1}", SourceForeignIds = [.. sources.Where((_, i) => i % 8 == site).Select(s => s.ForeignId)] })],
        };
    }

    private string Id()
    {
        var bytes = new byte[16];
        random.NextBytes(bytes);
        return new Guid(bytes).ToString("D").ToUpperInvariant();
    }

    private static string[] Syllables()
    {
        string[] first = ["bel", "tar", "os", "kim", "lor", "ven", "ska", "dru"], second = ["mo", "ven", "ri", "ta", "lé", "nu"];
        return [.. first.SelectMany(_ => second, (a, b) => a + b), Common, Common, "tarven", "osk", "£60bn", "“quoted”", "and", "the", "of", "we", "it", "was"];
    }
}
