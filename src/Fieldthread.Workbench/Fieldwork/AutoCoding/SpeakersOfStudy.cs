using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Retrieving;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>Labels of speakers in the newest texts, with their turns; answers to surveys left out.</summary>
[Question("speakers", Permission.ReadMaterial)]
public sealed record SpeakersOfStudy : Question<IReadOnlyList<SpeakerTurns>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SpeakerTurns>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var facts = await Facts.OfAsync(asking);
        var spoken = await SpokenPassages.OfAsync(asking, facts);
        var answers = asking.Context.All<Surveys.OpenAnswerText>().Select(t => t.SourceId).ToHashSet();
        var said = spoken.Labels.SelectMany((labels, source) => answers.Contains(facts.Sources[source]) ? [] : labels.OfType<string>().Select(label => (label, source)));
        return [.. said.GroupBy(s => s.label, StringComparer.Ordinal).OrderBy(g => g.Key, NaturalOrder.Instance).Select(g => new SpeakerTurns(g.Key, g.Count(), g.Select(s => s.source).Distinct().Count(), SpeakerRoles.IsTeam(g.Key)))];
    }
}

/// <summary>A label of a speaker.</summary>
/// <param name="Label">As it stands in the texts.</param>
/// <param name="Turns">Turns under it.</param>
/// <param name="Sources">Sources with one.</param>
/// <param name="IsTeam">True where it is the team itself, as INT.</param>
public sealed record SpeakerTurns(string Label, int Turns, int Sources, bool IsTeam);
