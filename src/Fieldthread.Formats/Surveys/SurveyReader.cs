using System.Globalization;
using System.Text.RegularExpressions;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Surveys;

/// <summary>A survey as it was read.</summary>
/// <param name="Survey">The survey.</param>
/// <param name="Remarks">What was guessed, changed or not taken. They name rows, columns, codes and keys, never answers.</param>
public sealed record SurveyReading(Survey Survey, IReadOnlyList<Remark> Remarks);

/// <summary>Reads the tables of a survey: <c>items.csv</c>, <c>waves.csv</c>, <c>posts.csv</c>, <c>frame.csv</c> and one <c>waveN.csv</c> for each wave, together or in a zip.</summary>
public static partial class SurveyReader
{
    private static readonly string[] Known = ["items.csv", "waves.csv", "posts.csv", "frame.csv"];

    /// <summary>Reads a survey.</summary>
    /// <param name="files">The tables, one workbook whose sheets they are, or one zip that holds them.</param>
    /// <param name="limits">What is taken at most.</param>
    /// <exception cref="ReadException">A table that there must be is missing or damaged, or the tables contradict each other so that nobody could say what is meant.</exception>
    public static SurveyReading Read(IReadOnlyList<SurveyFile> files, ReadLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        limits ??= ReadLimits.Default;
        var remarks = new RemarkList(limits.Remarks);
        var gathered = SurveyFiles.Gather(files, limits, remarks);
        SurveyTable Table(string name) => SurveyTable.Read(gathered.TryGetValue(name, out var file) ? file : throw new ReadException("survey", $"The table {name} is missing. The handbook’s page on surveys lists what there must be."), name, remarks);

        var waves = WaveSheet.Read(Table("waves.csv"), remarks);
        var items = ItemSheet.Read(Table("items.csv"), waves, remarks);
        var posts = gathered.ContainsKey("posts.csv") ? PostSheet.Read(Table("posts.csv"), remarks) : [];
        if (posts.Count == 0 && !gathered.ContainsKey("frame.csv"))
        {
            throw new ReadException("survey", "There is neither a posts.csv with posts nor a frame.csv, so nobody can say who was asked. Add one of them.");
        }

        var frame = gathered.ContainsKey("frame.csv") ? FrameSheet.Read(Table("frame.csv"), waves, posts, remarks) : [];
        frame = FrameSheet.Complete(frame, waves, posts, remarks);
        var responses = new List<SurveyResponse>();
        foreach (var wave in waves)
        {
            var name = gathered.Keys.FirstOrDefault(file => NumberOf(WaveFile, file) == wave.Key);
            if (name is null)
            {
                remarks.Add(RemarkWeight.Guessed, "survey", $"Wave {wave.Key} has no table wave{wave.Key}.csv, so nobody has answered it yet.");
                continue;
            }

            responses.AddRange(AnswerSheet.Read(Table(name), wave, items, posts, frame, remarks));
        }

        foreach (var name in gathered.Keys.Where(file => !Known.Contains(file, StringComparer.Ordinal) && !waves.Exists(w => NumberOf(WaveFile, file) == w.Key)))
        {
            remarks.Add(RemarkWeight.NotTaken, name, NumberOf(WaveFile, name) is { } number ? $"The table waves.csv has no wave {number}, so these answers were not taken." : "This table is no part of a survey and was not read.");
        }

        return new SurveyReading(new Survey(items, waves, posts, frame, responses), remarks.ToList());
    }

    /// <summary>The number in the name of a file, a column or a wave, without zeros before it; null where there is none.</summary>
    internal static string? NumberOf(Regex form, string text) => form.Match(text) is { Success: true } match ? match.Groups["n"].Value.TrimStart('0') is { Length: > 0 } number ? number : "0" : null;

    /// <summary>A partial date, or null with a remark where the cell holds none.</summary>
    internal static PartialDate? Date(string cell, string place, string column, RemarkList remarks)
    {
        if (cell.Length == 0 || PartialDate.TryParse(cell, out var date))
        {
            return cell.Length == 0 ? null : PartialDate.Parse(cell);
        }

        remarks.Add(RemarkWeight.NotTaken, place, $"“{Short(cell)}” in the column {column} is no date (2021, 2021-06 or 2021-06-14) and was not taken.");
        return null;
    }

    /// <summary>A cell for a remark, not longer than can be read.</summary>
    internal static string Short(string cell) => cell.Length <= 40 ? cell : string.Create(CultureInfo.InvariantCulture, $"{(char.IsHighSurrogate(cell[39]) ? cell[..39] : cell[..40])}…");

    [GeneratedRegex(@"^wave(?<n>[0-9]{1,6})\.csv$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    internal static partial Regex WaveFile { get; }

    [GeneratedRegex("^question_w(?<n>[0-9]{1,6})$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    internal static partial Regex QuestionColumn { get; }

    [GeneratedRegex("^(w|wave)? ?(?<n>[0-9]{1,6})$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    internal static partial Regex WaveKey { get; }
}
