using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;

namespace Fieldthread.Formats.Register;

/// <summary>A statement as a file gives it.</summary>
/// <param name="Place">File and line, in words.</param>
/// <param name="Organisation">Code or key of the organisation.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Level">The level, as it is spelt.</param>
/// <param name="When">Over what time.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Track">In which respect.</param>
/// <param name="Known">When the source said it; null where the file does not say.</param>
/// <param name="Note">A note; may be empty.</param>
public sealed record GivenResponsibility(string Place, string Organisation, string Activity, string Level, WrittenPeriod When, string Source, ResponsibilityTrack Track, PartialDate? Known, string Note);

/// <summary>A source’s word that an activity could be taken over, as a file gives it.</summary>
/// <param name="Place">File and line, in words.</param>
/// <param name="Activity">The activity.</param>
/// <param name="Source">Who says so.</param>
/// <param name="When">Over what time; an end is a withdrawal.</param>
/// <param name="Known">When the source said it; null where the file does not say.</param>
/// <param name="Note">A note; may be empty.</param>
public sealed record GivenScope(string Place, string Activity, string Source, WrittenPeriod When, PartialDate? Known, string Note);

/// <summary>A fault of a file for which it is refused as a whole.</summary>
/// <param name="Code">Of what kind: the code of the refusal.</param>
/// <param name="Place">File and line, in words.</param>
/// <param name="Message">What is wrong, as a sentence.</param>
public sealed record FileFault(string Code, string Place, string Message);

/// <summary>Responsibilities as files give them.</summary>
/// <param name="Levels">Levels from the lowest to the highest; empty where the files give no order.</param>
/// <param name="Statements">Statements, none twice.</param>
/// <param name="Scope">What is said of activities, none twice.</param>
/// <param name="Faults">Lines that cannot be taken. Where there is one, nothing of the files should be.</param>
/// <param name="Remarks">What was taken for granted.</param>
public sealed record ResponsibilityData(IReadOnlyList<string> Levels, IReadOnlyList<GivenResponsibility> Statements, IReadOnlyList<GivenScope> Scope, IReadOnlyList<FileFault> Faults, IReadOnlyList<Remark> Remarks);
