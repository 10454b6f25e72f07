using System.Security.Cryptography;
using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.AutoCoding;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Retrieving;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>A stretch that a rule found.</summary>
/// <param name="Source">Index of the source.</param>
/// <param name="Span">What would be coded.</param>
/// <param name="Marks">What was found in it.</param>
/// <param name="Target">Number of the code.</param>
/// <param name="Passage">Number of the passage in which it begins.</param>
/// <param name="Asked">The question that it answers, as it was looked for; else null.</param>
internal sealed record AutoStretch(int Source, TextSpan Span, IReadOnlyList<TextSpan> Marks, int Target, int Passage, string? Asked);

/// <summary>What a rule found in one state of a study. The same question in the same state finds the same in the same order, and its fingerprint says so.</summary>
/// <param name="Asked">What was looked for.</param>
/// <param name="Stretches">By source and place, those that carry the code already included.</param>
/// <param name="Targets">The codes.</param>
/// <param name="Seen">Fingerprint of what was found, with which texts and which codes.</param>
internal sealed record AutoFound(AutoAsked Asked, IReadOnlyList<AutoStretch> Stretches, IReadOnlyList<AutoTarget> Targets, string Seen)
{
    /// <summary>Stretches that one run takes at most.</summary>
    public const int Most = 50_000;

    /// <summary>Carries a rule out.</summary>
    /// <exception cref="RefusedException">It cannot be read, names what is not there, takes too long or finds too much.</exception>
    public static async Task<(AutoFound Found, Facts Facts, SpokenPassages Spoken)> OfAsync(Asking asking, AutoAsked asked)
    {
        var facts = await Facts.OfAsync(asking);
        var spoken = await SpokenPassages.OfAsync(asking, facts);
        var found = await asking.Cache.GetAsync("coding by rule " + asking.Actor.AccountId + " " + Json.Write(asked), asking.Context.View, asking.Head, () => MakeAsync(asking, facts, spoken, asked));
        return (found, facts, spoken);
    }

    /// <summary>By stretch, whether the person has put the same code on it, or on more around it.</summary>
    public bool[] Already(Facts facts, Guid? person)
    {
        var coder = person is { } me ? facts.Coders.ToList().IndexOf(me) : -1;
        var codes = Targets.Select(t => t.Code is { } id ? facts.Codes.ToList().FindIndex(c => c.Id == id) : -1).ToArray();
        var mine = facts.Stretches.Where(s => s.Coder == coder && Array.IndexOf(codes, s.Code) >= 0).ToLookup(s => (s.Source, s.Code));
        return [.. Stretches.Select(s => mine[(s.Source, codes[s.Target])].Any(c => c.Start <= s.Span.Start && c.End >= s.Span.End))];
    }

    private static async Task<AutoFound> MakeAsync(Asking asking, Facts facts, SpokenPassages spoken, AutoAsked asked)
    {
        var rule = await AutoRule.OfAsync(asking, asked);
        var targets = await AutoTarget.OfAsync(asking, facts, asked, rule.Entries);
        var (bySource, byPassage) = await new RetrievalCompiler(asking, facts, spoken, asLine: false).WhereAsync(asked.Where ?? []);
        var stretches = new List<AutoStretch>();
        var wanted = Enumerable.Range(0, facts.Sources.Count).Where(s => spoken.Revisions[s] != Guid.Empty && rule.MayBeIn(facts.Sources[s]) && bySource?.Invoke(s) != false).ToList();
        foreach (var part in wanted.Chunk(50))
        {
            // A few texts at a time: a study may hold hundreds of megabytes of them.
            var revisions = part.ToDictionary(s => spoken.Revisions[s]);
            var ids = revisions.Keys.ToList();
            var passages = (await asking.Context.All<Passage>().Where(p => ids.Contains(p.RevisionId)).Select(p => new { p.RevisionId, p.Start, p.WordsStart, p.End, p.Speaker }).ToListAsync(asking.Cancel)).ToLookup(p => p.RevisionId);
            var texts = await asking.Context.All<Revision>().Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Text, asking.Cancel);
            foreach (var source in part)
            {
                var revision = spoken.Revisions[source];
                AskedPassage[] lines = [.. passages[revision].OrderBy(p => p.Start).Select(p => new AskedPassage(new TextSpan(Math.Min(p.WordsStart, p.End), p.End), p.Speaker?.Trim(), SpeakerRoles.IsTeam(p.Speaker)))];
                stretches.AddRange(rule.In(source, facts.Sources[source], texts[revision], lines).Where(s => byPassage?.Invoke(source, s.Passage) != false));
                if (stretches.Count > Most)
                {
                    Asking.Refuse("too-many", $"More than {Most:N0} stretches would be coded at once.", "Narrow it to some of the sources, or look for something that says more.");
                }
            }
        }

        stretches = [.. stretches.OrderBy(s => s.Source).ThenBy(s => s.Span.Start).ThenBy(s => s.Span.End).ThenBy(s => s.Target)];
        return new AutoFound(asked, stretches, targets, Fingerprint(spoken, stretches, targets));
    }

    private static string Fingerprint(SpokenPassages spoken, List<AutoStretch> stretches, IReadOnlyList<AutoTarget> targets)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Join('\n', targets.Select(t => t.Code + " " + t.Path))));
        foreach (var s in stretches)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"\n{spoken.Revisions[s.Source]} {s.Span.Start} {s.Span.End} {s.Target}")));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset())[..24];
    }
}
