using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Surveys;

/// <summary><c>waveN.csv</c>: <c>respondent,organisation,submitted,</c> and a column for each item by its key; an empty cell is no answer.</summary>
internal static class AnswerSheet
{
    private static readonly string[] Own = ["respondent", "organisation", "submitted"];

    public static List<SurveyResponse> Read(SurveyTable table, SurveyWave wave, List<SurveyItem> items, List<SurveyPost> posts, List<FrameLine> frame, RemarkList remarks)
    {
        var (respondent, organisation, submitted) = (table.Column("respondent"), table.Find("organisation"), table.Find("submitted"));
        var columns = Columns(table, wave, items, remarks);
        var organisations = posts.Select(p => (p.Respondent, p.Organisation)).Concat(frame.Where(f => f.Wave == wave.Key).Select(f => (f.Respondent, f.Organisation)))
            .GroupBy(p => p.Respondent, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Last().Organisation, StringComparer.Ordinal);
        var responses = new Dictionary<string, SurveyResponse>(StringComparer.Ordinal);
        foreach (var (place, cells) in table.Rows)
        {
            var code = cells[respondent];
            if (code.Length == 0)
            {
                remarks.Add(RemarkWeight.NotTaken, place, "The row names no respondent, so its answers were not taken.");
                continue;
            }

            var known = organisations.GetValueOrDefault(code);
            if (known is null)
            {
                remarks.Add(RemarkWeight.Guessed, place, $"{SurveyReader.Short(code)} is neither a post nor in the frame of wave {wave.Key}; the answers were kept and count in no rate and no table.");
            }

            var of = organisation >= 0 && cells[organisation].Length > 0 ? cells[organisation] : known ?? "";
            if (known is { Length: > 0 } && of != known)
            {
                remarks.Add(RemarkWeight.Guessed, place, $"{SurveyReader.Short(code)} answers for {SurveyReader.Short(of)} here and belongs to {SurveyReader.Short(known)} elsewhere; kept as written here.");
            }

            var response = new SurveyResponse(wave.Key, code, of, submitted < 0 ? null : When(cells[submitted], place, remarks), Answers(columns, cells, place, remarks));
            if (!responses.TryAdd(code, response))
            {
                var later = string.CompareOrdinal(response.Submitted, responses[code].Submitted) > 0;
                remarks.Add(RemarkWeight.NotTaken, place, $"{SurveyReader.Short(code)} has answered wave {wave.Key} twice; {(later ? "this row was sent later and counts, the one above was not taken" : "the row above counts, this one was not taken")}.");
                responses[code] = later ? response : responses[code];
            }
        }

        return [.. responses.Values];
    }

    private static List<(int Column, SurveyItem Item)> Columns(SurveyTable table, SurveyWave wave, List<SurveyItem> items, RemarkList remarks)
    {
        var columns = new List<(int, SurveyItem)>();
        for (var i = 0; i < table.Headings.Count; i++)
        {
            var heading = table.Headings[i];
            if (Own.Contains(heading, StringComparer.OrdinalIgnoreCase))
            {
                continue;
            }

            var cells = table.Rows.Count(row => row.Cells[i].Length > 0);
            if (items.Find(item => item.Key == heading) is not { } item)
            {
                if (cells > 0)
                {
                    remarks.Add(RemarkWeight.NotTaken, table.Name, $"The column “{SurveyReader.Short(heading)}” is no item of items.csv; its {Count.Of(cells, "answer")} {(cells == 1 ? "was" : "were")} not taken.");
                }
            }
            else if (item.AskedIn(wave.Key))
            {
                columns.Add((i, item));
            }
            else if (cells > 0)
            {
                remarks.Add(RemarkWeight.NotTaken, table.Name, $"The item {SurveyReader.Short(heading)} has no question in wave {wave.Key}, so its {Count.Of(cells, "answer")} {(cells == 1 ? "was" : "were")} not taken. Give it a question_w{wave.Key} in items.csv if it was asked.");
            }
        }

        foreach (var item in items.Where(item => item.AskedIn(wave.Key) && !columns.Exists(c => c.Item2 == item)))
        {
            remarks.Add(RemarkWeight.Guessed, table.Name, $"The item {SurveyReader.Short(item.Key)} was asked and has no column here, so nobody has answered it.");
        }

        return columns;
    }

    private static Dictionary<string, string> Answers(List<(int Column, SurveyItem Item)> columns, string[] cells, string place, RemarkList remarks)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (column, item) in columns.Where(c => cells[c.Column].Length > 0))
        {
            var answer = cells[column];
            answers[item.Key] = answer;
            if (item.HasOptions && !item.Options.Contains(answer, StringComparer.Ordinal))
            {
                remarks.Add(RemarkWeight.Guessed, place, $"The answer to {SurveyReader.Short(item.Key)} is none of its options; kept as written, and counted apart.");
            }
            else if (item.Kind == ItemKind.Number && !FrequencyTable.TryNumber(answer, out _))
            {
                remarks.Add(RemarkWeight.Guessed, place, $"The answer to {SurveyReader.Short(item.Key)} is no number; kept as written, and counted apart.");
            }
        }

        return answers;
    }

    /// <summary>A day or an instant, in the one way in which texts sort as times do.</summary>
    private static string? When(string cell, string place, RemarkList remarks)
    {
        if (cell.Length == 0)
        {
            return null;
        }

        if (PartialDate.TryParse(cell, out var date))
        {
            return date.ToString();
        }

        if (DateTimeOffset.TryParse(cell, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at) && cell.Length >= 10 && PartialDate.TryParse(cell[..10], out _))
        {
            return at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        }

        remarks.Add(RemarkWeight.NotTaken, place, $"“{SurveyReader.Short(cell)}” is no day or time of sending (2021-06-14 or 2021-06-14T09:30) and was not taken.");
        return null;
    }
}
