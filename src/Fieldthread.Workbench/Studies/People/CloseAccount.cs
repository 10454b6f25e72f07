using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Closes an account: password, links and tokens are removed, its sessions end. What the person did stays under their name.</summary>
/// <param name="Account">The account.</param>
[Act("close-account", Permission.KeepInstallation, Scope = ActScope.Installation, CanBeUndone = false, Tells = "accounts")]
[Refuses("unknown", "there is no such account")]
[Refuses("last-steward", "nobody would be left to keep the installation")]
public sealed record CloseAccount(Guid Account) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var account = await acting.FindAsync<Account>(Account);
        if (account is { Steward: true, Closed: false } && !await acting.Context.Set<Account>().AnyAsync(a => a.Steward && !a.Closed && a.Id != account.Id, acting.Cancel))
        {
            Acting.Refuse("last-steward", "Nobody would be left to keep the installation.", "Add another steward first.");
        }

        account.Closed = true;
        await Passwords.ForgetAsync(acting.Context, account.Id, acting.Cancel);
        await acting.Context.ExecuteAsync("DELETE FROM links WHERE account_id = @account", acting.Cancel, ("account", account.Id));
        return new Added(account.Id);
    }
}

/// <summary>Opens a closed account again. The person gets in by a one-time link.</summary>
/// <param name="Account">The account.</param>
[Act("reopen-account", Permission.KeepInstallation, Scope = ActScope.Installation, CanBeUndone = false, Tells = "accounts")]
[Refuses("unknown", "there is no such account")]
public sealed record ReopenAccount(Guid Account) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var account = await acting.FindAsync<Account>(Account);
        account.Closed = false;
        return new Added(account.Id);
    }
}

/// <summary>Lists the accounts by name.</summary>
[Question("accounts", Permission.KeepInstallation, Scope = ActScope.Installation)]
public sealed record AllAccounts : Question<IReadOnlyList<AccountLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<AccountLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var accounts = await asking.Context.All<Account>().Select(a => new AccountLine(a.Id, a.Name, a.Email, a.Steward, a.Closed)).ToListAsync(asking.Cancel);
        return [.. accounts.OrderBy(a => a.Name, StringComparer.OrdinalIgnoreCase)];
    }
}

/// <summary>An account in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Name as shown.</param>
/// <param name="Email">Address by which they sign in.</param>
/// <param name="Steward">True where they keep the installation.</param>
/// <param name="Closed">True where they may no longer sign in.</param>
public sealed record AccountLine(Guid Id, string Name, string Email, bool Steward, bool Closed);
