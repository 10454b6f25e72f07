using System.Text.Json;
using Fieldthread.Core.Fieldwork;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Approvals;

namespace Fieldthread.Commands;

/// <summary>What the fieldwork of the sample stood on.</summary>
internal sealed class SampleApprovals(Session session, int study, JsonElement sample)
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

        return $"Approvals: {all.GetArrayLength()}, one of them looked at again after a merger.";
    }

    private static string? Text(JsonElement of, string name) => of.TryGetProperty(name, out var value) ? value.GetString() : null;
}
