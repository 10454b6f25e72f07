using System.Globalization;

namespace Fieldthread.Core.Surveys;

/// <summary>How many of those who were asked answered, with its denominator spelled out.</summary>
/// <remarks>
/// Source: The American Association for Public Opinion Research, Standard Definitions: Final Dispositions of Case Codes and Outcome Rates for Surveys,
/// Response Rate 1 = I / ((I + P) + (R + NC + O) + (UH + UO)) and Response Rate 2 = (I + P) / the same. The frame is a list of posts on the wave’s reference date, so
/// nobody’s eligibility is unknown (UH = UO = 0), and the denominator is everybody who was to be asked. A response counts as complete (I) with at least 80, as
/// partial (P) with at least 50 of 100 items answered, the division that the Standard Definitions give as an example; what was broken off earlier counts as
/// not answered. A post that follows several posts is one respondent.
/// </remarks>
/// <param name="Asked">The denominator: respondents who were to be asked, merged ones once.</param>
/// <param name="Complete">I: complete responses.</param>
/// <param name="Partial">P: partial responses.</param>
/// <param name="BrokenOff">Responses broken off before half of the items.</param>
/// <param name="Refused">Asked, and said no.</param>
/// <param name="NoContact">Asked, and not reached.</param>
/// <param name="Silent">Asked, and nothing more is known.</param>
/// <param name="Withdrawn">Not asked: had withdrawn.</param>
/// <param name="Abolished">Not asked: abolished.</param>
/// <param name="Merged">Not asked by themselves: posts for which another stands.</param>
/// <param name="NotAsked">Not asked for another reason.</param>
/// <param name="OutsideFrame">Responses of nobody who was to be asked; in neither part of the rate.</param>
/// <param name="SetAside">Responses beside the one that counts for a respondent; in neither part of the rate.</param>
public sealed record ResponseRate(
    int Asked, int Complete, int Partial, int BrokenOff, int Refused, int NoContact, int Silent, int Withdrawn, int Abolished, int Merged, int NotAsked, int OutsideFrame, int SetAside)
{
    /// <summary>Those whose response counts as one: complete or partial.</summary>
    public int Answered => Complete + Partial;

    /// <summary>Response Rate 1, 0 to 1: complete ÷ asked; null where nobody was asked.</summary>
    public double? Rate1 => Asked == 0 ? null : (double)Complete / Asked;

    /// <summary>Response Rate 2, 0 to 1: complete or partial ÷ asked; null where nobody was asked.</summary>
    public double? Rate2 => Asked == 0 ? null : (double)Answered / Asked;

    /// <summary>The rate as it is said: “10 of 12 asked, 83%”. The percentage is of <see cref="Rate2"/>, rounded half away from zero.</summary>
    public string InWords => Asked == 0 ? "nobody was asked" : string.Create(CultureInfo.InvariantCulture, $"{Answered} of {Asked} asked, {Math.Round(100.0 * Answered / Asked, MidpointRounding.AwayFromZero):0}%");

    /// <summary>The rate of a wave.</summary>
    public static ResponseRate Of(WaveCount wave)
    {
        ArgumentNullException.ThrowIfNull(wave);
        var asked = wave.Respondents.Where(r => r.Eligible).ToList();
        int Went(Completeness far) => asked.Count(r => r.Response is { } response && wave.CompletenessOf(response) == far);
        int Without(Disposition disposition) => asked.Count(r => r.Response is null && r.Disposition == disposition);
        int Left(Disposition disposition) => wave.Respondents.Count(r => r.Disposition == disposition && r.InFrame);
        return new ResponseRate(
            asked.Count, Went(Completeness.Complete), Went(Completeness.Partial), Went(Completeness.BrokenOff),
            Without(Disposition.Refused), Without(Disposition.NoContact), Without(Disposition.Asked),
            Left(Disposition.Withdrawn), Left(Disposition.Abolished), Left(Disposition.Merged) + wave.Respondents.Sum(r => r.StandsFor.Count), Left(Disposition.NotAsked),
            wave.OutsideFrame.Count, wave.Respondents.Where(r => r.Eligible).Sum(r => r.SetAside.Count));
    }

    /// <summary>Why some of the frame are not in the denominator, as a phrase; empty where all are.</summary>
    public string NotAskedInWords()
    {
        var reasons = new (int Count, string Why)[] { (Merged, "merged into another post"), (Withdrawn, "withdrawn"), (Abolished, "abolished"), (NotAsked, "not asked for another reason") }
            .Where(r => r.Count > 0).Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Count} {r.Why}"));
        return string.Join(", ", reasons);
    }
}
