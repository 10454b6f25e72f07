using System.Globalization;
using System.Text.RegularExpressions;
using Fieldthread.Core.Fieldwork.Exchange;

namespace Fieldthread.Core.Fieldwork.Classifying;

/// <summary>Of what kind the values of an attribute are.</summary>
public static partial class AttributeKinds
{
    /// <summary>The narrowest kind that all values are of: whole numbers, numbers, true or false, whole dates, otherwise text.</summary>
    /// <param name="values">Values as written; none that is empty.</param>
    public static QdaValueKind Of(IReadOnlyCollection<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        return values.Count == 0 ? QdaValueKind.Text : new[] { QdaValueKind.Integer, QdaValueKind.Float, QdaValueKind.Boolean, QdaValueKind.Date }.Where(k => values.All(v => Fits(v, k))).DefaultIfEmpty(QdaValueKind.Text).First();
    }

    /// <summary>True where a value can be written as one of a kind. A number with a zero before it (<c>007</c>) is a code, and so text.</summary>
    public static bool Fits(string value, QdaValueKind kind)
    {
        ArgumentNullException.ThrowIfNull(value);
        return kind switch
        {
            QdaValueKind.Text => true,
            QdaValueKind.Boolean => value is "true" or "false",
            QdaValueKind.Integer => Whole().IsMatch(value) && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
            QdaValueKind.Float => Decimal().IsMatch(value),
            QdaValueKind.Date => DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _),
            _ => DateTime.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out _),
        };
    }

    /// <summary>A kind in words, plural.</summary>
    public static string InWords(QdaValueKind kind) => kind switch
    {
        QdaValueKind.Boolean => "true or false",
        QdaValueKind.Integer => "whole numbers",
        QdaValueKind.Float => "numbers",
        QdaValueKind.Date => "dates",
        QdaValueKind.DateTime => "moments",
        _ => "text",
    };

    [GeneratedRegex("^-?(0|[1-9][0-9]*)$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Whole();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]{0,14})(\.[0-9]{1,12})?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Decimal();
}
