using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Studies;

/// <summary>A link or a token was made. Its secret is given once, to the one who asked, and kept nowhere: the log and the table hold only what cannot open anything.</summary>
/// <param name="Id">Names it in lists and when it is withdrawn.</param>
/// <param name="Expires">When it stops working, UTC.</param>
/// <param name="Token">The secret; null where the same act is answered again.</param>
public sealed record LinkMade(Guid Id, DateTimeOffset Expires, [property: Secret] string? Token = null);

/// <summary>What a link is for.</summary>
internal static class LinkPurpose
{
    public const string Invitation = "invitation";
    public const string SignIn = "sign-in";
    public const string ApiToken = "api-token";
}

/// <summary>A link as kept: the hash of its token, never the token.</summary>
internal sealed record Link(byte[] Hash, string Purpose, Guid? Account, int? Study, Role? Role, string Name, DateTimeOffset Expires, DateTimeOffset? Used)
{
    /// <summary>Half of the hash; of a random token of 256 bits it gives nothing away.</summary>
    public Guid Id => new(Hash.AsSpan(0, 16), bigEndian: true);
}

/// <summary>Invitations, one-time sign-in links and API tokens: one table that holds only SHA-256 hashes of random tokens.</summary>
internal static class Links
{
    private const string Columns = "token_hash, purpose, account_id, study_id, role, name, expires_at, used_at";

    public static byte[] HashOf(string? token) => SHA256.HashData(Encoding.UTF8.GetBytes(token ?? ""));

    /// <summary>Makes a link, and removes those that have long expired.</summary>
    public static async Task<LinkMade> MakeAsync(Acting acting, string purpose, string name, TimeSpan life, Guid? account = null, int? study = null, Role? role = null)
    {
        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var link = new Link(HashOf(token), purpose, account, study, role, name, Dialect.Instant(Dialect.Micros(acting.Now + life)), null);
        await acting.Context.ExecuteAsync("DELETE FROM links WHERE expires_at < @long_ago", acting.Cancel, ("long_ago", acting.Now.AddDays(-30)));
        await acting.Context.ExecuteAsync($"INSERT INTO links ({Columns}) VALUES (@hash, @purpose, @account, @study, @role, @name, @expires, NULL)", acting.Cancel,
            ("hash", link.Hash), ("purpose", purpose), ("account", account), ("study", study), ("role", role), ("name", name), ("expires", link.Expires));
        return new LinkMade(link.Id, link.Expires, token);
    }

    /// <summary>The link of a token, where it is for that purpose, unused and unexpired; otherwise null.</summary>
    public static async Task<Link?> FindAsync(StudyContext context, string? token, string purpose, DateTimeOffset now, CancellationToken cancel)
    {
        var found = await ReadAsync(context, "token_hash = @hash AND purpose = @purpose AND used_at IS NULL AND expires_at > @now", cancel, ("hash", HashOf(token)), ("purpose", purpose), ("now", now));
        return found.Count == 1 ? found[0] : null;
    }

    public static Task<List<Link>> ReadAsync(StudyContext context, string where, CancellationToken cancel, params (string Name, object? Value)[] parameters) =>
        context.ReadAsync($"SELECT {Columns} FROM links WHERE {where} ORDER BY expires_at", row => new Link(
            (byte[])row.GetValue(0), row.GetString(1), row.IsDBNull(2) ? null : row.ReadId(2), row.IsDBNull(3) ? null : row.GetInt32(3),
            row.IsDBNull(4) ? null : Enum.Parse<Role>(row.GetString(4)), row.GetString(5), Dialect.Instant(row.GetInt64(6)), row.IsDBNull(7) ? null : Dialect.Instant(row.GetInt64(7))), cancel, parameters);

    /// <summary>Marks a link as used; false where somebody else was first.</summary>
    public static async Task<bool> UseAsync(StudyContext context, Link link, DateTimeOffset now, CancellationToken cancel) =>
        await context.ExecuteAsync("UPDATE links SET used_at = @now WHERE token_hash = @hash AND used_at IS NULL", cancel, ("now", now), ("hash", link.Hash)) == 1;

    public static Task RemoveAsync(StudyContext context, Link link, CancellationToken cancel) =>
        context.ExecuteAsync("DELETE FROM links WHERE token_hash = @hash", cancel, ("hash", link.Hash));
}
