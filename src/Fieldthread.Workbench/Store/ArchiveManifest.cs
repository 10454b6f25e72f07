namespace Fieldthread.Workbench.Store;

/// <summary>What an archive holds.</summary>
public enum ArchiveKind
{
    /// <summary>A whole installation: a backup.</summary>
    Installation,

    /// <summary>One study, to be read without the program or taken to another installation.</summary>
    Study,

    /// <summary>What of one study may be given to an archive: files for people, without its tables.</summary>
    Deposit,
}

/// <summary>The contents page of an archive, <c>manifest.json</c>.</summary>
/// <param name="Format">Always <c>fieldthread-archive</c>.</param>
/// <param name="Version">Version of the format; this program writes and reads 1.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Schema">Migrations that the tables were made by.</param>
/// <param name="WrittenAt">When it was taken, UTC.</param>
/// <param name="Studies">The studies inside, with the heads of their logs.</param>
/// <param name="Parts">Every other file inside.</param>
public sealed record ArchiveManifest(
    string Format, int Version, ArchiveKind Kind, IReadOnlyList<string> Schema, DateTimeOffset WrittenAt, IReadOnlyList<ArchivedStudy> Studies, IReadOnlyList<ArchivePart> Parts)
{
    /// <summary>Name of the format.</summary>
    public const string FormatName = "fieldthread-archive";

    /// <summary>Newest version that this program reads, and the one that it writes.</summary>
    public const int NewestVersion = 1;

    /// <summary>Name of the file in the archive.</summary>
    public const string FileName = "manifest.json";

    /// <summary>Rows in all tables.</summary>
    public long Rows => Parts.Sum(p => p.Rows ?? 0);
}

/// <summary>A study inside an archive.</summary>
/// <param name="Local">Its local number where it was written; 0 is the installation itself.</param>
/// <param name="Uid">The id by which installations know it.</param>
/// <param name="Slug">Its short name where it was written.</param>
/// <param name="Act">Number of its newest act.</param>
/// <param name="Hash">Hash of that act, 64 hexadecimal digits.</param>
public sealed record ArchivedStudy(int Local, Guid Uid, string Slug, long Act, string Hash)
{
    /// <summary>The head of its log, to verify against.</summary>
    public LogHead Head() => new(Uid, Act, Hash);
}

/// <summary>A file inside an archive.</summary>
/// <param name="Name">Its name: <c>data/codings.jsonl</c>.</param>
/// <param name="Bytes">Its length unpacked.</param>
/// <param name="Sha256">Its SHA-256, 64 hexadecimal digits.</param>
/// <param name="Rows">Rows that it holds; null where it is no table.</param>
public sealed record ArchivePart(string Name, long Bytes, string Sha256, long? Rows = null)
{
    /// <summary>The table that it holds; null where it holds none.</summary>
    public string? Table => Rows is not null && Name.StartsWith("data/", StringComparison.Ordinal) && Name.EndsWith(".jsonl", StringComparison.Ordinal) ? Name[5..^6] : null;
}
