using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.AutoCoding;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Core.Fieldwork.Search;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Guides;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>A rule ready to be carried out on one text after the other.</summary>
internal sealed class AutoRule
{
    private readonly AutoAsked asked;
    private readonly WordEntries? words;
    private readonly SearchAsked? pattern;
    private readonly Dictionary<Guid, int>? items;

    private AutoRule(AutoAsked asked, IReadOnlyList<string> entries, WordEntries? words = null, SearchAsked? pattern = null, Dictionary<Guid, int>? items = null) =>
        (this.asked, Entries, this.words, this.pattern, this.items) = (asked, entries, words, pattern, items);

    /// <summary>What is looked for, one by one; a code for each bears such a name.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>Reads a rule.</summary>
    /// <exception cref="RefusedException">Nothing is looked for (<c>empty</c>), it cannot be read (<c>bad-search</c>), or it names a guide or an item that is not there (<c>unknown</c>).</exception>
    public static async Task<AutoRule> OfAsync(Asking asking, AutoAsked asked)
    {
        var look = asked.Look;
        if (asked.Guide is { } version && asked.Way == AutoWay.Question)
        {
            var asks = await asking.Context.All<GuideQuestion>().Where(q => q.VersionId == version).OrderBy(q => q.Ordinal).Select(q => q.Asks).ToListAsync(asking.Cancel);
            if (asks.Count == 0)
            {
                Asking.Refuse("unknown", "There is no such version of a topic guide in this study, or it asks nothing.", "Choose one from the list of guides.");
            }

            look = [.. look.Concat(asks.Select(a => a.Trim())).Distinct(StringComparer.Ordinal)];
        }

        // By speaker, a role or a participant says enough.
        var speakersByRole = asked.Way == AutoWay.Speaker && (asked.Where ?? []).Any(c => c.Field is ConditionField.Role or ConditionField.Participant);
        if (look.Count == 0 && !speakersByRole)
        {
            Asking.Refuse("empty", "Nothing was named to look for.", asked.Way switch { AutoWay.Speaker => "Name a speaker, a role or a participant.", AutoWay.Question => "Write the words of a question or a heading, or choose a topic guide.", AutoWay.Item => "Name an open item.", _ => "Write a word, a phrase or a pattern." });
        }

        switch (asked.Way)
        {
            case AutoWay.Words:
                if (!WordEntries.TryParse(look, out var words, out var problem))
                {
                    Asking.Refuse("bad-search", problem, "Write a word or a phrase on each line; * stands for any letters, ? for one.");
                }

                return new AutoRule(asked, look, words);
            case AutoWay.Pattern:
                var written = look[0];
                return new AutoRule(asked, [written], pattern: SearchAsked.Of(SearchPattern.Is(written) ? written : $"/{written}/"));
            case AutoWay.Item:
                return await OfItemsAsync(asking, asked, look);
            case AutoWay.Speaker when asked.Each && look.Count == 0:
                // A code for each speaker of the role: their labels are the participants’ pseudonyms.
                var roles = asked.Where!.Where(c => c.Field is ConditionField.Role).SelectMany(c => c.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var named = asked.Where!.Where(c => c.Field is ConditionField.Participant).SelectMany(c => c.Values).ToHashSet(StringComparer.OrdinalIgnoreCase);
                var people = await asking.Context.All<Participant>().Select(p => new { p.Id, p.Pseudonym, p.Role }).ToListAsync(asking.Cancel);
                var then = await Roles.RolesThen.OfAsync(asking.Context, asking.Cancel);
                return new AutoRule(asked, [.. people.Where(p => (roles.Count == 0 || roles.Contains(p.Role) || then.Of(p.Id).Any(t => roles.Contains(t.Role))) && (named.Count == 0 || named.Contains(p.Pseudonym))).Select(p => p.Pseudonym).Distinct(StringComparer.Ordinal).Order(NaturalOrder.Instance)]);
            default:
                return new AutoRule(asked, look);
        }
    }

    /// <summary>False where the rule can find nothing in a source.</summary>
    public bool MayBeIn(Guid source) => items?.ContainsKey(source) != false;

    /// <summary>What it finds in a text, in order.</summary>
    /// <param name="source">Index of the source.</param>
    /// <param name="id">Its id.</param>
    /// <param name="text">Its newest text.</param>
    /// <param name="passages">The passages of that.</param>
    public IEnumerable<AutoStretch> In(int source, Guid id, string text, AskedPassage[] passages) => asked.Way == AutoWay.Question ? Answers(source, text, passages) : Found(source, items?.GetValueOrDefault(id) ?? 0, text, passages);

    private static async Task<AutoRule> OfItemsAsync(Asking asking, AutoAsked asked, IReadOnlyList<string> look)
    {
        var ids = (await asking.Context.All<Item>().ToListAsync(asking.Cancel)).ToDictionary(i => i.Key, i => i.Id, StringComparer.Ordinal);
        foreach (var key in look.Where(k => !ids.ContainsKey(k)))
        {
            Asking.Refuse("unknown", $"There is no item {key} in this study.", "List the items with: fieldthread survey items.");
        }

        var entries = look.Select((key, i) => (Id: ids[key], i)).ToDictionary(x => x.Id, x => x.i);
        var texts = await asking.Context.All<OpenAnswerText>().Select(t => new { t.SourceId, t.ItemId }).ToListAsync(asking.Cancel);
        return new AutoRule(asked, look, items: texts.Where(t => entries.ContainsKey(t.ItemId)).ToDictionary(t => t.SourceId, t => entries[t.ItemId]));
    }

    private IEnumerable<AutoStretch> Found(int source, int item, string text, AskedPassage[] passages)
    {
        for (var p = 0; p < passages.Length; p++)
        {
            var span = passages[p].Words;
            foreach (var group in InPassage(text, passages[p], item).GroupBy(f => asked.Each ? f.Entry : 0))
            {
                foreach (var (taken, marks) in TakenStretches.Of(asked.Take, text, span, [.. group.Select(g => g.Span)]))
                {
                    if (taken.Length > 0)
                    {
                        yield return new AutoStretch(source, taken, asked.Way is AutoWay.Words or AutoWay.Pattern ? marks : [], group.Key, p, null);
                    }
                }
            }
        }
    }

    private IEnumerable<(TextSpan Span, int Entry)> InPassage(string text, AskedPassage passage, int item)
    {
        var whole = TakenStretches.Trimmed(text, passage.Words);
        switch (asked.Way)
        {
            case AutoWay.Words:
                return words!.In(text, passage.Words);
            case AutoWay.Pattern:
                return pattern!.Everywhere(passage.Words.Of(text)).Select(m => (new TextSpan(passage.Words.Start + m.Start, passage.Words.Start + m.End), 0));
            case AutoWay.Item:
                return whole.Length > 0 && passage.Speaker is not null ? [(whole, item)] : [];
            default:
                var by = passage.Speaker is null ? -1 : Entries.Select((e, i) => (e, i)).Where(e => e.e.Equals(passage.Speaker, StringComparison.OrdinalIgnoreCase)).Select(e => e.i).DefaultIfEmpty(-1).First();
                // Without names, whoever the condition on role or participant lets through.
                return whole.Length > 0 && passage.Speaker is not null && (by >= 0 || (Entries.Count == 0 && !passage.IsTeam)) ? [(whole, Math.Max(0, by))] : [];
        }
    }

    private IEnumerable<AutoStretch> Answers(int source, string text, AskedPassage[] passages)
    {
        foreach (var answer in AnswersFound.In(text, passages, Entries, asked.ToQuestion))
        {
            var target = asked.Each ? answer.Question : 0;
            if (asked.Take == AutoTake.Answer)
            {
                // One stretch from the first word of the answer to its last; words of the team between belong to it.
                var span = TakenStretches.Trimmed(text, new TextSpan(passages[answer.Answers[0]].Words.Start, passages[answer.Answers[^1]].Words.End));
                if (span.Length > 0)
                {
                    yield return new AutoStretch(source, span, [], target, answer.Answers[0], Entries[answer.Question]);
                }

                continue;
            }

            foreach (var p in answer.Answers)
            {
                foreach (var (taken, _) in TakenStretches.Of(asked.Take == AutoTake.Words ? AutoTake.Turn : asked.Take, text, passages[p].Words, [passages[p].Words]))
                {
                    if (taken.Length > 0)
                    {
                        yield return new AutoStretch(source, taken, [], target, p, Entries[answer.Question]);
                    }
                }
            }
        }
    }
}
