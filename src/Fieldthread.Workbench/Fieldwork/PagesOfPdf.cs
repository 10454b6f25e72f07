using Fieldthread.Core.Studies;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork;

/// <summary>Whether the pages of a source’s PDF can be shown, and on which of them its words stand.</summary>
/// <param name="Source">Which source.</param>
[Question("pdf-pages", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such source")]
public sealed record PdfPages(Guid Source) : Question<PdfOfSource>
{
    /// <inheritdoc/>
    public override async Task<PdfOfSource> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var pdf = await PdfFile.FindAsync(asking, Source);
        var newest = await asking.Context.All<Revision>().Where(r => r.SourceId == Source).OrderByDescending(r => r.Number).Select(r => r.Id).FirstOrDefaultAsync(asking.Cancel);
        var pages = await asking.Context.All<PlaceOfText>().Where(p => p.RevisionId == newest && p.Page != null).Select(p => p.Page!.Value).Distinct().ToListAsync(asking.Cancel);
        return new PdfOfSource(pdf.IsPdf, pages.Count > 0 ? pages.Max() : null, pdf.Why ?? (PdfPicture.IsThere ? null : "Pages are painted with the program pdftoppm, which is not installed where Fieldthread runs."));
    }
}

/// <summary>The PDF of a source.</summary>
/// <param name="IsPdf">True where it came as one.</param>
/// <param name="Last">The last page on which words of it stand; null where its pages are not known.</param>
/// <param name="Why">Why its pages cannot be shown to the asker, a sentence; null where they can.</param>
public sealed record PdfOfSource(bool IsPdf, int? Last, string? Why)
{
    /// <summary>True where its pages are shown.</summary>
    public bool IsShown => IsPdf && Why is null;
}

/// <summary>A page of the PDF that a source came as, painted. It is an original: once names were replaced in its text, those see it who read originals.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Page">Which page, from 1 as viewers count.</param>
[Question("pdf-page", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such source")]
[Refuses("no-pdf", "the source did not come as a PDF")]
[Refuses("erased", "the file was erased")]
[Refuses("sealed", "names were replaced in its text, and the asker’s role does not read originals")]
[Refuses("no-page", "the document has no such page")]
[Refuses("unreadable", "the program that paints is not installed, or the document is damaged")]
public sealed record PdfPage(Guid Source, int Page) : Question<PaintedPage>
{
    /// <inheritdoc/>
    public override async Task<PaintedPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var pdf = await PdfFile.FindAsync(asking, Source);
        if (!pdf.IsPdf)
        {
            Asking.Refuse("no-pdf", $"“{pdf.Name}” did not come as a PDF.", "Read its text.");
        }

        if (pdf.Why is { } why)
        {
            Asking.Refuse(pdf.IsSealed ? "sealed" : "erased", why, "Read its newest text.");
        }

        try
        {
            var bytes = await asking.Context.ReadAsync("SELECT bytes FROM blobs WHERE study_id = @study AND id = @id", row => (byte[])row.GetValue(0), asking.Cancel, ("study", asking.Context.Study), ("id", pdf.Blob));
            ReadOnlyMemory<byte>? painted = Page < 1 ? default(ReadOnlyMemory<byte>?) : await PdfPicture.PaintAsync(bytes[0], Page, pdf.Name, asking.Cancel);
            return painted is { } png ? new PaintedPage(pdf.Name, Page, png.ToArray()) : throw new RefusedException(new Refusal("no-page", $"“{pdf.Name}” has no page {Page}.", "Pages are counted from 1, as a viewer counts them."));
        }
        catch (ReadException failure)
        {
            throw new RefusedException(new Refusal("unreadable", $"{failure.Place}: {failure.Message}", "Its text stands in the study all the same."));
        }
    }
}

/// <summary>A page as a picture.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="Page">Number of the page.</param>
/// <param name="Picture">PNG; its longer side has 1,500 pixels.</param>
public sealed record PaintedPage(string Name, int Page, byte[] Picture);

/// <summary>The PDF that a source came as, by itself or with a coded project.</summary>
internal sealed record PdfFile(string Name, bool IsPdf, Guid? Blob, bool IsSealed, string? Why)
{
    /// <summary>Finds it; whether it is one is told by its first bytes.</summary>
    /// <exception cref="RefusedException">There is no such source: <c>unknown</c>.</exception>
    public static async Task<PdfFile> FindAsync(Asking asking, Guid id)
    {
        var (context, cancel) = (asking.Context, asking.Cancel);
        var listed = (await new SourceList().AskAsync(asking)).FirstOrDefault(s => s.Id == id);
        if (listed is null)
        {
            Asking.Refuse("unknown", "There is no such source in this study.", "It may have been taken back; look in the list of sources.");
        }

        var source = await context.All<Source>().AsNoTracking().SingleAsync(s => s.Id == id, cancel);
        var import = source.ImportId is { } at ? await context.All<Import>().AsNoTracking().Where(i => i.Id == at).Select(i => i.Format).FirstOrDefaultAsync(cancel) : null;
        var pieces = await context.All<Kept.KeptPiece>().AsNoTracking().Where(p => p.TargetKind == "sources" && p.TargetId == id).Select(p => p.Id).ToListAsync(cancel);
        var kept = await context.All<Kept.KeptFile>().AsNoTracking().Where(f => pieces.Contains(f.PieceId) && f.BlobId != null).OrderBy(f => f.Id).Select(f => f.BlobId!.Value).ToListAsync(cancel);
        var blobs = source.BlobId is { } own ? [own, .. kept] : kept;
        Guid? found = null;
        var isErased = false;
        foreach (var blob in blobs)
        {
            var head = await context.ReadAsync(
                "SELECT media_type, substr(bytes, 1, 5) FROM blobs WHERE study_id = @study AND id = @id", row => (Type: row.GetString(0), Head: (byte[])row.GetValue(1)), cancel, ("study", context.Study), ("id", blob));
            isErased |= head.Count == 0 && blob == source.BlobId;
            if (head.Exists(h => h.Head.AsSpan().StartsWith("%PDF"u8)))
            {
                found = blob;
                break;
            }
        }

        if (found is null)
        {
            // Of what was erased only its pages in the text tell that it was a PDF.
            var wasPdf = isErased && import == "documents" && await context.All<PlaceOfText>().AnyAsync(p => p.Page != null && context.All<Revision>().Any(r => r.Id == p.RevisionId && r.SourceId == id), cancel);
            return new PdfFile(listed.Name, wasPdf, null, false, wasPdf ? "The file was erased, because somebody’s words stood in it." : null);
        }

        var first = await context.All<Revision>().AsNoTracking().Where(r => r.SourceId == id).OrderBy(r => r.Number).Select(r => r.Id).FirstAsync(cancel);
        var isSealed = (await Originals.OfAsync(asking)).Hides(first);
        return new PdfFile(listed.Name, true, found, isSealed, isSealed ? "Names were replaced in this text, and its pages still show them; your role does not read originals." : null);
    }
}
