using Fieldthread.Core.Basics;
using Fieldthread.Web.Api;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Roles;

namespace Fieldthread.Web.Fieldwork;

/// <summary>The tables of the fieldwork, as files.</summary>
internal static class FieldTables
{
    public static IReadOnlyList<TableExport> All { get; } =
    [
        TableExport.Of<SourceList, IReadOnlyList<SourceLine>>("sources", "Sources with where they belong", list => PlainTable.Of(
            "sources", list, ("source", s => s.Name), ("encounter", s => s.Encounter), ("kind", s => s.Kind), ("site", s => s.Site), ("phase", s => s.Phase), ("characters", s => s.Length), ("codings", s => s.Codings))),
        TableExport.Of<Field, FieldLists>("sites", "Sites", field => PlainTable.Of("sites", field.Sites, ("site", s => s.Name), ("about", s => s.About), ("sources", s => s.Sources))),
        TableExport.Of<Field, FieldLists>("participants", "Participants under their pseudonyms", field => PlainTable.Of(
            "participants", field.Participants, ("participant", p => p.Pseudonym), ("role", p => p.Role), ("site", p => p.Site), ("consent to quote", p => Workbench.Fieldwork.Consent.ConsentWords.Of(p.Consent)))),
        TableExport.Of<RolesOfStudy, IReadOnlyList<RoleLine>>("roles-held", "Roles of participants through time", list => PlainTable.Of(
            "roles-held", list, ("participant", r => r.Pseudonym), ("role", r => r.Role), ("site", r => r.Site), ("from", r => r.From), ("to", r => r.To))),
        TableExport.Of<Field, FieldLists>("encounters", "Encounters, in time", field => PlainTable.Of(
            "encounters", field.Encounters, ("encounter", e => e.Name), ("kind", e => e.Kind), ("date", e => e.Date), ("minutes", e => e.Minutes), ("site", e => e.Site), ("phase", e => e.Phase), ("participants", e => string.Join("; ", e.Participants)), ("guide", e => e.Held.Guide),
            ("asked or observed by", e => string.Join("; ", e.Held.Observers)), ("met", e => e.Held.Channel), ("manner", e => e.Held.Mode), ("kept as", e => e.Held.Kept), ("kind of meeting", e => e.Held.MeetingType), ("others there", e => e.Held.OthersThere))),
        TableExport.Of<Workbench.Studies.CutsOfStudy, IReadOnlyList<Workbench.Studies.CutLine>>("cuts", "Data cuts", list => PlainTable.Of(
            "cuts", list, ("cut", c => c.Name), ("up to act", c => c.Act), ("frozen", c => c.FrozenAt.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture)),
            ("sites", c => string.Join("; ", c.Filter.Sites ?? [])), ("phases", c => string.Join("; ", c.Filter.Phases ?? [])), ("coders", c => string.Join("; ", c.Filter.Coders ?? [])), ("log before it", c => c.HeadHash))),
    ];
}
