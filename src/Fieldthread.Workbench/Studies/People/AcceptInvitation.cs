using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Makes an account for somebody who holds an invitation. <see cref="Join"/> follows; <see cref="Invitations.AcceptAsync"/> does both.</summary>
/// <param name="Token">The invitation’s token.</param>
/// <param name="Name">Name as shown to others.</param>
/// <param name="Email">Address by which they will sign in.</param>
/// <param name="Password">Their password.</param>
[Act("accept-invitation", Permission.HoldLink, Scope = ActScope.Installation, CanBeUndone = false, Tells = "accounts")]
[Refuses("bad-link", "the invitation is unknown, used, ended or already tied to an account")]
[Refuses("empty", "the name is empty")]
[Refuses("bad-email", "the address is no e-mail address")]
[Refuses("email-taken", "another account has that address")]
[Refuses("weak-password", "the password is too short or too long")]
public sealed record AcceptInvitation([property: Secret] string Token, string Name, string Email, [property: Secret] string Password) : Act<Added>
{
    private string? hash;

    /// <inheritdoc/>
    public override Task PrepareAsync(IProgress<JobProgress> progress, CancellationToken cancel)
    {
        hash = Passwords.Hash(Password);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        if (await Links.FindAsync(acting.Context, Token, LinkPurpose.Invitation, acting.Now, acting.Cancel) is not { Account: null } link)
        {
            throw new RefusedException(Invitations.BadLink);
        }

        var account = await Accounts.AddAsync(acting, Name, Email, steward: false);
        await Passwords.SetAsync(acting.Context, account.Id, hash!, acting.Cancel);
        // Tied, not used: should the program stop before the joining, this account, and no other, can still join by it.
        await acting.Context.ExecuteAsync("UPDATE links SET account_id = @account WHERE token_hash = @hash", acting.Cancel, ("account", account.Id), ("hash", link.Hash));
        return new Added(account.Id);
    }
}

/// <summary>Takes the role in the study that an invitation offers, with one’s own account.</summary>
/// <param name="Token">The invitation’s token.</param>
[Act("join", Permission.KeepOwnAccount, CanBeUndone = false, Tells = "team")]
[Refuses("bad-link", "the invitation is unknown, used, ended, into another study or tied to another account")]
[Refuses("member-already", "the account has a role in the study")]
public sealed record Join([property: Secret] string Token) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var account = acting.Actor.AccountId!.Value;
        var link = await Links.FindAsync(acting.Context, Token, LinkPurpose.Invitation, acting.Now, acting.Cancel);
        if (link is null || link.Study != acting.Context.Study || (link.Account is { } tied && tied != account))
        {
            throw new RefusedException(Invitations.BadLink);
        }

        var person = await acting.Context.Set<Person>().AsTracking().FirstOrDefaultAsync(p => p.AccountId == account, acting.Cancel);
        if (person is { Role: not null })
        {
            Acting.Refuse("member-already", $"You are in this study already, as {person.Role}.", "Ask the study’s lead for another role.");
        }

        person ??= acting.Add(new Person { AccountId = account });
        person.Name = acting.Actor.Name;
        person.Role = link.Role;
        await Links.UseAsync(acting.Context, link, acting.Now, acting.Cancel);
        return new Added(person.Id);
    }
}

/// <summary>Invitations by link.</summary>
public static class Invitations
{
    internal static Refusal BadLink { get; } = new("bad-link", "This invitation does not work: it was used, taken back, or its time is over.", "Ask the one who invited you for a new one.");

    /// <summary>The study that an open invitation leads into.</summary>
    /// <exception cref="RefusedException">It does not work: <c>bad-link</c>.</exception>
    public static async Task<int> StudyOfAsync(Database database, string token, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(database);
        await using var context = database.Live(new View(0));
        return (await Links.FindAsync(context, token, LinkPurpose.Invitation, DateTimeOffset.UtcNow, cancel))?.Study ?? throw new RefusedException(BadLink);
    }

    /// <summary>Makes an account by an invitation and joins the study with it.</summary>
    /// <returns>Who may now be signed in.</returns>
    /// <exception cref="RefusedException">A refusal of <see cref="AcceptInvitation"/> or <see cref="Join"/>.</exception>
    public static async Task<Actor> AcceptAsync(Workshop workshop, string token, string name, string email, string password, CancellationToken cancel = default)
    {
        ArgumentNullException.ThrowIfNull(workshop);
        var study = await StudyOfAsync(workshop.Database, token, cancel);
        var account = await workshop.DoAsync(0, new AcceptInvitation(token, name, email, password), Actor.Nobody, cancel: cancel);
        var actor = new Actor(account.Answer.Id, name.Trim(), Steward: false);
        await workshop.DoAsync(study, new Join(token), actor, cancel: cancel);
        return actor;
    }

    internal static Task<List<Link>> OpenAsync(StudyContext context, DateTimeOffset now, CancellationToken cancel) =>
        Links.ReadAsync(context, "purpose = @purpose AND study_id = @study AND used_at IS NULL AND expires_at > @now", cancel, ("purpose", LinkPurpose.Invitation), ("study", context.Study), ("now", now));
}
