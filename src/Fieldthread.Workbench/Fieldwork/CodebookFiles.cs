using System.Globalization;
using Fieldthread.Core.Fieldwork.Exchange;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork;
using Fieldthread.Formats.Fieldwork.Refi;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Formats in which a codebook goes out as a file of its own.</summary>
public enum CodebookFormat
{
    /// <summary>The exchange format of the programs for coding: REFI-QDA codebook.</summary>
    Qdc,

    /// <summary>A document for word processors.</summary>
    Docx,
}

/// <summary>A file.</summary>
/// <param name="Bytes">What it holds.</param>
public sealed record CodebookBytes(byte[] Bytes);

/// <summary>The codebook as a file, now or as it was recorded at a moment.</summary>
/// <param name="Format">In which format.</param>
/// <param name="At">A moment as in <see cref="CodebookTree"/>.</param>
[Question("codebook-file", Permission.ReadMaterial)]
[Refuses("bad-date", "the moment is neither a date, an act nor a cut")]
[Refuses("empty-codebook", "there was no code then, and an exchange file holds at least one")]
public sealed record CodebookFile(CodebookFormat Format = CodebookFormat.Qdc, string? At = null) : Question<CodebookBytes>
{
    /// <inheritdoc/>
    public override async Task<CodebookBytes> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var codes = await new CodebookTree(At).AskAsync(asking);
        if (Format == CodebookFormat.Docx)
        {
            var about = await new AboutStudy().AskAsync(asking);
            var moment = await Moments.ResolveAsync(asking, At);
            var when = moment.At is { } at ? at.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture) : "the beginning";
            var words = $"As recorded up to act {moment.Act.ToString(CultureInfo.InvariantCulture)} ({when}){(moment.InWords == "now" ? "" : ", asked for as “" + moment.InWords + "”")}. {codes.Count.ToString("N0", CultureInfo.InvariantCulture)} codes, {codes.Sum(c => c.Codings).ToString("N0", CultureInfo.InvariantCulture)} codings.";
            return new CodebookBytes(CodebookDocx.Write(about.Name, words, [.. codes.Select(c => new PrintedCode(c.State, c.Depth, c.Codings, c.Sources))]));
        }

        if (codes.Count == 0)
        {
            Asking.Refuse("empty-codebook", "There was no code then, and an exchange file holds at least one.", "Add a code, or choose a later moment.");
        }

        var ids = new OutgoingIds();
        var outgoing = codes.ToDictionary(c => c.Id, c => ids.Of(c.ForeignId, c.Id));
        using var bytes = new MemoryStream();
        RefiCodebookWriter.Write([.. codes.Select(c => new QdaCode(outgoing[c.Id], c.Name, c.Parent is { } above ? outgoing[above] : null, c.Colour, c.State.Said.Write() is { Length: > 0 } said ? said : null, c.IsCodable, []))], bytes);
        return new CodebookBytes(bytes.ToArray());
    }
}
