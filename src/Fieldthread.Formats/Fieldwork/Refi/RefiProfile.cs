using Fieldthread.Core.Basics;

namespace Fieldthread.Formats.Fieldwork.Refi;

/// <summary>How a project file is written so that a program reads it rightly.</summary>
/// <param name="Key">How it is asked for.</param>
/// <param name="Name">The program, in words.</param>
/// <param name="Reading">How positions are counted.</param>
/// <param name="WritesReturns">True where line ends of the texts are CR LF.</param>
/// <param name="WritesMark">True where a text begins with a byte order mark.</param>
/// <param name="Folder">Folder of the texts and files, with its slash.</param>
/// <param name="WritesTwins">True where each text gets a formatted copy (.docx) beside it.</param>
public sealed record RefiProfile(string Key, string Name, OffsetReading Reading, bool WritesReturns, bool WritesMark, string Folder, bool WritesTwins)
{
    /// <summary>In the standard’s own words: code points, LF, no mark.</summary>
    public static RefiProfile Standard { get; } = new("standard", "any program that keeps to the standard", OffsetReading.Plain, false, false, "sources/", false);

    /// <summary>As NVivo for Windows writes its own files: UTF-16 units, CR LF counted as two, a mark that is not counted, a .docx beside each text.</summary>
    public static RefiProfile Nvivo { get; } = new("nvivo", "NVivo", new OffsetReading(OffsetUnit.Utf16, CountsMark: false, CountsReturns: true), true, true, "Sources/", true);

    /// <summary>As MAXQDA is reported to need it: CR LF counted as two; otherwise the standard.</summary>
    public static RefiProfile Maxqda { get; } = new("maxqda", "MAXQDA", new OffsetReading(OffsetUnit.CodePoint, CountsMark: false, CountsReturns: true), true, false, "sources/", false);

    /// <summary>Every profile, the standard first.</summary>
    public static IReadOnlyList<RefiProfile> All { get; } = [Standard, Nvivo, Maxqda];

    /// <summary>The profile of a key, whatever its case; the standard for none.</summary>
    /// <returns>Null where there is no such profile.</returns>
    public static RefiProfile? Find(string? key) => string.IsNullOrWhiteSpace(key) ? Standard : All.FirstOrDefault(p => p.Key.Equals(key.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>What the file says of its writer. Only the standard’s words are taken unasked when the file comes back; of the others the reader finds out how they count.</summary>
    internal string Origin => this == Standard ? RefiWriter.Origin : $"{RefiWriter.Origin}, for {Name}";
}
