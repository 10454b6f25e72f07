using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Studies;

/// <summary>Invites somebody into the study by a link, which the one who invites hands over as they see fit.</summary>
/// <param name="Name">Who is meant, for the list of invitations.</param>
/// <param name="Role">What they will be in the study.</param>
/// <param name="Days">How long the link works; 1 to 90.</param>
[Act("invite", Permission.KeepPeople, CanBeUndone = false, Tells = "team")]
[Refuses("empty", "the name is empty")]
public sealed record Invite(string Name, Role Role, int Days = 14) : Act<LinkMade>
{
    /// <inheritdoc/>
    public override Task<LinkMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        return Links.MakeAsync(acting, LinkPurpose.Invitation, Acting.Given(Name, "The name"), TimeSpan.FromDays(Math.Clamp(Days, 1, 90)), study: acting.Context.Study, role: Role);
    }
}

/// <summary>Takes back an invitation that was not yet accepted.</summary>
/// <param name="Id">Its id, as the list gives it.</param>
[Act("withdraw-invitation", Permission.KeepPeople, CanBeUndone = false, Tells = "team")]
[Refuses("unknown", "there is no such open invitation into this study")]
public sealed record WithdrawInvitation(Guid Id) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var open = await Invitations.OpenAsync(acting.Context, acting.Now, acting.Cancel);
        if (open.Find(link => link.Id == Id) is not { } link)
        {
            throw new RefusedException(new Refusal("unknown", "There is no such open invitation.", "It may have been accepted or have ended; read the list again."));
        }

        await Links.RemoveAsync(acting.Context, link, acting.Cancel);
        return new Added(Id);
    }
}

/// <summary>Lists the invitations that are still open.</summary>
[Question("invitations", Permission.KeepPeople)]
public sealed record OpenInvitations : Question<IReadOnlyList<InvitationLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<InvitationLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var open = await Invitations.OpenAsync(asking.Context, DateTimeOffset.UtcNow, asking.Cancel);
        return [.. open.Select(link => new InvitationLine(link.Id, link.Name, link.Role!.Value, link.Expires))];
    }
}

/// <summary>An open invitation.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Who is meant.</param>
/// <param name="Role">What they will be.</param>
/// <param name="Expires">When it ends, UTC.</param>
public sealed record InvitationLine(Guid Id, string Name, Role Role, DateTimeOffset Expires);
