namespace Fieldthread.Workbench.Store;

/// <summary>The head of a study: its names and the newest act. An act locks this row first, so that acts of one study happen one after another.</summary>
public sealed class StudyHead
{
    /// <summary>Local number; begins every key. 0 is the installation itself.</summary>
    public int Id { get; set; }

    /// <summary>The id by which other installations know the study.</summary>
    public Guid Uid { get; set; }

    /// <summary>Short name in addresses: lower-case letters, digits and hyphens; unique here.</summary>
    public string Slug { get; set; } = "";

    /// <summary>Number of the newest act; 0 before the first.</summary>
    public long Head { get; set; }

    /// <summary>Hash of the newest act, 32 bytes; all zero before the first.</summary>
    public byte[] HeadHash { get; set; } = new byte[32];

    /// <summary>Rows of the full-text index that were ever given to the study; the counter only rises, so that a row is never used twice.</summary>
    public long SearchRows { get; set; }
}

/// <summary>One line of the log: ids and a salted digest, never words.</summary>
public sealed class ActEntry
{
    /// <summary>Local number of the study.</summary>
    public int StudyId { get; set; }

    /// <summary>Number of the act, from 1 without gaps.</summary>
    public long Seq { get; set; }

    /// <summary>Name of the act: <c>add-coding</c>.</summary>
    public string Name { get; set; } = "";

    /// <summary>When it was recorded, UTC.</summary>
    public DateTimeOffset At { get; set; }

    /// <summary>Account that did it; null for the program itself.</summary>
    public Guid? ActorId { get; set; }

    /// <summary>The id under which the client sent it, so that the same again gives the same answer.</summary>
    public Guid? ClientId { get; set; }

    /// <summary>HMAC-SHA-256 of what was sent, under <see cref="Salt"/>; 32 bytes.</summary>
    public byte[] Digest { get; set; } = [];

    /// <summary>The digest's key, 16 bytes; removed by an erasure, so that nobody can confirm a guess at erased words.</summary>
    public byte[]? Salt { get; set; }

    /// <summary>The answer that was given, as JSON of ids and counts.</summary>
    public string Answer { get; set; } = "";

    /// <summary>The act that this one undid.</summary>
    public long? Undoes { get; set; }

    /// <summary>SHA-256 over the previous hash and this line (see <see cref="LogChain"/>); 32 bytes.</summary>
    public byte[] Hash { get; set; } = [];
}
