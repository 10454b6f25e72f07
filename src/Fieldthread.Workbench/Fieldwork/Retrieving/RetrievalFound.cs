using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Retrieving;

/// <summary>A stretch that was found.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="Span">Where it lies.</param>
internal readonly record struct FoundStretch(int Source, TextSpan Span);

/// <summary>What a retrieval found in one state of a study, kept in memory like the facts it was made from.</summary>
/// <param name="Line">The line as it was read.</param>
/// <param name="Stretches">By source and place.</param>
/// <param name="Wanted">By code, whether the line names it to be kept.</param>
/// <param name="Codings">Codings with such a code that touch a stretch.</param>
/// <param name="Sources">Sources with a stretch.</param>
/// <param name="Participants">Participants who speak where a stretch begins.</param>
/// <param name="Sites">Sites with a stretch.</param>
internal sealed record RetrievalFound(string Line, IReadOnlyList<FoundStretch> Stretches, bool[] Wanted, int Codings, int Sources, int Participants, int Sites)
{
    /// <summary>Carries a line out.</summary>
    /// <exception cref="RefusedException">It cannot be read (<c>bad-retrieval</c>), or names what the study has not (<c>unknown-name</c>).</exception>
    public static async Task<(RetrievalFound Found, Facts Facts, SpokenPassages Spoken)> OfAsync(Asking asking, string line)
    {
        if (!RetrievalQuery.TryParse(line, out var query, out var problem))
        {
            Asking.Refuse("bad-retrieval", problem.InWords, "The handbook says how a line is written.");
        }

        var facts = await Facts.OfAsync(asking);
        var spoken = await SpokenPassages.OfAsync(asking, facts);
        var found = await asking.Cache.GetAsync("retrieval of " + asking.Actor.AccountId + " " + line, asking.Context.View, asking.Head, () => MakeAsync(asking, facts, spoken, query));
        return (found, facts, spoken);
    }

    private static async Task<RetrievalFound> MakeAsync(Asking asking, Facts facts, SpokenPassages spoken, RetrievalQuery query)
    {
        var compiler = new RetrievalCompiler(asking, facts, spoken);
        var plan = await compiler.CompileAsync(query.Root);
        var words = compiler.CountsWords ? await WordsAsync(asking, facts, spoken) : null;
        var origins = compiler.SeesOrigins ? await AutoCoding.OriginsOfCodings.ReadAsync(asking, facts) : null;
        var wanted = new bool[facts.Codes.Count];
        foreach (var code in query.Wanted.Select(compiler.CodesOf))
        {
            for (var i = 0; i < wanted.Length; i++)
            {
                wanted[i] |= code[i];
            }
        }

        var places = facts.Stretches as CodedPlace[] ?? [.. facts.Stretches];
        var (stretches, people, sites, codings, sources) = (new List<FoundStretch>(), new HashSet<int>(), new HashSet<int>(), 0, 0);
        var buffer = new CodedStretch[places.Length == 0 ? 0 : places.CountBy(p => p.Source).Max(c => c.Value)];
        for (var (source, at) = (0, 0); source < facts.Sources.Count; source++)
        {
            var count = 0;
            for (; at < places.Length && places[at].Source == source; at++, count++)
            {
                buffer[count] = new CodedStretch(places[at].Start, places[at].End, places[at].Code, places[at].Coder, origins?.GetValueOrDefault(places[at]) ?? CodingOrigin.Hand);
            }

            var index = source;
            var spans = RetrievalSweep.Find(plan, new RetrievalSource(source, buffer.AsMemory(0, count), spoken.Spans[source], () => words![index]));
            if (spans.Count == 0)
            {
                continue;
            }

            sources++;
            stretches.AddRange(spans.Select(s => new FoundStretch(index, s)));
            codings += Touched(buffer.AsSpan(0, count), spans, wanted);
            sites.Add(facts.SiteOfSource[source]);
            foreach (var span in spans)
            {
                people.UnionWith(spoken.PeopleIn(source, PassageAt(spoken.Spans[source], span.Start)));
            }
        }

        sites.Remove(-1);
        return new RetrievalFound(query.Line, stretches, wanted, codings, sources, people.Count, sites.Count);
    }

    /// <summary>Number of the passage in which a character stands, or −1.</summary>
    internal static int PassageAt(TextSpan[] passages, int at)
    {
        var found = Array.BinarySearch(passages, new TextSpan(at, int.MaxValue));
        return (found >= 0 ? found : ~found) - 1;
    }

    /// <summary>Codings that share a character with a stretch: both stand by their beginnings, and a stretch that ends early hides none that ends late.</summary>
    private static int Touched(ReadOnlySpan<CodedStretch> codings, IReadOnlyList<TextSpan> spans, bool[] wanted)
    {
        var reach = new int[spans.Count];
        for (var i = 0; i < reach.Length; i++)
        {
            reach[i] = i == 0 ? spans[i].End : Math.Max(spans[i].End, reach[i - 1]);
        }

        var touched = 0;
        foreach (var coding in codings)
        {
            if (wanted[coding.Code])
            {
                var (low, high) = (0, spans.Count);
                while (low < high)
                {
                    var middle = (low + high) / 2;
                    (low, high) = spans[middle].Start < coding.End ? (middle + 1, high) : (low, middle);
                }

                touched += low > 0 && reach[low - 1] > coding.Start ? 1 : 0;
            }
        }

        return touched;
    }

    /// <summary>Where the words of each source begin: read once, a text at a time, for texts are long and beginnings short.</summary>
    private static Task<int[][]> WordsAsync(Asking asking, Facts facts, SpokenPassages spoken) => asking.Cache.UnlessChangedAsync("word starts", asking, [typeof(Revision), typeof(Source), typeof(SourceSite), typeof(Site), typeof(Phase), typeof(Encounter)], async () =>
    {
        var newest = spoken.Revisions.Select((id, i) => (id, i)).Where(r => r.id != Guid.Empty).ToDictionary(r => r.id, r => r.i);
        var all = await asking.Context.ReadAsync(
            $"SELECT id, text FROM {asking.Context.RelationOf<Revision>()} WHERE study_id = @study",
            row => newest.TryGetValue(row.ReadId(0), out var source) ? (Source: source, Starts: StartsOf(row.GetString(1))) : (-1, []), asking.Cancel, ("study", asking.Context.Study));
        var starts = new int[facts.Sources.Count][];
        Array.Fill(starts, []);
        foreach (var (source, found) in all.Where(a => a.Source >= 0))
        {
            starts[source] = found;
        }

        return starts;
    });

    private static int[] StartsOf(string text)
    {
        var starts = new List<int>();
        var inside = false;
        for (var i = 0; i < text.Length; i++)
        {
            var part = char.IsLetterOrDigit(text[i]) || char.IsSurrogate(text[i]) || char.GetUnicodeCategory(text[i]) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark || (inside && text[i] is '\'' or '’');
            if (part && !inside)
            {
                starts.Add(i);
            }

            inside = part;
        }

        return [.. starts];
    }
}
