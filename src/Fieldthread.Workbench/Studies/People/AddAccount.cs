using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Studies;

/// <summary>Adds somebody who can sign in. They get in by a one-time link (<see cref="MakeSignInLink"/>) and choose a password then.</summary>
/// <param name="Name">Name as shown to others.</param>
/// <param name="Email">Address by which they sign in.</param>
/// <param name="Steward">True for one who keeps the installation.</param>
[Act("add-account", Permission.KeepInstallation, Scope = ActScope.Installation, CanBeUndone = false, Tells = "accounts")]
[Refuses("empty", "the name is empty")]
[Refuses("bad-email", "the address is no e-mail address")]
[Refuses("email-taken", "another account has that address")]
public sealed record AddAccount(string Name, string Email, bool Steward = false) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        return new Added((await Accounts.AddAsync(acting, Name, Email, Steward)).Id);
    }
}

/// <summary>What acts upon accounts share.</summary>
internal static class Accounts
{
    public static async Task<Account> AddAsync(Acting acting, string name, string email, bool steward)
    {
        var given = Acting.Given(name, "The name");
        var address = AddressOf(email);
        if (await acting.Context.Set<Account>().AnyAsync(a => a.Email == address, acting.Cancel))
        {
            Acting.Refuse("email-taken", "There is already an account with that e-mail address.", "Sign in with it, or use another address.");
        }

        return acting.Add(new Account { Name = given, Email = address, Steward = steward });
    }

    /// <summary>An address in the form in which it is compared: trimmed, lower case.</summary>
    public static string Normal(string? email) => (email ?? "").Trim().ToLowerInvariant();

    private static string AddressOf(string? email)
    {
        var address = Normal(email);
        var at = address.IndexOf('@', StringComparison.Ordinal);
        if (at < 1 || at != address.LastIndexOf('@') || at == address.Length - 1 || address.Length > 254 || address.Any(c => char.IsWhiteSpace(c) || char.IsControl(c)))
        {
            Acting.Refuse("bad-email", "That is not an e-mail address.", "Write it as name@example.org.");
        }

        return address;
    }
}
