using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Tests.Studies;

public sealed class InvitationTests
{
    private const string Password = "three birds on a wire";

    [Theory]
    [OnBoth]
    [ShowsRefusal("accept-invitation", "bad-link")]
    [ShowsRefusal("accept-invitation", "empty")]
    [ShowsRefusal("accept-invitation", "bad-email")]
    [ShowsRefusal("accept-invitation", "email-taken")]
    [ShowsRefusal("accept-invitation", "weak-password")]
    public async Task An_invitation_makes_an_account_with_a_role_once(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var token = (await place.Do(study, new Invite("Bob", Role.Coder))).Answer.Token!;
        Task<Actor> Accept(string name = "Bob", string email = "bob@example.org", string password = Password) => Invitations.AcceptAsync(place.Workshop, token, name, email, password);

        await place.Do(0, new AddAccount("Ada", "ada@example.org"));
        Assert.Equal("weak-password", (await Place.RefusedAsync(() => Accept(password: "short"))).Code);
        Assert.Equal("empty", (await Place.RefusedAsync(() => Accept(name: " "))).Code);
        Assert.Equal("bad-email", (await Place.RefusedAsync(() => Accept(email: "bob"))).Code);
        Assert.Equal("email-taken", (await Place.RefusedAsync(() => Accept(email: "ada@example.org"))).Code);
        var bob = await Accept();
        Assert.Equal(bob, (await new SignIn(place.Database).ByPasswordAsync("bob@example.org", Password))!.Actor);
        await using var context = place.Database.Open(new View(study));
        Assert.Equal(Role.Coder, (await context.All<Person>().SingleAsync(p => p.AccountId == bob.AccountId)).Role);
        Assert.Empty(await place.Ask(study, new OpenInvitations()));
        Assert.Equal("bad-link", (await Place.RefusedAsync(() => Accept(email: "carol@example.org"))).Code);
        Assert.Equal("bad-link", (await Place.RefusedAsync(() => place.Do(0, new AcceptInvitation("made up", "Eve", "eve@example.org", Password), Actor.Nobody))).Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("join", "bad-link")]
    [ShowsRefusal("join", "member-already")]
    public async Task Somebody_with_an_account_joins_by_the_link_and_may_come_back(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var other = await place.StudyAsync("Another study");
        var lead = await place.MemberAsync(study, Role.Lead);
        var bob = new Actor((await place.Do(0, new AddAccount("Bob", "bob@example.org"))).Answer.Id, "Bob", Steward: false);
        async Task<string> Link() => (await place.Do(study, new Invite("Bob", Role.Transcriber), lead)).Answer.Token!;

        var first = await Link();
        Assert.Equal("bad-link", (await Place.RefusedAsync(() => place.Do(other, new Join(first), bob))).Code);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => place.Do(study, new Join(first), Actor.Nobody))).Code);
        var person = (await place.Do(study, new Join(first), bob)).Answer.Id;
        Assert.Equal("bad-link", (await Place.RefusedAsync(() => place.Do(study, new Join(first), bob))).Code);
        var second = await Link();
        Assert.Equal("member-already", (await Place.RefusedAsync(() => place.Do(study, new Join(second), bob))).Code);
        await place.Do(study, new Leave(person), lead);
        Assert.Equal(person, (await place.Do(study, new Join(second), bob)).Answer.Id);
    }

    [Theory]
    [OnBoth]
    public async Task Broken_off_between_account_and_joining_the_same_link_still_joins_that_account_and_no_other(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var token = (await place.Do(study, new Invite("Bob", Role.Coder))).Answer.Token!;
        var bob = new Actor((await place.Do(0, new AcceptInvitation(token, "Bob", "bob@example.org", Password), Actor.Nobody)).Answer.Id, "Bob", Steward: false);
        Assert.Equal("bad-link", (await Place.RefusedAsync(() => place.Do(0, new AcceptInvitation(token, "Eve", "eve@example.org", Password), Actor.Nobody))).Code);
        Assert.Equal("bad-link", (await Place.RefusedAsync(() => place.Do(study, new Join(token), new Actor(Guid.NewGuid(), "Eve", Steward: false)))).Code);
        await place.Do(study, new Join(token), bob);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("invite", "empty")]
    [ShowsRefusal("withdraw-invitation", "unknown")]
    public async Task Who_keeps_people_invites_and_takes_back(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var coder = await place.MemberAsync(study, Role.Coder);
        Assert.Equal("not-allowed", (await Place.RefusedAsync(() => place.Do(study, new Invite("Bob", Role.Coder), coder))).Code);
        Assert.Equal("empty", (await Place.RefusedAsync(() => place.Do(study, new Invite("", Role.Coder)))).Code);
        var made = (await place.Do(study, new Invite("Bob", Role.Coder))).Answer;
        var line = Assert.Single(await place.Ask(study, new OpenInvitations()));
        Assert.Equal(("Bob", Role.Coder, made.Id), (line.Name, line.Role, line.Id));
        await place.Do(study, new WithdrawInvitation(made.Id));
        Assert.Equal("unknown", (await Place.RefusedAsync(() => place.Do(study, new WithdrawInvitation(made.Id)))).Code);
        Assert.Equal("bad-link", (await Place.RefusedAsync(() => Invitations.AcceptAsync(place.Workshop, made.Token!, "Bob", "bob@example.org", Password))).Code);
    }

    [Theory]
    [OnBoth]
    [ShowsRefusal("leave", "unknown")]
    [ShowsRefusal("leave", "last-lead")]
    public async Task Who_leaves_stays_the_author_of_their_codings(Provider provider)
    {
        await using var place = await Place.NewAsync(provider);
        var study = await place.StudyAsync();
        var lead = (await place.Do(study, new Seat(Guid.NewGuid(), "Ada", Role.Lead))).Answer.Id;
        var coder = (await place.Do(study, new Seat(Guid.NewGuid(), "Bob", Role.Coder))).Answer.Id;
        Assert.Equal("unknown", (await Place.RefusedAsync(() => place.Do(study, new Leave(Guid.NewGuid())))).Code);
        Assert.Equal("last-lead", (await Place.RefusedAsync(() => place.Do(study, new Leave(lead)))).Code);

        // Rows written past the acts that code, so that this test stands on Studies alone.
        await using (var context = place.Database.Live(new View(study)))
        {
            await InsertCodingAsync(context, study, coder);
        }

        await place.Do(study, new Leave(coder));
        await using var after = place.Database.Open(new View(study));
        Assert.Equal(coder, (await after.All<Fieldthread.Workbench.Fieldwork.Coding>().SingleAsync()).CoderId);
        var left = await after.All<Person>().SingleAsync(p => p.Id == coder);
        Assert.Equal(("Bob", null), (left.Name, left.Role));
    }

    private static async Task InsertCodingAsync(LiveContext context, int study, Guid coder)
    {
        var head = (await context.Set<StudyHead>().SingleAsync(h => h.Id == study)).Head;
        var source = new Workbench.Fieldwork.Source { Name = "Interview", StudyId = study, RecordedIn = head };
        var revision = new Workbench.Fieldwork.Revision { SourceId = source.Id, Number = 1, Text = "We meet on Tuesdays.", Length = 20, StudyId = study, RecordedIn = head };
        var code = new Workbench.Fieldwork.Code { Name = "Meeting", Ordinal = 1, StudyId = study, RecordedIn = head };
        context.AddRange(source, revision, code, new Workbench.Fieldwork.Coding { RevisionId = revision.Id, Start = 0, End = 7, CodeId = code.Id, CoderId = coder, StudyId = study, RecordedIn = head });
        await context.SaveChangesAsync();
    }
}
