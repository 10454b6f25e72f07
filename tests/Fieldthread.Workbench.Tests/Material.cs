using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Tests;

/// <summary>Writes material into a study for tests of the store, without the acts of the rooms.</summary>
internal static class Material
{
    /// <summary>One source of so many passages, so many codings of three codes by two coders.</summary>
    public static async Task FillAsync(Acting acting, int passages, int codings)
    {
        var coders = new[] { acting.Add(new Person { Name = "Coder one" }), acting.Add(new Person { Name = "Coder two" }) };
        var codes = Enumerable.Range(1, 3).Select(n => acting.Add(new Code { Name = $"code {n}", Ordinal = n })).ToArray();
        var site = acting.Add(new Site { Name = "Northside" });
        var source = acting.Add(new Source { Name = "Interview 1" });
        acting.Add(new SourceSite { SourceId = source.Id, SiteId = site.Id });
        var lines = Enumerable.Range(1, passages).Select(n => $"Speaker: what was said in the place of turn {n}").ToArray();
        var text = string.Join('\n', lines);
        var revision = acting.Add(new Revision { SourceId = source.Id, Number = 1, Text = text, Length = text.Length });
        var searchRow = await acting.NextSearchRowAsync(passages);
        var starts = new List<int>();
        foreach (var line in lines)
        {
            starts.Add(starts.Count == 0 ? 0 : starts[^1] + lines[starts.Count - 1].Length + 1);
        }

        await acting.AddManyAsync(Enumerable.Range(0, passages).Select(n => new Passage
        {
            RevisionId = revision.Id,
            Ordinal = n + 1,
            Start = starts[n],
            End = starts[n] + lines[n].Length,
            WordsStart = starts[n] + 9,
            Speaker = "Speaker",
            SearchRow = searchRow + n,
        }).ToList());
        await acting.AddTermsAsync(Enumerable.Range(0, passages).Select(n => new PassageTerms(searchRow + n, lines[n][9..])).ToList());
        await acting.AddManyAsync(Enumerable.Range(0, codings).Select(n => new Coding
        {
            RevisionId = revision.Id,
            Start = starts[n % passages],
            End = starts[n % passages] + lines[n % passages].Length,
            CodeId = codes[n % 3].Id,
            CoderId = coders[n % 2].Id,
            CodedAt = acting.Now,
        }).ToList());
    }

    /// <summary>Does what a test wants as one act of the study: numbered and in the log, as any other.</summary>
    public static async Task<long> InActAsync(this Place place, int study, Func<Acting, Task> what) =>
        (await place.Workshop.DoAsync(study, new TestAct { What = what }, Actor.Program)).Act;

    [Act("test-act", Permission.KeepStudy)]
    private sealed record TestAct : Act<int>
    {
        [System.Text.Json.Serialization.JsonIgnore]
        public Func<Acting, Task> What { get; init; } = _ => Task.CompletedTask;

        public override async Task<int> DoAsync(Acting acting)
        {
            await What(acting);
            return 0;
        }
    }
}
