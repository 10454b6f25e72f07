using System.Globalization;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Fieldwork.Retrieving;

/// <summary>Finds coded stretches by how they lie to each other and by what is known of where they stand; quotations in context, page by page.</summary>
/// <param name="Query">The line: <c>Trust near 5 words Money [site = “Site 1”]</c>.</param>
/// <param name="After">Key of the last quotation of the page before; null for the first page.</param>
/// <param name="Take">How many; 1 to 500.</param>
[Question("retrieve", Permission.ReadMaterial)]
[Refuses("bad-retrieval", "the line cannot be read; the words say at which character and why")]
[Refuses("unknown-name", "it names a code, a value or an attribute that the study does not have, or that two things share")]
public sealed record Retrieve(string Query, string? After = null, int Take = 50) : Question<Retrieved>
{
    /// <inheritdoc/>
    public override async Task<Retrieved> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (found, facts, spoken) = await RetrievalFound.OfAsync(asking, Query);
        var from = int.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? Math.Min(last, found.Stretches.Count - 1) + 1 : 0;
        var page = found.Stretches.Skip(from).Take(Math.Clamp(Take, 1, 500)).ToList();
        var reader = await FoundWords.ReadAsync(asking, facts, spoken, found, page, leaving: false);
        var next = from + page.Count < found.Stretches.Count ? (from + page.Count - 1).ToString(CultureInfo.InvariantCulture) : null;
        return new Retrieved(found.Line, found.Stretches.Count, found.Codings, found.Sources, found.Participants, found.Sites, [.. page.Select(reader.Of)], next);
    }
}

/// <summary>What was found.</summary>
/// <param name="Line">The line as it was read.</param>
/// <param name="Stretches">Stretches of text, each counted once whoever coded it.</param>
/// <param name="Codings">Codings with a code that the line keeps, that touch one of them.</param>
/// <param name="Sources">Sources that hold one.</param>
/// <param name="Participants">Participants who speak where one begins.</param>
/// <param name="Sites">Sites with one.</param>
/// <param name="Quotations">This page.</param>
/// <param name="Next">Key for the next page, or null at the end.</param>
public sealed record Retrieved(string Line, int Stretches, int Codings, int Sources, int Participants, int Sites, IReadOnlyList<RetrievedWords> Quotations, string? Next);

/// <summary>A stretch that was found, with its words.</summary>
/// <param name="Source">The source.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="Site">Name of its site, or null.</param>
/// <param name="Phase">Its phase, or null.</param>
/// <param name="Encounter">The encounter that it records, or null.</param>
/// <param name="Date">Date of that, or null.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Before">What stands before it in its passage, at most 160 characters.</param>
/// <param name="Words">Its words.</param>
/// <param name="Behind">What stands behind it in its passage, at most 160 characters.</param>
/// <param name="Speaker">Label of who speaks where it begins, or null.</param>
/// <param name="Role">Their role, or null.</param>
/// <param name="Codes">Paths of the codes that the line keeps and that touch it.</param>
/// <param name="Coders">Who put them there.</param>
/// <param name="Origins">How these codings came: by hand, proposed by a rule, confirmed.</param>
/// <param name="Withheld">True where consent is wanting and the words are covered, or may not be quoted.</param>
/// <param name="Place">“p. 7” or “12:04”; empty where the text has neither pages nor times.</param>
public sealed record RetrievedWords(
    Guid Source, string SourceName, string? Site, string? Phase, string? Encounter, string? Date, int Start, int End, string Before, string Words, string Behind, string? Speaker, string? Role,
    IReadOnlyList<string> Codes, IReadOnlyList<string> Coders, IReadOnlyList<string> Origins, bool Withheld, string Place);

/// <summary>All that a line finds, for files that leave: a row a quotation with every attribute. Words of whoever withdrew or refused are covered.</summary>
/// <param name="Query">The line.</param>
/// <param name="Reuse">Whether the file is to be used beyond this study: then the words of whoever did not consent to that are covered.</param>
[Question("retrieval-rows", Permission.ReadMaterial)]
[Refuses("bad-retrieval", "the line cannot be read; the words say at which character and why")]
[Refuses("unknown-name", "it names a code, a value or an attribute that the study does not have, or that two things share")]
public sealed record RetrievalRows(string Query, bool Reuse = false) : Question<RetrievedRows>
{
    /// <inheritdoc/>
    public override async Task<RetrievedRows> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (found, facts, spoken) = await RetrievalFound.OfAsync(asking, Query);
        var reader = await FoundWords.ReadAsync(asking, facts, spoken, found, found.Stretches, leaving: true, Reuse);
        var attributes = (await SourceAttributes.ListAsync(asking)).Where(a => a.Key is not ("site" or "phase" or "role")).ToList();
        var values = new List<string?[]>();
        foreach (var attribute in attributes)
        {
            var of = new string?[facts.Sources.Count];
            foreach (var value in (await SourceAttributes.ValuesAsync(asking, facts, attribute.Key, null)).Values)
            {
                foreach (var source in value.Sources)
                {
                    of[source.Source] = of[source.Source] is { } other ? other + "; " + value.Value : value.Value;
                }
            }

            values.Add(of);
        }

        return new RetrievedRows(
            found.Line, found.Stretches.Count, found.Codings, found.Sources, found.Participants, found.Sites, [.. attributes.Select(a => a.Name)],
            [.. found.Stretches.Select(s => new RetrievedRow(reader.Of(s), [.. values.Select(v => v[s.Source])]))], reader.InWords);
    }
}

/// <summary>All that was found.</summary>
/// <param name="Line">The line as it was read.</param>
/// <param name="Stretches">As <see cref="Retrieved"/> counts them.</param>
/// <param name="Codings">Codings.</param>
/// <param name="Sources">Sources.</param>
/// <param name="Participants">Participants.</param>
/// <param name="Sites">Sites.</param>
/// <param name="Attributes">Names of the attributes.</param>
/// <param name="Rows">A row a quotation.</param>
/// <param name="Withheld">Whose words are covered, counted; null for nobody’s.</param>
public sealed record RetrievedRows(string Line, int Stretches, int Codings, int Sources, int Participants, int Sites, IReadOnlyList<string> Attributes, IReadOnlyList<RetrievedRow> Rows, string? Withheld);

/// <summary>A quotation with its attributes.</summary>
/// <param name="Quotation">The quotation.</param>
/// <param name="Values">Values of the attributes, in their order; null for none, several parted by semicolons.</param>
public sealed record RetrievedRow(RetrievedWords Quotation, IReadOnlyList<string?> Values);

/// <summary>What a line finds, counted by code and by the values of an attribute.</summary>
/// <param name="Query">The line.</param>
/// <param name="By">Key of the attribute: <c>site</c>, <c>phase</c>, <c>role</c>, <c>site:Size</c>.</param>
/// <param name="At">Partial date as at which the register is asked for it.</param>
[Question("retrieval-matrix", Permission.ReadMaterial)]
[Refuses("bad-retrieval", "the line cannot be read; the words say at which character and why")]
[Refuses("unknown-name", "it names a code, a value or an attribute that the study does not have, or that two things share")]
[Refuses("unknown", "there is no such attribute")]
[Refuses("sealed", "the attribute tells which organisation a site is, and the asker may not know it")]
[Refuses("bad-date", "the date is no date of the calendar")]
public sealed record RetrievalMatrix(string Query, string By = "site", string? At = null) : Question<RetrievedMatrix>
{
    /// <inheritdoc/>
    public override async Task<RetrievedMatrix> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (found, facts, _) = await RetrievalFound.OfAsync(asking, Query);
        var (attribute, _, values) = await SourceAttributes.ValuesAsync(asking, facts, By, At);
        var columns = new List<int>[facts.Sources.Count];
        foreach (var (value, i) in values.Select((v, i) => (v, i)))
        {
            foreach (var source in value.Sources)
            {
                (columns[source.Source] ??= []).Add(i);
            }
        }

        var (cells, all) = (new Dictionary<int, int[]>(), new int[values.Count]);
        var codesAt = new FoundCodes(facts, found.Wanted, new Dictionary<CodedPlace, Core.Fieldwork.Retrieval.CodingOrigin>());
        foreach (var stretch in found.Stretches)
        {
            foreach (var column in columns[stretch.Source] ?? [])
            {
                all[column]++;
                foreach (var code in codesAt.Of(stretch).Codes)
                {
                    (cells.TryGetValue(code, out var row) ? row : cells[code] = new int[values.Count])[column]++;
                }
            }
        }

        return new RetrievedMatrix(found.Line, attribute.Name, [.. values.Select(v => v.Value)], all, [.. cells.OrderBy(c => c.Key).Select(c => new RetrievedMatrixRow(facts.Codes[c.Key].Id, facts.Study.Codes[c.Key].Path, c.Value))]);
    }
}

/// <summary>Stretches by code and value.</summary>
/// <param name="Line">The line as it was read.</param>
/// <param name="Attribute">What the columns are.</param>
/// <param name="Values">The columns.</param>
/// <param name="All">Stretches in each column, each counted once.</param>
/// <param name="Rows">Codes that the line keeps, in the order of the codebook; a stretch counts under each code that touches it.</param>
public sealed record RetrievedMatrix(string Line, string Attribute, IReadOnlyList<string> Values, IReadOnlyList<int> All, IReadOnlyList<RetrievedMatrixRow> Rows);

/// <summary>A code of the matrix.</summary>
/// <param name="Code">The code.</param>
/// <param name="Path">Its path.</param>
/// <param name="Stretches">Stretches by column.</param>
public sealed record RetrievedMatrixRow(Guid Code, string Path, IReadOnlyList<int> Stretches);
