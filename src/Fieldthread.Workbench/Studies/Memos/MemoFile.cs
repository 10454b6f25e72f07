using System.Globalization;
using Fieldthread.Core.Studies;
using Fieldthread.Formats.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Studies.Memos;

/// <summary>Memos as a document for word processors.</summary>
/// <param name="On">As <see cref="MemoList"/> has it.</param>
/// <param name="Kind">As there.</param>
/// <param name="Author">As there.</param>
/// <param name="Words">As there.</param>
[Question("memo-file", Permission.ReadMaterial)]
[Refuses("bad-place", "memos are not written on such a thing")]
[Refuses("unknown", "what they are to be on is not there")]
public sealed record MemoFile(string On = "", string Kind = "", string Author = "", string Words = "") : Question<MemoBytes>
{
    /// <inheritdoc/>
    public override async Task<MemoBytes> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var memos = await MemosRead.OfAsync(asking, On, Kind, Author, Words);
        var about = await new AboutStudy().AskAsync(asking);
        return new MemoBytes(MemosDocx.Write(
            about.Name, $"{memos.Count.ToString("N0", CultureInfo.InvariantCulture)} {(memos.Count == 1 ? "memo" : "memos")}, as recorded up to act {asking.Head.ToString(CultureInfo.InvariantCulture)}.",
            [.. memos.Select(m => new PrintedMemo(m.Title, string.Join(" · ", new[] { m.Where, m.Author, m.WrittenAt?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) }.OfType<string>()), m.Words, string.Join("; ", m.Links.Select(l => $"the {l.Kind} {l.Name}"))))]));
    }
}

/// <summary>A document.</summary>
/// <param name="Bytes">What it holds.</param>
public sealed record MemoBytes(byte[] Bytes);
