using System.Text.Json;
using Fieldthread.Core.Fieldwork.AutoCoding;
using Fieldthread.Web.Frame;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Appointments;
using Fieldthread.Workbench.Fieldwork.AutoCoding;
using Fieldthread.Workbench.Fieldwork.Classifying;
using Fieldthread.Workbench.Fieldwork.Frameworks;
using Fieldthread.Workbench.Fieldwork.Revisions;
using Fieldthread.Workbench.Fieldwork.Roles;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Studies.Memos;
using Fieldthread.Workbench.Studies.Minutes;

namespace Fieldthread.Commands;

/// <summary>What the sample’s researchers did after the report: attributes, appointments that came to nothing, minutes, a rule, a memo, a framework matrix, a text corrected. The cut was frozen before, so the report’s numbers stay.</summary>
internal sealed class SampleWorking(Session session, int study, DirectoryInfo folder)
{
    private Dictionary<string, Guid> sites = [];
    private Dictionary<string, Guid> codes = [];
    private Dictionary<string, Guid> team = [];

    public async Task<string?> FillAsync()
    {
        var file = new FileInfo(Path.Combine(folder.FullName, "working.json"));
        if (!file.Exists)
        {
            return null;
        }

        using var document = JsonDocument.Parse(await File.ReadAllBytesAsync(file.FullName, session.Cancel));
        var all = document.RootElement;
        codes = (await session.AskAsync(study, new CodebookTree())).ToDictionary(c => c.Path, c => c.Id);
        team = (await session.AskAsync(study, new TeamList())).Where(t => t.Role is not null).GroupBy(t => t.Name).ToDictionary(g => g.Key, g => g.First().Id);
        await FieldAsync(all);
        await MeetingsAsync(all.GetProperty("minutes"));
        var rule = await RuleAsync(all.GetProperty("rule"));
        foreach (var m in all.GetProperty("memos").EnumerateArray())
        {
            var memo = (await session.DoAsync(study, new WriteMemo(Text(m, "words"), $"codes:{codes[Text(m, "on")]}", Text(m, "title")))).Answer.Id;
            foreach (var link in m.GetProperty("links").EnumerateArray())
            {
                await session.DoAsync(study, new LinkMemo(memo, $"codes:{codes[link.GetString()!]}"));
            }
        }

        await ChartAsync(all.GetProperty("framework"));
        var r = all.GetProperty("revision");
        var source = (await session.AskAsync(study, new SourceList())).Single(s => s.Name == Text(r, "source")).Id;
        var text = (await session.AskAsync(study, new SourceText(source))).Text;
        await session.DoAsync(study, new ReviseSource(source, 1, text.Replace(Text(r, "from"), Text(r, "to"), StringComparison.Ordinal), Text(r, "reason")));
        return $"After the report: attributes of sites and people, a role that changed, {Counted.Of(all.GetProperty("appointments").GetArrayLength(), "appointment")} called off, minutes with {Counted.Of(all.GetProperty("minutes")[0].GetProperty("decisions").GetArrayLength(), "decision")}, {Counted.Of(rule, "coding")} by a rule, a memo, a framework matrix begun, a text corrected.";
    }

    private async Task FieldAsync(JsonElement all)
    {
        var field = await session.AskAsync(study, new Field());
        sites = field.Sites.ToDictionary(s => s.Name, s => s.Id);
        var people = field.Participants.ToDictionary(p => p.Pseudonym, p => p.Id);
        foreach (var a in all.GetProperty("attributes").EnumerateArray())
        {
            var of = Enum.Parse<Classified>(Text(a, "of"), ignoreCase: true);
            await session.DoAsync(study, new SetAttribute(of, of == Classified.Sites ? sites[Text(a, "thing")] : people[Text(a, "thing")], Text(a, "name"), Text(a, "value")));
        }

        foreach (var r in all.GetProperty("roles").EnumerateArray())
        {
            await session.DoAsync(study, new AddRole(people[Text(r, "participant")], Text(r, "role"), sites[Text(r, "site")], Text(r, "from")));
        }

        var phases = (await session.AskAsync(study, new PhaseList())).ToDictionary(p => p.Name, p => p.Id);
        foreach (var a in all.GetProperty("appointments").EnumerateArray())
        {
            var goes = team.TryGetValue(Text(a, "team"), out var who) ? new[] { who } : [];
            var id = (await session.DoAsync(study, new PlanAppointment(
                Text(a, "name"), Enum.GetValues<EncounterKind>().First(k => Facts.KindInWords(k) == Text(a, "kind")), Text(a, "starts"), a.GetProperty("minutes").GetInt32(), "Europe/London", sites[Text(a, "site")], phases[Text(a, "phase")], Team: goes, Note: Text(a, "note")))).Answer.Id;
            if (a.GetProperty("calledOff").GetBoolean())
            {
                await session.DoAsync(study, new CallOffAppointment(id));
            }
        }
    }

    private async Task MeetingsAsync(JsonElement minutes)
    {
        foreach (var m in minutes.EnumerateArray())
        {
            var decisions = m.GetProperty("decisions").EnumerateArray().ToList();
            var present = m.GetProperty("present").EnumerateArray().Where(p => team.ContainsKey(p.GetString()!)).Select(p => team[p.GetString()!]).ToList();
            var id = (await session.DoAsync(study, new WriteMinutes(Text(m, "date"), Text(m, "title"), Text(m, "discussed"), present, Decisions: string.Join('\n', decisions.Select(d => Text(d, "words")))))).Answer.Id;
            var written = (await session.AskAsync(study, new MinutesList())).Single(x => x.Id == id).Decisions;
            foreach (var (decision, line) in decisions.Zip(written))
            {
                var touched = (decision.TryGetProperty("codes", out var of) ? of.EnumerateArray().Select(c => $"codes:{codes[c.GetString()!]}") : []).Concat(decision.TryGetProperty("claims", out var claims) ? claims.EnumerateArray().Select(c => $"claims:{c.GetString()}") : []);
                foreach (var thing in touched)
                {
                    await session.DoAsync(study, new LinkDecision(line.Id, thing));
                }
            }
        }
    }

    private async Task<int> RuleAsync(JsonElement rule)
    {
        var done = (await session.DoAsync(study, new AutoCode(
            AutoWay.Words, [.. rule.GetProperty("look").EnumerateArray().Select(w => w.GetString()!)], Enum.Parse<AutoTake>(Text(rule, "take")), NewCode: Text(rule, "newCode"), Note: Text(rule, "note")), "Coding by rule")).Answer;
        var proposed = (await session.AskAsync(study, new AutoRunCodings(done.Run, Proposed: true))).Codings;
        await session.DoAsync(study, new ConfirmAutoCodings([.. proposed.Take(rule.GetProperty("confirm").GetInt32()).Select(c => c.Id)]));
        return done.Codings;
    }

    private async Task ChartAsync(JsonElement matrix)
    {
        var id = (await session.DoAsync(study, new MakeFramework(Text(matrix, "name"), Classified.Sites, [.. matrix.GetProperty("codes").EnumerateArray().Select(c => codes[c.GetString()!])], Note: Text(matrix, "note")))).Answer.Id;
        foreach (var cell in matrix.GetProperty("cells").EnumerateArray())
        {
            await session.DoAsync(study, new WriteCell(id, sites[Text(cell, "row")], codes[Text(cell, "code")], Text(cell, "summary")));
        }
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString()!;
}
