using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>The codebook as a tree, a parent before its children, with what is said of each code and with counts; now, or as it was recorded at a moment.</summary>
/// <param name="At">A date, which is its end; an instant; <c>act 17</c>; the name of a cut; nothing for what is asked of.</param>
[Question("codebook", Permission.ReadStudy)]
[Refuses("bad-date", "the moment is neither a date, an act nor a cut")]
public sealed record CodebookTree(string? At = null) : Question<IReadOnlyList<CodeLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<CodeLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        if (string.IsNullOrWhiteSpace(At))
        {
            return await LinesAsync(asking);
        }

        var moment = await Moments.ResolveAsync(asking, At);
        await using var then = asking.Open(asking.Context.View with { Known = moment.Act });
        return await LinesAsync(asking with { Context = then, Head = moment.Act });
    }

    private static async Task<IReadOnlyList<CodeLine>> LinesAsync(Asking asking)
    {
        var facts = await Facts.OfAsync(asking);
        var codings = new int[facts.Codes.Count];
        var (sources, last) = (new int[facts.Codes.Count], new int[facts.Codes.Count]);
        Array.Fill(last, -1);
        foreach (var coding in facts.Study.Codings.Span)
        {
            // Codings stand in the order of their sources.
            codings[coding.Code]++;
            sources[coding.Code] += last[coding.Code] == coding.Source ? 0 : 1;
            last[coding.Code] = coding.Source;
        }

        var said = await CodebookSaid.ReadAsync(asking.Context, asking.Services, facts.Codes, await asking.MayAsync(Permission.ReadMaterial), asking.Cancel);
        return facts.Codes.Select((code, i) =>
        {
            var of = said.Of(code, id => facts.Codes.Select((c, at) => (c.Id, at)).Where(c => c.Id == id).Select(c => facts.Study.Codes[c.at].Path).FirstOrDefault());
            return new CodeLine(
                code.Id, code.Name, facts.Study.Codes[i].Path, code.ParentId, Depth(facts, i), code.Colour, code.Definition, code.IsCodable, codings[i], sources[i],
                of.IncludeWhen, of.ExcludeWhen, said.ExampleIn(code.Id), said.PassageOf(code.Id), of.Standing, said.SuccessorOf(code.Id), of.Instead.Length > 0 ? of.Instead : null, code.ForeignId);
        }).ToList();
    }

    private static int Depth(Facts facts, int code)
    {
        var depth = 0;
        for (var above = facts.Study.Codes[code].Parent; above >= 0; above = facts.Study.Codes[above].Parent)
        {
            depth++;
        }

        return depth;
    }
}

/// <summary>A code in the codebook.</summary>
/// <param name="Id">The code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Full path joined by “ / ”.</param>
/// <param name="Parent">The code above, or null.</param>
/// <param name="Depth">0 at the top.</param>
/// <param name="Colour">As <c>#RRGGBB</c>, or null.</param>
/// <param name="Definition">What it means.</param>
/// <param name="IsCodable">False for a heading.</param>
/// <param name="Codings">Codings with this very code.</param>
/// <param name="Sources">Sources in which it occurs.</param>
/// <param name="IncludeWhen">When it is to be used.</param>
/// <param name="ExcludeWhen">When it is not.</param>
/// <param name="Example">An example in words of the team.</param>
/// <param name="Passage">The passage of the study that is its example; null for none, or where the asker may not read the material.</param>
/// <param name="Standing">Where it stands.</param>
/// <param name="Successor">The code that took its place.</param>
/// <param name="Instead">Path of that code.</param>
/// <param name="ForeignId">Id under which it came in, or null.</param>
public sealed record CodeLine(
    Guid Id, string Name, string Path, Guid? Parent, int Depth, string? Colour, string Definition, bool IsCodable, int Codings, int Sources,
    string IncludeWhen = "", string ExcludeWhen = "", string Example = "", CitedWords? Passage = null, CodeStanding Standing = CodeStanding.InUse, Guid? Successor = null, string? Instead = null, string? ForeignId = null)
{
    /// <summary>The example as files have it: the team’s words, then the passage of the study with the name of its source.</summary>
    public string ExampleInWords => CodebookSaid.Example(Example, Passage);

    /// <summary>The line as the pure parts take it.</summary>
    internal CodeState State => new(Id, Parent, Name, Path, Colour, IsCodable, new CodeDescription(Definition, IncludeWhen, ExcludeWhen, ExampleInWords, Standing, Instead ?? ""), 0, ForeignId);
}
