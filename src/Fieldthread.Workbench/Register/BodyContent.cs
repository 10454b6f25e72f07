using System.IO.Compression;
using System.Text.Json;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Register;

/// <summary>A list of bodies as it is kept: rows of cells as JSON, compressed with Brotli. The first cell of a row says what it is: s source, b body, p post, h holding, m person. No name of a person is written.</summary>
public static class BodyContent
{
    /// <summary>Writes a list; the same list always gives the same bytes.</summary>
    /// <param name="data">What it says.</param>
    /// <param name="source">Who says it; empty for nobody.</param>
    public static byte[] Write(BodyData data, string source = "")
    {
        ArgumentNullException.ThrowIfNull(data);
        static string?[] Row(WrittenPeriod when, params string?[] cells) => [.. cells, when.From?.ToString(), when.Last?.ToString()];
        List<string?[]> rows =
        [
            .. source.Length > 0 ? [["s", source]] : Array.Empty<string?[]>(),
            .. data.Bodies.Select(b => Row(b.When, "b", b.Id, b.Organisation, b.Kind, b.Name, b.Parent, b.Source)),
            .. data.Posts.Select(p => Row(p.When, "p", p.Id, p.Body, p.Title, p.Voting.ToString(), p.Sole ? "sole" : null)),
            .. data.Holdings.Select(h => Row(h.When, "h", h.Post, h.Person, h.Source)),
            .. data.Persons.Select(p => new[] { "m", p.Id, p.PublicOffice ? "public" : null }),
        ];
        using var bytes = new MemoryStream();
        using (var packed = new BrotliStream(bytes, CompressionLevel.Fastest, leaveOpen: true))
        {
            JsonSerializer.Serialize(packed, rows, Json.Options);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidDataException">The bytes are damaged.</exception>
    public static (BodyData Data, string Source) Read(byte[] content)
    {
        ArgumentNullException.ThrowIfNull(content);
        var source = "";
        var (bodies, posts, holdings, persons) = (new List<GivenBody>(), new List<GivenPost>(), new List<GivenHolding>(), new List<GivenPerson>());
        try
        {
            using var packed = new BrotliStream(new MemoryStream(content), CompressionMode.Decompress);
            static WrittenPeriod When(string?[] c) => new(Studies.Dates.Kept(c[^2]), Studies.Dates.Kept(c[^1]));
            foreach (var c in JsonSerializer.Deserialize<List<string?[]>>(packed, Json.Options)!)
            {
                switch (c[0])
                {
                    case "s": source = c[1]!; break;
                    case "b": bodies.Add(new GivenBody(c[1]!, c[2]!, c[3]!, c[4]!, c[5]!, When(c), c[6]!, "")); break;
                    case "p": posts.Add(new GivenPost(c[1]!, c[2]!, c[3]!, Enum.Parse<Voting>(c[4]!), c[5] is not null, When(c), "")); break;
                    case "h": holdings.Add(new GivenHolding(c[1]!, c[2]!, When(c), c[3]!, "")); break;
                    case "m": persons.Add(new GivenPerson(c[1]!, "", c[2] is not null, "")); break;
                    default: throw new InvalidDataException($"a kept list of bodies with a row of kind “{c[0]}”");
                }
            }
        }
        catch (Exception fault) when (fault is JsonException or IndexOutOfRangeException or ArgumentException)
        {
            throw new InvalidDataException("a damaged list of bodies", fault);
        }

        return (new BodyData(bodies, posts, holdings, persons, []), source);
    }
}
