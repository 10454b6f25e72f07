using Fieldthread.Core.Basics;
using Fieldthread.Core.Findings;
using Fieldthread.Core.Studies;
using Fieldthread.Workbench.Acts;
using Fieldthread.Workbench.Fieldwork;
using Fieldthread.Workbench.Fieldwork.Consent;
using Fieldthread.Workbench.Studies;
using Microsoft.EntityFrameworkCore;

namespace Fieldthread.Workbench.Findings;

/// <summary>Chooses a stretch of a source as evidence, and keeps its words as they stand.</summary>
/// <param name="Revision">Which revision.</param>
/// <param name="Start">First code unit.</param>
/// <param name="End">One past the last.</param>
/// <param name="Note">Why it was chosen.</param>
[Act("add-quotation", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such revision")]
[Refuses("range-outside", "the stretch is empty, lies outside the text or cuts a character in two")]
[Refuses("superseded", "the text has a newer revision")]
[Refuses("consent-withdrawn", "whoever speaks in it withdrew consent to be quoted")]
public sealed record AddQuotation(Guid Revision, int Start, int End, string Note = "") : Act<Added>
{
    private const int Context = 32;

    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var text = await Stretch.RequireAsync(acting, Revision, Start, End);
        var there = await acting.Context.Set<Quotation>().FirstOrDefaultAsync(q => q.RevisionId == Revision && q.Start == Start && q.End == End, acting.Cancel);
        if (there is not null)
        {
            return new Added(there.Id, there.Key);
        }

        await Stretch.RequireNewestAsync(acting, Revision);
        var note = await ConsentAsync(acting, Revision, new TextSpan(Start, End));
        var quotation = acting.Add(new Quotation
        {
            Key = await Keys.NextAsync<Quotation>(acting, "q"),
            Note = WellFormedText.Repair(Note.Trim(), out _),
        });
        Capture(quotation, Revision, text, new TextSpan(Start, End));
        return new Added(quotation.Id, quotation.Key, note);
    }

    /// <summary>Takes the words of a stretch into a quotation, with some before and after.</summary>
    internal static void Capture(Quotation quotation, Guid revision, string text, TextSpan span)
    {
        (quotation.RevisionId, quotation.Start, quotation.End, quotation.Exact) = (revision, span.Start, span.End, span.Of(text));
        quotation.Prefix = WellFormedText.Repair(text[Math.Max(0, span.Start - Context)..span.Start], out _);
        quotation.Suffix = WellFormedText.Repair(text[span.End..Math.Min(text.Length, span.End + Context)], out _);
    }

    /// <summary>An account that may not be quoted may still be evidence for the team, and says so; after a withdrawal no new copy of the words is made.</summary>
    internal static async Task<string?> ConsentAsync(Acting acting, Guid revision, TextSpan span)
    {
        var consents = await Consents.OfAsync(acting.Context, acting.Services, acting.Cancel);
        var consent = (await Attributions.OfAsync(acting.Context, consents, acting.Cancel, revision)).Of(revision, span).Consent;
        if (consent == QuoteConsent.Withdrawn)
        {
            Acting.Refuse("consent-withdrawn", "Whoever speaks there withdrew consent to be quoted.", "Choose other words. If they consented anew, record it first.");
        }

        return consent switch
        {
            QuoteConsent.Granted => null,
            QuoteConsent.Refused => "Whoever speaks there refused to be quoted: the words are evidence for the team and are not printed.",
            QuoteConsent.Special => "The words hold a special category of personal data: they are evidence for the team and are not printed until explicit consent is recorded with the flag.",
            QuoteConsent.Unrecorded => "No consent of whoever speaks there is recorded: the words are printed with a warning.",
            _ => "No consent of whoever speaks there is recorded: the words are not printed until it is.",
        };
    }
}

/// <summary>Chooses words of a source as evidence by quoting them. Kept are the source’s own words; quotation marks, dashes and spaces may be written otherwise than there, letters may not.</summary>
/// <param name="Source">Which source.</param>
/// <param name="Words">The words as they stand there.</param>
/// <param name="Note">Why they were chosen.</param>
[Act("quote-words", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such source")]
[Refuses("empty", "no words were given")]
[Refuses("words-not-there", "the source does not hold these words; letters, case and accents count")]
[Refuses("words-ambiguous", "the source holds these words more than once")]
[Refuses("consent-withdrawn", "whoever speaks in it withdrew consent to be quoted")]
public sealed record QuoteWords(Guid Source, string Words, string Note = "") : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        await acting.FindAsync<Source>(Source);
        var words = Acting.Given(Words, "The quotation");
        var revision = await acting.Context.Set<Revision>().Where(r => r.SourceId == Source).OrderByDescending(r => r.Number).FirstAsync(acting.Cancel);
        var place = Find(revision.Text, words);
        return await new AddQuotation(revision.Id, place.Start, place.End, Note).DoAsync(acting);
    }

    /// <summary>The one place where a text holds quoted words.</summary>
    /// <exception cref="RefusedException">There is none, or more than one: <c>words-not-there</c>, <c>words-ambiguous</c>.</exception>
    internal static TextSpan Find(string text, string words)
    {
        var places = QuotedWords.Find(text, words);
        if (places.Count == 0)
        {
            Acting.Refuse("words-not-there", $"The source does not hold these words: “{(words.Length > 80 ? words[..80] + "…" : words)}”.", "Copy them from the source: quotation marks, dashes and spaces may look different, every letter must be the same. The program never corrects a quotation by itself.");
        }

        if (places.Count > 1)
        {
            Acting.Refuse("words-ambiguous", "The source holds these words more than once.", "Take in a word or two more, so that the place is plain.");
        }

        return places[0];
    }
}

/// <summary>Removes a quotation that no claim stands on. Its key is not used again.</summary>
/// <param name="Key">Key, as <c>q12</c>.</param>
[Act("remove-quotation", Permission.WriteFindings, Tells = "findings")]
[Refuses("unknown", "there is no such quotation")]
[Refuses("in-use", "a claim stands on it")]
public sealed record RemoveQuotation(string Key) : Act<Added>
{
    /// <inheritdoc/>
    public override async Task<Added> DoAsync(Acting acting)
    {
        ArgumentNullException.ThrowIfNull(acting);
        var quotation = await EvidenceKeys.QuotationAsync(acting, Key);
        if (await acting.Context.Set<ClaimEvidence>().AnyAsync(e => e.QuotationId == quotation.Id, acting.Cancel))
        {
            Acting.Refuse("in-use", $"A claim stands on {Key}.", "Take it from the claim first.");
        }

        acting.Remove(quotation);
        return new Added(quotation.Id, quotation.Key);
    }
}

/// <summary>Finds things by their short keys.</summary>
internal static class EvidenceKeys
{
    public static async Task<Quotation> QuotationAsync(Acting acting, string key) =>
        await acting.Context.Set<Quotation>().AsTracking().FirstOrDefaultAsync(q => q.Key == key.Trim(), acting.Cancel) ?? throw Unknown("quotation", key);

    public static async Task<Claim> ClaimAsync(Acting acting, string key) =>
        await acting.Context.Set<Claim>().AsTracking().FirstOrDefaultAsync(c => c.Key == key.Trim(), acting.Cancel) ?? throw Unknown("claim", key);

    public static async Task<Statistic> StatisticAsync(Acting acting, string key) =>
        await acting.Context.Set<Statistic>().AsTracking().FirstOrDefaultAsync(s => s.Key == key.Trim(), acting.Cancel) ?? throw Unknown("statistic", key);

    private static RefusedException Unknown(string what, string key) => new(new Refusal("unknown", $"There is no {what} {key} in this study.", "Look it up in the list; keys are never reused."));
}
