using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>What is said of the codes of a view beside their definitions, with the words of the passages that are their examples.</summary>
internal sealed class CodebookSaid
{
    private readonly IReadOnlyDictionary<Guid, CodeGuide> guides;
    private readonly EvidenceWords words;

    private CodebookSaid(IReadOnlyDictionary<Guid, CodeGuide> guides, EvidenceWords words) => (this.guides, this.words) = (guides, words);

    /// <summary>Reads it.</summary>
    /// <param name="context">The view.</param>
    /// <param name="services">The database and the clock; null for the study as it is.</param>
    /// <param name="codes">Codes that the view holds.</param>
    /// <param name="withPassages">False for a reader who may not see the material.</param>
    /// <param name="cancel">Stops it.</param>
    public static async Task<CodebookSaid> ReadAsync(StudyContext context, ActServices? services, IReadOnlyList<Code> codes, bool withPassages, CancellationToken cancel)
    {
        var there = codes.Select(c => c.Id).ToHashSet();
        var of = (await context.All<CodeGuide>().AsNoTracking().ToListAsync(cancel)).Where(g => there.Contains(g.CodeId)).ToDictionary(g => g.CodeId);
        var places = withPassages ? of.Values.Where(g => g.ExampleRevisionId is not null).Select(g => g.ExampleRevisionId!.Value).ToList() : [];
        return new CodebookSaid(of, await EvidenceWords.ReadAsync(context, services, places, cancel));
    }

    public CodeDescription Of(Code code, Func<Guid, string?> path) => CodeVersions.Said(code, guides.GetValueOrDefault(code.Id), path);

    /// <summary>The same with the example as files have it.</summary>
    public CodeDescription InFiles(Code code, Func<Guid, string?> path) => Of(code, path) with { Example = Example(ExampleIn(code.Id), PassageOf(code.Id)) };

    public string ExampleIn(Guid code) => guides.GetValueOrDefault(code)?.Example ?? "";

    public CitedWords? PassageOf(Guid code) => guides.GetValueOrDefault(code) is { ExampleRevisionId: { } revision } guide ? words.Of(revision, guide.ExampleStart!.Value, guide.ExampleEnd!.Value) : null;

    public Guid? SuccessorOf(Guid code) => guides.GetValueOrDefault(code)?.SuccessorId;

    public static string Example(string words, CitedWords? passage)
    {
        var cited = passage is null ? "" : $"“{passage.Words.ReplaceLineEndings(" ")}” ({passage.SourceName})";
        return words.Length > 0 && cited.Length > 0 ? words + "\n" + cited : words + cited;
    }
}
