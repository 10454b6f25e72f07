using System.Globalization;
using System.Text;
using CsvHelper;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Fieldwork.Retrieval;

namespace Fieldthread.Formats.Fieldwork;

/// <summary>One row of a table of codings.</summary>
/// <param name="Source">The source's name.</param>
/// <param name="Span">Where the words lie, in UTF-16 units of the source's text.</param>
/// <param name="Text">The words.</param>
/// <param name="Code">The code's path, as <see cref="Core.Fieldwork.CodePath"/> writes it.</param>
/// <param name="Coder">Who coded, or null.</param>
/// <param name="Time">When, or null.</param>
/// <param name="Id">The coding's id.</param>
/// <param name="Where">The pages on which the words stand, or when they were said; null where the text has neither.</param>
/// <param name="Origin">Made by hand, proposed by a rule, or proposed so and confirmed by somebody.</param>
public sealed record CodingRow(string Source, TextSpan Span, string Text, string Code, string? Coder, DateTimeOffset? Time, string Id, WhereSaid? Where = null, CodingOrigin Origin = CodingOrigin.Hand);

/// <summary>Writes codings as a table: <c>source,start,end,text,code path,coder,time,id,pages,said at,origin</c>, UTF-8, CR LF between rows as RFC 4180 has it.</summary>
public static class CodingsCsv
{
    private static readonly string[] Heading = ["source", "start", "end", "text", "code path", "coder", "time", "id", "pages", "said at", "origin"];

    /// <summary>Writes the rows.</summary>
    /// <param name="rows">In the order wanted; read once.</param>
    /// <param name="stream">Gets the file; not closed.</param>
    /// <param name="forSpreadsheets">
    /// False keeps every text exactly. True is for files that people open in a spreadsheet: the file begins with a byte order mark, and a text that a
    /// spreadsheet would run as a formula (it begins with <c>= + - @</c>, a tab or a return) gets an apostrophe in front, so it is no longer exact.
    /// </param>
    public static void Write(IEnumerable<CodingRow> rows, Stream stream, bool forSpreadsheets = false)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(stream);
        using var text = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: forSpreadsheets), leaveOpen: true);
        using var csv = CsvWriter.Create(text, CsvWriterOptions.Default with { NewLine = "\r\n", Injection = CsvInjection.None }, leaveOpen: true);
        csv.WriteRecord(Heading);
        foreach (var row in rows)
        {
            csv.WriteRecord(
            [
                Safe(row.Source),
                row.Span.Start.ToString(CultureInfo.InvariantCulture),
                row.Span.End.ToString(CultureInfo.InvariantCulture),
                Safe(row.Text),
                Safe(row.Code),
                Safe(row.Coder ?? ""),
                row.Time?.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture) ?? "",
                Safe(row.Id),
                row.Where is { Page: { } page } where ? where.LastPage > page ? string.Create(CultureInfo.InvariantCulture, $"{page}–{where.LastPage}") : page.ToString(CultureInfo.InvariantCulture) : "",
                row.Where?.From is { } said ? said.ToString(@"hh\:mm\:ss", CultureInfo.InvariantCulture) : "",
                CodingOrigins.InWords(row.Origin),
            ]);
        }

        csv.Flush();

        string Safe(string words) => forSpreadsheets && words.Length > 0 && words[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + words : words;
    }

    /// <summary>The rows of a project, source by source.</summary>
    /// <param name="project">A project whose codings mean codes of it, as every read project's do.</param>
    public static IEnumerable<CodingRow> Rows(QdaProject project)
    {
        ArgumentNullException.ThrowIfNull(project);
        return Rows(project, QdaCode.Paths(project.Codes));
    }

    private static IEnumerable<CodingRow> Rows(QdaProject project, IReadOnlyDictionary<string, string> paths)
    {
        var coders = project.Users.ToDictionary(user => user.ForeignId, user => user.Name, StringComparer.Ordinal);
        foreach (var source in project.Sources)
        {
            var places = new TextPlaces(source.Places);
            foreach (var (coding, span, _) in source.PlacedCodings())
            {
                var coder = coding.CreatedByForeignId is { } by ? coders.GetValueOrDefault(by, by) : null;
                yield return new CodingRow(source.Name, span, span.Of(source.Text), paths.GetValueOrDefault(coding.CodeForeignId, coding.CodeForeignId), coder, coding.CreatedAt, coding.ForeignId, places.Of(span), coding.Origin);
            }
        }
    }
}
