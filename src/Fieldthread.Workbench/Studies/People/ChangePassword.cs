using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>Changes one’s own password, or sets the first one. Every other session of the account ends.</summary>
/// <param name="Old">The password so far; null where the account has none.</param>
/// <param name="New">The new one.</param>
[Act("change-password", Permission.KeepOwnAccount, Scope = ActScope.Installation, CanBeUndone = false, Tells = "accounts")]
[Refuses("wrong-password", "the password so far is another")]
[Refuses("weak-password", "the new one is too short or too long")]
public sealed record ChangePassword([property: Secret] string? Old, [property: Secret] string New) : Act<Added>
{
    private string? hash;

    /// <inheritdoc/>
    public override Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        // Hashing takes a tenth of a second on purpose; nobody else's act should wait for it.
        hash = Passwords.Hash(New);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var account = acting.Actor.AccountId!.Value;
        if (await Passwords.ReadAsync(acting.Context, account, acting.Cancel) is { } before && !Passwords.Fits(before.Hash, Old))
        {
            Acting.Refuse("wrong-password", "The password so far is another.", "Write the one you sign in with, or ask a steward for a one-time link.");
        }

        await Passwords.SetAsync(acting.Context, account, hash!, acting.Cancel);
        return new Added(account);
    }
}

/// <summary>Makes a link that signs somebody in once, for a first visit or a forgotten password.</summary>
/// <param name="Account">Whose.</param>
/// <param name="ForgetPassword">True to remove their password, so that they choose a new one.</param>
/// <param name="Hours">How long it works; 1 to 168.</param>
[Act("make-sign-in-link", Permission.KeepInstallation, Scope = ActScope.Installation, CanBeUndone = false, Tells = "accounts")]
[Refuses("unknown", "there is no such account")]
[Refuses("closed", "the account is closed")]
public sealed record MakeSignInLink(Guid Account, bool ForgetPassword = false, int Hours = 24) : Act<LinkMade>
{
    /// <inheritdoc/>
    public override async Task<LinkMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var account = await acting.FindAsync<Account>(Account);
        if (account.Closed)
        {
            Acting.Refuse("closed", $"The account of {account.Name} is closed.", "Open it again first.");
        }

        if (ForgetPassword)
        {
            await Passwords.ForgetAsync(acting.Context, account.Id, acting.Cancel);
        }

        return await Links.MakeAsync(acting, LinkPurpose.SignIn, "", TimeSpan.FromHours(Math.Clamp(Hours, 1, 168)), account.Id);
    }
}
