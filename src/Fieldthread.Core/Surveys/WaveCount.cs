namespace Fieldthread.Core.Surveys;

/// <summary>How far a response went.</summary>
public enum Completeness
{
    /// <summary>At least 80 in 100 of the items that the wave asked are answered.</summary>
    Complete,

    /// <summary>At least 50 in 100.</summary>
    Partial,

    /// <summary>Fewer, none included.</summary>
    BrokenOff,
}

/// <summary>One respondent of a wave, merged posts counted once.</summary>
/// <param name="Respondent">The post that stands for it.</param>
/// <param name="Organisation">Code of its organisation.</param>
/// <param name="Disposition">What became of asking.</param>
/// <param name="Response">The response that counts, or null.</param>
/// <param name="StandsFor">Earlier posts of the frame for which it stands.</param>
/// <param name="SetAside">Responses that do not count because another stands for the same respondent.</param>
/// <param name="InFrame">True where the frame names it itself, not only posts for which it stands.</param>
public sealed record WaveRespondent(
    string Respondent, string Organisation, Disposition Disposition, SurveyResponse? Response, IReadOnlyList<string> StandsFor, IReadOnlyList<SurveyResponse> SetAside, bool InFrame = true)
{
    /// <summary>True where it belongs to the denominator.</summary>
    public bool Eligible => Disposition is Disposition.Asked or Disposition.Refused or Disposition.NoContact;
}

/// <summary>A wave with its frame and responses brought together: who was asked, whose response counts, and what was set aside.</summary>
/// <remarks>
/// Of several responses for one respondent, the one sent from the standing post counts, otherwise the latest. A response from outside the frame, or of somebody
/// who was not to be asked, is in neither numerator nor denominator and is listed in <see cref="OutsideFrame"/>.
/// </remarks>
public sealed class WaveCount
{
    private const int CompleteInHundred = 80;
    private const int PartialInHundred = 50;

    private WaveCount(SurveyWave wave, IReadOnlyList<WaveRespondent> respondents, IReadOnlyList<SurveyResponse> outside, IReadOnlyList<string> asked) =>
        (Wave, Respondents, OutsideFrame, ItemsAsked) = (wave, respondents, outside, asked);

    /// <summary>The wave.</summary>
    public SurveyWave Wave { get; }

    /// <summary>The respondents of its frame, each once, in the order of the frame.</summary>
    public IReadOnlyList<WaveRespondent> Respondents { get; }

    /// <summary>Responses of nobody who was to be asked.</summary>
    public IReadOnlyList<SurveyResponse> OutsideFrame { get; }

    /// <summary>Keys of the items that the wave asked.</summary>
    public IReadOnlyList<string> ItemsAsked { get; }

    /// <summary>The responses that count in tables: one for each respondent who was to be asked and sent one.</summary>
    public IEnumerable<SurveyResponse> Counted => Respondents.Where(r => r.Eligible).Select(r => r.Response).OfType<SurveyResponse>();

    /// <summary>Brings a wave together.</summary>
    /// <param name="survey">The survey.</param>
    /// <param name="wave">One of its waves.</param>
    public static WaveCount Of(Survey survey, SurveyWave wave)
    {
        ArgumentNullException.ThrowIfNull(survey);
        ArgumentNullException.ThrowIfNull(wave);
        var succession = new Succession(survey.Posts);
        var responses = survey.Responses.Where(r => r.Wave == wave.Key).ToLookup(r => succession.Representative(r.Respondent, wave.Reference), StringComparer.Ordinal);
        var respondents = survey.Frame.Where(f => f.Wave == wave.Key)
            .GroupBy(line => succession.Representative(line.Respondent, wave.Reference), StringComparer.Ordinal)
            .Select(group => One(group.Key, [.. group], [.. responses[group.Key]], survey.Posts))
            .ToList();
        var known = respondents.Where(r => r.Eligible).Select(r => r.Respondent).ToHashSet(StringComparer.Ordinal);
        var outside = responses.Where(group => !known.Contains(group.Key)).SelectMany(group => group).ToList();
        return new WaveCount(wave, respondents, outside, [.. survey.Items.Where(item => item.AskedIn(wave.Key)).Select(item => item.Key)]);
    }

    /// <summary>How far a response of this wave went, by the items that the wave asked.</summary>
    public Completeness CompletenessOf(SurveyResponse response)
    {
        ArgumentNullException.ThrowIfNull(response);
        var answered = ItemsAsked.Count(response.Answers.ContainsKey) * 100;
        return answered == 0 || answered < PartialInHundred * ItemsAsked.Count ? Completeness.BrokenOff
            : answered < CompleteInHundred * ItemsAsked.Count ? Completeness.Partial : Completeness.Complete;
    }

    private static WaveRespondent One(string respondent, List<FrameLine> lines, List<SurveyResponse> responses, IReadOnlyList<SurveyPost> posts)
    {
        var own = lines.Find(line => line.Respondent == respondent);

        // Its own line says what became of it; where only its predecessors are named, being asked once is being asked.
        var disposition = own?.Disposition ?? lines.Select(line => line.Disposition).Order().First();
        var counts = responses.Where(r => r.Respondent == respondent).Concat(responses.OrderByDescending(r => r.Submitted, StringComparer.Ordinal)).FirstOrDefault();
        var organisation = own?.Organisation ?? posts.FirstOrDefault(post => post.Respondent == respondent)?.Organisation ?? lines[0].Organisation;
        return new WaveRespondent(
            respondent, organisation, disposition, counts,
            [.. lines.Where(line => line.Respondent != respondent).Select(line => line.Respondent)],
            [.. responses.Where(r => r != counts)],
            own is not null);
    }
}
