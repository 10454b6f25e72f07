using Fieldthread.Core.Studies;

namespace Fieldthread.Web.Studies;

/// <summary>Studies in the words of pages.</summary>
internal static class StudyWords
{
    public static string Of(Stance stance) => StanceOffers.InWords(stance);

    /// <summary>The state that a plan is shown as.</summary>
    public static string Kind(PlanState state) => state switch
    {
        PlanState.Overdue => "stop",
        PlanState.Late or PlanState.Due or PlanState.CannotTell => "warn",
        PlanState.OnTime or PlanState.Early => "ok",
        _ => "idle",
    };

    /// <summary>A state in a word or two.</summary>
    public static string Word(PlanState state) => state switch
    {
        PlanState.Ahead => "To come",
        PlanState.Due => "Due",
        PlanState.Overdue => "Overdue",
        PlanState.Early => "Early",
        PlanState.OnTime => "On time",
        PlanState.Late => "Late",
        _ => "Unclear",
    };
}
