using System.Globalization;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Fieldwork.Pseudonyms;
using Fieldthread.Workbench.Store;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>The runs in which texts were coded by rule, newest first. Who codes blind sees their own.</summary>
[Question("auto-runs", Permission.ReadMaterial)]
public sealed record AutoRuns : Question<IReadOnlyList<AutoRunLine>>
{
    /// <inheritdoc/>
    public override async Task<IReadOnlyList<AutoRunLine>> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        return await ReadAsync(asking, null);
    }

    internal static async Task<IReadOnlyList<AutoRunLine>> ReadAsync(Asking asking, Guid? only)
    {
        var context = asking.Context;
        var runs = await context.All<AutoRun>().Where(r => (only == null || r.Id == only) && (context.BlindTo == null || r.AuthorId == context.BlindTo)).ToListAsync(asking.Cancel);
        var people = await context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var codings = context.All<Coding>();
        var standing = (await context.All<AutoCoding>().Where(a => codings.Any(c => c.Id == a.CodingId)).GroupBy(a => new { a.RunId, Confirmed = a.ConfirmedAt != null }).Select(g => new { g.Key.RunId, g.Key.Confirmed, Count = g.Count() }).ToListAsync(asking.Cancel)).ToLookup(a => a.RunId);
        var facts = await Facts.OfAsync(asking);
        var paths = facts.Codes.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => facts.Study.Codes[c.i].Path);
        return [.. runs.OrderByDescending(r => r.RecordedIn).ThenByDescending(r => r.Id).Select(r =>
        {
            var asked = Json.Read<AutoAsked>(r.Asked);
            var confirmed = standing[r.Id].Where(s => s.Confirmed).Sum(s => s.Count);
            var into = asked.Code is { } code ? paths.GetValueOrDefault(code, "a code that is gone") : asked.NewCode ?? (asked.Each ? "a code for each" : "");
            return new AutoRunLine(r.Id, r.RecordedIn, r.At, people.GetValueOrDefault(r.AuthorId, ""), asked.Look is null ? "what was asked is erased" : asked.InWords, into, r.Note, r.Made, confirmed, standing[r.Id].Sum(s => s.Count) - confirmed);
        })];
    }
}

/// <summary>A run.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Act">The act that it was.</param>
/// <param name="At">When.</param>
/// <param name="Author">Who ran it.</param>
/// <param name="InWords">What was looked for, where, and how much was taken.</param>
/// <param name="Into">The code, by its path as it is now.</param>
/// <param name="Note">Why it was run.</param>
/// <param name="Made">Codings that it made.</param>
/// <param name="Confirmed">Those that somebody has confirmed since.</param>
/// <param name="Proposed">Those that stand as the rule proposed them.</param>
public sealed record AutoRunLine(Guid Id, long Act, DateTimeOffset At, string Author, string InWords, string Into, string Note, int Made, int Confirmed, int Proposed)
{
    /// <summary>Those that were dropped since.</summary>
    public int Dropped => Made - Confirmed - Proposed;
}

/// <summary>The codings of a run that stand, in the order of the texts.</summary>
/// <param name="Run">Which run.</param>
/// <param name="Proposed">True for those alone that nobody has confirmed.</param>
/// <param name="After">Key of the last coding of the page before; null for the first page.</param>
/// <param name="Take">How many; 1 to 100,000.</param>
[Question("auto-run", Permission.ReadMaterial)]
[Refuses("unknown", "there is no such run")]
public sealed record AutoRunCodings(Guid Run, bool Proposed = false, string? After = null, int Take = 100) : Question<AutoRunPage>
{
    /// <inheritdoc/>
    public override async Task<AutoRunPage> AskAsync(Asking asking)
    {
        ArgumentNullException.ThrowIfNull(asking);
        var line = (await AutoRuns.ReadAsync(asking, Run)).FirstOrDefault() ?? throw new RefusedException(new Refusal("unknown", "There is no such run of coding by rule in this study.", "It may have been undone; look in the list of runs."));
        var context = asking.Context;
        var facts = await Facts.OfAsync(asking);
        var origins = (await context.All<AutoCoding>().Where(a => a.RunId == Run && (!Proposed || a.ConfirmedAt == null)).ToListAsync(asking.Cancel)).GroupBy(a => a.CodingId).ToDictionary(g => g.Key, g => g.First());
        var of = context.All<AutoCoding>().Where(a => a.RunId == Run);
        var names = facts.Study.Sources;
        var all = (await context.All<Coding>().Where(c => of.Any(a => a.CodingId == c.Id)).ToListAsync(asking.Cancel)).Where(c => origins.ContainsKey(c.Id) && facts.SourceOfRevision.ContainsKey(c.RevisionId))
            .OrderBy(c => names[facts.SourceOfRevision[c.RevisionId]].Name, Core.Basics.NaturalOrder.Instance).ThenBy(c => c.RevisionId).ThenBy(c => c.Start).ThenBy(c => c.Id).ToList();
        var from = int.TryParse(After, NumberStyles.None, CultureInfo.InvariantCulture, out var last) ? Math.Min(last, all.Count) : 0;
        var page = all.Skip(from).Take(Math.Clamp(Take, 1, 100_000)).ToList();
        var refused = await Withholding.OfAsync(context, asking.Services, deposit: false, asking.Cancel, quoting: true);
        var (originals, ids) = (await Originals.OfAsync(asking), page.Select(c => c.RevisionId).Distinct().ToList());
        var texts = (await context.All<Revision>().Where(r => ids.Contains(r.Id)).ToListAsync(asking.Cancel)).ToDictionary(r => r.Id, r => originals.Cover(r.Id, refused.Cover(r.SourceId, r.Id, r.Text)));
        var people = await context.All<Person>().ToDictionaryAsync(p => p.Id, p => p.Name, asking.Cancel);
        var paths = facts.Codes.Select((c, i) => (c.Id, i)).ToDictionary(c => c.Id, c => facts.Study.Codes[c.i].Path);
        var lines = page.Select(c =>
        {
            var source = facts.SourceOfRevision[c.RevisionId];
            var origin = origins[c.Id];
            return new AutoRunCoding(c.Id, facts.Sources[source], names[source].Name, facts.SiteOfSource[source] is >= 0 and var site ? facts.Study.Sites[site] : null, c.Start, c.End, texts[c.RevisionId][c.Start..Math.Min(c.End, texts[c.RevisionId].Length)], paths[c.CodeId], people.GetValueOrDefault(c.CoderId, ""), origin.ConfirmedBy is { } by ? people.GetValueOrDefault(by) : null, origin.ConfirmedAt);
        });
        return new AutoRunPage(line, [.. lines], from + page.Count < all.Count ? (from + page.Count).ToString(CultureInfo.InvariantCulture) : null);
    }
}

/// <summary>A run with its codings.</summary>
/// <param name="Run">The run.</param>
/// <param name="Codings">This page of those that stand.</param>
/// <param name="Next">Key for the next page, or null at the end.</param>
public sealed record AutoRunPage(AutoRunLine Run, IReadOnlyList<AutoRunCoding> Codings, string? Next);

/// <summary>A coding that came of a run. Words of whoever refused or withdrew being quoted are covered.</summary>
/// <param name="Id">The coding.</param>
/// <param name="Source">The source.</param>
/// <param name="SourceName">Its name.</param>
/// <param name="Site">Its site, or null.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Words">Its words.</param>
/// <param name="Code">Path of its code.</param>
/// <param name="Coder">Whose coding it is.</param>
/// <param name="ConfirmedBy">Who confirmed it, or null.</param>
/// <param name="ConfirmedAt">When, or null.</param>
public sealed record AutoRunCoding(Guid Id, Guid Source, string SourceName, string? Site, int Start, int End, string Words, string Code, string Coder, string? ConfirmedBy, DateTimeOffset? ConfirmedAt);
