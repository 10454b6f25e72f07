using Fieldthread.Core.Basics;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Register;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Kill;

/// <summary>Acts drawn at random, as several people would do them at once. A new act of the program joins by a line in <see cref="All"/>, a new question by a line in <see cref="Questions"/>.</summary>
public sealed class RandomActs(Workshop workshop, int study, Actor actor, Random random)
{
    private static readonly string[] Words = ["drift", "merger", "closure", "union", "rent", "quiet", "board", "member", "trust", "fee"];

    private Random Dice { get; } = random;

    private delegate Task<(long Act, string Name)?> Draw(RandomActs acts);

    /// <summary>Every question is asked of a cut before and after; its answer must not differ by a byte.</summary>
    public static IReadOnlyList<Func<Workshop, int, string, Task<string>>> Questions { get; } =
    [
        async (w, study, cut) => Json.Write(await w.AskAsync(study, new CutsOfStudy(), Actor.Program, cut)),
        async (w, study, cut) => Json.Write(await w.AskAsync(study, new ShowCut(cut), Actor.Program, cut)),
        async (w, study, cut) => Json.Write(await w.AskAsync(study, new CompareCuts(cut), Actor.Program, cut)),
        async (w, study, cut) => Json.Write(await w.AskAsync(study, new WaveList(), Actor.Program, cut)),
        async (w, study, cut) => Json.Write(await w.AskAsync(study, new ItemList(), Actor.Program, cut)),
        async (w, study, cut) => Json.Write(await w.AskAsync(study, new LogOfStudy(Most: 500), Actor.Program, cut)),
        async (w, study, cut) => Json.Write(await w.AskAsync(study, new RegisterAt("2015"), Actor.Program, cut)),
    ];

    private static IReadOnlyList<Draw> All { get; } =
    [
        a => a.Do(new AddPhase(a.Name())),
        a => a.Do(new AddSite(a.Name())),
        a => a.Do(new AddOrganisation(a.Name(), "group", "2013", Code: a.Name())),
        async a => await a.Any<Site>() is { } site && await a.Any<Organisation>() is { } organisation ? await a.Do(new BindSite(site, organisation.ToString(), "2014")) : null,
        async a => await a.Any<SiteOrganisation>() is { } bound ? await a.Do(new UnbindSite(bound)) : null,
        async a => await a.Any<Site>() is { } site ? await a.Do(new EditSite(site, a.Name(), a.Name())) : null,
        async a => await a.Do(new AddCode(a.Name(), a.Dice.Next(2) == 0 ? null : await a.Any<Code>())),
        async a => await a.Any<Code>() is { } code ? await a.Do(new EditCode(code, a.Name())) : null,
        async a => await a.Any<Coding>() is { } coding ? await a.Do(new SetCodingMemo(coding, a.Name())) : null,
        async a => await a.Any<Coding>() is { } coding ? await a.Do(new RemoveCoding(coding)) : null,
        async a => await a.Any<Coding>() is { } coding && a.Dice.Next(900) is var at ? await a.Do(new MoveCoding(coding, at, at + 1 + a.Dice.Next(60))) : null,
        async a => await a.Any<Code>() is { } code && await a.Any<Revision>() is { } text && a.Dice.Next(900) is var at ? await a.Do(new AddCoding(text, at, at + 1 + a.Dice.Next(60), code)) : null,
        async a => await a.Any<Code>() is { } code && await a.Any<Code>() is { } into ? await a.Do(new MergeCodes(code, into)) : null,
        async a => await a.Any<Phase>() is { } phase ? await a.Do(new AddEncounter(a.Name(), EncounterKind.Meeting, Phase: phase)) : null,
        a => a.Do(a.Survey()),
        async a => await a.HeadAsync() is > 0 and var head ? await a.Do(new UndoAct(1 + a.Dice.NextInt64(head))) : null,
        a => a.Do(new FillText(a.Name(), 5 + a.Dice.Next(20))),
    ];

    private int RefusedInARow { get; set; }

    /// <summary>Does one act.</summary>
    /// <returns>Its number and name once it is committed; null where it was refused, as acts of a crowd often are.</returns>
    /// <exception cref="InvalidOperationException">Nothing is done any more: two hundred refusals in a row.</exception>
    public async Task<(long Act, string Name)?> NextAsync()
    {
        try
        {
            var done = await All[Dice.Next(All.Count)](this);
            RefusedInARow = done is null ? RefusedInARow : 0;
            return done;
        }
        catch (RefusedException refused) when (refused.Refusal.Code is not ("busy" or "disk-full" or "damaged" or "read-only"))
        {
            // A study in which everything is refused would otherwise look like a machine that is slow.
            return ++RefusedInARow < 200 ? null : throw new InvalidOperationException($"Two hundred refusals in a row; the last: {refused.Refusal.Code}, {refused.Message}", refused);
        }
    }

    private async Task<(long Act, string Name)?> Do<T>(Act<T> act) => ((await workshop.DoAsync(study, act, actor, OrderedId.Next())).Act, Catalogue.Of(act).Name);

    /// <summary>A wave of a survey under a number that hardly comes twice.</summary>
    private ImportSurvey Survey()
    {
        var number = 1 + Dice.Next(100_000);
        static GivenFile Table(string name, string text) => new(name, System.Text.Encoding.UTF8.GetBytes(text));
        var people = Enumerable.Range(1, 1 + Dice.Next(20)).ToList();
        return new ImportSurvey(Name(),
        [
            Table("items.csv", $"key,type,question_w{number},options\nQ1,single,Is it so?,Yes | No\nQ2,text,What else?,\n"),
            Table("waves.csv", $"wave,reference\n{number},2021-03-01\n"),
            Table("posts.csv", "respondent,organisation\n" + string.Concat(people.Select(n => $"P{n},G{n}\n"))),
            Table($"wave{number}.csv", "respondent,Q1,Q2\n" + string.Concat(people.Select(n => $"P{n},{(Dice.Next(2) == 0 ? "Yes" : "No")},{Name()}\n"))),
        ]);
    }

    private string Name() => $"{Words[Dice.Next(Words.Length)]} {Dice.Next(10_000)}";

    private async Task<Guid?> Any<T>()
        where T : Evidence
    {
        await using var context = workshop.Database.Open(new View(study));
        var ids = await context.All<T>().Select(r => r.Id).ToListAsync();
        return ids.Count == 0 ? null : ids[Dice.Next(ids.Count)];
    }

    private async Task<long> HeadAsync() => (await LogVerify.HeadAsync(workshop.Database, study)).Act;
}

/// <summary>An act of many rows, so that a half of it would show: a text with so many passages, written in bulk.</summary>
/// <param name="Name">Name of the source.</param>
/// <param name="Passages">How many passages.</param>
[Act("fill-text", Permission.KeepMaterial)]
public sealed record FillText(string Name, int Passages) : Act<int>
{
    /// <inheritdoc/>
    public override async Task<int> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        const string Line = "Somebody says what they think of it, and says it again at length, since nobody stops them.\n";
        var source = acting.Add(new Source { Name = Name });
        var revision = acting.Add(new Revision { SourceId = source.Id, Number = 1, Text = string.Concat(Enumerable.Repeat(Line, Passages)), Length = Line.Length * Passages });
        var row = await acting.NextSearchRowAsync(Passages);
        await acting.AddManyAsync(Enumerable.Range(0, Passages).Select(n => new Passage
        {
            RevisionId = revision.Id,
            Ordinal = n + 1,
            Start = n * Line.Length,
            End = ((n + 1) * Line.Length) - 1,
            WordsStart = n * Line.Length,
            SearchRow = row + n,
        }).ToList());
        await acting.AddTermsAsync(Enumerable.Range(0, Passages).Select(n => new PassageTerms(row + n, Line)).ToList());
        return Passages;
    }
}
