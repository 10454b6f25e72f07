using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class AccountTests
{
    private const string Password = "three birds on a wire";

    [Theory]
    [OnBoth]
    [ShowsRefusal("add-account", "empty")]
    [ShowsRefusal("add-account", "bad-email")]
    [ShowsRefusal("add-account", "email-taken")]
    public async Task An_account_has_a_name_and_an_address_of_its_own(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        await place.Do(0, new AddAccount("Ada", " Ada@Example.org "));
        Assert.Equal("ada@example.org", Assert.Single(await place.Ask(0, new AllAccounts())).Email);
        Assert.Equal("empty", (await Place.RefusedAsync(() => place.Do(0, new AddAccount(" ", "b@example.org")))).Code);
        foreach (var bad in new[] { "", "ada", "@example.org", "ada@", "a@b@c", "a b@c" })
        {
            Assert.Equal("bad-email", (await Place.RefusedAsync(() => place.Do(0, new AddAccount("Bob", bad)))).Code);
        }

        Assert.Equal("email-taken", (await Place.RefusedAsync(() => place.Do(0, new AddAccount("Other Ada", "ADA@example.org")))).Code);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => place.Do(0, new AddAccount("Eve", "eve@example.org"), new Actor(Guid.NewGuid(), "Eve", Steward: false)))).Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("close-account", "unknown")]
    [ShowsRefusal("close-account", "last-steward")]
    [ShowsRefusal("reopen-account", "unknown")]
    public async Task A_closed_account_gets_in_by_nothing_and_its_words_stay(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var owner = await FirstSteward.EnsureAsync(place.Workshop);
        Assert.Equal(owner, await FirstSteward.EnsureAsync(place.Workshop));
        Assert.Equal("last-steward", (await Place.RefusedAsync(() => place.Do(0, new CloseAccount(owner.AccountId!.Value)))).Code);
        Assert.Equal("unknown", (await Place.RefusedAsync(() => place.Do(0, new CloseAccount(Guid.NewGuid())))).Code);
        Assert.Equal("unknown", (await Place.RefusedAsync(() => place.Do(0, new ReopenAccount(Guid.NewGuid())))).Code);

        var ada = await WithPasswordAsync(place);
        var signIn = new SignIn(place.Database);
        var token = (await place.Do(0, new MakeApiToken("A script"), ada)).Answer.Token;
        var link = (await place.Do(0, new MakeSignInLink(ada.AccountId!.Value))).Answer.Token;
        var stamp = (await signIn.ByPasswordAsync("ada@example.org", Password))!.Stamp;
        await place.Do(0, new CloseAccount(ada.AccountId.Value));
        Assert.Null(await signIn.ByPasswordAsync("ada@example.org", Password));
        Assert.Null(await signIn.ByApiTokenAsync(token));
        Assert.Null(await signIn.ByLinkAsync(link));
        Assert.Null(await signIn.ByAccountAsync(ada.AccountId.Value, stamp));
        await place.Do(0, new ReopenAccount(ada.AccountId.Value));
        Assert.Null(await signIn.ByPasswordAsync("ada@example.org", Password));
        Assert.NotNull(await signIn.ByLinkAsync((await place.Do(0, new MakeSignInLink(ada.AccountId.Value))).Answer.Token));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("change-password", "wrong-password")]
    [ShowsRefusal("change-password", "weak-password")]
    public async Task A_new_password_ends_the_sessions_of_the_old_one(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var ada = await WithPasswordAsync(place);
        var signIn = new SignIn(place.Database);
        var before = await signIn.ByPasswordAsync("Ada@example.org", Password);
        Assert.Equal(ada, before!.Actor);
        Assert.Equal("wrong-password", (await Place.RefusedAsync(() => place.Do(0, new ChangePassword("not that one", "another good password"), ada))).Code);
        Assert.Equal("weak-password", (await Place.RefusedAsync(() => place.Do(0, new ChangePassword(Password, "short"), ada))).Code);
        await place.Do(0, new ChangePassword(Password, "another good password"), ada);
        Assert.Null(await signIn.ByAccountAsync(ada.AccountId!.Value, before.Stamp));
        Assert.Null(await signIn.ByPasswordAsync("ada@example.org", Password));
        Assert.NotNull(await signIn.ByPasswordAsync("ada@example.org", "another good password"));
        Assert.Null(await signIn.ByPasswordAsync("nobody@example.org", "another good password"));
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("make-sign-in-link", "unknown")]
    [ShowsRefusal("make-sign-in-link", "closed")]
    public async Task A_one_time_link_signs_in_once_and_only_until_it_ends(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var ada = (await place.Do(0, new AddAccount("Ada", "ada@example.org"))).Answer.Id;
        var signIn = new SignIn(place.Database);
        var link = (await place.Do(0, new MakeSignInLink(ada))).Answer.Token;
        var both = await Task.WhenAll(signIn.ByLinkAsync(link), signIn.ByLinkAsync(link));
        Assert.Single(both, one => one is not null);
        Assert.Null(await signIn.ByLinkAsync(link));
        Assert.Null(await signIn.ByApiTokenAsync((await place.Do(0, new MakeSignInLink(ada))).Answer.Token));
        Assert.Null(await signIn.ByLinkAsync(null));
        var late = new SignIn(place.Database, new Later(TimeSpan.FromHours(25)));
        Assert.Null(await late.ByLinkAsync((await place.Do(0, new MakeSignInLink(ada))).Answer.Token));
        Assert.Equal("unknown", (await Place.RefusedAsync(() => place.Do(0, new MakeSignInLink(Guid.NewGuid())))).Code);
        await FirstSteward.EnsureAsync(place.Workshop);
        await place.Do(0, new CloseAccount(ada));
        Assert.Equal("closed", (await Place.RefusedAsync(() => place.Do(0, new MakeSignInLink(ada)))).Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("make-api-token", "empty")]
    [ShowsRefusal("revoke-api-token", "unknown")]
    public async Task A_token_works_until_its_owner_ends_it(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var ada = new Actor((await place.Do(0, new AddAccount("Ada", "ada@example.org"))).Answer.Id, "Ada", Steward: false);
        var bob = new Actor((await place.Do(0, new AddAccount("Bob", "bob@example.org"))).Answer.Id, "Bob", Steward: false);
        var signIn = new SignIn(place.Database);
        var made = (await place.Do(0, new MakeApiToken("Nightly export"), ada)).Answer;
        Assert.Equal(ada, (await signIn.ByApiTokenAsync(made.Token))!.Actor);
        Assert.Equal("Nightly export", Assert.Single(await place.Ask(0, new ApiTokens(), ada)).Name);
        Assert.Empty(await place.Ask(0, new ApiTokens(), bob));
        Assert.Equal("empty", (await Place.RefusedAsync(() => place.Do(0, new MakeApiToken(" "), ada))).Code);
        Assert.Equal("unknown", (await Place.RefusedAsync(() => place.Do(0, new RevokeApiToken(made.Id), bob))).Code);
        await place.Do(0, new RevokeApiToken(made.Id), ada);
        Assert.Null(await signIn.ByApiTokenAsync(made.Token));
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => place.Do(0, new MakeApiToken("Mine"), Actor.Nobody))).Code);
    }

    [Theory]
    [OnBoth]
    public async Task No_secret_is_in_the_log_or_in_any_table(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var ada = await WithPasswordAsync(place);
        var secrets = new[]
        {
            Password,
            (await place.Do(0, new MakeApiToken("A script"), ada)).Answer.Token!,
            (await place.Do(0, new MakeSignInLink(ada.AccountId!.Value))).Answer.Token!,
            (await place.Do(study, new Invite("Bob", Core.Studies.Role.Coder))).Answer.Token!,
        };
        foreach (var row in (await place.SqlAsync("SELECT answer, name FROM acts")).Concat(await place.SqlAsync("SELECT name, purpose FROM links")).Concat(await place.SqlAsync("SELECT password_hash, stamp FROM credentials")))
        {
            Assert.DoesNotContain(row, value => secrets.Any(secret => value!.ToString()!.Contains(secret, StringComparison.Ordinal)));
        }

        foreach (var hash in await place.SqlAsync("SELECT token_hash FROM links"))
        {
            Assert.DoesNotContain(secrets, secret => System.Text.Encoding.UTF8.GetBytes(secret).SequenceEqual((byte[])hash[0]!));
        }

        object[] acts = [new ChangePassword("old secret", "new secret"), new AcceptInvitation("the token", "Ada", "a@b", "the password"), new Join("the token")];
        var payload = string.Concat(acts.Select(act => System.Text.Json.JsonSerializer.Serialize(act, act.GetType(), Json.ForLog)));
        Assert.Contains("secret", System.Text.Json.JsonSerializer.Serialize(acts[0], acts[0].GetType(), Json.Options), StringComparison.Ordinal);
        Assert.DoesNotContain("secret", payload, StringComparison.Ordinal);
        Assert.DoesNotContain("the ", payload, StringComparison.Ordinal);
    }

    private static async Task<Actor> WithPasswordAsync(Place place)
    {
        var ada = new Actor((await place.Do(0, new AddAccount("Ada", "ada@example.org"))).Answer.Id, "Ada", Steward: false);
        await place.Do(0, new ChangePassword(null, Password), ada);
        return ada;
    }

    private sealed class Later(TimeSpan by) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => DateTimeOffset.UtcNow + by;
    }
}
