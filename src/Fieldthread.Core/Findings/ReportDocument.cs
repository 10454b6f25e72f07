namespace Fieldthread.Core.Findings;

/// <summary>Attributes in braces: <c>{.claim #C1 ev="q1 q2"}</c>.</summary>
/// <param name="Id">Without its hash; empty where there is none.</param>
/// <param name="Classes">Without their dots, in order.</param>
/// <param name="Pairs">Keys and values, in order.</param>
public sealed record ReportAttributes(string Id, IReadOnlyList<string> Classes, IReadOnlyList<KeyValuePair<string, string>> Pairs)
{
    /// <summary>No attributes.</summary>
    public static ReportAttributes None { get; } = new("", [], []);

    /// <summary>True when the class is among them.</summary>
    public bool Is(string @class) => Classes.Contains(@class);

    /// <summary>The value of a key, or null.</summary>
    public string? Value(string key) => Pairs.FirstOrDefault(p => p.Key == key).Value;

    /// <summary>The value of a key as a list of words; empty where it is absent.</summary>
    public IReadOnlyList<string> List(string key) => (Value(key) ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}

/// <summary>What stands before the text of a report.</summary>
/// <param name="Title">Title, or empty.</param>
/// <param name="Subtitle">Subtitle, or empty.</param>
/// <param name="Authors">Authors in order.</param>
/// <param name="Date">Date as written, or empty.</param>
/// <param name="Language">A BCP 47 tag; en-GB where none is written.</param>
/// <param name="Facts">The facts that open the report, label and text: Aim, Design, Material, Found.</param>
/// <param name="Other">Everything else, key and text.</param>
public sealed record ReportHead(
    string Title, string Subtitle, IReadOnlyList<string> Authors, string Date, string Language,
    IReadOnlyList<KeyValuePair<string, string>> Facts, IReadOnlyList<KeyValuePair<string, string>> Other);

/// <summary>A report as a tree.</summary>
/// <param name="Head">What stands before the text.</param>
/// <param name="Blocks">The text.</param>
public sealed record ReportDocument(ReportHead Head, IReadOnlyList<ReportBlock> Blocks)
{
    /// <summary>Every block, parents before children, in order.</summary>
    public IEnumerable<ReportBlock> AllBlocks() => Blocks.SelectMany(b => b.AndBelow());

    /// <summary>Every inline, parents before children, in order.</summary>
    public IEnumerable<ReportInline> AllInlines() => AllBlocks().SelectMany(b => b.Words).SelectMany(i => i.AndBelow());
}

/// <summary>A block of a report.</summary>
/// <param name="Line">Its first line in the report's source, from 1.</param>
public abstract record ReportBlock(int Line)
{
    /// <summary>Blocks inside.</summary>
    public virtual IEnumerable<ReportBlock> Inside => [];

    /// <summary>Inlines that stand in it directly.</summary>
    public virtual IEnumerable<ReportInline> Words => [];

    /// <summary>Itself and everything inside.</summary>
    public IEnumerable<ReportBlock> AndBelow() => Inside.SelectMany(b => b.AndBelow()).Prepend(this);
}

/// <summary>A heading.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Level">1 to 6.</param>
/// <param name="Id">Unique in the report; written, or made from the words.</param>
/// <param name="Text">Its words.</param>
public sealed record ReportHeading(int Line, int Level, string Id, IReadOnlyList<ReportInline> Text) : ReportBlock(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<ReportInline> Words => Text;
}

/// <summary>A paragraph.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Text">Its words.</param>
public sealed record ReportParagraph(int Line, IReadOnlyList<ReportInline> Text) : ReportBlock(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<ReportInline> Words => Text;
}

/// <summary>A block set off as a quotation.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Blocks">What it holds.</param>
public sealed record ReportBlockQuote(int Line, IReadOnlyList<ReportBlock> Blocks) : ReportBlock(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> Inside => Blocks;
}

/// <summary>A list.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Ordered">Numbered.</param>
/// <param name="Start">First number.</param>
/// <param name="Items">Its items, each a list of blocks.</param>
public sealed record ReportList(int Line, bool Ordered, int Start, IReadOnlyList<IReadOnlyList<ReportBlock>> Items) : ReportBlock(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> Inside => Items.SelectMany(i => i);
}

/// <summary>A division in colons: <c>::: {.finding #F1}</c>.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Attributes">In braces.</param>
/// <param name="Blocks">What it holds.</param>
public sealed record ReportDivision(int Line, ReportAttributes Attributes, IReadOnlyList<ReportBlock> Blocks) : ReportBlock(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<ReportBlock> Inside => Blocks;
}

/// <summary>A table with one row of heads.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Heads">Cells of the head.</param>
/// <param name="Rows">Rows of cells.</param>
public sealed record ReportTable(int Line, IReadOnlyList<IReadOnlyList<ReportInline>> Heads, IReadOnlyList<IReadOnlyList<IReadOnlyList<ReportInline>>> Rows) : ReportBlock(Line)
{
    /// <inheritdoc/>
    public override IEnumerable<ReportInline> Words => Heads.Concat(Rows.SelectMany(r => r)).SelectMany(c => c);
}

/// <summary>Text shown as typed.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Text">As typed.</param>
public sealed record ReportVerbatim(int Line, string Text) : ReportBlock(Line);

/// <summary>A rule across the page.</summary>
/// <param name="Line">From 1.</param>
public sealed record ReportRule(int Line) : ReportBlock(Line);
