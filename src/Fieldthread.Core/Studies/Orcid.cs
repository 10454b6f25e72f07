namespace Fieldthread.Core.Studies;

/// <summary>An ORCID iD: sixteen digits that stand for a researcher, the last of them a check.</summary>
/// <remarks>The check is ISO/IEC 7064:2003, MOD 11-2, as ORCID, “Structure of the ORCID Identifier”, lays it down; ten is written X.</remarks>
public static class Orcid
{
    /// <summary>Reads an iD as people write it: with or without hyphens, or as its address.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="id">The iD as <c>0000-0002-1825-0097</c>; empty where it is none.</param>
    /// <param name="fault">What is wrong, as a sentence; empty where nothing is.</param>
    public static bool TryRead(string? text, out string id, out string fault)
    {
        (id, fault) = ("", "");
        var given = (text ?? "").Trim().TrimEnd('/');
        if (given.IndexOf("orcid.org/", StringComparison.OrdinalIgnoreCase) is >= 0 and var at)
        {
            given = given[(at + "orcid.org/".Length)..];
        }

        var digits = string.Concat(given.Where(c => c is not ('-' or '‐' or '–' or ' '))).ToUpperInvariant();
        if (digits.Length != 16 || !digits[..15].All(char.IsAsciiDigit) || !(char.IsAsciiDigit(digits[15]) || digits[15] == 'X'))
        {
            fault = "An ORCID iD has sixteen digits in four groups, as 0000-0002-1825-0097; the last may be an X.";
            return false;
        }

        if (CheckDigit(digits[..15]) != digits[15])
        {
            fault = "The last digit of an ORCID iD checks the others, and here it does not fit them: a digit is mistyped or two are swapped.";
            return false;
        }

        id = $"{digits[..4]}-{digits[4..8]}-{digits[8..12]}-{digits[12..]}";
        return true;
    }

    /// <summary>The check digit of fifteen digits: 0 to 9, or X for ten.</summary>
    /// <exception cref="ArgumentException">Something else than digits is among them.</exception>
    public static char CheckDigit(string digits)
    {
        ArgumentNullException.ThrowIfNull(digits);
        var total = 0;
        foreach (var c in digits)
        {
            total = (total + (char.IsAsciiDigit(c) ? c - '0' : throw new ArgumentException("Only digits have a check digit.", nameof(digits)))) * 2;
        }

        var check = (12 - (total % 11)) % 11;
        return check == 10 ? 'X' : (char)('0' + check);
    }
}
