using Fieldthread.Core.Analysis;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;

namespace Fieldthread.Workbench.Analysis;

/// <summary>Codes by sites: how many codings, and in how many sources.</summary>
/// <param name="RollUp">True to count a coding for every code above it too.</param>
[Question("code-site-matrix", Permission.ReadStudy)]
public sealed record CodeBySite(bool RollUp = true) : Question<CodeSiteTable>
{
    /// <inheritdoc/>
    public override async Task<CodeSiteTable> AskAsync(Asking asking)
    {
        var facts = await Facts.OfAsync(asking);
        var matrix = CodeSiteMatrix.Count(facts.Study.Codes, facts.SiteOfSource, facts.Sites.Count, facts.Study.Codings.Span, RollUp);
        var order = facts.Study.Sites.Select((name, i) => (name, i)).OrderBy(s => s.name, NaturalOrder.Instance).Select(s => s.i).ToArray();
        var rows = facts.Codes.Select((code, c) => new CodeSiteRow(
            code.Id, facts.Study.Codes[c].Path, order.Select(s => matrix.Codings(c, s)).ToList(), order.Select(s => matrix.Sources(c, s)).ToList())).ToList();
        var coded = facts.SiteOfSource.Where((_, source) => facts.CodingsOfSource[source] > 0).ToHashSet();
        var uncoded = order.Select(s => !coded.Contains(s)).ToList();
        return new CodeSiteTable(order.Select(s => facts.Sites[s]).ToList(), order.Select(s => facts.Study.Sites[s]).ToList(), rows, uncoded);
    }
}

/// <summary>Codes by sites.</summary>
/// <param name="SiteIds">The sites, in the order of the columns.</param>
/// <param name="Sites">Their names.</param>
/// <param name="Rows">A row a code, in the order of the codebook.</param>
/// <param name="NotCoded">By column, true where nothing of the site has been coded yet: its zeros are not silence.</param>
public sealed record CodeSiteTable(IReadOnlyList<Guid> SiteIds, IReadOnlyList<string> Sites, IReadOnlyList<CodeSiteRow> Rows, IReadOnlyList<bool> NotCoded);

/// <summary>A code’s row.</summary>
/// <param name="Code">The code.</param>
/// <param name="Path">Its path.</param>
/// <param name="Codings">Codings by site.</param>
/// <param name="Sources">Sources by site.</param>
public sealed record CodeSiteRow(Guid Code, string Path, IReadOnlyList<int> Codings, IReadOnlyList<int> Sources);

/// <summary>Which codes meet on the same words: pairs of codings that overlap by at least one character, by one sorted sweep.</summary>
/// <param name="Least">Only pairs that meet at least so often; 1 or more.</param>
[Question("co-occurrence", Permission.ReadStudy)]
public sealed record CodesTogether(int Least = 1) : Question<IReadOnlyList<CodePair>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<CodePair>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var facts = await Facts.OfAsync(asking);
        var matrix = await asking.Cache.GetAsync("co-occurrence", asking.Context.View, asking.Head, () => Task.FromResult(
            CoOccurrence.Count(facts.Stretches.Select(p => new CodedStretch(p.Source, p.Start, p.End, p.Code)).ToArray(), facts.Codes.Count)));
        var pairs = new List<CodePair>();
        for (var a = 0; a < facts.Codes.Count; a++)
        {
            for (var b = a + 1; b < facts.Codes.Count; b++)
            {
                if (matrix[a, b] >= Math.Max(1, Least))
                {
                    pairs.Add(new CodePair(facts.Codes[a].Id, facts.Study.Codes[a].Path, facts.Codes[b].Id, facts.Study.Codes[b].Path, matrix[a, b]));
                }
            }
        }

        return pairs.OrderByDescending(p => p.Together).ThenBy(p => p.Path, StringComparer.Ordinal).ThenBy(p => p.OtherPath, StringComparer.Ordinal).ToList();
    }
}

/// <summary>Two codes that meet.</summary>
/// <param name="Code">One.</param>
/// <param name="Path">Its path.</param>
/// <param name="Other">The other.</param>
/// <param name="OtherPath">Its path.</param>
/// <param name="Together">Pairs of codings that overlap.</param>
public sealed record CodePair(Guid Code, string Path, Guid Other, string OtherPath, long Together);
