using System.Text.Json;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.FieldNotes;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Commands;

/// <summary>What the sample asked, in which version, and how its encounters were held.</summary>
internal sealed class SampleGuides(Session session, int study, JsonElement sample)
{
    public async Task<string> FillAsync()
    {
        var all = sample.GetProperty("topicGuides");
        foreach (var line in all.GetProperty("lines").EnumerateArray())
        {
            await session.DoAsync(study, new AddLineOfInquiry(Text(line, "label"), Text(line, "sought")));
        }

        var used = new Dictionary<string, Guid>(StringComparer.Ordinal);
        foreach (var guide in all.GetProperty("guides").EnumerateArray())
        {
            var id = (await session.DoAsync(study, new AddGuide(Text(guide, "title")))).Answer.Id;
            foreach (var version in guide.GetProperty("versions").EnumerateArray())
            {
                var done = await session.DoAsync(study, new AddGuideVersion(id, Text(version, "text"), Text(version, "day"), Text(version, "note")));
                Names(version, "encounters").ForEach(name => used[name] = done.Answer.Version);
            }
        }

        await session.DoAsync(study, new AddNoteTemplate(Text(all, "template")));
        var encounters = (await session.AskAsync(study, new Field())).Encounters.ToDictionary(e => e.Name, e => e.Id);
        var team = (await session.AskAsync(study, new TeamList())).ToLookup(p => p.Name, p => p.Id);
        var held = 0;
        foreach (var way in all.GetProperty("held").EnumerateArray())
        {
            foreach (var name in Names(way, "encounters"))
            {
                var was = await session.AskAsync(study, new ShowEncounter(encounters[name]));
                await session.DoAsync(study, new EditEncounter(
                    encounters[name], name, was.Kind, was.Line.Date, was.Line.Minutes, was.Site, was.Phase, was.Heard, used.TryGetValue(name, out var version) ? version : null, [.. Names(way, "by").SelectMany(by => team[by].Take(1))],
                    Enum.Parse<EncounterChannel>(Text(way, "channel"), ignoreCase: true), Enum.Parse<EncounterMode>(Text(way, "mode"), ignoreCase: true), Enum.Parse<EncounterKept>(Text(way, "kept"), ignoreCase: true), Text(way, "meetingType")));
                held++;
            }
        }

        return $"Topic guides: {all.GetProperty("guides").GetArrayLength()}, in versions that {used.Count} interviews used; how {held} encounters were held.";
    }

    private static List<string> Names(JsonElement of, string name) => [.. of.GetProperty(name).EnumerateArray().Select(n => n.GetString()!)];

    private static string Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
