using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>A list of a register as it is kept: lines of JSON, compressed with Brotli. The first cell of a line says what it is: o organisation, n name, c code, r relation, e event, d what is told of the event above, p part of it, q what is told of the part above, f reform, s succession, t attribute or time on a track, w terms of a relation.</summary>
public static class VintageContent
{
    private const int MostCells = 16;
    private static readonly UTF8Encoding Utf8 = new(false);

    /// <summary>Writes a list; the same list always gives the same bytes.</summary>
    public static byte[] Write(RegisterData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        using (var text = new StreamWriter(packed, Utf8))
        {
            WriteLines(data, text);
        }

        return bytes.ToArray();
    }

    /// <summary>The lines of a register, not compressed: of a single statement.</summary>
    public static string Text(RegisterData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var text = new StringWriter(System.Globalization.CultureInfo.InvariantCulture);
        WriteLines(data, text);
        return text.ToString();
    }

    /// <summary>Reads what <see cref="Text"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The lines are damaged.</exception>
    public static RegisterData OfText(string lines) => ReadLines(Utf8.GetBytes(lines ?? ""));

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static RegisterData Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var packed = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        packed.CopyTo(plain);
        return ReadLines(plain.GetBuffer().AsSpan(0, (int)plain.Length));
    }

    private static void WriteLines(RegisterData data, TextWriter text)
    {
        void Line(params string?[] cells) => text.Write(JsonSerializer.Serialize(cells, Json.Options) + "\n");
        foreach (var o in data.Organisations)
        {
            Line("o", o.Id, o.Type, From(o.When), Last(o.When), o.Guessed ? "guessed" : null);
        }

        foreach (var n in data.Names)
        {
            Line("n", n.Organisation, n.Name, From(n.When), Last(n.When));
        }

        foreach (var c in data.Codes)
        {
            Line("c", c.Organisation, c.Scheme, c.Code, From(c.When), Last(c.When));
        }

        foreach (var r in data.Relations)
        {
            Line("r", r.Subject, r.Kind, r.Object, From(r.When), Last(r.When));
        }

        foreach (var e in data.Events)
        {
            Line("e", e.Id, e.Date.ToString(), e.Kind.ToString());
            if (e.Details is var d && d != EventDetails.None)
            {
                Line("d", d.Legal?.ToString(), d.Operational?.ToString(), d.Cause, d.Initiator, d.Pressure, d.Evidence, d.Reform);
            }

            foreach (var p in e.Parts)
            {
                Line("p", p.Organisation, p.Role.ToString(), p.Note);
                if (p.Details is var told && told != PartDetails.None)
                {
                    Line("q", told.AttitudeBefore, told.AttitudeAfter, told.Share?.ToString(), told.Basis);
                }
            }
        }

        foreach (var r in data.Reforms)
        {
            Line("f", r.Id, r.Name, r.Kind.ToString(), r.Announced?.ToString(), r.Enacted?.ToString(), r.Effective?.ToString(), r.Note);
        }

        foreach (var s in data.Successions)
        {
            Line("s", s.Before, s.After, s.Date.ToString());
        }

        foreach (var f in data.Facts)
        {
            Line("t", f.Organisation, f.Thing.ToString(), f.About, f.Value, f.Track.ToString(), From(f.When), Last(f.When));
        }

        foreach (var t in data.Terms)
        {
            Line("w", t.Subject, t.Kind, t.Object, TermsRows.Text(t.Terms), From(t.When), Last(t.When));
        }
    }

    private static RegisterData ReadLines(ReadOnlySpan<byte> lines)
    {
        var (reforms, facts, terms) = (new List<GivenReform>(), new List<GivenFact>(), new List<GivenTerms>());
        var (organisations, names, codes, relations, events, successions) = (new List<GivenOrganisation>(), new List<GivenName>(), new List<GivenCode>(), new List<GivenRelation>(), new List<GivenEvent>(), new List<GivenSuccession>());
        var (dates, c) = (new Dictionary<string, PartialDate>(StringComparer.Ordinal), new string?[MostCells]);
        PartialDate? Date(string? kept)
        {
            // A list has tens of thousands of lines and a few hundred dates.
            if (kept is not null && !dates.ContainsKey(kept))
            {
                dates.Add(kept, PartialDate.Parse(kept));
            }

            return kept is null ? null : dates[kept];
        }

        WrittenPeriod When(string? from, string? last) => new(Date(from), Date(last));
        while (lines.Length > 0)
        {
            var end = lines.IndexOf((byte)'\n');
            Cells(end < 0 ? lines : lines[..end], c);
            lines = end < 0 ? [] : lines[(end + 1)..];
            switch (c[0])
            {
                case "o": organisations.Add(new GivenOrganisation(c[1]!, c[2]!, When(c[3], c[4]), c[5] is not null)); break;
                case "n": names.Add(new GivenName(c[1]!, c[2]!, When(c[3], c[4]))); break;
                case "c": codes.Add(new GivenCode(c[1]!, c[2]!, c[3]!, When(c[4], c[5]))); break;
                case "r": relations.Add(new GivenRelation(c[1]!, c[2]!, c[3]!, When(c[4], c[5]))); break;
                case "e": events.Add(new GivenEvent(c[1]!, PartialDate.Parse(c[2]!), Enum.Parse<ChangeKind>(c[3]!), new List<GivenPart>())); break;
                case "p": ((List<GivenPart>)events[^1].Parts).Add(new GivenPart(c[1]!, Enum.Parse<PartRole>(c[2]!), c[3]!)); break;
                case "d": events[^1] = events[^1] with { Details = new EventDetails(Date(c[1]), Date(c[2]), c[3]!, c[4]!, c[5]!, c[6]!, c[7]!) }; break;
                case "q": Tell((List<GivenPart>)events[^1].Parts, new PartDetails(c[1]!, c[2]!, c[3] is { } share ? MovedShare.Parse(share) : null, c[4]!)); break;
                case "f": reforms.Add(new GivenReform(c[1]!, c[2]!, Enum.Parse<ReformKind>(c[3]!), Date(c[4]), Date(c[5]), Date(c[6]), c[7]!)); break;
                case "s": successions.Add(new GivenSuccession(c[1]!, c[2]!, PartialDate.Parse(c[3]!))); break;
                case "t": facts.Add(new GivenFact(c[1]!, Enum.Parse<FactOf>(c[2]!), c[3]!, c[4]!, Enum.Parse<Track>(c[5]!), When(c[6], c[7]))); break;
                case "w": terms.Add(new GivenTerms(c[1]!, c[2]!, c[3]!, TermsRows.Read(c[4]!), When(c[5], c[6]))); break;
                default: throw new InvalidDataException($"a kept list with a line of kind “{c[0]}”");
            }
        }

        return new RegisterData(organisations, names, codes, relations, events, []) { Successions = successions, Reforms = reforms, Facts = facts, Terms = terms };
    }

    private static string? From(WrittenPeriod when) => when.From?.ToString();

    private static string? Last(WrittenPeriod when) => when.Last?.ToString();

    private static void Tell(List<GivenPart> parts, PartDetails told) => parts[^1] = parts[^1] with { Details = told };

    /// <summary>The cells of a line; those that it lacks are null.</summary>
    private static void Cells(ReadOnlySpan<byte> line, string?[] cells)
    {
        Array.Clear(cells);
        var reader = new Utf8JsonReader(line);
        var at = 0;
        try
        {
            _ = reader.Read();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray && at < cells.Length)
            {
                cells[at++] = reader.GetString();
            }
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException("a damaged line in a kept list", fault);
        }

        if (at == 0)
        {
            throw new InvalidDataException("an empty line in a kept list");
        }
    }
}
