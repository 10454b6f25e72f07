using Fieldthread.Core.Basics;
using Fieldthread.Core.Surveys;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Surveys;

/// <summary><c>waves.csv</c>: <c>wave,name,opens,closes,reference</c>.</summary>
internal static class WaveSheet
{
    public static List<SurveyWave> Read(SurveyTable table, RemarkList remarks)
    {
        var (key, name, opens, closes, reference) = (table.Column("wave"), table.Find("name"), table.Find("opens"), table.Find("closes"), table.Column("reference"));
        var waves = new List<SurveyWave>();
        foreach (var (place, cells) in table.Rows)
        {
            var number = SurveyReader.NumberOf(SurveyReader.WaveKey, cells[key]) ?? throw new ReadException(place, $"“{SurveyReader.Short(cells[key])}” is no number of a wave. Write 1, 2 and so on.");
            if (waves.Exists(w => w.Key == number))
            {
                throw new ReadException(place, $"Wave {number} stands here twice. Leave one out.");
            }

            if (!PartialDate.TryParse(cells[reference], out var day) || day.Day is null)
            {
                throw new ReadException(place, $"Wave {number} has no reference date. Write the day as at which the register says who is asked, as 2021-06-14.");
            }

            var called = name >= 0 && cells[name].Length > 0 ? cells[name] : "Wave " + number;
            PartialDate? At(int column, string heading) => column < 0 ? null : SurveyReader.Date(cells[column], place, heading, remarks);
            var wave = new SurveyWave(number, called, At(opens, "opens"), At(closes, "closes"), day.First);
            if (wave is { Opens: { } from, Closes: { } to } && to.Last < from.First)
            {
                remarks.Add(RemarkWeight.Guessed, place, $"Wave {number} closes before it opens; both dates were kept as written.");
            }

            waves.Add(wave);
        }

        return waves.Count > 0 ? [.. waves.OrderBy(w => w.Reference).ThenBy(w => w.Key, NaturalOrder.Instance)] : throw new ReadException(table.Name, "There is no wave in this table.");
    }
}
