using System.Globalization;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Retrieving;

/// <summary>All that a line finds, as a document for word processors: a row a quotation.</summary>
/// <param name="Query">The line.</param>
/// <param name="Reuse">Whether the file is to be used beyond this study.</param>
[Question("retrieval-file", Permission.ReadMaterial)]
[Refuses("bad-retrieval", "the line cannot be read; the words say at which character and why")]
[Refuses("unknown-name", "it names a code, a value or an attribute that the study does not have, or that two things share")]
public sealed record RetrievalFile(string Query, bool Reuse = false) : Question<CodebookBytes>
{
    /// <inheritdoc/>
    public override async Task<CodebookBytes> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var rows = await new RetrievalRows(Query, Reuse).AskAsync(asking);
        var about = await new AboutStudy().AskAsync(asking);
        List<string> words = [rows.Line, InWords(rows) + $" As recorded up to act {asking.Head.ToString(CultureInfo.InvariantCulture)}."];
        if (rows.Withheld is { } withheld)
        {
            words.Add(withheld);
        }

        return new CodebookBytes(QuotationsDocx.Write(about.Name, words, [.. rows.Rows.Select(r => new PrintedQuotation(
            r.Quotation.Words, string.Join(", ", new[] { r.Quotation.SourceName, r.Quotation.Place, r.Quotation.Site, r.Quotation.Phase, r.Quotation.Speaker, r.Quotation.Role, r.Quotation.Date }.OfType<string>().Where(w => w.Length > 0).Distinct(StringComparer.Ordinal)), [.. r.Quotation.Codes, .. r.Quotation.Origins.All(o => o == CodingOrigins.InWords(CodingOrigin.Hand)) ? Array.Empty<string>() : [$"({string.Join(", ", r.Quotation.Origins)})"]],
            [.. rows.Attributes.Zip(r.Values).Where(a => a.Second is not null).Select(a => (a.First, a.Second!))]))]));
    }

    /// <summary>What was counted, as a sentence.</summary>
    public static string InWords(RetrievedRows rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        return $"Stretches: {N(rows.Stretches)}; codings: {N(rows.Codings)}; sources: {N(rows.Sources)}; participants: {N(rows.Participants)}; sites: {N(rows.Sites)}.";
    }

    private static string N(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
