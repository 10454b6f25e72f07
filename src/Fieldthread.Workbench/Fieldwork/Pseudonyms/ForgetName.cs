using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Fieldwork.Pseudonyms;

/// <summary>Takes what is sealed under a pseudonym out of the store for good, former words too. The pseudonym stays in list and texts.</summary>
/// <param name="Pseudonym">Which pseudonym.</param>
[Act("forget-name", Permission.KeepNames, CanBeUndone = false, Tells = "pseudonyms")]
[Refuses("unknown", "there is no such pseudonym")]
[Refuses("not-set-up", "the study has no sealed store yet")]
[Refuses("no-key", "the key is not on this machine, or is another")]
public sealed record ForgetName(Guid Pseudonym) : Act<Added>
{
    private ForgottenNames? forgotten;

    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        await NameStore.OpenAsync(acting.Context, acting.Services.Database, acting.Cancel);
        var row = await acting.FindAsync<Pseudonym>(Pseudonym);
        forgotten = await ForgottenNames.OfAsync(acting, row.Replacement);
        return new Added(row.Id);
    }

    /// <inheritdoc/>
    public override async Task AfterCommitAsync(ActServices services, CancellationToken cancel)
    {
        ArgumentNullException.ThrowIfNull(services);
        await (forgotten?.ForgetAsync(services.Database) ?? Task.CompletedTask);
    }
}
