using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Register;

/// <summary>Tells how long the periods of a file are from how they are written.</summary>
internal static class IndicatorSpans
{
    /// <summary>The one length of all periods. Texts that are none are left to be remarked upon line by line.</summary>
    /// <exception cref="ReadException">None is a period, they are of several lengths, or they could be of two.</exception>
    public static PeriodSpan Of(IEnumerable<string> periods, PeriodSpan? said, string heading, string file, RemarkList remarks)
    {
        var texts = periods.Distinct(StringComparer.Ordinal).ToList();
        if (said is { } given)
        {
            return texts.Exists(t => IndicatorPeriod.TryParse(t, given, out _)) ? given
                : throw new ReadException(file, $"“{CsvTable.Short(texts[0])}” and the others in “{CsvTable.Short(heading)}” are not read as periods of this length: {InWords(given)}.");
        }

        var spans = texts.Select(t => (Text: t, Spans: IndicatorPeriod.SpansOf(t))).Where(t => t.Spans.Count > 0).ToList();
        if (spans.Count == 0)
        {
            throw new ReadException(file, $"“{CsvTable.Short(texts[0])}” in “{CsvTable.Short(heading)}” is no period. Write 2014, 2014-15 for a financial year, 2014-Q2, 2014-08 or 2014-08-31.");
        }

        var common = spans[0].Spans.Where(s => spans.TrueForAll(t => t.Spans.Contains(s))).ToList();
        var plain = "_" + IndicatorColumns.Plain(heading) + "_";
        bool Says(params string[] words) => words.Any(w => plain.Contains("_" + w, StringComparison.Ordinal));
        switch (common.Count)
        {
            case 0:
                var other = spans.First(t => !t.Spans.Intersect(spans[0].Spans).Any());
                throw new ReadException(file, $"The periods in “{CsvTable.Short(heading)}” are of different lengths: “{CsvTable.Short(spans[0].Text)}” and “{CsvTable.Short(other.Text)}”. Bring them in one by one.");
            case 1 when common[0] != PeriodSpan.Day:
                return common[0];
            case 1:
                // A day may stand for the period that it begins; only the heading can tell.
                PeriodSpan? begun = Says("fy", "financial", "fiscal") ? PeriodSpan.FinancialYear : Says("quarter", "qtr") ? PeriodSpan.Quarter : Says("month") ? PeriodSpan.Month : Says("year") ? PeriodSpan.Year : null;
                if (begun is { } span && spans.TrueForAll(t => IndicatorPeriod.TryParse(t.Text, span, out _)))
                {
                    remarks.Add(RemarkWeight.Guessed, file, $"The days in “{CsvTable.Short(heading)}” are taken as first days: {InWords(span)}.");
                    return span;
                }

                return PeriodSpan.Day;
            default:
                // 2008-09 is a month and a financial year; several of the kind that all fit two years are hardly months.
                if (Says("month") || Says("fy", "financial", "fiscal", "year") || spans.Count > 1)
                {
                    var chosen = Says("month") ? PeriodSpan.Month : PeriodSpan.FinancialYear;
                    remarks.Add(RemarkWeight.Guessed, file, $"“{CsvTable.Short(spans[0].Text)}” could be a month or a financial year: {InWords(chosen)}.");
                    return chosen;
                }

                throw new ReadException(file, $"“{CsvTable.Short(spans[0].Text)}” could be a month or a financial year. Say which (“span” month or financialYear).");
        }
    }

    /// <summary>A length in words.</summary>
    public static string InWords(PeriodSpan span) => span switch
    {
        PeriodSpan.Day => "each period is a day",
        PeriodSpan.Month => "each period is a month",
        PeriodSpan.Quarter => "each period is a quarter",
        PeriodSpan.Year => "each period is a year of the calendar",
        _ => "each period is a financial year from 1 April",
    };
}
