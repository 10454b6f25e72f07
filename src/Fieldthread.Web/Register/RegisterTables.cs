using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Register;

namespace Fieldthread.Web.Register;

/// <summary>The tables of the register, as files.</summary>
public static class RegisterTables
{
    private const int AtOnce = 1000;

    /// <summary>Every table of the room.</summary>
    public static IReadOnlyList<TableExport> All { get; } =
    [
        new("register-at", "Organisations as at a date", async (http, workshop, actor) =>
        {
            // The list is asked for page by page; a file holds it whole.
            var (study, known) = (await ActRoutes.StudyOfAsync(http, workshop), ActRoutes.KnownOf(http));
            var asked = (RegisterAt)FormReader.Read(typeof(RegisterAt), http.Request.Query) with { Take = AtOnce, After = null };
            var lines = new List<OrganisationLine>();
            for (RegisterPage? page = null; page is null || page.Next is not null; lines.AddRange(page.Lines))
            {
                page = await workshop.AskAsync(study, asked with { After = page?.Next }, actor, known, http.RequestAborted);
            }

            return PlainTable.Of("organisations", lines, ("key", o => o.Key), ("name", o => o.Name), ("code", o => o.Code), ("type", o => o.Type), ("type then", o => o.TypeName), ("from", o => o.Opened), ("to", o => o.Closed));
        }),
        TableExport.Of<RegisterCounts, RegisterSums>("register-years", "Organisations from year to year", sums => PlainTable.Of("register-years", sums.Years, ("on", y => y.On), ("there were", y => y.Live), ("begun since", y => y.Opened), ("ended since", y => y.Closed))),
        TableExport.Of<LineageOf, LineageAnswer>("change-events", "Change events, a row each organisation that took part", answer => PlainTable.Of(
            "change-events", answer.Events.SelectMany(e => e.Parts.Select(p => (Event: e, Part: p))), ("event", x => x.Event.Key), ("date", x => x.Event.Date), ("kind", x => x.Event.Kind.ToString().ToLowerInvariant()),
            ("organisation", x => x.Part.Name), ("as", x => x.Part.Role.ToString().ToLowerInvariant()), ("note", x => x.Part.Note),
            ("legal", x => x.Event.Details.Legal), ("operational", x => x.Event.Details.Operational), ("cause", x => x.Event.Details.Cause), ("initiator", x => x.Event.Details.Initiator), ("pressure", x => x.Event.Details.Pressure),
            ("evidence", x => x.Event.Details.Evidence), ("reform", x => x.Event.Details.Reform), ("attitude before", x => x.Part.Details.AttitudeBefore), ("attitude after", x => x.Part.Details.AttitudeAfter),
            ("share", x => x.Part.Details.Share), ("basis", x => x.Part.Details.Basis))),
        TableExport.Of<RegisterFlows, FlowTable>("register-flows", "Members from the groups of one day to those of another", Flows),
        TableExport.Of<RegisterChanges, ChangeTable>("register-changes", "Successions and transfers, by events and by members", Changes),
        TableExport.Of<RegisterVintages, IReadOnlyList<VintageLine>>("register-vintages", "Lists that the register is made of", Vintages),
        TableExport.Of<RegisterDiff, DiffAnswer>("register-diff", "What one list says otherwise than another", Diff),
        TableExport.Of<RegisterConflicts, ConflictAnswer>("register-conflicts", "Where lists disagree, and what cannot be", Conflicts),
        TableExport.Of<RegisterCorrections, IReadOnlyList<CorrectionLine>>("register-corrections", "What the study states itself against lists or beside them", Corrections),
        TableExport.Of<OrganisationById, OrganisationAbout>("organisation-facts", "Facts of an organisation with the time over which they held", Facts),
    ];

    /// <summary>Lists as a table.</summary>
    public static PlainTable Vintages(IReadOnlyList<VintageLine> lines) => PlainTable.Of(
        "vintages", lines, ("list", v => v.Key), ("source", v => v.Source), ("known", v => v.Known), ("organisations listed", v => v.Listed), ("named", v => v.Named), ("relations", v => v.Relations), ("events", v => v.Events),
        ("whole", v => v.Whole ? "yes" : "no"), ("file", v => v.FileName), ("act", v => v.Act));

    /// <summary>Differences as a table.</summary>
    public static PlainTable Diff(DiffAnswer answer) => PlainTable.Of("differences", answer.Lines, ("organisation", l => l.Organisation), ("what", l => l.What), ("before", l => l.Before), ("after", l => l.After));

    /// <summary>Troubles as a table.</summary>
    public static PlainTable Conflicts(ConflictAnswer answer) => PlainTable.Of(
        "conflicts", answer.Lines, ("kind", l => ConflictWords.Of(l.Kind)), ("organisation", l => l.Key), ("name", l => l.Name), ("what", l => l.What), ("one", l => l.One), ("other", l => l.Other), ("stands", l => l.Stands));

    /// <summary>Flows as a table; with what they weigh where members are weighed.</summary>
    public static PlainTable Flows(FlowTable answer)
    {
        (string, Func<FlowLine, object?>)[] counted =
        [
            ("from code", l => l.From?.Code), ("from", l => l.From?.Name), ("to code", l => l.To?.Code), ("to", l => l.To?.Name), ("members", l => l.Members), ("share of from", l => l.ShareOfFrom), ("share of to", l => l.ShareOfTo),
        ];
        return PlainTable.Of("flows", answer.Lines, answer.Weighed is not { } by ? counted :
        [
            .. counted, ("weight", l => l.Weight), ("weight share of from", l => l.WeightOfFrom), ("weight share of to", l => l.WeightOfTo), ("without a figure", l => l.Without), ("measure", _ => by.Measure), ("weighed by", _ => by.Period),
        ]);
    }

    /// <summary>Changes as a table.</summary>
    public static PlainTable Changes(ChangeTable answer) => PlainTable.Of(
        "changes", answer.Lines, ("old", l => l.From.Code ?? l.From.Name), ("new", l => l.To.Code ?? l.To.Name), ("date", l => l.Date), ("kind", l => l.Kind.ToString().ToLowerInvariant()), ("members", l => l.Members),
        ("had", l => l.Had), ("rests on", l => l.Basis.ToString().ToLowerInvariant()), ("event", l => l.Event), ("event on another day", l => l.EventDate));

    /// <summary>What the study states itself.</summary>
    public static PlainTable Corrections(IReadOnlyList<CorrectionLine> lines) => PlainTable.Of(
        "corrections", lines, ("of", l => l.Key), ("what", l => l.What), ("not so", l => l.Was), ("so", l => l.Becomes), ("reason", l => l.Reason), ("source", l => l.Source), ("known", l => l.Known), ("act", l => l.Act), ("id", l => l.Id.ToString()));

    /// <summary>Names, codes, relations and attributes of an organisation, of all tracks.</summary>
    public static PlainTable Facts(OrganisationAbout about) => PlainTable.Of(
        "facts",
        about.Names.Select(n => (What: "name", Of: "", n.Value, n.From, n.To, n.ByStudy, n.Row)).Concat(about.Codes.Select(c => (What: "code", Of: c.Scheme, c.Value, c.From, c.To, c.ByStudy, c.Row)))
            .Concat(about.Relations.Select(r => (What: "relation", Of: r.Kind, Value: r.Key, r.From, r.To, r.ByStudy, r.Row))).Select(f => (f.What, f.Of, f.Value, Track: Track.InForce, f.From, f.To, f.ByStudy, f.Row))
            .Concat(about.Further.Select(f => (What: f.Thing.ToString().ToLowerInvariant(), Of: f.About, Value: f.Key.Length > 0 ? f.Key : f.Value, f.Track, f.From, f.To, f.ByStudy, f.Row))),
        ("organisation", _ => about.Line.Key), ("what", f => f.What), ("of", f => f.Of), ("value", f => f.Value), ("from", f => f.From), ("to", f => f.To), ("by the study", f => f.ByStudy ? "yes" : "no"), ("track", f => Tracks.Word(f.Track)), ("id", f => f.Row.ToString()));
}
