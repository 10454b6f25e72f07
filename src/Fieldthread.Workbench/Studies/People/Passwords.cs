using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace Fieldthread.Workbench.Studies;

/// <summary>Passwords: what is asked of them, how they are kept. Only a salted PBKDF2 hash is ever stored, and never in the log.</summary>
internal static class Passwords
{
    /// <summary>Fewest characters.</summary>
    public const int Shortest = 12;

    private const int Longest = 256;

    /// <summary>210,000 rounds of HMAC-SHA-512, as OWASP’s Password Storage Cheat Sheet (2023) asks.</summary>
    private static readonly PasswordHasher<Account> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 210_000 }));

    private static readonly Account Anyone = new();

    /// <summary>Stands in for the hash of an account that is not there, so that an unknown address costs as much as a wrong password.</summary>
    private static readonly Lazy<string> NobodysHash = new(() => Hasher.HashPassword(Anyone, Guid.NewGuid().ToString()));

    /// <summary>Hash of a good enough password.</summary>
    /// <exception cref="RefusedException">It is too short or too long: <c>weak-password</c>.</exception>
    public static string Hash(string? password)
    {
        if (password is null || password.Length is < Shortest or > Longest || string.IsNullOrWhiteSpace(password))
        {
            Acting.Refuse("weak-password", $"A password has {Shortest} to {Longest} characters.", "Choose a longer one; a few words in a row are good.");
        }

        return Hasher.HashPassword(Anyone, password);
    }

    /// <summary>True where the password is the one behind the hash. The work is the same where there is no hash.</summary>
    public static bool Fits(string? hash, string? password)
    {
        var fits = Hasher.VerifyHashedPassword(Anyone, hash ?? NobodysHash.Value, password is { Length: <= Longest } ? password : "") != PasswordVerificationResult.Failed;
        return fits && hash is not null;
    }

    /// <summary>The account's hash and stamp; null where it has no password.</summary>
    public static async Task<(string Hash, string Stamp)?> ReadAsync(StudyContext context, Guid account, CancellationToken cancel)
    {
        var rows = await context.ReadAsync("SELECT password_hash, stamp FROM credentials WHERE account_id = @account", row => (row.GetString(0), row.GetString(1)), cancel, ("account", account));
        return rows.Count == 0 ? null : rows[0];
    }

    /// <summary>Keeps a hash under a new stamp, which ends every session signed in under the old one.</summary>
    public static async Task SetAsync(StudyContext context, Guid account, string hash, CancellationToken cancel)
    {
        await ForgetAsync(context, account, cancel);
        await context.ExecuteAsync("INSERT INTO credentials (account_id, password_hash, stamp) VALUES (@account, @hash, @stamp)", cancel,
            ("account", account), ("hash", hash), ("stamp", Guid.NewGuid().ToString("N")));
    }

    /// <summary>Removes the password.</summary>
    public static Task ForgetAsync(StudyContext context, Guid account, CancellationToken cancel) =>
        context.ExecuteAsync("DELETE FROM credentials WHERE account_id = @account", cancel, ("account", account));
}
