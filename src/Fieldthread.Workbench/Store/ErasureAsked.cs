using Fieldthread.Core.Basics;

namespace Fieldthread.Workbench.Store;

/// <summary>What is to be erased.</summary>
/// <param name="Kind">What the erasure was asked of, for the ledger: “source”.</param>
/// <param name="Id">Its id.</param>
public sealed record ErasureAsked(string Kind, Guid Id)
{
    /// <summary>Rows that lose all their words, with everything that stands on them.</summary>
    public IReadOnlyList<(Type Type, Guid Id)> Roots { get; init; } = [];

    /// <summary>Rows that hold their words without standing on them: the import that brought them.</summary>
    public IReadOnlyList<(Type Type, Guid Id)> Also { get; init; } = [];

    /// <summary>Rows that lose stretches of their words and keep the rest, where positions count.</summary>
    public IReadOnlyList<ErasedPart> Parts { get; init; } = [];

    /// <summary>Things on which memos lose their words.</summary>
    public IReadOnlyList<Guid> Memos { get; init; } = [];
}

/// <summary>Stretches of a row’s text that are erased; as many signs stand there as before, and lines stay lines.</summary>
/// <param name="Type">Class of the row; one of its columns keeps the length of its words.</param>
/// <param name="Id">The row.</param>
/// <param name="Stretches">The stretches.</param>
public sealed record ErasedPart(Type Type, Guid Id, IReadOnlyList<TextSpan> Stretches)
{
    /// <summary>True where a stretch touches another.</summary>
    public bool Touches(int start, int end) => Stretches.Any(s => s.Start < end && start < s.End);

    /// <summary>A text with the stretches covered.</summary>
    public string Cover(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var signs = text.ToCharArray();
        foreach (var stretch in Stretches)
        {
            for (var i = Math.Max(0, stretch.Start); i < Math.Min(signs.Length, stretch.End); i++)
            {
                signs[i] = signs[i] is '\n' ? '\n' : Erasure.Cover;
            }
        }

        return new string(signs);
    }
}
