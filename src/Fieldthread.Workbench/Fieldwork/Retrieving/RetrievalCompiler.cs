using Fieldthread.Core.Basics;
using Fieldthread.Core.Fieldwork.Retrieval;
using Fieldthread.Workbench.Acts;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Retrieving;

/// <summary>Names of a retrieval become indexes of the study’s facts.</summary>
/// <param name="asking">Who asks.</param>
/// <param name="facts">The study’s facts.</param>
/// <param name="spoken">Its passages.</param>
/// <param name="asLine">True where the names stand in a line, so that a refusal says at which character.</param>
internal sealed class RetrievalCompiler(Asking asking, Facts facts, SpokenPassages spoken, bool asLine = true)
{
    /// <summary>True where a distance counts words, for which the texts have to be read.</summary>
    public bool CountsWords { get; private set; }

    /// <summary>True where it is asked how codings came.</summary>
    public bool SeesOrigins { get; private set; }

    /// <summary>How codings come, in the order of <see cref="CodingOrigin"/>.</summary>
    private static readonly string[] Origins = ["hand", "proposed", "confirmed"];

    public Task<RetrievalPlan> CompileAsync(RetrievalNode node) => CompileAsync(node, default);

    /// <summary>By code, whether a named code means it.</summary>
    public bool[] CodesOf(CodedNode node)
    {
        if (node.Code.Length == 0)
        {
            return [.. facts.Codes.Select(_ => true)];
        }

        var paths = facts.Study.Codes;
        var found = Enumerable.Range(0, paths.Count).Where(i => paths[i].Path == node.Code).ToList();
        found = found.Count > 0 ? found : [.. Enumerable.Range(0, paths.Count).Where(i => facts.Codes[i].Name == node.Code)];
        found = found.Count > 0 ? found : [.. Enumerable.Range(0, paths.Count).Where(i => paths[i].Path.Equals(node.Code, StringComparison.OrdinalIgnoreCase) || facts.Codes[i].Name.Equals(node.Code, StringComparison.OrdinalIgnoreCase))];
        if (found.Count != 1)
        {
            Refuse(node.At, found.Count == 0 ? $"There is no code “{node.Code}” in this study." : $"More than one code is called “{node.Code}”: {string.Join("; ", found.Take(5).Select(i => paths[i].Path))}. Write the path.");
        }

        var codes = new bool[paths.Count];
        for (var i = 0; i < codes.Length; i++)
        {
            // A parent stands before its children.
            codes[i] = i == found[0] || (node.Below && paths[i].Parent >= 0 && codes[paths[i].Parent]);
        }

        return codes;
    }

    /// <summary>Codings that count, by coder and by how they came; null for all.</summary>
    private readonly record struct Counting(bool[]? Coders, bool[]? Origins);

    private async Task<RetrievalPlan> CompileAsync(RetrievalNode node, Counting coders)
    {
        switch (node)
        {
            case CodedNode coded:
                return new CodedPlan(CodesOf(coded), coders.Coders, coders.Origins);
            case PassagesNode:
                return new PassagesPlan();
            case EitherNode either:
                return new JoinedPlan(Joined.Either, await CompileAsync(either.Left, coders), await CompileAsync(either.Right, coders));
            case BothNode both:
                return new JoinedPlan(Joined.Both, await CompileAsync(both.Left, coders), await CompileAsync(both.Right, coders));
            case ButNotNode but:
                return new JoinedPlan(Joined.ButNot, await CompileAsync(but.Left, coders), await CompileAsync(but.Right, coders));
            case LyingNode lying:
                CountsWords |= lying is { How: Lying.Near or Lying.FollowedBy, Unit: DistanceUnit.Words };
                return new LyingPlan(lying.How, await CompileAsync(lying.Left, coders), await CompileAsync(lying.Right, coders), lying.Distance, lying.Unit, lying.Not);
            case NarrowedNode narrowed:
                return await NarrowAsync(narrowed, coders);
            default:
                throw new ArgumentOutOfRangeException(nameof(node));
        }
    }

    /// <summary>A condition on the coder or the origin holds of each coding inside, so it goes down to them; the others are asked of what was found.</summary>
    private async Task<RetrievalPlan> NarrowAsync(NarrowedNode node, Counting coders)
    {
        foreach (var condition in node.Conditions.Where(c => c.Field == ConditionField.Coder))
        {
            var by = Held(condition, facts.Study.Coders, "coder");
            coders = coders with { Coders = coders.Coders is null ? by : [.. coders.Coders.Zip(by, (a, b) => a && b)] };
        }

        foreach (var condition in node.Conditions.Where(c => c.Field == ConditionField.Origin))
        {
            SeesOrigins = true;
            var by = Held(condition, Origins, "origin");
            coders = coders with { Origins = coders.Origins is null ? by : [.. coders.Origins.Zip(by, (a, b) => a && b)] };
        }

        var (source, passage) = await WhereAsync([.. node.Conditions.Where(c => c.Field is not (ConditionField.Coder or ConditionField.Origin))]);
        var inner = await CompileAsync(node.Inner, coders);
        return source is null && passage is null ? inner : new NarrowedPlan(inner, source, passage);
    }

    /// <summary>What conditions ask of a source, and of a passage of it; null where they ask nothing.</summary>
    public async Task<(Func<int, bool>? Source, Func<int, int, bool>? Passage)> WhereAsync(IReadOnlyList<Condition> conditions)
    {
        var (sources, passages) = (new List<bool[]>(), new List<Func<int, int, bool>>());
        foreach (var condition in conditions)
        {
            switch (condition.Field)
            {
                case ConditionField.Source:
                    sources.Add(Held(condition, [.. facts.Study.Sources.Select(s => s.Name)], "source"));
                    break;
                case ConditionField.Role:
                    _ = Held(condition, spoken.Roles, "role");
                    passages.Add(Spoken(condition, (source, p) => condition.Values.Contains(spoken.RoleIn(source, p), StringComparer.OrdinalIgnoreCase) != condition.Not));
                    break;
                case ConditionField.Participant:
                    var people = Held(condition, [.. spoken.People.Select(p => p.Pseudonym)], "participant");
                    passages.Add(Spoken(condition, (_, p) => people[p]));
                    break;
                case ConditionField.Date:
                    sources.Add(await DatedAsync(condition));
                    break;
                default:
                    sources.Add(await AttributedAsync(condition));
                    break;
            }
        }

        return (sources.Count == 0 ? null : source => sources.TrueForAll(s => s[source]), passages.Count == 0 ? null : (source, passage) => passages.TrueForAll(p => p(source, passage)));
    }

    private Func<int, int, bool> Spoken(Condition condition, Func<int, int, bool> people) => condition.Not
        ? (source, passage) => spoken.PeopleIn(source, passage).Any() && spoken.PeopleIn(source, passage).All(p => people(source, p))
        : (source, passage) => spoken.PeopleIn(source, passage).Any(p => people(source, p));

    private bool[] Held(Condition condition, IReadOnlyList<string> names, string what)
    {
        foreach (var value in condition.Values.Where(v => !names.Contains(v, StringComparer.OrdinalIgnoreCase)))
        {
            Refuse(condition.At, $"There is no {what} “{value}” in this study. There {(names.Count == 0 ? "is none at all" : "are " + string.Join("; ", names.Where(n => n.Length > 0).Distinct(StringComparer.Ordinal).Take(12)))}.");
        }

        return [.. names.Select(n => condition.Values.Contains(n, StringComparer.OrdinalIgnoreCase) != condition.Not)];
    }

    private async Task<bool[]> DatedAsync(Condition condition)
    {
        var (from, to) = (condition.From is { } a ? PartialDate.Parse(a).First : DateOnly.MinValue, condition.To is { } b ? PartialDate.Parse(b).Last : DateOnly.MaxValue);
        var dates = await asking.Context.All<Encounter>().Where(e => e.Date != null).ToDictionaryAsync(e => e.Id, e => e.Date!, asking.Cancel);
        var encounters = await asking.Context.All<Source>().Where(s => s.EncounterId != null).ToDictionaryAsync(s => s.Id, s => s.EncounterId!.Value, asking.Cancel);

        // What has no date is neither on it nor off it.
        return [.. facts.Sources.Select(s => encounters.TryGetValue(s, out var e) && dates.TryGetValue(e, out var written) && PartialDate.TryParse(written, out var date) && (date.First >= from && date.Last <= to) != condition.Not)];
    }

    private async Task<bool[]> AttributedAsync(Condition condition)
    {
        var key = condition.Field switch { ConditionField.Site => "site", ConditionField.Phase => "phase", ConditionField.Kind => "kind", _ => await KeyAsync(condition) };
        var (_, _, values) = await SourceAttributes.ValuesAsync(asking, facts, key, null);
        var names = condition.Field switch { ConditionField.Site => facts.Study.Sites, ConditionField.Phase => facts.Study.Phases, _ => [.. values.Select(v => v.Value)] };
        _ = Held(condition, names, condition.Field == ConditionField.Attribute ? "value" : condition.Field.ToString().ToLowerInvariant());
        var having = new bool[facts.Sources.Count];
        foreach (var source in values.Where(v => condition.Values.Contains(v.Value, StringComparer.OrdinalIgnoreCase)).SelectMany(v => v.Sources))
        {
            having[source.Source] = true;
        }

        return condition.Not ? [.. having.Select(h => !h)] : having;
    }

    private async Task<string> KeyAsync(Condition condition)
    {
        var all = await SourceAttributes.ListAsync(asking);
        var named = all.Where(a => a.Key.Equals(condition.Name, StringComparison.OrdinalIgnoreCase) || a.Name.Equals(condition.Name, StringComparison.OrdinalIgnoreCase) || a.Key.Equals("site:" + condition.Name, StringComparison.OrdinalIgnoreCase)).ToList();
        if (named.Count == 0)
        {
            Refuse(condition.At, $"There is no attribute “{condition.Name}” in this study. There are {string.Join("; ", all.Select(a => a.Key).Take(12))}.");
        }

        return named[0].Key;
    }

    [System.Diagnostics.CodeAnalysis.DoesNotReturn]
    private void Refuse(int at, string message) => Asking.Refuse("unknown-name", asLine ? new RetrievalProblem(at, message).InWords : message, "Write the name as the study has it.");
}
