using System.Text;
using System.Text.Json;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Register;

namespace Fieldthread.Formats.Tests.Register;

public sealed class RegisterOutTests
{
    [Fact]
    public void Tables_come_in_again_as_they_went_out_and_twice_the_same()
    {
        var data = Read();
        var (one, two) = (Zip(data), Zip(data));
        Assert.Equal(one, two);
        var again = RegisterCsv.ReadZip(one);
        Assert.Empty(again.Remarks);
        Assert.Equal(data.Organisations, again.Organisations);
        Assert.Equal(data.Names, again.Names);
        Assert.Equal(data.Codes, again.Codes);
        Assert.Equal(data.Relations, again.Relations);
        Assert.Equal(data.Events.SelectMany(e => e.Parts.Select(p => (e.Id, e.Date, e.Kind, p))), again.Events.SelectMany(e => e.Parts.Select(p => (e.Id, e.Date, e.Kind, p))));
    }

    [Fact]
    public void Json_ld_names_every_organisation_once_and_refers_to_no_other()
    {
        var data = Read();
        var ids = data.Organisations.Select((o, i) => (o.Id, new Guid(i + 1, 0, 0, new byte[8]))).ToDictionary(p => p.Id, p => p.Item2);
        using var written = new MemoryStream();
        RegisterJsonLd.Write(data, ids, "Register", written);
        using var json = JsonDocument.Parse(written.ToArray());
        var graph = json.RootElement.GetProperty("@graph").EnumerateArray().ToList();
        var named = graph.Where(n => n.TryGetProperty("@id", out _)).Select(n => n.GetProperty("@id").GetString()!).ToList();
        Assert.Equal(ids.Values.Select(id => $"urn:uuid:{id}"), named);
        var referred = graph.SelectMany(n => n.EnumerateObject()).Where(p => p.Name is "org:member" or "org:organization" or "org:originalOrganization" or "org:resultingOrganization")
            .SelectMany(p => p.Value.ValueKind == JsonValueKind.Array ? p.Value.EnumerateArray().ToArray() : new[] { p.Value }).Select(r => r.GetProperty("@id").GetString()!);
        Assert.All(referred, r => Assert.Contains(r, named));

        // Every term has its vocabulary in the context.
        var prefixes = json.RootElement.GetProperty("@context").EnumerateObject().Select(p => p.Name).ToHashSet();
        Assert.All(Terms(json.RootElement.GetProperty("@graph")), t => Assert.Contains(t.Split(':')[0], prefixes));
        var merger = graph.Single(n => n.TryGetProperty("dcterms:identifier", out var id) && id.GetString() == "e1");
        Assert.Equal((2, 1), (merger.GetProperty("org:originalOrganization").GetArrayLength(), merger.GetProperty("org:resultingOrganization").GetArrayLength()));
        Assert.Equal("2015-04-01", merger.GetProperty("prov:startedAtTime").GetProperty("@value").GetString());
        var ash = graph[0].GetProperty("skosxl:altLabel")[0];
        Assert.Equal(("Ash, the group", "2013-04", "xsd:gYearMonth"), (ash.GetProperty("skosxl:literalForm").GetString(), ash.GetProperty("dcterms:temporal").GetProperty("time:hasBeginning").GetProperty("time:inXSDgYearMonth").GetProperty("@value").GetString(), ash.GetProperty("dcterms:temporal").GetProperty("time:hasBeginning").GetProperty("time:inXSDgYearMonth").GetProperty("@type").GetString()));
    }

    private static IEnumerable<string> Terms(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Terms),
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => (p.Name[0] == '@' ? p.Name == "@type" && p.Value.ValueKind == JsonValueKind.String ? [p.Value.GetString()!] : Array.Empty<string>() : [p.Name]).Concat(Terms(p.Value))),
        _ => [],
    };

    private static byte[] Zip(RegisterData data)
    {
        using var bytes = new MemoryStream();
        RegisterCsvWriter.Write(data, bytes);
        return bytes.ToArray();
    }

    private static RegisterData Read() => RegisterCsv.Read(new Dictionary<string, ReadOnlyMemory<byte>>
    {
        ["organisations.csv"] = Encoding.UTF8.GetBytes(RegisterCsvTests.Organisations), ["names.csv"] = Encoding.UTF8.GetBytes(RegisterCsvTests.Names), ["codes.csv"] = Encoding.UTF8.GetBytes(RegisterCsvTests.Codes),
        ["relations.csv"] = Encoding.UTF8.GetBytes(RegisterCsvTests.Relations), ["events.csv"] = Encoding.UTF8.GetBytes(RegisterCsvTests.Events),
    });
}
