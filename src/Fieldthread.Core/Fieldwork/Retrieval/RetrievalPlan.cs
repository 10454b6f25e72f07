using Fieldthread.Core.Basics;

namespace Fieldthread.Core.Fieldwork.Retrieval;

/// <summary>A coding as a retrieval sees it.</summary>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Code">Index of the code.</param>
/// <param name="Coder">Index of the coder.</param>
/// <param name="Origin">How it came.</param>
public readonly record struct CodedStretch(int Start, int End, int Code, int Coder, CodingOrigin Origin = CodingOrigin.Hand);

/// <summary>How a coding came.</summary>
public enum CodingOrigin
{
    /// <summary>Somebody read the words and coded them.</summary>
    Hand,

    /// <summary>A rule coded them, and nobody has confirmed it.</summary>
    Proposed,

    /// <summary>A rule coded them, and somebody has confirmed it.</summary>
    Confirmed,
}

/// <summary>Origins of codings, as tables write them.</summary>
public static class CodingOrigins
{
    /// <summary>“hand”, “proposed”, “confirmed”.</summary>
    public static string InWords(CodingOrigin origin) => origin switch { CodingOrigin.Proposed => "proposed", CodingOrigin.Confirmed => "confirmed", _ => "hand" };
}

/// <summary>One source as a retrieval sees it.</summary>
/// <param name="index">Index of the source.</param>
/// <param name="codings">Its codings, by start and then by end.</param>
/// <param name="passages">Its passages, in order and apart.</param>
/// <param name="words">Where its words begin, ascending; asked for only where a distance counts words.</param>
public sealed class RetrievalSource(int index, ReadOnlyMemory<CodedStretch> codings, IReadOnlyList<TextSpan> passages, Func<int[]> words)
{
    private int[]? starts;

    /// <summary>Index of the source.</summary>
    public int Index => index;

    /// <summary>Its codings.</summary>
    public ReadOnlyMemory<CodedStretch> Codings => codings;

    /// <summary>Its passages.</summary>
    public IReadOnlyList<TextSpan> Passages => passages;

    /// <summary>Number of the passage in which a character stands; −1 before the first.</summary>
    /// <param name="at">The character.</param>
    public int PassageAt(int at)
    {
        var (low, high) = (0, passages.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = passages[middle].Start <= at ? (middle + 1, high) : (low, middle);
        }

        return low - 1;
    }

    /// <summary>Number of the word in which a character stands, or of the last that began before it; −1 before the first.</summary>
    /// <param name="at">The character.</param>
    public int WordAt(int at)
    {
        starts ??= words();
        var found = Array.BinarySearch(starts, at);
        return found >= 0 ? found : ~found - 1;
    }

    /// <summary>Number of the first word that begins at a character or behind it.</summary>
    /// <param name="at">The character.</param>
    public int WordFrom(int at)
    {
        starts ??= words();
        var found = Array.BinarySearch(starts, at);
        return found >= 0 ? found : ~found;
    }
}

/// <summary>A retrieval ready to be carried out: names have become indexes.</summary>
public abstract record RetrievalPlan;

/// <summary>Codings with some codes by some coders.</summary>
/// <param name="Codes">By code, whether it counts.</param>
/// <param name="Coders">By coder, whether they count; null for all.</param>
/// <param name="Origins">By <see cref="CodingOrigin"/>, whether it counts; null for all.</param>
public sealed record CodedPlan(bool[] Codes, bool[]? Coders = null, bool[]? Origins = null) : RetrievalPlan;

/// <summary>Every passage.</summary>
public sealed record PassagesPlan : RetrievalPlan;

/// <summary>How two sets of stretches become one.</summary>
public enum Joined
{
    /// <summary>Either.</summary>
    Either,

    /// <summary>Text that both cover.</summary>
    Both,

    /// <summary>Text that only the left covers.</summary>
    ButNot,
}

/// <summary>Two sets of stretches that become one.</summary>
/// <param name="How">How.</param>
/// <param name="Left">The one.</param>
/// <param name="Right">The other.</param>
public sealed record JoinedPlan(Joined How, RetrievalPlan Left, RetrievalPlan Right) : RetrievalPlan;

/// <summary>Stretches of the left by how they lie to those of the right.</summary>
/// <param name="How">How they lie.</param>
/// <param name="Left">What is kept.</param>
/// <param name="Right">What it lies to.</param>
/// <param name="Distance">How many may lie between.</param>
/// <param name="Unit">Of what.</param>
/// <param name="Not">True where those are kept that lie so to none.</param>
public sealed record LyingPlan(Lying How, RetrievalPlan Left, RetrievalPlan Right, int Distance, DistanceUnit Unit, bool Not) : RetrievalPlan;

/// <summary>Stretches where something holds of the source or of the passage in which they begin.</summary>
/// <param name="Inner">What is narrowed.</param>
/// <param name="Source">By index of the source; null where nothing is asked of it.</param>
/// <param name="Passage">By index of the source and number of the passage; null where nothing is asked of it.</param>
public sealed record NarrowedPlan(RetrievalPlan Inner, Func<int, bool>? Source, Func<int, int, bool>? Passage) : RetrievalPlan;
