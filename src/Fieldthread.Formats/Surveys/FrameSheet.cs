using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Surveys;

/// <summary><c>frame.csv</c>: <c>wave,respondent,organisation,disposition</c>; without it, the posts live on the reference date.</summary>
internal static class FrameSheet
{
    public static List<FrameLine> Read(SurveyTable table, List<SurveyWave> waves, List<SurveyPost> posts, RemarkList remarks)
    {
        var (wave, respondent, organisation, disposition) = (table.Column("wave"), table.Column("respondent"), table.Find("organisation"), table.Find("disposition"));
        var byCode = posts.ToDictionary(p => p.Respondent, StringComparer.Ordinal);
        var lines = new List<FrameLine>();
        var taken = new HashSet<(string, string)>();
        foreach (var (place, cells) in table.Rows)
        {
            var (number, code) = (SurveyReader.NumberOf(SurveyReader.WaveKey, cells[wave]), cells[respondent]);
            if (number is null || !waves.Exists(w => w.Key == number) || code.Length == 0)
            {
                remarks.Add(RemarkWeight.NotTaken, place, code.Length == 0 ? "The line names no respondent and was not taken." : $"“{SurveyReader.Short(cells[wave])}” is no wave of waves.csv; the line was not taken.");
                continue;
            }

            if (!taken.Add((number, code)))
            {
                remarks.Add(RemarkWeight.NotTaken, place, $"{SurveyReader.Short(code)} stands in the frame of wave {number} twice; the first line counts.");
                continue;
            }

            if (posts.Count > 0 && !byCode.ContainsKey(code))
            {
                remarks.Add(RemarkWeight.Guessed, place, $"{SurveyReader.Short(code)} is no post of posts.csv; kept as written.");
            }

            var of = organisation >= 0 ? cells[organisation] : "";
            lines.Add(new FrameLine(number, code, of.Length > 0 ? of : byCode.GetValueOrDefault(code)?.Organisation ?? "", Of(disposition < 0 ? "" : cells[disposition], place, remarks)));
        }

        return lines;
    }

    /// <summary>A wave without lines of its own has asked every post that is live on its reference date.</summary>
    public static List<FrameLine> Complete(List<FrameLine> given, List<SurveyWave> waves, List<SurveyPost> posts, RemarkList remarks)
    {
        var lines = given.ToList();
        foreach (var wave in waves.Where(w => !given.Exists(line => line.Wave == w.Key)))
        {
            var live = posts.Where(post => post.LiveOn(wave.Reference)).Select(post => new FrameLine(wave.Key, post.Respondent, post.Organisation, Disposition.Asked)).ToList();
            lines.AddRange(live);
            remarks.Add(
                live.Count == 0 ? RemarkWeight.Guessed : RemarkWeight.Note, "survey",
                string.Create(CultureInfo.InvariantCulture, $"No frame is given for wave {wave.Key}, so {(live.Count == 1 ? "the 1 post that is" : $"the {live.Count} posts that are")} live on {wave.Reference:yyyy-MM-dd} count as asked."));
        }

        return lines;
    }

    private static Disposition Of(string words, string place, RemarkList remarks)
    {
        switch (words.ToLowerInvariant().Replace('-', ' '))
        {
            case "" or "asked": return Disposition.Asked;
            case "refused": return Disposition.Refused;
            case "no contact" or "not reached": return Disposition.NoContact;
            case "withdrawn": return Disposition.Withdrawn;
            case "abolished": return Disposition.Abolished;
            case "merged": return Disposition.Merged;
            case "not asked": return Disposition.NotAsked;
            default:
                remarks.Add(RemarkWeight.Guessed, place, $"“{SurveyReader.Short(words)}” is no disposition (asked, refused, no contact, withdrawn, abolished, merged, not asked); it counts as asked, which can only lower the rate.");
                return Disposition.Asked;
        }
    }
}
