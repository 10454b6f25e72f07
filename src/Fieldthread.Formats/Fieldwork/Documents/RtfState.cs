using System.Text;

namespace Fieldthread.Formats.Fieldwork.Documents;

/// <summary>What holds inside a group of an RTF file and ends with it.</summary>
internal struct RtfState
{
    /// <summary>Where words go.</summary>
    public RtfTarget Target { get; set; }

    /// <summary>How bytes are read.</summary>
    public Encoding Encoding { get; set; }

    /// <summary>Bytes are pictures of a symbol font, not letters.</summary>
    public bool IsSymbol { get; set; }

    /// <summary>Words are a tracked deletion.</summary>
    public bool IsDeleted { get; set; }

    /// <summary>Words are a tracked insertion.</summary>
    public bool IsInserted { get; set; }

    /// <summary>Words are not shown.</summary>
    public bool IsHidden { get; set; }

    /// <summary>How many characters for old programs follow each <c>\u</c>.</summary>
    public int AfterUnicode { get; set; }

    /// <summary>The group says the same twice: for old programs, then in Unicode.</summary>
    public bool IsTwice { get; set; }

    /// <summary>The group stands inside such a one and is passed over unless it proves to be the one in Unicode.</summary>
    public bool IsSpare { get; set; }

    /// <summary>The font of the table of fonts, or the style of the sheet of styles, that this group describes.</summary>
    public int Entry { get; set; }
}

/// <summary>Where the words of a group go.</summary>
internal enum RtfTarget
{
    /// <summary>Into the text.</summary>
    Text,

    /// <summary>Nowhere.</summary>
    Nowhere,

    /// <summary>Into the table of fonts.</summary>
    Fonts,

    /// <summary>Into the sheet of styles.</summary>
    Styles,
}

/// <summary>Encodings of RTF: of the file (<c>\ansicpg</c>), and of fonts (<c>\fcharset</c>).</summary>
internal static class RtfCharsets
{
    /// <summary>Windows’ Western European, which a file has that says nothing.</summary>
    internal static Encoding Western { get; } = Page(1252)!;

    /// <summary>A code page, or null where it is none that we know.</summary>
    internal static Encoding? Page(int page)
    {
        try
        {
            return page switch
            {
                65001 => new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false),
                > 0 and <= 65_535 => CodePagesEncodingProvider.Instance.GetEncoding(page),
                _ => null,
            };
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>The encoding that a font’s character set asks for, or null where it leaves it to the file.</summary>
    internal static Encoding? OfFont(int charset) => charset switch
    {
        0 => Western,
        77 => Page(10000),
        128 => Page(932),
        129 => Page(949),
        130 => Page(1361),
        134 => Page(936),
        136 => Page(950),
        161 => Page(1253),
        162 => Page(1254),
        163 => Page(1258),
        177 => Page(1255),
        178 => Page(1256),
        186 => Page(1257),
        204 => Page(1251),
        222 => Page(874),
        238 => Page(1250),
        254 => Page(437),
        255 => Page(850),
        _ => null,
    };
}
