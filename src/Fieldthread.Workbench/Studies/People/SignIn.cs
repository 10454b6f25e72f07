using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Somebody proved who they are.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Stamp">Changes with the password; a session made under an older one has ended.</param>
public sealed record SignedIn(Actor Actor, string Stamp);

/// <summary>Finds out who somebody is: by password, by a one-time link, by an API token, by a session’s account. Says nothing about why not, and logs nothing.</summary>
public sealed class SignIn(Database database, TimeProvider? clock = null)
{
    private readonly TimeProvider clock = clock ?? TimeProvider.System;

    /// <summary>By e-mail address and password. An unknown address costs the same work as a wrong password.</summary>
    /// <returns>Null where they do not fit or the account is closed.</returns>
    public async Task<SignedIn?> ByPasswordAsync(string? email, string? password, CancellationToken cancel = default)
    {
        await using var context = database.Live(new View(0));
        var address = Accounts.Normal(email);
        var account = await context.Set<Account>().AsNoTracking().FirstOrDefaultAsync(a => a.Email == address, cancel);
        var kept = await Passwords.ReadAsync(context, account?.Id ?? Guid.Empty, cancel);
        return Passwords.Fits(kept?.Hash, password) && account is { Closed: false } ? Of(account, kept) : null;
    }

    /// <summary>By a one-time link, which is used up.</summary>
    /// <returns>Null where it is unknown, used or ended.</returns>
    public async Task<SignedIn?> ByLinkAsync(string? token, CancellationToken cancel = default)
    {
        await using var context = database.Live(new View(0));
        if (await Links.FindAsync(context, token, LinkPurpose.SignIn, clock.GetUtcNow(), cancel) is not { Account: { } account } link)
        {
            return null;
        }

        await database.WriteGate.WaitAsync(cancel);
        try
        {
            return await Links.UseAsync(context, link, clock.GetUtcNow(), cancel) ? await ByAccountAsync(account, stamp: null, cancel) : null;
        }
        finally
        {
            database.WriteGate.Release();
        }
    }

    /// <summary>By an API token, which stays.</summary>
    /// <returns>Null where it is unknown, revoked or ended.</returns>
    public async Task<SignedIn?> ByApiTokenAsync(string? token, CancellationToken cancel = default)
    {
        await using var context = database.Live(new View(0));
        return await Links.FindAsync(context, token, LinkPurpose.ApiToken, clock.GetUtcNow(), cancel) is { Account: { } account } ? await ByAccountAsync(account, stamp: null, cancel) : null;
    }

    /// <summary>By the account of a session, and the stamp under which it was made.</summary>
    /// <param name="account">The account.</param>
    /// <param name="stamp">Stamp of the session; null where it need not be compared.</param>
    /// <param name="cancel">Stops it.</param>
    /// <returns>Null where the account is gone or closed, or its password was changed since.</returns>
    public async Task<SignedIn?> ByAccountAsync(Guid account, string? stamp, CancellationToken cancel = default)
    {
        await using var context = database.Live(new View(0));
        var found = await context.Set<Account>().AsNoTracking().FirstOrDefaultAsync(a => a.Id == account && !a.Closed, cancel);
        if (found is null)
        {
            return null;
        }

        var signedIn = Of(found, await Passwords.ReadAsync(context, account, cancel));
        return stamp is null || string.Equals(stamp, signedIn.Stamp, StringComparison.Ordinal) ? signedIn : null;
    }

    private static SignedIn Of(Account account, (string Hash, string Stamp)? kept) => new(new Actor(account.Id, account.Name, account.Steward), kept?.Stamp ?? "");
}

/// <summary>The one who keeps an installation that has just been made.</summary>
public static class FirstSteward
{
    /// <summary>Address of the account made on the first start; nobody can sign in by password until they set one.</summary>
    public const string Email = "owner@localhost";

    /// <summary>The oldest open steward’s account; on the first start it is made.</summary>
    public static async Task<Actor> EnsureAsync(Workshop workshop, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        if (await FindAsync(workshop.Database, cancel) is { } there)
        {
            return there;
        }

        try
        {
            await workshop.DoAsync(0, new AddAccount("Researcher", Email, Steward: true), Actor.Program, cancel: cancel);
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "email-taken")
        {
            // Another node was first.
        }

        return await FindAsync(workshop.Database, cancel) ?? throw new InvalidOperationException("The account of the owner is closed and there is no other steward.");
    }

    private static async Task<Actor?> FindAsync(Database database, CancellationToken cancel)
    {
        await using var context = database.Live(new View(0));
        var stewards = await context.Set<Account>().AsNoTracking().Where(a => a.Steward && !a.Closed).ToListAsync(cancel);
        // Ids carry the time at which they were made.
        return stewards.OrderBy(a => a.Id).Select(a => new Actor(a.Id, a.Name, Steward: true)).FirstOrDefault();
    }
}
