using Fieldthread.Core.Studies;
using Fieldthread.Testing;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;

namespace Fieldthread.Workbench.Tests.Studies;

/// <summary>Who may do and ask what, as a table that a person can read: roles.expected.txt. It changes only by hand: FIELDTHREAD_WRITE_EXPECTED=1.</summary>
public sealed class RoleTableTests
{
    private static readonly string Expected = Path.Combine(Project.Root, "tests", "Fieldthread.Workbench.Tests", "Studies", "roles.expected.txt");

    [Fact]
    public async Task Authority_lets_exactly_those_pass_whom_the_table_names()
    {
        var table = await TableAsync([.. Catalogue.Acts.Values, .. Catalogue.Questions.Values]);
        if (Environment.GetEnvironmentVariable("FIELDTHREAD_WRITE_EXPECTED") == "1")
        {
            await File.WriteAllLinesAsync(Expected, table);
        }

        Assert.Equal(await File.ReadAllLinesAsync(Expected), table);
    }

    [Fact]
    public async Task The_table_tells_a_planted_change()
    {
        var planted = Catalogue.Acts["seat"] with { Needs = Permission.Code };
        var line = Assert.Single(await TableAsync([planted]));
        Assert.DoesNotContain(line, await File.ReadAllLinesAsync(Expected));
        Assert.Contains(Assert.Single(await TableAsync([Catalogue.Acts["seat"]])), await File.ReadAllLinesAsync(Expected));
    }

    private static async Task<List<string>> TableAsync(IReadOnlyList<Described> all)
    {
        await using var place = await Place.NewAsync(Provider.Sqlite);
        var study = await place.StudyAsync();
        var people = new List<(string Called, Actor Actor)> { ("nobody", Actor.Nobody), ("stranger", new Actor(Guid.NewGuid(), "Stranger", Steward: false)), ("steward", new Actor(Guid.NewGuid(), "Steward", Steward: true)) };
        foreach (var role in Enum.GetValues<Role>())
        {
            people.Add((role.ToString(), await place.MemberAsync(study, role)));
        }

        var lines = new List<string>();
        foreach (var one in all)
        {
            var passed = new List<string>();
            foreach (var (called, actor) in people)
            {
                if (await PassesAsync(place, Scope(one) == ActScope.Study ? study : 0, one, actor))
                {
                    passed.Add(called);
                }
            }

            lines.Add($"{(one.Act is null ? "ask" : "do"),-4}{one.Name,-32}{one.Needs,-18}{string.Join(" ", passed)}".TrimEnd());
        }

        return lines;
    }

    private static ActScope Scope(Described one) => one.Act?.Scope
        ?? one.Type.GetCustomAttributes(typeof(QuestionAttribute), false).Cast<QuestionAttribute>().Single().Scope;

    private static async Task<bool> PassesAsync(Place place, int study, Described one, Actor actor)
    {
        await using var context = place.Database.Live(new View(study));
        try
        {
            await Authority.RequireAsync(context, actor, one.Needs, one.Name, CancellationToken.None);
            return true;
        }
        catch (RefusedException refused) when (refused.Refusal.Code == "not-allowed")
        {
            return false;
        }
    }
}
