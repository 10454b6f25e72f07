using System.Globalization;
using Fieldthread.Core.Basics;
using Fieldthread.Core.Register;
using Fieldthread.Formats.Hostile;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Register;

/// <summary>What a list would do to the register: what all lists say with it, beside what they say without.</summary>
/// <param name="Data">What the list says, its organisations met by their codes.</param>
/// <param name="List">The same with its day.</param>
/// <param name="Known">The day as declared.</param>
/// <param name="Content">What would be kept of it.</param>
/// <param name="IsNew">False where a list of the same source and day says just the same.</param>
/// <param name="Kept">The lists that there are.</param>
/// <param name="Met">Keys of its organisations that the register has.</param>
/// <param name="Diff">What would change.</param>
/// <param name="After">What all lists would say.</param>
/// <param name="Troubles">Troubles that it would bring.</param>
internal sealed record RegisterPlan(
    RegisterData Data, Vintage List, PartialDate Known, byte[] Content, bool IsNew, IReadOnlyList<KeptVintage> Kept, IReadOnlyList<string> Met, VintageDiff Diff, RegisterData After, IReadOnlyList<Conflict> Troubles)
{
    public static async Task<RegisterPlan> OfAsync(StudyContext context, RegisterReadIn read, DateTimeOffset now, CancellationToken cancel)
    {
        var today = PartialDate.Parse(now.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        var standing = await context.All<Organisation>().Select(o => new { o.Id, o.Key }).ToDictionaryAsync(o => o.Key, o => o.Id, StringComparer.Ordinal, cancel);
        var data = read.ByCode ? await ByCodeAsync(context, read.Data, standing, cancel) : read.Data;
        var (known, kept, content) = (read.Known ?? today, await VintageIndex.ReadAsync(context, cancel), VintageContent.Write(data));
        var list = new Vintage(read.Source, known.Last.DayNumber, kept.Count, read.Whole, data, known.ToString()) { Preferred = VintageIndex.Preferred(await VintageIndex.PlacesAsync(context, cancel), read.Source) };
        var isNew = !kept.Exists(k => k.Row.Source == read.Source && k.Row.KnownDay == list.Known && k.Row.Content.AsSpan().SequenceEqual(content));
        var lists = kept.ConvertAll(k => k.List);
        var stated = (await VintageIndex.CorrectionsAsync(context, cancel)).ConvertAll(c => c.Given);
        var (before, after) = (VintageMerge.Of(lists, stated), VintageMerge.Of(isNew ? [.. lists, list] : lists, stated));
        var (day, rules) = (today.First.DayNumber, await StatedType.RulesAsync(context, cancel));
        SoleMembers.Refuse(data.Relations, TypesInTime.Of(after.Register), rules, read.Sole);
        var had = before.Conflicts.Concat(RegisterTroubles.Of(before.Register, day, rules)).ToHashSet();
        return new RegisterPlan(
            data, list, known, content, isNew, kept, [.. data.Organisations.Where(o => standing.ContainsKey(o.Id)).Select(o => o.Id)], VintageDiff.Of(before.Register, after.Register), after.Register,
            [.. after.Conflicts.Concat(RegisterTroubles.Of(after.Register, day, rules)).Where(c => !had.Contains(c))]);
    }

    /// <summary>The data with the keys of the organisations that alone bear its codes; a code that several bore is left as it is, with a remark.</summary>
    private static async Task<RegisterData> ByCodeAsync(StudyContext context, RegisterData data, Dictionary<string, Guid> standing, CancellationToken cancel)
    {
        var unknown = data.Organisations.Where(o => !standing.ContainsKey(o.Id)).Select(o => o.Id).ToHashSet(StringComparer.Ordinal);
        if (unknown.Count == 0 || standing.Count == 0)
        {
            return data;
        }

        var keys = standing.ToDictionary(s => s.Value, s => s.Key);
        var bear = (await context.All<OrganisationCode>().Select(c => new { c.Code, c.OrganisationId }).ToListAsync(cancel)).Where(c => unknown.Contains(c.Code)).Select(c => (c.Code, Key: keys[c.OrganisationId])).Distinct().ToLookup(c => c.Code, c => c.Key, StringComparer.Ordinal);
        var to = bear.Where(b => b.Count() == 1).ToDictionary(b => b.Key, b => b.First(), StringComparer.Ordinal);
        if (bear.Count == 0)
        {
            return data;
        }

        var remarks = new RemarkList(ReadLimits.Default.Remarks);
        remarks.Add(RemarkWeight.Note, "register", $"{to.Count:N0} organisations of the list were met by a code that they bear in the register.");
        foreach (var several in bear.Where(b => b.Count() > 1))
        {
            remarks.Add(RemarkWeight.Guessed, several.Key, $"The code {several.Key} was borne by {string.Join(", ", several)}, and which one is meant cannot be told. The list’s stands as an organisation of its own.");
        }

        string Of(string id) => to.GetValueOrDefault(id, id);
        return data with
        {
            Organisations = [.. data.Organisations.Select(o => o with { Id = Of(o.Id) }).GroupBy(o => o.Id, StringComparer.Ordinal).Select(g => g.FirstOrDefault(o => !o.Guessed) ?? g.First())],
            Names = [.. data.Names.Select(n => n with { Organisation = Of(n.Organisation) })],
            Codes = [.. data.Codes.Where(c => !to.ContainsKey(c.Organisation)).Concat(data.Codes.Where(c => to.ContainsKey(c.Organisation) && c.Code != c.Organisation).Select(c => c with { Organisation = Of(c.Organisation) }))],
            Relations = [.. data.Relations.Select(r => r with { Subject = Of(r.Subject), Object = Of(r.Object) })],
            Successions = [.. data.Successions.Select(s => s with { Before = Of(s.Before), After = Of(s.After) })],
            Facts = [.. data.Facts.Select(f => f with { Organisation = Of(f.Organisation), Value = f.Thing == FactOf.Relation ? Of(f.Value) : f.Value })],
            Terms = [.. data.Terms.Select(t => t with { Subject = Of(t.Subject), Object = Of(t.Object) })],
            Remarks = [.. data.Remarks, .. remarks.ToList()],
        };
    }
}
