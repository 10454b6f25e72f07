using System.Globalization;
using Fieldthread.Core.Surveys;

namespace Fieldthread.Web.Surveys;

/// <summary>Surveys in the words of pages.</summary>
internal static class SurveyWords
{
    public static string Percent(double? share) => share is { } s ? string.Create(CultureInfo.InvariantCulture, $"{Math.Round(100 * s, 1, MidpointRounding.AwayFromZero):0.0}%") : "–";

    public static string Interval(OptionCount option) => option.Interval is { } i ? $"{Percent(i.Low)} to {Percent(i.High)}" : "–";

    public static string Points(double points) => string.Create(CultureInfo.InvariantCulture, $"{(points > 0 ? "+" : points < 0 ? "−" : "±")}{Math.Abs(points):0.0} points");

    public static string Number(double number) => number.ToString("0.##", CultureInfo.InvariantCulture);

    public static string Kind(ItemKind kind) => kind switch { ItemKind.Single => "one of several options", ItemKind.Scale => "a scale", ItemKind.Number => "a number", _ => "words" };

    public static string Became(Disposition disposition) => disposition switch
    {
        Disposition.Asked => "asked",
        Disposition.Refused => "refused",
        Disposition.NoContact => "not reached",
        Disposition.Withdrawn => "not asked: withdrawn",
        Disposition.Abolished => "not asked: abolished",
        Disposition.Merged => "not asked: merged into another post",
        _ => "not asked",
    };

    public static string Went(Completeness? completeness) => completeness switch { Completeness.Complete => "complete", Completeness.Partial => "partial", Completeness.BrokenOff => "broken off", _ => "none" };

    public static string Open(string? opens, string? closes) => (opens, closes) switch { (null, null) => "–", (_, null) => $"from {opens}", (null, _) => $"until {closes}", _ => $"{opens} to {closes}" };
}
