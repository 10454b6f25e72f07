using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Core.Surveys;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Surveys;

/// <summary>The waves with their response rates.</summary>
[Question("survey-waves", Permission.ReadStudy)]
public sealed record WaveList : Question<IReadOnlyList<WaveLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<WaveLine>> AskAsync(Asking asking) => (await SurveyOfStudy.OfAsync(asking)).Counts.Select(WaveLine.Of).ToList();
}

/// <summary>A wave.</summary>
/// <param name="Key">Its number.</param>
/// <param name="Name">Its name.</param>
/// <param name="Opens">Partial date, or null.</param>
/// <param name="Closes">Partial date, or null.</param>
/// <param name="Reference">Day as at which it was said who is asked.</param>
/// <param name="Items">How many items it asked.</param>
/// <param name="Rate">Response rate with its denominator.</param>
/// <param name="InWords">The rate as it is said: “10 of 12 asked, 83%”.</param>
/// <param name="NotAskedInWords">Why some of the frame were not asked; empty where all were.</param>
public sealed record WaveLine(string Key, string Name, string? Opens, string? Closes, string Reference, int Items, ResponseRate Rate, string InWords, string NotAskedInWords)
{
    internal static WaveLine Of(WaveCount count)
    {
        var (wave, rate) = (count.Wave, ResponseRate.Of(count));
        return new WaveLine(wave.Key, wave.Name, wave.Opens?.ToString(), wave.Closes?.ToString(), SurveyOfStudy.DayOf(wave.Reference), count.ItemsAsked.Count, rate, rate.InWords, rate.NotAskedInWords());
    }
}

/// <summary>A wave with its respondents, bound to the register as at its reference date where there is one.</summary>
/// <param name="Key">Number of the wave.</param>
[Question("survey-wave", Permission.ReadStudy)]
[Refuses("unknown", "there is no such wave")]
public sealed record WaveByKey(string Key) : Question<WavePage>
{
    /// <inheritdoc/>
    public override async Task<WavePage> AskAsync(Asking asking)
    {
        var of = await SurveyOfStudy.OfAsync(asking);
        var count = of.Counts.FirstOrDefault(c => c.Wave.Key == Key) ?? throw new RefusedException(new Refusal("unknown", $"There is no wave {Key} in this study.", "List the waves."));
        var bound = await OrganisationsOf.WaveAsync(asking.Context, count, Contributions.To<IOrganisationsAsAt>(), asking.Cancel);
        RespondentLine Line(WaveRespondent r) => new(
            r.Respondent, r.Organisation, bound.TryGetValue(r.Organisation, out var id) ? id : null, r.Disposition, r.Response is { } response ? count.CompletenessOf(response) : null,
            r.Response is { } own ? of.ResponseIds[(own.Wave, own.Respondent)] : null, r.Response?.Submitted, r.StandsFor);
        return new WavePage(
            WaveLine.Of(count), [.. count.Respondents.Select(Line).OrderBy(l => l.Respondent, NaturalOrder.Instance)],
            [.. count.OutsideFrame.Select(r => new OutsideLine(of.ResponseIds[(r.Wave, r.Respondent)], r.Respondent, r.Organisation)).OrderBy(l => l.Respondent, NaturalOrder.Instance)]);
    }
}

/// <summary>A wave with its respondents.</summary>
/// <param name="Wave">The wave.</param>
/// <param name="Respondents">Its frame, merged respondents once.</param>
/// <param name="OutsideFrame">Responses of nobody who was to be asked.</param>
public sealed record WavePage(WaveLine Wave, IReadOnlyList<RespondentLine> Respondents, IReadOnlyList<OutsideLine> OutsideFrame);

/// <summary>A respondent of a wave.</summary>
/// <param name="Respondent">Code of the post.</param>
/// <param name="Organisation">Code of the organisation, as the file has it.</param>
/// <param name="OrganisationId">The register’s organisation on the reference date, where the register knows one.</param>
/// <param name="Disposition">What became of asking.</param>
/// <param name="Completeness">How far the response went; null without one.</param>
/// <param name="Response">The response that counts, or null.</param>
/// <param name="Submitted">When it was sent, or null.</param>
/// <param name="StandsFor">Earlier posts for which it stands.</param>
public sealed record RespondentLine(
    string Respondent, string Organisation, Guid? OrganisationId, Disposition Disposition, Completeness? Completeness, Guid? Response, string? Submitted, IReadOnlyList<string> StandsFor);

/// <summary>A response from outside the frame.</summary>
/// <param name="Response">The response.</param>
/// <param name="Respondent">Code of the post.</param>
/// <param name="Organisation">Code of the organisation.</param>
public sealed record OutsideLine(Guid Response, string Respondent, string Organisation);

/// <summary>Binds the organisations of a wave to the register.</summary>
internal static class OrganisationsOf
{
    public static async Task<IReadOnlyDictionary<string, Guid>> WaveAsync(StudyContext context, WaveCount count, IReadOnlyList<IOrganisationsAsAt> registers, CancellationToken cancel)
    {
        var bound = new Dictionary<string, Guid>(StringComparer.Ordinal);
        var codes = count.Respondents.Select(r => r.Organisation).Where(code => code.Length > 0).Distinct(StringComparer.Ordinal).ToList();
        foreach (var register in registers)
        {
            foreach (var (code, id) in await register.OnAsync(context, count.Wave.Reference, codes, cancel))
            {
                bound.TryAdd(code, id);
            }
        }

        return bound;
    }
}

/// <summary>What was brought in, newest first, with every remark.</summary>
[Question("survey-imports", Permission.ReadAnswers)]
public sealed record SurveyImportList : Question<IReadOnlyList<SurveyImportLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<SurveyImportLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var imports = await asking.Context.All<SurveyImport>().ToListAsync(asking.Cancel);
        return imports.OrderByDescending(i => i.Id).Select(i => new SurveyImportLine(i.Id, i.FileName, i.RecordedIn, Json.Read<List<Remark>>(i.Remarks))).ToList();
    }
}

/// <summary>An import of a survey.</summary>
/// <param name="Id">The import.</param>
/// <param name="FileName">File or folder.</param>
/// <param name="Act">The act that brought it in.</param>
/// <param name="Remarks">What was guessed, changed or not taken.</param>
public sealed record SurveyImportLine(Guid Id, string FileName, long Act, IReadOnlyList<Remark> Remarks);
