namespace Fieldthread.Core.Fieldwork.Codebooks;

/// <summary>A code as a codebook has it at one moment.</summary>
/// <param name="Id">The code.</param>
/// <param name="Parent">The code above; null at the top.</param>
/// <param name="Name">Its name.</param>
/// <param name="Path">Full path, as <see cref="CodePath"/> writes it.</param>
/// <param name="Colour">As <c>#RRGGBB</c>, or null.</param>
/// <param name="IsCodable">False for a heading.</param>
/// <param name="Said">Definition, include when, exclude when, example, standing.</param>
/// <param name="Ordinal">Place among its siblings.</param>
/// <param name="ForeignId">Id in the file that it came from, or null.</param>
public sealed record CodeState(Guid Id, Guid? Parent, string Name, string Path, string? Colour, bool IsCodable, CodeDescription Said, int Ordinal = 0, string? ForeignId = null)
{
    /// <summary>What two states of a code say otherwise of it, its place apart: field, before, after; fields as a codebook heads them.</summary>
    /// <param name="before">The one.</param>
    /// <param name="after">The other.</param>
    public static IReadOnlyList<FieldChange> Changes(CodeState before, CodeState after)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        (string Field, string Before, string After)[] fields =
        [
            ("name", before.Name, after.Name), ("definition", before.Said.Definition, after.Said.Definition), ("include when", before.Said.IncludeWhen, after.Said.IncludeWhen), ("exclude when", before.Said.ExcludeWhen, after.Said.ExcludeWhen),
            ("example", before.Said.Example, after.Said.Example), ("colour", before.Colour ?? "", after.Colour ?? ""), ("usable", YesNo(before.IsCodable), YesNo(after.IsCodable)), ("status", InWords(before.Said.Standing), InWords(after.Said.Standing)),
            ("instead", before.Said.Instead, after.Said.Instead),
        ];
        return [.. fields.Where(f => f.Before != f.After).Select(f => new FieldChange(f.Field, f.Before, f.After))];
    }

    /// <summary>A standing as people write it: “in use”.</summary>
    public static string InWords(CodeStanding standing) => standing switch { CodeStanding.Draft => "draft", CodeStanding.Retired => "retired", _ => "in use" };

    private static string YesNo(bool yes) => yes ? "yes" : "no";
}

/// <summary>A field that was changed.</summary>
/// <param name="Field">Which: “definition”.</param>
/// <param name="Before">What it said.</param>
/// <param name="After">What it says.</param>
public sealed record FieldChange(string Field, string Before, string After);
