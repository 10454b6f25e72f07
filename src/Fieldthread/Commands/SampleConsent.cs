using System.Text.Json;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Fieldwork.Consent;

namespace Fieldthread.Commands;

/// <summary>What the participants of the sample consented to, scope by scope, and who withdrew.</summary>
internal sealed class SampleConsent(Session session, int study, JsonElement sample)
{
    public async Task<string> FillAsync()
    {
        var people = (await session.AskAsync(study, new ConsentsOfStudy())).People.ToDictionary(p => p.Pseudonym, p => p.Id);
        var answers = 0;
        foreach (var c in sample.GetProperty("consents").EnumerateArray())
        {
            foreach (var (name, answer) in new[] { ("given", ConsentAnswer.Given), ("refused", ConsentAnswer.Refused), ("notAsked", ConsentAnswer.NotAsked) })
            {
                foreach (var scope in c.TryGetProperty(name, out var scopes) ? scopes.EnumerateArray().ToList() : [])
                {
                    await session.DoAsync(study, new RecordConsent(people[Text(c, "participant")], answer, Enum.Parse<ConsentScope>(scope.GetString()!, ignoreCase: true), Text(c, "day"), Text(c, "form"), Text(c, "note")));
                    answers++;
                }
            }
        }

        var withdrawals = sample.GetProperty("withdrawals");
        foreach (var w in withdrawals.EnumerateArray())
        {
            await session.DoAsync(study, new WithdrawConsent(people[Text(w, "participant")], Enum.Parse<WithdrawalLevel>(Text(w, "level"), ignoreCase: true), Text(w, "day"), Text(w, "decidedBy"), Text(w, "reason")));
        }

        return $"Consent: {answers} answers by scope, {withdrawals.GetArrayLength()} withdrawals.";
    }

    private static string Text(JsonElement of, string name) => of.GetProperty(name).GetString() ?? "";
}
