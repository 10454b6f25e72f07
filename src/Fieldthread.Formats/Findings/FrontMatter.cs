using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Fieldthread.Formats.Findings;

/// <summary>Reads what stands between the two lines of dashes before a report: scalars, lists of scalars, one level of labels. Nothing in it makes objects.</summary>
internal static class FrontMatter
{
    private const int Longest = 64 * 1024;

    public static ReportHead Read(string yaml, List<Remark> remarks)
    {
        var values = new Dictionary<string, YamlNode>(StringComparer.OrdinalIgnoreCase);
        try
        {
            var stream = new YamlStream();
            if (yaml.Length > Longest)
            {
                remarks.Add(new(RemarkWeight.NotTaken, "front matter", "It is longer than 64 kB and was not read."));
            }
            else
            {
                stream.Load(new StringReader(yaml));
            }

            if (stream.Documents.Count > 0 && stream.Documents[0].RootNode is YamlMappingNode root)
            {
                foreach (var (key, value) in root.Children)
                {
                    values[Text(key)] = value;
                }
            }
        }
        catch (YamlException fault)
        {
            remarks.Add(new(RemarkWeight.NotTaken, $"front matter, line {fault.Start.Line + 1}", $"It is not YAML and was not read: {fault.InnerException?.Message ?? fault.Message}"));
        }

        string Value(string key) => values.TryGetValue(key, out var node) ? Text(node) : "";
        string[] known = ["title", "subtitle", "author", "date", "lang", "facts"];
        return new(
            Value("title"),
            Value("subtitle"),
            values.TryGetValue("author", out var authors) ? authors is YamlSequenceNode list ? [.. list.Select(Text)] : [Text(authors)] : [],
            Value("date"),
            Value("lang") is { Length: > 0 } language ? language : "en-GB",
            values.TryGetValue("facts", out var facts) && facts is YamlMappingNode map ? [.. map.Children.Select(p => new KeyValuePair<string, string>(Text(p.Key), Text(p.Value)))] : [],
            [.. values.Where(p => !known.Contains(p.Key, StringComparer.OrdinalIgnoreCase)).Select(p => new KeyValuePair<string, string>(p.Key, Text(p.Value)))]);
    }

    private static string Text(YamlNode node) => node switch
    {
        YamlScalarNode scalar => scalar.Value ?? "",
        YamlMappingNode map when map.Children.TryGetValue(new YamlScalarNode("name"), out var name) && name is YamlScalarNode person => person.Value ?? "",
        YamlSequenceNode list => string.Join(", ", list.OfType<YamlScalarNode>().Select(s => s.Value)),
        _ => "",
    };
}
