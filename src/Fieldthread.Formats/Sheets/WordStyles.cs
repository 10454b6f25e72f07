using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Wordprocessing;

namespace Fieldthread.Formats.Sheets;

/// <summary>The styles of a document: few, named as every word processor names its own, so that a team’s own template takes over when one is attached.</summary>
internal static class WordStyles
{
    public static Styles Make() => new(
        new DocDefaults(
            new RunPropertiesDefault(new RunPropertiesBaseStyle(new RunFonts { Ascii = "Calibri", HighAnsi = "Calibri", ComplexScript = "Calibri" }, new FontSize { Val = "21" }, new Languages { Val = "en-GB" })),
            new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "80", Line = "259", LineRule = LineSpacingRuleValues.Auto }))),
        Style("Normal", "Normal", null, isDefault: true),
        Style("Title", "Title", new StyleRunProperties(new Bold(), new FontSize { Val = "36" })),
        Heading(1, "28"), Heading(2, "24"), Heading(3, "22"),
        Style("Quote", "Quote", new StyleRunProperties(new RunFonts { Ascii = "Georgia", HighAnsi = "Georgia" })),
        Style("Small", "Small", new StyleRunProperties(new Color { Val = "505050" }, new FontSize { Val = "18" })));

    private static Style Heading(int level, string size)
    {
        var style = Style("Heading" + level.ToString(System.Globalization.CultureInfo.InvariantCulture), "heading " + level.ToString(System.Globalization.CultureInfo.InvariantCulture), null);
        style.Append(new StyleParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = "240", After = "80" }, new OutlineLevel { Val = level - 1 }), new StyleRunProperties(new Bold(), new FontSize { Val = size }));
        return style;
    }

    private static Style Style(string id, string name, StyleRunProperties? run, bool isDefault = false)
    {
        var style = new Style { Type = StyleValues.Paragraph, StyleId = id, Default = isDefault ? true : null };
        style.Append(new StyleName { Val = name });
        if (!isDefault)
        {
            style.Append(new BasedOn { Val = "Normal" });
        }

        style.Append(new PrimaryStyle());
        if (run is not null)
        {
            style.Append(run);
        }

        return style;
    }
}
