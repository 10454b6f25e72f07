namespace Fieldthread.Core.Studies;

/// <summary>An interview, observed meeting, focus group or document visit, as far as a statistic needs it.</summary>
/// <param name="Name">Unique among the encounters of the study.</param>
/// <param name="Kind">interview, meeting, focus group or document visit.</param>
/// <param name="Site">Name of the site it belongs to, or null.</param>
/// <param name="Phase">Name of the phase it took place in, or null.</param>
/// <param name="Minutes">Length in minutes, 0 or more; null where nobody wrote it down (it adds nothing to a sum).</param>
/// <param name="Participants">Names of those who took part.</param>
public sealed record EncounterFact(string Name, string Kind, string? Site, string? Phase, int? Minutes, IReadOnlyList<string> Participants)
{
    /// <summary>Role and site of those who took part and had others then than <see cref="StudyFacts.Participants"/> says; nobody else is named.</summary>
    public IReadOnlyList<ParticipantFact> Then { get; init; } = [];
}

/// <summary>Somebody heard, under a pseudonym.</summary>
/// <param name="Name">Unique among the participants of the study.</param>
/// <param name="Role">Role as the study names it, or null; that of an encounter goes before it.</param>
/// <param name="Site">Name of the site the person belongs to, or null; then the sites of their encounters stand for it.</param>
public sealed record ParticipantFact(string Name, string? Role, string? Site);

/// <summary>A text of the study.</summary>
/// <param name="Name">Unique among the sources of the study.</param>
/// <param name="Encounter">Name of the encounter it came from, or null.</param>
/// <param name="Site">Its own site where it has no encounter, or where it differs from the encounter's; null otherwise.</param>
public sealed record SourceFact(string Name, string? Encounter, string? Site = null);

/// <summary>A code of the tree.</summary>
/// <param name="Path">Full path joined by “ / ”, unique.</param>
/// <param name="Parent">Index of the parent in <see cref="StudyFacts.Codes"/>, or −1 at the top.</param>
public sealed record CodeFact(string Path, int Parent);

/// <summary>One coding: indexes from 0 into the lists of <see cref="StudyFacts"/>.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="Code">Index of the code.</param>
/// <param name="Coder">Index of the coder.</param>
public readonly record struct CodingFact(int Source, int Code, int Coder);

/// <summary>What a statistic is computed from: one state of the study, read once.</summary>
/// <param name="Sites">Names of the sites.</param>
/// <param name="Phases">Names of the phases.</param>
/// <param name="Encounters">All encounters.</param>
/// <param name="Participants">All participants.</param>
/// <param name="Sources">All sources.</param>
/// <param name="Codes">The code tree.</param>
/// <param name="Coders">Names of those who code.</param>
/// <param name="Codings">All codings, in any order.</param>
/// <param name="Roles">Roles the study knows beyond those its participants hold; null for none.</param>
/// <param name="Kinds">Kinds of encounter the study knows beyond the usual four and those that occur; null for none.</param>
/// <param name="Answered">Answers to items of a survey that have options; null for none.</param>
/// <param name="Register">Organisations and their changes; null for none.</param>
public sealed record StudyFacts(
    IReadOnlyList<string> Sites,
    IReadOnlyList<string> Phases,
    IReadOnlyList<EncounterFact> Encounters,
    IReadOnlyList<ParticipantFact> Participants,
    IReadOnlyList<SourceFact> Sources,
    IReadOnlyList<CodeFact> Codes,
    IReadOnlyList<string> Coders,
    ReadOnlyMemory<CodingFact> Codings,
    IReadOnlyList<string>? Roles = null,
    IReadOnlyList<string>? Kinds = null,
    IReadOnlyList<AnsweredFact>? Answered = null,
    RegisterFacts? Register = null);
