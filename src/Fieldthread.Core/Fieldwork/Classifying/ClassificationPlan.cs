using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Core.Fieldwork.Classifying;

/// <summary>Something that a sheet can speak of.</summary>
/// <param name="Name">Its name in the study.</param>
/// <param name="Values">What it has, by name of the attribute; several where the study has several.</param>
public sealed record ClassifiedThing(string Name, IReadOnlyDictionary<string, IReadOnlyList<string>> Values);

/// <summary>An attribute that the study has.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Of what kind its values are.</param>
/// <param name="Fixed">True where the kind came with a project and stays.</param>
public sealed record StandingAttribute(string Name, QdaValueKind Kind, bool Fixed);

/// <summary>What the study has before a sheet comes in.</summary>
/// <param name="Things">The things.</param>
/// <param name="Attributes">Their attributes.</param>
public sealed record ClassificationGround(IReadOnlyList<ClassifiedThing> Things, IReadOnlyList<StandingAttribute> Attributes)
{
    /// <summary>Columns that the study keeps elsewhere: name, and where.</summary>
    public IReadOnlyDictionary<string, string> Elsewhere { get; init; } = new Dictionary<string, string>();

    /// <summary>Attributes whose values must be among some: name, and these.</summary>
    public IReadOnlyDictionary<string, IReadOnlySet<string>> Among { get; init; } = new Dictionary<string, IReadOnlySet<string>>();
}

/// <summary>A value that a sheet would set, change or take away.</summary>
/// <param name="Thing">Name of the thing in the study.</param>
/// <param name="Attribute">Name of the attribute.</param>
/// <param name="Was">What stands; null for nothing.</param>
/// <param name="Becomes">What would stand; null for nothing.</param>
public sealed record ValueChange(string Thing, string Attribute, string? Was, string? Becomes);

/// <summary>What a classification sheet would bring, made without the study being touched.</summary>
/// <param name="NewThings">Names of things that would be added.</param>
/// <param name="Attributes">Attributes that would be added, with their kinds.</param>
/// <param name="Retyped">Attributes whose values would be text from now on, because a value of the sheet is of another kind.</param>
/// <param name="Changes">Values, in the order of the sheet.</param>
/// <param name="Met">Rows of things that the study has.</param>
/// <param name="Same">Values that stand already as the sheet has them.</param>
/// <param name="Unknown">Names of rows that are nothing of the study and would not be added.</param>
/// <param name="Remarks">What was guessed or could not be taken.</param>
public sealed record ClassificationPlan(
    IReadOnlyList<string> NewThings, IReadOnlyList<StandingAttribute> Attributes, IReadOnlyList<string> Retyped, IReadOnlyList<ValueChange> Changes, int Met, int Same, IReadOnlyList<string> Unknown, IReadOnlyList<Remark> Remarks)
{
    /// <summary>What NVivo writes where nothing is assigned: here, no value.</summary>
    public const string Unassigned = "Unassigned";

    /// <summary>True where nothing would be added or changed.</summary>
    public bool IsNothing => NewThings.Count == 0 && Changes.Count == 0;

    /// <summary>Plans a sheet on what the study has.</summary>
    /// <param name="sheet">The sheet.</param>
    /// <param name="ground">What the study has.</param>
    /// <param name="add">Whether rows of unknown names become new things.</param>
    /// <param name="keep">Whether a value that stands stays where the sheet has another.</param>
    public static ClassificationPlan Of(ClassificationSheet sheet, ClassificationGround ground, bool add, bool keep)
    {
        ArgumentNullException.ThrowIfNull(sheet);
        ArgumentNullException.ThrowIfNull(ground);
        return new ClassificationPlanner(sheet, ground, add, keep).Plan();
    }
}
