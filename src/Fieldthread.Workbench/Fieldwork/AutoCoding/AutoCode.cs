using Fieldthread.Core.Fieldwork.AutoCoding;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Store;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Fieldwork.AutoCoding;

/// <summary>Codes by a rule everywhere at once, as one act that one undo takes back. The codings are the actor’s own, and each says from which run it came until somebody confirms it, and after.</summary>
/// <param name="Way">By what: words, pattern, speaker, question or item.</param>
/// <param name="Look">What is looked for, one on a line: words or phrases; a regular expression; labels of speakers; words of questions or headings; keys of items.</param>
/// <param name="Take">How much is coded: the words, the sentence, the paragraph, the turn; of a question the whole answer too.</param>
/// <param name="Code">The code.</param>
/// <param name="NewCode">Or the name of a new one.</param>
/// <param name="Under">The code below which new ones are made; null for the top.</param>
/// <param name="Each">Or a code of its own for each of what is looked for; those that are there already are used.</param>
/// <param name="Guide">A version of a topic guide, all of whose questions are looked for.</param>
/// <param name="ToQuestion">True where an answer goes on until another of the questions, past other words of the team.</param>
/// <param name="Site">Only at these sites.</param>
/// <param name="Phase">Only in these phases.</param>
/// <param name="Kind">Only in these kinds of encounter.</param>
/// <param name="Role">Only where somebody of these roles speaks.</param>
/// <param name="Participant">Only where these speak.</param>
/// <param name="Source">Only in these sources, by name.</param>
/// <param name="Attribute">Only where this attribute has one of the values.</param>
/// <param name="Value">The values.</param>
/// <param name="Seen">Fingerprint of the preview that was looked at; null to code without having looked.</param>
/// <param name="Except">Numbers of the stretches of that preview that are left out.</param>
/// <param name="Note">Why it is run.</param>
[Act("auto-code", Permission.Code, Tells = "codings")]
[Refuses("empty", "nothing was named to look for")]
[Refuses("bad-search", "a word or the regular expression cannot be read; the words say where")]
[Refuses("too-slow", "a regular expression did not come to its end in the time that it is given")]
[Refuses("too-many", "more stretches were found than one run takes")]
[Refuses("unknown-name", "a site, phase, role, attribute or other name is not in the study, or is none that the actor may know")]
[Refuses("unknown", "there is no such code, item or version of a guide")]
[Refuses("no-code", "no code was chosen, or more than one of a code, a new code and a code for each")]
[Refuses("heading", "the code is a heading that cannot be used")]
[Refuses("retired", "the code is retired")]
[Refuses("name-taken", "there is a code of the new name in that place")]
[Refuses("nothing-found", "nothing is found")]
[Refuses("nothing-left", "all that is found is coded so already, or was left out")]
[Refuses("changed-since-preview", "the texts, the codebook or what is known of the sources changed since the preview, so that something else would be coded than was seen")]
[Refuses("unseen", "stretches are left out by their numbers, without the preview that numbers them")]
[Refuses("no-coder", "the actor is no person of the study, so the codings would have no author")]
public sealed record AutoCode(
    AutoWay Way, IReadOnlyList<string>? Look = null, AutoTake Take = AutoTake.Words, Guid? Code = null, string? NewCode = null, Guid? Under = null, bool Each = false, Guid? Guide = null, bool ToQuestion = false,
    IReadOnlyList<string>? Site = null, IReadOnlyList<string>? Phase = null, IReadOnlyList<string>? Kind = null, IReadOnlyList<string>? Role = null, IReadOnlyList<string>? Participant = null, IReadOnlyList<string>? Source = null,
    string? Attribute = null, IReadOnlyList<string>? Value = null, string? Seen = null, IReadOnlyList<int>? Except = null, string? Note = null) : Act<AutoCoded>, IAutoFields
{
    /// <inheritdoc/>
    public override async Task<AutoCoded> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        if (acting.Me is not { } coder)
        {
            Acting.Refuse("no-coder", "Only a person of the study can code, so that every coding has its author.", "Add the account to the team of the study.");
            return null!;
        }

        if (Except is { Count: > 0 } && string.IsNullOrWhiteSpace(Seen))
        {
            Acting.Refuse("unseen", "Some stretches are left out by their numbers, and which ones those are only the preview says.", "Look at the preview and send its “seen” with it.");
        }

        var asked = AutoAsked.Of(this);
        if (asked.Code is null && asked.NewCode is null && !asked.Each)
        {
            Acting.Refuse("no-code", "No code was chosen.", "Choose one, or write the name of a new one.");
        }

        // Nothing is written yet, so what stands here is the study as of the act before, and may be kept as such.
        var asking = new Asking(acting.Context, acting.Number - 1, acting.Actor, acting.Me, acting.Services.Cache, acting.Cancel) { Open = acting.Services.Database.Open, Services = acting.Services };
        var (found, facts, spoken) = await AutoFound.OfAsync(asking, asked);
        if (!string.IsNullOrWhiteSpace(Seen) && Seen.Trim() != found.Seen)
        {
            Acting.Refuse("changed-since-preview", "Since you looked, the texts, the codebook or what is known of the sources changed, and something else would be coded than you saw.", "Look at the preview again.");
        }

        if (found.Stretches.Count == 0)
        {
            Acting.Refuse("nothing-found", "Nothing like it stands in the chosen sources.", "Look for fewer words, or in more sources.");
        }

        var (already, left) = (found.Already(facts, coder), (Except ?? []).ToHashSet());
        var chosen = found.Stretches.Where((_, i) => !already[i] && !left.Contains(i + 1)).ToList();
        if (chosen.Count == 0)
        {
            Acting.Refuse("nothing-left", "All of it is coded so already, or was left out.", "There is nothing to do.");
        }

        var run = acting.Add(new AutoRun { Asked = Json.Write(asked), Note = Acting.Clean(Note), AuthorId = coder, At = acting.Now });
        var codes = await CodesAsync(acting, found, [.. chosen.Select(s => s.Target).Distinct().Order()]);
        var codings = chosen.Select(s => (Revision: spoken.Revisions[s.Source], s.Span, Code: codes[s.Target])).Distinct()
            .Select(s => new Coding { StudyId = acting.Context.Study, RevisionId = s.Revision, Start = s.Span.Start, End = s.Span.End, CodeId = s.Code, CoderId = coder, CodedAt = acting.Now }).ToList();
        run.Made = codings.Count;
        await acting.AddManyAsync(codings);
        await acting.AddManyAsync(codings.ConvertAll(c => new AutoCoding { StudyId = acting.Context.Study, CodingId = c.Id, RunId = run.Id }));
        return new AutoCoded(run.Id, codings.Count, chosen.Select(s => s.Source).Distinct().Count(), already.Count(x => x), found.Stretches.Where((_, i) => !already[i] && left.Contains(i + 1)).Count());
    }

    /// <summary>The codes, made where they are not there yet; of those for each only such as have something to stand on.</summary>
    private static async Task<Dictionary<int, Guid>> CodesAsync(Acting acting, AutoFound found, List<int> used)
    {
        var (codes, made) = (new Dictionary<int, Guid>(), new Dictionary<string, Guid>(StringComparer.Ordinal));
        var ordinal = 0;
        foreach (var number in used)
        {
            var target = found.Targets[number];
            if (target.Code is { } there)
            {
                codes[number] = there;
                continue;
            }

            if (made.Count == 0)
            {
                await Authority.RequireAsync(acting.Context, acting.Actor, Permission.KeepCodebook, "make a code", acting.Cancel);
                ordinal = await Codebook.NextOrdinalAsync(acting, target.Under);
            }

            if (!made.TryGetValue(target.Name, out var id))
            {
                made[target.Name] = id = acting.Add(new Code { Name = target.Name, ParentId = target.Under, Ordinal = ordinal++ }).Id;
            }

            codes[number] = id;
        }

        return codes;
    }
}

/// <summary>What a run coded.</summary>
/// <param name="Run">The run.</param>
/// <param name="Codings">Codings that it made.</param>
/// <param name="Sources">In how many sources.</param>
/// <param name="Already">Stretches passed over, because the actor had coded them so.</param>
/// <param name="LeftOut">Stretches that were left out.</param>
public sealed record AutoCoded(Guid Run, int Codings, int Sources, int Already, int LeftOut);
