using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Surveys;

/// <summary><c>items.csv</c>: <c>key,type,question_w1,question_w2,…,options</c>.</summary>
internal static class ItemSheet
{
    private const string Between = " | ";

    public static List<SurveyItem> Read(SurveyTable table, List<SurveyWave> waves, RemarkList remarks)
    {
        var (key, type, options) = (table.Column("key"), table.Column("type"), table.Find("options"));
        var questions = Questions(table, waves, remarks);
        var items = new Dictionary<string, SurveyItem>(StringComparer.Ordinal);
        foreach (var (place, cells) in table.Rows)
        {
            if (cells[key].Length == 0)
            {
                remarks.Add(RemarkWeight.NotTaken, place, "The item has no key and was not taken.");
                continue;
            }

            var item = Item(place, cells[key], cells[type], options < 0 ? "" : cells[options], remarks) with { Wordings = questions.Where(q => cells[q.Column].Length > 0).ToDictionary(q => q.Wave, q => cells[q.Column], StringComparer.Ordinal) };
            if (!items.TryAdd(item.Key, item))
            {
                throw new ReadException(place, $"The item {SurveyReader.Short(item.Key)} stands here twice. A key names one item; leave one out or rename it.");
            }

            if (item.Wordings.Count == 0)
            {
                remarks.Add(RemarkWeight.Guessed, place, $"The item {SurveyReader.Short(item.Key)} has no question in any wave, so no wave asked it.");
            }
        }

        return items.Count > 0 ? [.. items.Values] : throw new ReadException(table.Name, "There is no item in this table.");
    }

    private static List<(int Column, string Wave)> Questions(SurveyTable table, List<SurveyWave> waves, RemarkList remarks)
    {
        var columns = new List<(int, string)>();
        for (var i = 0; i < table.Headings.Count; i++)
        {
            var heading = table.Headings[i];
            var number = SurveyReader.NumberOf(SurveyReader.QuestionColumn, heading);
            if (number is not null && waves.Exists(w => w.Key == number) && !columns.Exists(c => c.Item2 == number))
            {
                columns.Add((i, number));
            }
            else if (number is not null)
            {
                remarks.Add(RemarkWeight.NotTaken, table.Name, $"The column {heading} belongs to no wave of waves.csv, or to one that has a column already, and was not taken.");
            }
            else if (heading.Length > 0 && !new[] { "key", "type", "options" }.Contains(heading, StringComparer.OrdinalIgnoreCase))
            {
                remarks.Add(RemarkWeight.NotTaken, table.Name, $"The column “{SurveyReader.Short(heading)}” is not known and was not taken.");
            }
        }

        return columns.Count > 0 ? columns : throw new ReadException($"{table.Name}, row 1", "There is no column question_w1, question_w2 and so on with the questions of a wave.");
    }

    private static SurveyItem Item(string place, string key, string type, string options, RemarkList remarks)
    {
        var kind = type.ToLowerInvariant() switch
        {
            "single" => ItemKind.Single,
            "scale" => ItemKind.Scale,
            "number" => ItemKind.Number,
            "text" => ItemKind.Text,
            _ => throw new ReadException(place, $"“{SurveyReader.Short(type)}” is no type of an item. Write single, scale, number or text."),
        };
        var list = options.Split(Between, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        var distinct = list.Distinct(StringComparer.Ordinal).ToArray();
        if (distinct.Length < list.Length)
        {
            remarks.Add(RemarkWeight.Guessed, place, $"The item {SurveyReader.Short(key)} has an option twice; it counts once.");
        }

        if (kind is ItemKind.Single or ItemKind.Scale)
        {
            return distinct.Length >= 2
                ? new SurveyItem(key, kind, distinct, new Dictionary<string, string>())
                : throw new ReadException(place, $"The item {SurveyReader.Short(key)} needs at least two options, separated by a stroke between spaces: Agree | Disagree.");
        }

        if (distinct.Length > 0)
        {
            remarks.Add(RemarkWeight.NotTaken, place, $"The item {SurveyReader.Short(key)} takes {(kind == ItemKind.Number ? "numbers" : "words")}, so its options were not taken.");
        }

        return new SurveyItem(key, kind, [], new Dictionary<string, string>());
    }
}
