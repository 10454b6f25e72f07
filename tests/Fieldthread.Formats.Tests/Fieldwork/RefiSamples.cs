using System.IO.Compression;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Formats.Tests.Fieldwork;

/// <summary>Projects made in the tests, so that they run without any reference material.</summary>
internal static class RefiSamples
{
    internal const string Text = "INT: So 🙂 how did it begin?\nGP03: Slowly. We met once a month, “naïvely”.\nINT: And the budget 🙂🙂?\nGP03: That came later, and it was cut.\n";

    internal static readonly string[] Coded = ["how did it begin", "We met once a month", "the budget", "it was cut", "That came later, and it was cut."];

    /// <summary>A project that uses everything the records can hold.</summary>
    internal static QdaProject Full()
    {
        var at = new DateTimeOffset(2013, 4, 1, 9, 0, 0, TimeSpan.Zero);
        return new QdaProject
        {
            Name = "Sites & <boards>",
            Origin = "Fieldthread",
            Description = "A study\nof two sites",
            Stamp = new QdaStamp(Id(1), at, Id(2), at.AddDays(1)),
            NoteForeignIds = [Id(70)],
            Users = [new QdaUser(Id(1), "coder-1", "C1"), new QdaUser("{" + Id(2).ToUpperInvariant() + "}", "coder-2")],
            Codes =
            [
                new QdaCode(Id(10), "Board", null, "#A1b2C3", "Who sits\non it", IsCodable: false, [Id(70)]),
                new QdaCode(Id(11), "Chair", Id(10), "#000000", null, IsCodable: true, []),
                new QdaCode("{" + Id(12) + "}", "Public / patients", null, null, null, IsCodable: true, []),
                new QdaCode(Id(13), "Chair", "{" + Id(12) + "}", "#FFFFFF", null, IsCodable: true, []),
            ],
            Variables = [new QdaVariable(Id(30), "Size", QdaValueKind.Integer, "Members"), new QdaVariable(Id(31), "Seen", QdaValueKind.Date)],
            Cases = [new QdaCase { ForeignId = Id(40), Name = "Site 1", Values = [new QdaValue(Id(30), QdaValueKind.Integer, "12"), new QdaValue(Id(31), QdaValueKind.Date, "2013-04-01")], SourceForeignIds = [Id(50)], SelectionForeignIds = [Id(60)], CodeForeignIds = [Id(11)] }, new QdaCase { ForeignId = Id(41) }],
            Sources =
            [
                new QdaSource
                {
                    ForeignId = Id(50),
                    Name = "Interview \"one\"",
                    Text = Text,
                    Description = "At Site 1",
                    Stamp = new QdaStamp(Id(1), at),
                    NoteForeignIds = [Id(71)],
                    Values = [new QdaValue(Id(30), QdaValueKind.Integer, "3")],
                    Selections = [.. Coded.Select((words, k) => Selection(words, k, at))],
                    WholeCodings = [new QdaCoding(Id(69), Id(10), null, null, [])],
                },
                new QdaSource { ForeignId = Id(51), Name = "Empty", Text = "" },
            ],
            Notes = [new QdaNote(Id(70), "Plan", "First.\nSecond.", new QdaStamp(Id(1), at)), new QdaNote(Id(71), null, "", QdaStamp.None, "remark")],
        };
    }

    /// <summary>An archive with one source in a given dialect.</summary>
    internal static MemoryStream Dialect(OffsetReading reading, string newline = "\n", bool mark = false, bool named = false, string qde = "project.qde", string path = "internal://{0}", string folder = "sources/", string extra = "")
    {
        var file = (mark ? "\uFEFF" : "") + Text.Replace("\n", newline, StringComparison.Ordinal);
        var map = new OffsetMap(NormalisedText.From(file), reading);
        var selections = string.Concat(Coded.Select((words, k) =>
        {
            var start = Text.IndexOf(words, StringComparison.Ordinal);
            return $"""<PlainTextSelection guid="{Id(60 + k)}" name="{(named ? words : "")}" startPosition="{map.ToForeign(start)}" endPosition="{map.ToForeign(start + words.Length)}"><Coding guid="{Id(80 + k)}" creatingUser="{Id(1)}"><CodeRef targetGUID="{Id(10).ToUpperInvariant()}"/></Coding></PlainTextSelection>""";
        }));
        var name = Id(50) + ".txt";
        return Archive(
            (qde, $"""
            <?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:1.0" name="p"><Users><User guid="{Id(1)}" name="c"/></Users><CodeBook><Codes><Code guid="{Id(10)}" name="Board" isCodable="true"/></Codes></CodeBook><Sources><TextSource guid="{Id(50)}" name="s" plainTextPath="{string.Format(System.Globalization.CultureInfo.InvariantCulture, path, name)}">{selections}{extra}</TextSource></Sources></Project>
            """.Trim()),
            (folder + name, file));
    }

    internal static MemoryStream Archive(params (string Name, string Text)[] files)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, text) in files)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(Encoding.UTF8.GetBytes(text));
            }
        }

        stream.Position = 0;
        return stream;
    }

    internal static string Id(int n) => $"6f1c2a3b-0000-4000-8000-{n:x12}";

    private static QdaSelection Selection(string words, int k, DateTimeOffset at)
    {
        var start = Text.IndexOf(words, StringComparison.Ordinal);
        return new QdaSelection
        {
            ForeignId = Id(60 + k),
            Name = words,
            Description = k == 1 ? "why?" : null,
            Span = new TextSpan(start, start + words.Length),
            Stamp = new QdaStamp(Id(1), at),
            NoteForeignIds = k == 2 ? [Id(71)] : [],
            Codings = k == 3 ? [] : [new QdaCoding(Id(80 + k), Id(11), Id(1), at.AddMinutes(k), k == 0 ? [Id(70)] : []), new QdaCoding(Id(90 + k), "{" + Id(12) + "}", "{" + Id(2).ToUpperInvariant() + "}", at, [])],
        };
    }
}
