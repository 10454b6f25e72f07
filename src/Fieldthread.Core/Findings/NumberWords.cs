using System.Globalization;

namespace Fieldthread.Core.Findings;

/// <summary>Whole numbers in digits or English words, up to 999,999.</summary>
internal static class NumberWords
{
    private static readonly string[] Small =
    [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
        "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
    ];

    private static readonly string[] Tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];

    /// <summary>Reads a number at <paramref name="at"/> and moves past it. <paramref name="decimals"/> is the number of printed decimals.</summary>
    public static bool TryRead(IReadOnlyList<string> words, ref int at, out decimal number, out int decimals)
    {
        (number, decimals) = (0, 0);
        if (at < words.Count && char.IsAsciiDigit(words[at][0]))
        {
            var digits = words[at].Replace(",", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal);
            decimals = digits.Contains('.', StringComparison.Ordinal) ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1 : 0;
            at++;
            return digits.Length <= 18 && decimal.TryParse(digits, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
        }

        long total = 0, group = 0;
        var read = at;
        var any = false;
        for (; read < words.Count; read++)
        {
            if (Value(words[read]) is { } value)
            {
                group += value;
                any = true;
            }
            else if (words[read] is "hundred" && any)
            {
                group *= 100;
            }
            else if (words[read] is "thousand" && any)
            {
                (total, group) = (total + (group * 1000), 0);
            }
            else if (words[read] is "a" && read + 1 < words.Count && words[read + 1] is "hundred" or "thousand" && !any)
            {
                (group, any) = (1, true);
            }
            else if (words[read] is not "and" || !any || read + 1 >= words.Count || Value(words[read + 1]) is null)
            {
                break;
            }
        }

        at = any ? read : at;
        number = total + group;
        return any;
    }

    private static int? Value(string word)
    {
        if (Array.IndexOf(Small, word) is >= 0 and var small)
        {
            return small;
        }

        var parts = word.Split('-');
        var ten = Array.IndexOf(Tens, parts[0]);
        return ten < 2 ? null : parts.Length == 1 ? ten * 10 : parts.Length == 2 && Array.IndexOf(Small, parts[1]) is > 0 and < 10 and var unit ? (ten * 10) + unit : null;
    }
}
