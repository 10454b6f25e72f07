using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Consent;

/// <summary>Data whose last day is past.</summary>
internal sealed class ConsentAttention : IAttention
{
    public int Place => 35;

    public async Task<IReadOnlyList<AttentionLine>> LookAsync(Asking asking)
    {
        var due = (await new ConsentsOfStudy().AskAsync(asking)).People.Count(p => p.CutOff is not null && p.Due is not null);
        return due == 0 ? [] : [new AttentionLine(AttentionKind.Late, due == 1 ? "The data of one participant were to be kept until a day that is past." : $"The data of {due} participants were to be kept until days that are past.", "Their words are not printed any more. Erase them.", "consent", "Consent")];
    }
}
