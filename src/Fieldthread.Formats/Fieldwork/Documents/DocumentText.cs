using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>The words of a document.</summary>
/// <param name="Name">The file's name without its ending.</param>
/// <param name="Text">Its words: LF line ends, no byte order mark, well formed. Of a word processor’s document one line a paragraph and one line a row of a table.</param>
/// <param name="Headings">Where its headings lie, in order.</param>
/// <param name="Remarks">What was changed and what was not taken.</param>
public sealed record DocumentText(string Name, string Text, IReadOnlyList<DocumentHeading> Headings, IReadOnlyList<Remark> Remarks)
{
    /// <summary>Where its pages begin, or when its words were said, in the order of the text; none where the file knows neither.</summary>
    public IReadOnlyList<TextPlace> Places { get; init; } = [];
}

/// <summary>A heading.</summary>
/// <param name="Span">Its words in the text.</param>
/// <param name="Level">1 at the top, to 9.</param>
public sealed record DocumentHeading(TextSpan Span, int Level);
