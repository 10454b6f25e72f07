using System.Text.Json;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Approvals;
using Fieldthread.Workbench.Fieldwork.Recruitment;

namespace Fieldthread.Commands;

/// <summary>What the fieldwork of the sample stood on, and whom it asked.</summary>
internal sealed class SampleApprovals(Session session, int study, JsonElement sample, DirectoryInfo folder)
{
    public async Task<string> FillAsync()
    {
        var sites = (await session.AskAsync(study, new Field())).Sites.ToDictionary(s => s.Name, s => s.Id);
        var all = sample.GetProperty("approvals");
        foreach (var a in all.EnumerateArray())
        {
            var done = await session.DoAsync(study, new RecordApproval(
                Enum.Parse<ApprovalKind>(Text(a, "kind")!, ignoreCase: true), Text(a, "body")!, Text(a, "reference")!, Text(a, "from"), Text(a, "until"), Text(a, "conditions") ?? "", Text(a, "site") is { } site ? sites[site] : null));
            if (Text(a, "checkedOn") is { } day)
            {
                await session.DoAsync(study, new RecheckApproval(done.Answer.Id, day, Text(a, "checked")!));
            }
        }

        foreach (var t in sample.GetProperty("recruitmentTargets").EnumerateArray())
        {
            await session.DoAsync(study, new SetRecruitmentTarget(Text(t, "role")!, t.GetProperty("number").GetInt32(), sites[Text(t, "site")!]));
        }

        var log = Path.Combine(folder.FullName, "recruitment.csv");
        var asked = await session.DoAsync(study, new ImportRecruitment(new GivenFile("recruitment.csv", await File.ReadAllBytesAsync(log, session.Cancel))));
        return $"Approvals: {all.GetArrayLength()}, one of them looked at again after a merger. Recruitment: {asked.Answer.People} people were asked.";
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
}
