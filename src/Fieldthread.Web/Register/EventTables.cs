using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>Change events in full and the reforms that they hang on, as files.</summary>
public static class EventTables
{
    /// <summary>Every table of events.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<RegisterEvent, EventWhole>("event-parts", "Organisations that took part in one change event", Parts),
        TableExport.Of<RegisterEvent, EventWhole>("event-members", "Members that moved in one change event, by the event and by their memberships", Members),
        TableExport.Of<RegisterEvent, EventWhole>("event-said", "What each list says of one change event", Said),
        TableExport.Of<RegisterReforms, IReadOnlyList<ReformLine>>("register-reforms", "Reforms and events of the context, with the change events that hang on each", Reforms),
    ];

    /// <summary>Who took part.</summary>
    public static PlainTable Parts(EventWhole answer) => PlainTable.Of(
        "event-parts", answer.Parts, ("event", _ => answer.Event.Key), ("date", _ => answer.Event.Date), ("kind", _ => answer.Event.Kind.ToString().ToLowerInvariant()), ("organisation", p => p.Key), ("name", p => p.Part.Name),
        ("as", p => p.Part.Role.ToString().ToLowerInvariant()), ("attitude before", p => p.Part.Details.AttitudeBefore), ("attitude after", p => p.Part.Details.AttitudeAfter), ("share", p => p.Part.Details.Share),
        ("basis", p => p.Part.Details.Basis), ("share agrees", p => p.ShareAgrees is { } agrees ? agrees ? "yes" : "no" : null), ("members before", p => p.Had), ("went", p => p.Went), ("came", p => p.Came), ("members after", p => p.Has), ("note", p => p.Part.Note));

    /// <summary>What moved.</summary>
    public static PlainTable Members(EventWhole answer) => PlainTable.Of(
        "event-members", answer.Moves, ("event", _ => answer.Event.Key), ("member", m => m.Key), ("name", m => m.Name), ("from", m => m.From), ("to", m => m.To), ("rests on", m => m.Basis.ToString().ToLowerInvariant()));

    /// <summary>Who says so.</summary>
    public static PlainTable Said(EventWhole answer) => PlainTable.Of("event-said", answer.Said, ("list", s => s.Vintage), ("of what", s => s.What), ("says", s => s.Says));

    /// <summary>Reforms, a row for each event that hangs on one; a reform without an event has a row of its own.</summary>
    public static PlainTable Reforms(IReadOnlyList<ReformLine> answer) => PlainTable.Of(
        "reforms", answer.SelectMany(r => r.Events.Count == 0 ? [(Reform: r, Event: null)] : r.Events.Select(e => (Reform: r, Event: (EventAbout?)e))), ("reform", x => x.Reform.Key), ("name", x => x.Reform.Name),
        ("kind", x => x.Reform.Kind.ToString().ToLowerInvariant()), ("announced", x => x.Reform.Announced), ("enacted", x => x.Reform.Enacted), ("effective", x => x.Reform.Effective), ("note", x => x.Reform.Note),
        ("event", x => x.Event?.Key), ("event date", x => x.Event?.Date), ("event kind", x => x.Event?.Kind.ToString().ToLowerInvariant()));

    /// <summary>What the event says of who moved, beside what the memberships show.</summary>
    public static string Agreement(EventWhole whole)
    {
        ArgumentNullException.ThrowIfNull(whole);
        var (named, shown) = (whole.Named, whole.Shown);
        return (named, shown) switch
        {
            (0, 0) => "The event names no member that moved, and the memberships show none on its day.",
            (0, _) => $"The event names no member; by their memberships {Counted.Of(shown, "member")} went on its day.",
            (_, 0) => $"The event names {Counted.Of(named, "member")}; the memberships show none of them moving on its day.",
            _ when whole.Agree => $"The event names {Counted.Of(named, "member")}, and the memberships show just the same.",
            _ => $"The event names {Counted.Of(named, "member")} and the memberships show {shown:N0} moving; on {whole.Moves.Count(m => m.Basis != ChangeBasis.Both):N0} they differ.",
        };
    }
}
