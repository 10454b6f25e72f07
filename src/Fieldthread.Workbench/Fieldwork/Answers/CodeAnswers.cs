using Fieldthread.Core.Fieldwork;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Surveys;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.Answers;

/// <summary>Puts codes on whole answers to an open item, several codes on several answers at once, or takes the actor’s own off. An answer that carries the code from the actor already is passed over.</summary>
/// <param name="Answers">The answers, as the grid names them.</param>
/// <param name="Codes">The codes by their ids.</param>
/// <param name="Named">Or by their names or paths, parted by semicolons: <c>Trust; Money / Late</c>.</param>
/// <param name="Remove">True to take the actor’s codings with these codes off the answers.</param>
[Act("code-answers", Permission.Code, Tells = "codings")]
[Refuses("empty", "no answer or no code was chosen")]
[Refuses("unknown", "one of the answers or codes is not there, or the passage is no answer to an open item")]
[Refuses("unknown-name", "no code, or more than one, bears a name")]
[Refuses("heading", "a code is a heading that cannot be used")]
[Refuses("retired", "a code is retired")]
[Refuses("superseded", "the text has a newer revision, on which codings stand now")]
[Refuses("same", "nothing would change: the answers carry the codes already, or none of the actor’s to take off")]
[Refuses("no-coder", "the actor is no person of the study, so the codings would have no author")]
public sealed record CodeAnswers(IReadOnlyList<Guid> Answers, IReadOnlyList<Guid>? Codes = null, string? Named = null, bool Remove = false) : Act<AnswersCoded>
{
    /// <inheritdoc/>
    public override async Task<AnswersCoded> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        if (acting.Me is not { } coder)
        {
            Acting.Refuse("no-coder", "Only a person of the study can code, so that every coding has its author.", "Add the account to the team of the study.");
            return null!;
        }

        var codes = await CodesAsync(acting);
        if (Answers is not { Count: > 0 } || codes.Count == 0)
        {
            Acting.Refuse("empty", codes.Count == 0 ? "No code was named." : "No answer was chosen.", codes.Count == 0 ? "Write the name of a code; several are parted by semicolons." : "Tick the answers.");
        }

        var rows = await RowsAsync(acting);
        var (revisions, ids) = (rows.Select(r => r.RevisionId).Distinct().ToList(), codes.ConvertAll(c => c.Id));
        var mine = (await acting.Context.Set<Coding>().AsTracking().Where(c => revisions.Contains(c.RevisionId) && c.CoderId == coder && ids.Contains(c.CodeId)).ToListAsync(acting.Cancel)).ToLookup(c => c.RevisionId);
        return Remove ? await TakeOffAsync(acting, rows, mine) : Put(acting, rows, codes, mine, coder);
    }

    private static AnswersCoded Put(Acting acting, List<Passage> rows, List<Code> codes, ILookup<Guid, Coding> mine, Guid coder)
    {
        var (added, answers) = (0, new HashSet<Guid>());
        foreach (var row in rows)
        {
            var start = Math.Min(row.WordsStart, row.End);
            foreach (var code in codes.Where(code => !mine[row.RevisionId].Any(c => c.CodeId == code.Id && c.Start <= start && c.End >= row.End)))
            {
                acting.Add(new Coding { RevisionId = row.RevisionId, Start = start, End = row.End, CodeId = code.Id, CoderId = coder, CodedAt = acting.Now });
                added++;
                answers.Add(row.Id);
            }
        }

        if (added == 0)
        {
            Acting.Refuse("same", "The answers carry these codes from you already.", "Choose other codes, or other answers.");
        }

        return new AnswersCoded(answers.Count, added, 0);
    }

    private static async Task<AnswersCoded> TakeOffAsync(Acting acting, List<Passage> rows, ILookup<Guid, Coding> mine)
    {
        // What reaches beyond the answer was meant for more than it.
        var going = rows.SelectMany(row => mine[row.RevisionId].Where(c => c.Start >= row.Start && c.End <= row.End).Select(c => (row.Id, Coding: c))).ToList();
        if (going.Count == 0)
        {
            Acting.Refuse("same", "None of your codings with these codes stands on these answers.", "What others coded they take off themselves; what reaches beyond an answer is changed in its text.");
        }

        var ids = going.ConvertAll(g => g.Coding.Id);
        (await acting.Context.Set<Studies.Memo>().AsTracking().Where(m => ids.Contains(m.TargetId)).ToListAsync(acting.Cancel)).ForEach(acting.Remove);
        going.ForEach(g => acting.Remove(g.Coding));
        return new AnswersCoded(going.Select(g => g.Id).Distinct().Count(), 0, going.Count);
    }

    private async Task<List<Passage>> RowsAsync(Acting acting)
    {
        var wanted = Answers.Distinct().ToList();
        var rows = await acting.Context.Set<Passage>().Where(p => wanted.Contains(p.Id)).ToListAsync(acting.Cancel);
        var revisions = rows.Select(r => r.RevisionId).Distinct().ToList();
        var open = acting.Context.Set<OpenAnswerText>();
        var answers = (await acting.Context.Set<Revision>().Where(r => revisions.Contains(r.Id) && open.Any(t => t.SourceId == r.SourceId)).Select(r => r.Id).ToListAsync(acting.Cancel)).ToHashSet();
        if (rows.Count < wanted.Count || rows.Exists(r => r.Speaker is null || !answers.Contains(r.RevisionId)))
        {
            Acting.Refuse("unknown", "One of the answers is not there, or is no answer to an open item.", "Read the page again.");
        }

        foreach (var revision in revisions)
        {
            await Stretch.RequireNewestAsync(acting, revision);
        }

        return rows;
    }

    private async Task<List<Code>> CodesAsync(Acting acting)
    {
        var codes = new List<Code>();
        foreach (var id in Codes ?? [])
        {
            codes.Add(await acting.FindAsync<Code>(id));
        }

        codes.AddRange(await NamedCodes.OfAsync(acting, Named));
        codes = [.. codes.DistinctBy(c => c.Id)];
        foreach (var code in codes.Where(_ => !Remove))
        {
            await Codebook.RefuseUnusableAsync(acting, code, "cannot be put on an answer.");
        }

        return codes;
    }
}

/// <summary>What changed on answers.</summary>
/// <param name="Answers">Answers that changed.</param>
/// <param name="Added">Codings added.</param>
/// <param name="Removed">Codings taken off.</param>
public sealed record AnswersCoded(int Answers, int Added, int Removed);
