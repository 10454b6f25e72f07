using Fieldthread.Formats.Hostile;
using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Surveys;

/// <summary>A file of a survey as it came.</summary>
/// <param name="Name">Its name; folders before it do not count.</param>
/// <param name="Bytes">Its bytes.</param>
public sealed record SurveyFile(string Name, ReadOnlyMemory<byte> Bytes);

/// <summary>The files of a survey by name, from a folder, out of a zip, or the sheets of a workbook.</summary>
internal static class SurveyFiles
{
    /// <summary>Files by lower-case name without folders; what is no table is remarked and left.</summary>
    public static SortedDictionary<string, SurveyFile> Gather(IReadOnlyList<SurveyFile> files, ReadLimits limits, RemarkList remarks)
    {
        var gathered = new SortedDictionary<string, SurveyFile>(StringComparer.Ordinal);
        foreach (var file in (files is [var only] && IsZip(only) ? Unpack(only, limits) : files).SelectMany(f => Sheets(f, remarks)))
        {
            var name = file.Name[(file.Name.LastIndexOfAny(['/', '\\']) + 1)..].ToLowerInvariant();
            if (name.StartsWith('.') || file.Name.StartsWith("__MACOSX/", StringComparison.Ordinal))
            {
                continue;
            }

            if (!name.EndsWith(".csv", StringComparison.Ordinal))
            {
                remarks.Add(Core.Basics.RemarkWeight.NotTaken, name, "This file is neither a CSV table nor an .xlsx workbook and was not read.");
            }
            else if (!gathered.TryAdd(name, file))
            {
                throw new ReadException(name, "There are two files of this name, and which one is meant cannot be told. Leave one out.");
            }
        }

        return gathered;
    }

    private static IEnumerable<SurveyFile> Sheets(SurveyFile file, RemarkList remarks) => WorkbookTables.Is(file.Name) ? WorkbookTables.Of(file.Bytes, file.Name, remarks).Select(t => new SurveyFile(t.Name, t.Bytes)) : [file];

    private static bool IsZip(SurveyFile file) => !WorkbookTables.Is(file.Name) && (file.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) || file.Bytes.Span.StartsWith("PK\x03\x04"u8));

    private static List<SurveyFile> Unpack(SurveyFile file, ReadLimits limits)
    {
        using var zip = SafeZip.Open(file.Bytes, limits);
        return [.. zip.Names.Select(name => new SurveyFile(name, zip.Read(name)))];
    }
}
