using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;

namespace Fieldthread.Workbench.Studies;

/// <summary>Makes a token by which a program acts in one’s own name.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Days">How long it works; 1 to 730.</param>
[Act("make-api-token", Permission.KeepOwnAccount, Scope = ActScope.Installation, CanBeUndone = false, Tells = "accounts")]
[Refuses("empty", "the name is empty")]
public sealed record MakeApiToken(string Name, int Days = 180) : Act<LinkMade>
{
    /// <inheritdoc/>
    public override Task<LinkMade> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        return Links.MakeAsync(acting, LinkPurpose.ApiToken, Acting.Given(Name, "The name of the token"), TimeSpan.FromDays(Math.Clamp(Days, 1, 730)), acting.Actor.AccountId);
    }
}

/// <summary>Ends one of one’s own tokens at once.</summary>
/// <param name="Id">Its id, as the list gives it.</param>
[Act("revoke-api-token", Permission.KeepOwnAccount, Scope = ActScope.Installation, CanBeUndone = false, Tells = "accounts")]
[Refuses("unknown", "there is no such token of this account")]
public sealed record RevokeApiToken(Guid Id) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var mine = await Links.ReadAsync(acting.Context, "purpose = @purpose AND account_id = @account", acting.Cancel, ("purpose", LinkPurpose.ApiToken), ("account", acting.Actor.AccountId));
        if (mine.Find(link => link.Id == Id) is not { } link)
        {
            throw new RefusedException(new Refusal("unknown", "There is no such token of yours.", "It may have ended already; read the list again."));
        }

        await Links.RemoveAsync(acting.Context, link, acting.Cancel);
        return new Added(Id);
    }
}

/// <summary>Lists one’s own tokens.</summary>
[Question("api-tokens", Permission.KeepOwnAccount, Scope = ActScope.Installation)]
public sealed record ApiTokens : Question<IReadOnlyList<ApiTokenLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<ApiTokenLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var mine = await Links.ReadAsync(asking.Context, "purpose = @purpose AND account_id = @account", asking.Cancel, ("purpose", LinkPurpose.ApiToken), ("account", asking.Actor.AccountId));
        return [.. mine.Select(link => new ApiTokenLine(link.Id, link.Name, link.Expires))];
    }
}

/// <summary>A token in a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is for.</param>
/// <param name="Expires">When it ends, UTC.</param>
public sealed record ApiTokenLine(Guid Id, string Name, DateTimeOffset Expires);
