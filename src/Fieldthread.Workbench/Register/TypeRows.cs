using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>What the study states of a type of organisations over a time: what it is called, who its members are, which post leads it, whether it has its members to itself.</summary>
[Table("type_statements", "statement on a type")]
[NoTwoAlike(nameof(TypeName), nameof(Says), nameof(Value), nameof(Within), nameof(FromDate))]
public sealed class StatedType : Evidence, IDated
{
    /// <summary>The type, in the words of the register.</summary>
    public string TypeName { get; set; } = "";

    /// <summary>What is said of it.</summary>
    public TypeSays Says { get; set; }

    /// <summary>The label, the type of members, the title of the post, or yes or no.</summary>
    public string Value { get; set; } = "";

    /// <summary>Of a post, in which kind of body; empty for any.</summary>
    public string Within { get; set; } = "";

    /// <inheritdoc/>
    public string? FromDate { get; set; }

    /// <inheritdoc/>
    public string? LastDate { get; set; }

    /// <inheritdoc/>
    public int? FromDay { get; set; }

    /// <inheritdoc/>
    public int? EndDay { get; set; }

    /// <summary>Why it is stated.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Who says so.</summary>
    public string Source { get; set; } = "";

    /// <summary>The row as a statement.</summary>
    internal TypeStatement Given => new(TypeName, Says, Value, Within, new WrittenPeriod(Studies.Dates.Kept(FromDate), Studies.Dates.Kept(LastDate)));

    /// <summary>The rules that the study states.</summary>
    internal static async Task<TypeRules> RulesAsync(StudyContext context, CancellationToken cancel) => new((await context.All<StatedType>().AsNoTracking().ToListAsync(cancel)).Select(s => s.Given));
}
