using Fieldthread.Core.Findings;
using Markdig.Parsers;
using Markdig.Syntax;

namespace Fieldthread.Formats.Findings;

/// <summary>A division while it is read.</summary>
internal sealed class DivisionBlock(BlockParser parser, ReportAttributes attributes) : ContainerBlock(parser)
{
    public ReportAttributes Attributes { get; } = attributes;
}

/// <summary>Fenced divisions as Pandoc reads them: three colons or more with attributes open, three or more alone close the innermost, whatever the number.</summary>
internal sealed class DivisionParser : BlockParser
{
    /// <summary>Deeper than this a fence is text: no report needs it, and a hostile one cannot exhaust the stack.</summary>
    private const int Deepest = 20;

    public DivisionParser() => OpeningCharacters = [':'];

    public override bool CanInterrupt(BlockProcessor processor, Block block) => block is not ParagraphBlock;

    public override BlockState TryOpen(BlockProcessor processor)
    {
        var rest = processor.IsCodeIndent ? null : Rest(processor);
        if (string.IsNullOrEmpty(rest) || Depth(processor.CurrentContainer) >= Deepest)
        {
            return BlockState.None;
        }

        ReportAttributes attributes;
        if (rest[0] != '{')
        {
            attributes = new("", [rest], []);
            if (!rest.All(c => char.IsLetterOrDigit(c) || c is '-' or '_'))
            {
                return BlockState.None;
            }
        }
        else if (!AttributeText.TryRead(rest, 0, rest.Length, out attributes, out var end) || rest[end..].Trim().Length > 0)
        {
            return BlockState.None;
        }

        processor.NewBlocks.Push(new DivisionBlock(this, attributes) { Line = processor.LineIndex, Column = processor.Column, Span = new(processor.Start, processor.Line.End) });
        return BlockState.ContinueDiscard;
    }

    public override BlockState TryContinue(BlockProcessor processor, Block block)
    {
        if (processor.IsBlankLine || processor.IsCodeIndent || processor.CurrentChar != ':' || Rest(processor) is not "" || !Innermost(processor, (ContainerBlock)block))
        {
            return BlockState.Continue;
        }

        block.UpdateSpanEnd(processor.Line.End);
        return BlockState.BreakDiscard;
    }

    // Asked of the processor: while a line is being placed, a block's own IsOpen is not yet true.
    private static bool Innermost(BlockProcessor processor, ContainerBlock block)
    {
        for (Block? below = block.LastChild; below is not null && processor.IsOpen(below); below = (below as ContainerBlock)?.LastChild)
        {
            if (below is DivisionBlock or FencedCodeBlock)
            {
                return false;
            }
        }

        return true;
    }

    private static int Depth(Block? block)
    {
        var depth = 0;
        for (; block is not null; block = block.Parent)
        {
            depth++;
        }

        return depth;
    }

    /// <summary>What follows the colons, closing colons dropped; null where there are fewer than three.</summary>
    private static string? Rest(BlockProcessor processor)
    {
        var line = processor.Line.ToString();
        var text = line.TrimStart(':');
        return line.Length - text.Length < 3 ? null : text.Trim().TrimEnd(':').Trim();
    }
}
