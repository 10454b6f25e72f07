using System.Text;
using Fieldthread.Core.Basics;
using Fieldthread.Formats.Hostile;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>The words of a web page as a browser would show them without its styles. Nothing that it points at is fetched.</summary>
internal sealed partial class HtmlReader
{
    private static readonly HashSet<string> Blocks = new(StringComparer.Ordinal)
    {
        "p", "div", "section", "article", "header", "footer", "main", "aside", "address", "blockquote", "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "form", "fieldset", "legend", "hr", "pre",
        "table", "caption", "thead", "tbody", "tfoot", "body", "html", "details", "summary", "center", "h1", "h2", "h3", "h4", "h5", "h6",
    };

    private static readonly HashSet<string> Unseen = new(StringComparer.Ordinal)
    {
        "head", "script", "style", "template", "noscript", "title", "xmp", "noembed", "noframes", "nav", "svg", "math", "object", "iframe", "audio", "video", "canvas", "select", "button", "textarea", "datalist", "rt", "rp", "del",
    };

    private static readonly HashSet<string> Void = new(StringComparer.Ordinal) { "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param" };

    private readonly string _place;
    private readonly RemarkList _remarks;
    private readonly DocumentCounts _counts = new();
    private readonly TextAssembly _words;
    private readonly List<bool> _cells = [];
    private string? _unseen;
    private int _unseenDepth;
    private int _menus;
    private int _tables;
    private bool _isOpen;
    private bool _spaceBefore = true;
    private bool _spaceOwed;
    private int _preformatted;
    private int? _level;

    internal HtmlReader(string place, RemarkList remarks)
    {
        (_place, _remarks) = (place, remarks);
        _words = new TextAssembly(_counts);
    }

    internal (string Text, IReadOnlyList<DocumentHeading> Headings) Read(string html)
    {
        foreach (var token in HtmlTokens.Of(html))
        {
            if (_unseen is not null)
            {
                PassOver(token);
            }
            else if (token.Name.Length == 0)
            {
                Text(token.Text);
            }
            else if (token.IsEnd)
            {
                Ends(token.Name);
            }
            else
            {
                Begins(token);
            }
        }

        EndParagraph();
        for (_tables = 0; _cells.Count > 0;)
        {
            EndRow();
        }

        if (_menus > 0)
        {
            _remarks.Add(RemarkWeight.NotTaken, _place, $"{Count.Of(_menus, "menu")} of the page not taken.");
        }

        _counts.Remark(_place, _remarks);
        return _words.Finish();
    }

    private void PassOver(HtmlToken token)
    {
        if (token.Name == _unseen && !Void.Contains(token.Name))
        {
            _unseenDepth += token.IsEnd ? -1 : 1;
            _unseen = _unseenDepth == 0 ? null : _unseen;
        }
        else if (_unseen == "head" && token is { Name: "body", IsEnd: false })
        {
            // A page may leave out the end of its head.
            _unseen = null;
        }
    }

    private void Begins(HtmlToken token)
    {
        var name = token.Name;
        if (Counted(token))
        {
            if (!Void.Contains(name))
            {
                (_unseen, _unseenDepth) = (name, 1);
            }

            return;
        }

        switch (name)
        {
            case "br":
                _spaceOwed = false;
                Open();
                _words.LineBreak();
                _spaceBefore = true;
                break;
            case "tr":
                CloseRows();
                BeginRow();
                break;
            case "td" or "th" when _tables > 0:
                CloseCell();
                if (_cells.Count < _tables)
                {
                    BeginRow();
                }

                _cells[^1] = true;
                break;
            case "table":
                EndParagraph();
                _counts.Tables++;
                _tables++;
                break;
            case "q":
                Say("“");
                _spaceBefore = true;
                break;
            case "ins":
                _counts.Inserted++;
                break;
            default:
                Block(name);
                break;
        }
    }

    private void Block(string name)
    {
        if (!Blocks.Contains(name))
        {
            return;
        }

        EndParagraph();
        _counts.Numbered += name == "li" ? 1 : 0;
        _preformatted += name == "pre" ? 1 : 0;
        _level = name.Length == 2 && name[0] == 'h' && name[1] is >= '1' and <= '6' ? name[1] - '0' : null;
    }

    // What is not shown, or is no text: counted, and passed over with all inside.
    private bool Counted(HtmlToken token)
    {
        var role = token.Attribute("role") ?? "";
        var kind = token.Attribute("class") ?? "";
        if (role is "doc-noteref" || kind is "footnote-ref" or "sdfootnoteanc" or "sdendnoteanc")
        {
            _counts.Footnotes++;
            return true;
        }

        if (role is "doc-endnotes" or "doc-footnote" || kind.StartsWith("footnotes", StringComparison.Ordinal) || (token.Attribute("id") is { } id && (id.StartsWith("sdfootnote", StringComparison.Ordinal) || id.StartsWith("sdendnote", StringComparison.Ordinal)) && token.Name == "div"))
        {
            return true;
        }

        var isUnseen = Unseen.Contains(token.Name);
        var isHidden = !isUnseen && !Void.Contains(token.Name) && (token.Attribute("hidden") is not null || (token.Attribute("style") ?? "").Replace(" ", "", StringComparison.Ordinal).Contains("display:none", StringComparison.OrdinalIgnoreCase));
        _counts.Hidden += isHidden ? 1 : 0;
        _counts.Pictures += token.Name is "img" or "svg" or "math" or "object" or "iframe" or "audio" or "video" or "canvas" or "embed" ? 1 : 0;
        _counts.Deleted += token.Name == "del" ? 1 : 0;
        _menus += token.Name == "nav" ? 1 : 0;
        return isUnseen || isHidden || token.Name is "img" or "embed";
    }

    private void Ends(string name)
    {
        switch (name)
        {
            case "tr":
                EndRow();
                break;
            case "td" or "th":
                CloseCell();
                break;
            case "table" when _tables > 0:
                CloseRows();
                EndParagraph();
                _tables--;
                break;
            case "q":
                _spaceOwed = false;
                Say("”");
                break;
            case "br":
                _words.LineBreak();
                _spaceBefore = true;
                break;
            default:
                if (Blocks.Contains(name))
                {
                    EndParagraph();
                    _preformatted = Math.Max(0, _preformatted - (name == "pre" ? 1 : 0));
                }

                break;
        }
    }

    private void Open()
    {
        if (!_isOpen)
        {
            _words.BeginParagraph();
            _isOpen = true;
        }
    }

    private void EndParagraph()
    {
        if (_isOpen)
        {
            _words.EndParagraph(_level);
        }

        (_isOpen, _spaceBefore, _spaceOwed, _level) = (false, true, false, null);
    }

    // White space is drawn together as a browser does it; only non-breaking spaces stay as they are.
    private void Text(string text)
    {
        if (_preformatted > 0)
        {
            Preformatted(text);
            return;
        }

        var from = -1;
        for (var at = 0; at <= text.Length; at++)
        {
            var isSpace = at < text.Length && text[at] is ' ' or '\t' or '\n' or '\r' or '\f';
            if (at < text.Length && !isSpace)
            {
                from = from < 0 ? at : from;
                continue;
            }

            if (from >= 0)
            {
                Say(text.AsSpan(from, at - from));
                from = -1;
            }

            _spaceOwed |= isSpace && !_spaceBefore;
        }
    }

    private void Say(ReadOnlySpan<char> words)
    {
        Open();
        if (_spaceOwed)
        {
            _words.Words(" ");
        }

        _words.Words(words);
        (_spaceBefore, _spaceOwed) = (false, false);
    }

    private void Preformatted(string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (i > 0)
            {
                Open();
                _words.LineBreak();
            }

            if (lines[i].TrimEnd('\r') is { Length: > 0 } line)
            {
                Open();
                _words.Words(line);
            }
        }

        _spaceBefore = true;
    }
}
