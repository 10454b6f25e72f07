using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Fieldwork.Sheets;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Sheets;

/// <summary>Encounters, with who was heard and how they were held.</summary>
internal sealed class EncounterSheet(IReadOnlyList<Encounter> encounters, NamesOfField names, IReadOnlyDictionary<string, Guid> versions) : OpenSheet
{
    public static async Task<OpenSheet> OpenAsync(StudyContext context, CancellationToken cancel)
    {
        var encounters = await context.All<Encounter>().AsNoTracking().OrderBy(e => e.Id).ToListAsync(cancel);
        var names = await NamesOfField.OfAsync(context, cancel);
        var heard = (await context.All<Attendance>().AsNoTracking().ToListAsync(cancel)).ToLookup(a => a.EncounterId, a => a.ParticipantId);
        var held = await HeldEncounters.OfAsync(context, cancel);
        var guides = await context.All<TopicGuide>().AsNoTracking().ToDictionaryAsync(g => g.Id, g => g.Title, cancel);
        var versions = (await context.All<GuideVersion>().AsNoTracking().Select(v => new { v.Id, v.GuideId, v.Number }).ToListAsync(cancel))
            .GroupBy(v => $"{guides[v.GuideId]}, version {v.Number}", StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal);
        return new EncounterSheet(encounters, names, versions)
        {
            Ground = new SheetGround(
                [
                    SheetColumn.Text("encounter") with { IsKey = true }, SheetColumn.OneOf("kind", Words<EncounterKind>(Facts.KindInWords)) with { IsNeeded = true }, SheetColumn.Day("date"), SheetColumn.Number("minutes", 1, 1440),
                    SheetColumn.Known("site", "site", NamesOfField.Known(names.Sites)), SheetColumn.Known("phase", "phase", NamesOfField.Known(names.Phases)), SheetColumn.Several("participants", "participant", NamesOfField.Known(names.People)),
                    SheetColumn.Known("guide", "version of a topic guide", versions.Keys.ToHashSet(StringComparer.Ordinal)), SheetColumn.Several("asked or observed by", "person of the team", NamesOfField.Known(names.Team)),
                    SheetColumn.OneOf("met", Words<EncounterChannel>(EncounterWords.Of)), SheetColumn.OneOf("manner", Words<EncounterMode>(EncounterWords.Of)), SheetColumn.OneOf("kept as", Words<EncounterKept>(EncounterWords.Of)),
                    SheetColumn.Text("kind of meeting"), SheetColumn.Text("others there"),
                ],
                [.. encounters.Select(e => (IReadOnlyList<string>)
                [
                    e.Name, Facts.KindInWords(e.Kind), e.Date ?? "", e.Minutes?.ToString(CultureInfo.InvariantCulture) ?? "", names.Of(e.SiteId), names.Of(e.PhaseId),
                    string.Join("; ", heard[e.Id].Select(p => names.Of(p)).Order(NaturalOrder.Instance)), held[e.Id].Guide ?? "", string.Join("; ", held[e.Id].Observers), held[e.Id].Channel, held[e.Id].Mode, held[e.Id].Kept, held[e.Id].MeetingType, held[e.Id].OthersThere,
                ])], Derive()),
        };
    }

    public override Task LandAsync(Acting acting, SheetRowPlan row)
    {
        var c = row.Cells;
        var (kind, date, minutes) = (Word<EncounterKind>(c[1], Facts.KindInWords), c[2].Length > 0 ? c[2] : null, c[3].Length > 0 ? int.Parse(c[3], CultureInfo.InvariantCulture) : (int?)null);
        var (site, phase, heard, team) = (NamesOfField.One(names.Sites, c[4]), NamesOfField.One(names.Phases, c[5]), NamesOfField.Many(names.People, c[6]), NamesOfField.Many(names.Team, c[8]));
        var (channel, mode, kept) = (Word<EncounterChannel>(c[9], EncounterWords.Of), Word<EncounterMode>(c[10], EncounterWords.Of), Word<EncounterKept>(c[11], EncounterWords.Of));
        return row.Standing is { } at
            ? new EditEncounter(encounters[at].Id, c[0], kind, date, minutes, site, phase, heard, NamesOfField.One(versions, c[7]), team, channel, mode, kept, c[12], c[13]).DoAsync(acting)
            : new AddEncounter(c[0], kind, date, minutes, site, phase, heard, null, NamesOfField.One(versions, c[7]), team, channel, mode, kept, c[12], c[13]).DoAsync(acting);
    }
}

/// <summary>Names of what fieldwork is made of, with their ids.</summary>
internal sealed record NamesOfField(IReadOnlyDictionary<string, Guid> Sites, IReadOnlyDictionary<string, Guid> Phases, IReadOnlyDictionary<string, Guid> People, IReadOnlyDictionary<string, Guid> Team)
{
    private readonly Dictionary<Guid, string> byId = Sites.Concat(Phases).Concat(People).Concat(Team).ToDictionary(p => p.Value, p => p.Key);

    public static async Task<NamesOfField> OfAsync(StudyContext context, CancellationToken cancel) => new(
        await context.All<Site>().AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Id, StringComparer.Ordinal, cancel),
        await context.All<Phase>().AsNoTracking().ToDictionaryAsync(s => s.Name, s => s.Id, StringComparer.Ordinal, cancel),
        await context.All<Participant>().AsNoTracking().ToDictionaryAsync(s => s.Pseudonym, s => s.Id, StringComparer.Ordinal, cancel),
        (await context.All<Person>().AsNoTracking().OrderBy(p => p.Id).Select(p => new { p.Id, p.Name }).ToListAsync(cancel)).GroupBy(p => p.Name, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Id, StringComparer.Ordinal));

    /// <summary>The name of one; empty for none.</summary>
    public string Of(Guid? id) => id is { } known ? byId.GetValueOrDefault(known, "") : "";

    public static IReadOnlySet<string> Known(IReadOnlyDictionary<string, Guid> names) => names.Keys.ToHashSet(StringComparer.Ordinal);

    public static Guid? One(IReadOnlyDictionary<string, Guid> names, string cell) => cell.Length > 0 ? names[cell] : null;

    public static IReadOnlyList<Guid> Many(IReadOnlyDictionary<string, Guid> names, string cell) => [.. cell.Split("; ", StringSplitOptions.RemoveEmptyEntries).Select(n => names[n])];
}
