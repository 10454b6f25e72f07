namespace Fieldthread.Core.Findings;

/// <summary>Checks a report against its evidence: every quotation, number, word of quantity, claim and citation of evidence gives one line or more.</summary>
public sealed class ReportVerifier
{
    private readonly IReadOnlyDictionary<string, EvidenceItem> evidence;
    private readonly IReadOnlyDictionary<string, ClaimRecord> claims;
    private readonly QuantifierScale scale;
    private readonly QuoteMatcher matcher = new();
    private readonly List<ReportCheck> lines = [];
    private readonly HashSet<string> ids = new(StringComparer.Ordinal);
    private readonly HashSet<string> opened = new(StringComparer.Ordinal);

    private ReportVerifier(IReadOnlyDictionary<string, EvidenceItem> evidence, IReadOnlyDictionary<string, ClaimRecord> claims, QuantifierScale scale) =>
        (this.evidence, this.claims, this.scale) = (evidence, claims, scale);

    /// <summary>The check, in the order of the report.</summary>
    /// <param name="report">The report.</param>
    /// <param name="evidence">Evidence by key.</param>
    /// <param name="claims">The ledger's claims by key.</param>
    /// <param name="scale">The study's words of quantity; null for the default.</param>
    public static IReadOnlyList<ReportCheck> Check(
        ReportDocument report, IReadOnlyDictionary<string, EvidenceItem> evidence, IReadOnlyDictionary<string, ClaimRecord> claims, QuantifierScale? scale = null)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentNullException.ThrowIfNull(claims);
        var run = new ReportVerifier(evidence, claims, scale ?? QuantifierScale.Default);
        foreach (var block in report.AllBlocks())
        {
            if (block is ReportDivision { Attributes.Id.Length: > 0 } division)
            {
                run.Once(division.Attributes.Id, division.Line);
            }

            foreach (var inline in block.Words.SelectMany(i => i.AndBelow()))
            {
                run.Inline(inline);
            }
        }

        return run.lines;
    }

    private void Inline(ReportInline inline)
    {
        if (inline is ReportCitation citation)
        {
            foreach (var key in citation.Items.Select(i => i.Evidence).OfType<string>())
            {
                Open(key, citation.Line);
            }
        }
        else if (inline is ReportSpan span)
        {
            if (span.Attributes.Id.Length > 0)
            {
                Once(span.Attributes.Id, span.Line);
            }

            if (span.Attributes.Is("claim"))
            {
                Claim(span);
            }

            if (span.Attributes.Is("quote"))
            {
                Bound<QuotationEvidence>(span, ReportCheckKind.Quotation, "a passage of a source", Quotation);
            }

            if (span.Attributes.Is("value"))
            {
                Bound<StatisticEvidence>(span, ReportCheckKind.Number, "a statistic", Number);
            }

            if (span.Attributes.Is("quantifier"))
            {
                Bound<StatisticEvidence>(span, ReportCheckKind.Quantifier, "a statistic", Quantity);
            }
        }
    }

    private void Bound<T>(ReportSpan span, ReportCheckKind kind, string wanted, Action<string, ReportSpan, T> check)
        where T : EvidenceItem
    {
        var keys = span.Attributes.List("ev");
        if (keys.Count == 0)
        {
            Add("", span, kind, ReportCheckState.NoEvidence, "Nothing is bound to it; write ev= and the key of its evidence.");
        }

        foreach (var key in keys)
        {
            if (!evidence.TryGetValue(key, out var item))
            {
                Add(key, span, kind, ReportCheckState.UnknownEvidence, $"There is no evidence “{key}” in this study.");
            }
            else if (item is T right)
            {
                check(key, span, right);
            }
            else
            {
                Add(key, span, kind, ReportCheckState.WrongEvidence, $"“{key}” is not {wanted}.");
            }
        }
    }

    private void Quotation(string key, ReportSpan span, QuotationEvidence item)
    {
        if (Closed(key, span.Line, ReportCheckKind.Quotation, span.Plain, item))
        {
            return;
        }

        opened.Add(key);
        var verdict = matcher.Verify(span.Plain, item);
        lines.Add(new(key, span.Line, ReportCheckKind.Quotation, span.Plain, State(verdict.State), verdict.Message, verdict.State is not QuoteState.Verified, verdict.NeedsSecondPerson, verdict.Suggestion,
            verdict.Changes.Count > 0 ? verdict.Changes : null));
    }

    private void Number(string key, ReportSpan span, StatisticEvidence item)
    {
        var check = PrintedNumber.Check(span.Plain, item.Value);
        var state = check.State switch { NumberState.Agrees => ReportCheckState.Verified, NumberState.Differs => ReportCheckState.NumberDiffers, _ => ReportCheckState.Unreadable };
        Add(key, span, ReportCheckKind.Number, state, check.Message, instead: check.Computed);
    }

    private void Quantity(string key, ReportSpan span, StatisticEvidence item)
    {
        // “five of the six sites” says its own k of n; only a word such as “most” needs the study's scale.
        if (PrintedNumber.Parse(span.Plain) is { Base: not null } said)
        {
            var numbers = said.Against(item.Value);
            Add(key, span, ReportCheckKind.Quantifier, numbers.State == NumberState.Agrees ? ReportCheckState.Verified : ReportCheckState.QuantifierBroken, numbers.Message, instead: numbers.Computed);
            return;
        }

        var check = scale.Check(span.Plain, item.Value);
        var state = check.State switch { QuantifierState.Holds => ReportCheckState.Verified, QuantifierState.Broken => ReportCheckState.QuantifierBroken, _ => ReportCheckState.Unreadable };
        Add(key, span, ReportCheckKind.Quantifier, state, check.Message, instead: check.Computed);
    }

    private void Claim(ReportSpan span)
    {
        var (key, attributes) = (span.Attributes.Id, span.Attributes);
        var (bound, against) = (attributes.List("ev"), attributes.List("against"));
        var before = lines.Count;
        if (bound.Count + against.Count == 0)
        {
            Add(key, span, ReportCheckKind.Claim, ReportCheckState.NoEvidence, "The claim opens onto nothing; write ev= and the keys of its evidence.");
        }

        foreach (var item in bound.Concat(against))
        {
            Open(item, span.Line);
        }

        if (key.Length == 0 || !claims.TryGetValue(key, out var record))
        {
            Add(key, span, ReportCheckKind.Claim, ReportCheckState.UnknownClaim, key.Length == 0 ? "The claim has no key; write # and its key in the ledger." : $"The ledger has no claim “{key}”.");
            return;
        }

        var leftOut = record.Against.Except(against, StringComparer.Ordinal).ToList();
        if (leftOut.Count > 0)
        {
            Add(key, span, ReportCheckKind.Claim, ReportCheckState.CounterEvidenceLeftOut, $"The ledger holds counter-evidence that the report leaves out: {string.Join(", ", leftOut)}.", stops: false);
        }

        if (!ComparableText.Plain(record.Statement).Trim('.').Equals(ComparableText.Plain(span.Plain).Trim('.'), StringComparison.OrdinalIgnoreCase))
        {
            Add(key, span, ReportCheckKind.Claim, ReportCheckState.StatementDiffers, $"The ledger puts it otherwise: “{record.Statement}”", stops: false, instead: record.Statement);
        }

        if (lines.Count == before)
        {
            Add(key, span, ReportCheckKind.Claim, ReportCheckState.Verified, $"Opens onto {bound.Count} for and {against.Count} against.");
        }
    }

    /// <summary>Evidence a reader can open must exist, be allowed, and still say what was captured; said once a key.</summary>
    private void Open(string key, int line)
    {
        if (!evidence.TryGetValue(key, out var item))
        {
            lines.Add(new(key, line, ReportCheckKind.Evidence, key, ReportCheckState.UnknownEvidence, $"There is no evidence “{key}” in this study.", Stops: true));
        }
        else if (opened.Add(key) && item is QuotationEvidence passage && !Closed(key, line, ReportCheckKind.Evidence, key, passage)
            && matcher.Verify(passage.Exact.Replace('[', '(').Replace(']', ')'), Unbracketed(passage)) is { State: not QuoteState.Verified } verdict)
        {
            lines.Add(new(key, line, ReportCheckKind.Evidence, passage.Exact, State(verdict.State), verdict.Message, Stops: true, Instead: verdict.Suggestion));
        }
    }

    // Brackets in a transcript are the transcriber's, not marks of the report's author; one code unit for one, so that no span moves.
    private static QuotationEvidence Unbracketed(QuotationEvidence item) => !item.Exact.Contains('[', StringComparison.Ordinal) ? item : item with
    {
        Exact = item.Exact.Replace('[', '(').Replace(']', ')'),
        Text = item.Text?.Replace('[', '(').Replace(']', ')'),
    };

    private bool Closed(string key, int line, ReportCheckKind kind, string printed, QuotationEvidence item)
    {
        var why = item.Consent switch
        {
            QuoteConsent.Granted => null,
            QuoteConsent.Unrecorded => "No consent of whoever spoke is recorded; the study prints such words with this warning.",
            QuoteConsent.Special => "The words hold a special category of personal data, and no explicit consent to sharing them is held.",
            QuoteConsent.NoRecord => "No consent of whoever spoke is recorded.",
            QuoteConsent.Refused => "The person did not consent to be quoted.",
            QuoteConsent.Withdrawn => "The person withdrew consent to be quoted.",
            _ => "The person has not been asked for consent to be quoted.",
        };
        if (why is not null)
        {
            lines.Add(new(key, line, kind, printed, ReportCheckState.NotConsented, why, Stops: !item.Consent.MayPrint()));
        }

        return !item.Consent.MayPrint();
    }

    private void Once(string id, int line)
    {
        if (!ids.Add(id))
        {
            lines.Add(new(id, line, ReportCheckKind.Claim, id, ReportCheckState.DuplicateKey, $"“#{id}” occurs twice in the report; a key stands in one place.", Stops: true));
        }
    }

    private void Add(string key, ReportSpan span, ReportCheckKind kind, ReportCheckState state, string message, bool? stops = null, string? instead = null) =>
        lines.Add(new(key, span.Line, kind, span.Plain, state, message, stops ?? state is not ReportCheckState.Verified, Instead: state is ReportCheckState.Verified ? null : instead));

    private static ReportCheckState State(QuoteState state) => state switch
    {
        QuoteState.Verified => ReportCheckState.Verified,
        QuoteState.Moved => ReportCheckState.Moved,
        QuoteState.Ambiguous => ReportCheckState.Ambiguous,
        QuoteState.Altered => ReportCheckState.Altered,
        QuoteState.Missing => ReportCheckState.Missing,
        _ => ReportCheckState.Withheld,
    };
}
