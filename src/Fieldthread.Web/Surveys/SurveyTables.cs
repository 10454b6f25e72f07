using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Surveys;

namespace Fieldthread.Web.Surveys;

/// <summary>The tables of the surveys, as files.</summary>
internal static class SurveyTables
{
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<WaveList, IReadOnlyList<WaveLine>>("survey-waves", "Waves with their response rates", list => PlainTable.Of(
            "waves", list, ("wave", w => w.Key), ("name", w => w.Name), ("opens", w => w.Opens), ("closes", w => w.Closes), ("frame as at", w => w.Reference), ("items", w => w.Items),
            ("asked", w => w.Rate.Asked), ("complete", w => w.Rate.Complete), ("partial", w => w.Rate.Partial), ("broken off", w => w.Rate.BrokenOff), ("refused", w => w.Rate.Refused), ("not reached", w => w.Rate.NoContact), ("no answer", w => w.Rate.Silent),
            ("RR1", w => w.Rate.Rate1), ("RR2", w => w.Rate.Rate2), ("not asked", w => w.NotAskedInWords))),
        TableExport.Of<WaveByKey, WavePage>("survey-wave", "Respondents of a wave", page => PlainTable.Of(
            "wave-" + Slug.Of(page.Wave.Key), page.Respondents, ("respondent", r => r.Respondent), ("organisation", r => r.Organisation), ("became of asking", r => SurveyWords.Became(r.Disposition)), ("response", r => SurveyWords.Went(r.Completeness)), ("sent", r => r.Submitted), ("stands for", r => string.Join(' ', r.StandsFor)))),
        TableExport.Of<ItemList, IReadOnlyList<ItemLine>>("survey-items", "Items of the survey with their wordings", list => PlainTable.Of(
            "items", list.SelectMany(i => i.Wordings.Select(w => (Item: i, Wording: w))), ("item", x => x.Item.Key), ("takes", x => SurveyWords.Kind(x.Item.Kind)), ("options", x => string.Join(" | ", x.Item.Options)), ("wave", x => x.Wording.Wave), ("question", x => x.Wording.Question),
            ("base", x => x.Wording.Question is null ? null : x.Wording.Base), ("reworded", x => x.Wording.Reworded ? "yes" : "no"))),
        TableExport.Of<ItemFrequencies, ItemPage>("item-frequencies", "Answers to an item, wave by wave, with Wilson’s 95 per cent intervals", Frequencies),
    ];

    private static PlainTable Frequencies(ItemPage page) => page.Table.Item.HasOptions
        ? PlainTable.Of(
            "item-" + Slug.Of(page.Table.Item.Key), page.Table.Waves.Where(w => w.Asked).SelectMany(w => w.Options.Select(o => (Wave: w, Option: o))), ("wave", x => x.Wave.Name), ("option", x => x.Option.Option), ("count", x => x.Option.Count), ("base", x => x.Wave.Base),
            ("share", x => x.Option.Share), ("low", x => x.Option.Interval?.Low), ("high", x => x.Option.Interval?.High), ("without an answer", x => x.Wave.Missing), ("none of the options", x => x.Wave.Outside), ("reworded", x => x.Wave.Reworded ? "yes" : "no"))
        : PlainTable.Of(
            "item-" + Slug.Of(page.Table.Item.Key), page.Table.Waves.Where(w => w.Asked), ("wave", w => w.Name), ("base", w => w.Base), ("without an answer", w => w.Missing), ("no number", w => w.Outside),
            ("least", w => w.Numbers?.Least), ("median", w => w.Numbers?.Median), ("mean", w => w.Numbers?.Mean), ("most", w => w.Numbers?.Most), ("reworded", w => w.Reworded ? "yes" : "no"));
}
