using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Codebooks;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>What a codebook file would bring, before it is taken: which codes are new, which are the same, which say otherwise. It writes nothing.</summary>
/// <param name="File">A .qdc file; of a project (.qdpx, .qde) the codebook alone is read.</param>
[Question("preview-codebook", Permission.ReadMaterial)]
[Refuses("unreadable", "the file is damaged, is no codebook, or tries to harm")]
public sealed record PreviewCodebook(GivenFile File) : Question<CodebookPreview>
{
    /// <inheritdoc/>
    public override async Task<CodebookPreview> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var (given, remarks) = CodebookMet.Read(File);
        var met = CodebookMerge.Of(given, await CodebookMet.ThereAsync(asking.Context, asking.Services, asking.Cancel));
        return new CodebookPreview(
            File.Name, met.Count(m => m.Meeting == CodeMeeting.New), met.Count(m => m.Meeting == CodeMeeting.Same), met.Count(m => m.Meeting == CodeMeeting.Changed),
            [.. met.Select(m => new MetLine(m.Meeting, m.Given.Path, m.There?.Path, m.Name, m.ById, m.Fields))], remarks);
    }
}

/// <summary>What a codebook file would bring.</summary>
/// <param name="File">Name of the file.</param>
/// <param name="New">Codes that would be added.</param>
/// <param name="Same">Codes that are there and say the same.</param>
/// <param name="Changed">Codes that are there and say otherwise.</param>
/// <param name="Lines">A line for each code of the file, in its order.</param>
/// <param name="Remarks">What was guessed or could not be read.</param>
public sealed record CodebookPreview(string File, int New, int Same, int Changed, IReadOnlyList<MetLine> Lines, IReadOnlyList<Remark> Remarks);

/// <summary>A code of a file beside the codebook.</summary>
/// <param name="Meeting">What it is to the codebook.</param>
/// <param name="Path">Its path in the file.</param>
/// <param name="There">Path of the code of the codebook that it is; null for a new one.</param>
/// <param name="Name">Name that a new one gets.</param>
/// <param name="ById">True where the two were known by an id.</param>
/// <param name="Fields">What they say otherwise.</param>
public sealed record MetLine(CodeMeeting Meeting, string Path, string? There, string Name, bool ById, IReadOnlyList<FieldChange> Fields);

/// <summary>What is done with a code that the codebook has and the file says otherwise of.</summary>
public enum WhereOtherwise
{
    /// <summary>The codebook stays as it is.</summary>
    Keep,

    /// <summary>What the file says is taken.</summary>
    Take,
}

/// <summary>Reads a codebook file and the codebook so that they can be met.</summary>
internal static class CodebookMet
{
    public static (IReadOnlyList<CodeState> Codes, IReadOnlyList<Remark> Remarks) Read(GivenFile file)
    {
        try
        {
            using var stream = new MemoryStream(file.Bytes.ToArray(), writable: false);
            var reading = RefiReader.Read(stream);
            var paths = QdaCode.Paths(reading.Project.Codes);
            var ids = reading.Project.Codes.ToDictionary(c => c.ForeignId, _ => OrderedId.Next(), StringComparer.Ordinal);
            return ([.. reading.Project.Codes.Select((c, i) => new CodeState(
                ids[c.ForeignId], c.ParentForeignId is { } above ? ids[above] : null, NameOf(c), paths[c.ForeignId], c.Colour?.ToUpperInvariant(), c.IsCodable, CodeDescription.Read(Acting.Clean(c.Description)), i, c.ForeignId))], reading.Remarks);
        }
        catch (ReadException failure)
        {
            throw new RefusedException(new Refusal("unreadable", $"{file.Name} could not be read. {failure.Place}: {failure.Message}", "Nothing was changed and the codebook is as it was."));
        }
    }

    /// <summary>The codebook as it goes out, so that a file that went out meets it as the same.</summary>
    public static async Task<IReadOnlyList<CodeState>> ThereAsync(StudyContext context, ActServices services, CancellationToken cancel)
    {
        var codes = FactsReader.InTreeOrder(await context.All<Code>().AsNoTracking().ToListAsync(cancel));
        var said = await CodebookSaid.ReadAsync(context, services, codes, withPassages: true, cancel);
        var paths = new Dictionary<Guid, string>();
        foreach (var code in codes)
        {
            paths[code.Id] = CodePath.Below(code.ParentId is { } above ? paths[above] : null, code.Name);
        }

        return [.. codes.Select(c => new CodeState(c.Id, c.ParentId, c.Name, paths[c.Id], c.Colour, c.IsCodable, said.InFiles(c, id => paths.GetValueOrDefault(id)), c.Ordinal, c.ForeignId))];
    }

    private static string NameOf(QdaCode code) => Acting.Clean(code.Name) is { Length: > 0 } name ? name : "Code without a name";
}
