namespace Fieldthread.Core.Findings;

/// <summary>Words, or something that holds words.</summary>
/// <param name="Line">Its first line in the report's source, from 1.</param>
public abstract record ReportInline(int Line)
{
    /// <summary>Inlines inside.</summary>
    public virtual IEnumerable<ReportInline> Inside => [];

    /// <summary>Itself and everything inside.</summary>
    public IEnumerable<ReportInline> AndBelow() => Inside.SelectMany(i => i.AndBelow()).Prepend(this);

    /// <summary>The words alone, a break as a space, a citation as nothing.</summary>
    public virtual string Plain => string.Concat(Inside.Select(i => i.Plain));
}

/// <summary>Plain words.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Text">The words.</param>
public sealed record ReportText(int Line, string Text) : ReportInline(Line)
{
    /// <inheritdoc/>
    public override string Plain => Text;
}

/// <summary>A line break.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Hard">True where the author wants the line to end.</param>
public sealed record ReportBreak(int Line, bool Hard) : ReportInline(Line)
{
    /// <inheritdoc/>
    public override string Plain => " ";
}

/// <summary>Words shown as typed.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Text">As typed.</param>
public sealed record ReportCode(int Line, string Text) : ReportInline(Line)
{
    /// <inheritdoc/>
    public override string Plain => Text;
}

/// <summary>Emphasis.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Strong">Strong, otherwise light.</param>
/// <param name="Text">What is emphasised.</param>
public sealed record ReportEmphasis(int Line, bool Strong, IReadOnlyList<ReportInline> Text) : ReportInline(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<ReportInline> Inside => Text;
}

/// <summary>A link.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Address">http, https, mailto or a place in the report (#…).</param>
/// <param name="Text">What is linked.</param>
public sealed record ReportLink(int Line, string Address, IReadOnlyList<ReportInline> Text) : ReportInline(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<ReportInline> Inside => Text;
}

/// <summary>Words with attributes: <c>[words]{.claim #C1 ev="q1"}</c>.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Attributes">In braces.</param>
/// <param name="Text">The words.</param>
public sealed record ReportSpan(int Line, ReportAttributes Attributes, IReadOnlyList<ReportInline> Text) : ReportInline(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<ReportInline> Inside => Text;
}

/// <summary>A citation of literature or of evidence: <c>[@ev:q1; @checkland2013, p. 12]</c>.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Items">What is cited, in order.</param>
public sealed record ReportCitation(int Line, IReadOnlyList<CitationItem> Items) : ReportInline(Line);

/// <summary>One thing cited.</summary>
/// <param name="Key">As written; evidence begins with “ev:”.</param>
/// <param name="Prefix">Words before, or empty.</param>
/// <param name="Locator">What follows the comma, or empty: “p. 12”.</param>
/// <param name="AuthorLeftOut">Written with a minus: only the year is printed.</param>
public sealed record CitationItem(string Key, string Prefix, string Locator, bool AuthorLeftOut)
{
    /// <summary>The key of the evidence, or null for literature.</summary>
    public string? Evidence => Key.StartsWith("ev:", StringComparison.Ordinal) ? Key[3..] : null;
}
