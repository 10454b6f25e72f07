using Fieldthread.Formats.Sheets;

namespace Fieldthread.Formats.Studies;

/// <summary>A memo as a document prints it.</summary>
/// <param name="Title">Its title; empty for none.</param>
/// <param name="Where">What it is on, who wrote it and when.</param>
/// <param name="Words">What it says; each line a paragraph.</param>
/// <param name="Links">What it is linked to; empty for nothing.</param>
public sealed record PrintedMemo(string Title, string Where, string Words, string Links);

/// <summary>Writes memos as a document, one below the other.</summary>
public static class MemosDocx
{
    /// <summary>The document as bytes.</summary>
    /// <param name="title">Title: the study’s name.</param>
    /// <param name="about">What stands below it: how many, and as at which moment.</param>
    /// <param name="memos">The memos, in order.</param>
    public static byte[] Write(string title, string about, IReadOnlyList<PrintedMemo> memos)
    {
        ArgumentNullException.ThrowIfNull(memos);
        var file = new WordFile("Memos: " + title);
        file.Add(Paragraph.Of(about, "Small"));
        foreach (var memo in memos)
        {
            file.Heading(memo.Title.Length > 0 ? memo.Title : "Memo on " + memo.Where.Split(" · ")[0], 2);
            file.Add(Paragraph.Of(memo.Where, "Small"));
            foreach (var line in memo.Words.Split('\n').Where(l => l.Trim().Length > 0))
            {
                file.Add(Paragraph.Of(line));
            }

            if (memo.Links.Length > 0)
            {
                file.Add(Paragraph.Of("Linked to " + memo.Links, "Small"));
            }
        }

        return file.ToBytes();
    }
}
