namespace Fieldthread.Formats.Hostile;

/// <summary>How much a reader takes before it refuses. The defaults hold any study we have seen many times over.</summary>
public sealed record ReadLimits
{
    /// <summary>The limits that apply where nobody sets others.</summary>
    public static ReadLimits Default { get; } = new();

    /// <summary>Bytes of the file as it arrives; 512 MiB.</summary>
    public long FileBytes { get; init; } = 512L << 20;

    /// <summary>Files inside an archive; 20,000.</summary>
    public int Entries { get; init; } = 20_000;

    /// <summary>Bytes of one unpacked file; 256 MiB.</summary>
    public long EntryBytes { get; init; } = 256L << 20;

    /// <summary>Bytes of all files unpacked from one archive; 1 GiB.</summary>
    public long TotalBytes { get; init; } = 1L << 30;

    /// <summary>How many times larger than packed a file of more than 4 MiB may unpack; 200.</summary>
    public int Ratio { get; init; } = 200;

    /// <summary>Elements inside elements of an XML file; 200.</summary>
    public int XmlDepth { get; init; } = 200;

    /// <summary>Elements and attributes of one XML file; 20 million.</summary>
    public int XmlNodes { get; init; } = 20_000_000;

    /// <summary>Lines of remarks that a reader writes out one by one; what comes after is counted in one last line; 2,000.</summary>
    public int Remarks { get; init; } = 2_000;
}
