namespace Fieldthread.Workbench.Store;

/// <summary>What a question sees: a study, up to an act, through filters.</summary>
/// <param name="Study">Local number of the study.</param>
/// <param name="Known">Number of the act up to which the study is read; null for the study as it is.</param>
/// <param name="BlindTo">Where set, only this person's codings are seen (blind coding).</param>
/// <param name="Sites">Where not empty, only these sites and what belongs to them.</param>
/// <param name="Phases">Where not empty, only encounters of these phases and what belongs to them.</param>
/// <param name="Coders">Where not empty, only codings by these people.</param>
public sealed record View(int Study, long? Known = null, Guid? BlindTo = null, IReadOnlyList<Guid>? Sites = null, IReadOnlyList<Guid>? Phases = null, IReadOnlyList<Guid>? Coders = null);
