using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Revisions;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Formats.Fieldwork.Documents;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;
using CorePassage = Fieldthread.Core.Fieldwork.Passage;

namespace Fieldthread.Workbench.Fieldwork.Revisions;

/// <summary>The text of a further revision, as it is kept.</summary>
public static class RevisedText
{
    /// <summary>A text as a person or a program gave it, with the line ends and repairs that every text of the study has.</summary>
    public static string Clean(string? text) => NormalisedText.From(WellFormedText.Repair(text ?? "", out _)).Text;

    /// <summary>The text with as many line ends at its end as the former has: editors add one, and nobody means it.</summary>
    internal static string EndsAs(string former, string text) => text.TrimEnd('\n') + former[former.TrimEnd('\n').Length..];

    /// <summary>The words of a document: .docx, .odt, .rtf, .txt, .md, .html, .pdf, .vtt, .srt.</summary>
    /// <param name="file">The document.</param>
    /// <exception cref="RefusedException">It cannot be read, or holds no words.</exception>
    public static string Read(GivenFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        try
        {
            using var stream = new MemoryStream(file.Bytes.ToArray(), writable: false);
            return Clean(DocumentReader.Read(file.Name, stream).Text);
        }
        catch (ReadException failure)
        {
            throw new RefusedException(new Refusal("unreadable", $"{file.Name} could not be read. {failure.Place}: {failure.Message}", "Nothing was changed. Give a file of a kind that documents come in as."));
        }
    }

    /// <summary>Pages and times of a further revision: those of the former, carried to where their first word stands. Times that the further text itself tells, beside its labels, stand in place of former ones.</summary>
    internal static async Task<IReadOnlyList<TextPlace>> PlacesAsync(Acting acting, Revision former, PreparedText text, RevisionMap map)
    {
        var places = await acting.Context.Set<PlaceOfText>().AsNoTracking().Where(p => p.RevisionId == former.Id).OrderBy(p => p.Start).ToListAsync(acting.Cancel);
        var told = text.Places.Any(p => p.From is not null);
        var carried = places.Where(p => p.Page is not null || !told).Select(p => PlacesOfText.Place(p) with { Start = map.Around(new TextSpan(p.Start, p.Start), withEnds: false).Start });
        return [.. carried.Concat(told ? text.Places : []).OrderBy(p => p.Start)];
    }

    /// <summary>Text and passages of a further revision. Where the passages are known otherwise than by labels in the text, as with answers of a survey, they are carried by the map.</summary>
    internal static async Task<PreparedText> PrepareAsync(Acting acting, Revision former, string text, RevisionMap map, PreparedText split)
    {
        if (!await acting.Context.Set<OpenAnswerText>().AnyAsync(t => t.SourceId == former.SourceId, acting.Cancel))
        {
            return split;
        }

        var (carried, end) = (new List<CorePassage>(), 0);
        foreach (var p in await acting.Context.Set<Passage>().AsNoTracking().Where(p => p.RevisionId == former.Id).OrderBy(p => p.Ordinal).ToListAsync(acting.Cancel))
        {
            var there = map.Around(new TextSpan(p.Start, p.End));
            var words = map.Around(new TextSpan(p.WordsStart, p.End));
            var span = new TextSpan(Math.Max(end, there.Start), Math.Max(end, there.End));
            if (span.Length > 0)
            {
                carried.Add(new CorePassage(carried.Count, span, new TextSpan(Math.Clamp(words.Start, span.Start, span.End), span.End), p.Speaker, PassageKind.Turn));
                end = span.End;
            }
        }

        return new PreparedText(text, carried, [.. carried.Select(p => SearchTerms.Line(p.Span.Of(text)))]);
    }
}
