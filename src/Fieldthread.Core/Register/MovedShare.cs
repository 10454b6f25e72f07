using System.Globalization;

namespace Fieldthread.Core.Register;

/// <summary>How much was moved in an event: an amount, or an exact part of the whole. Nothing is ever rounded: a third is 1/3.</summary>
public readonly record struct MovedShare
{
    private const long MostParts = 1_000_000_000;

    private MovedShare(decimal? amount, long numerator, long denominator) => (Amount, Numerator, Denominator) = (amount, numerator, denominator);

    /// <summary>The amount, 0 or more, in what the basis counts; null for a part of the whole.</summary>
    public decimal? Amount { get; }

    /// <summary>Of a part, how many of its <see cref="Denominator"/>; 0 for an amount.</summary>
    public long Numerator { get; }

    /// <summary>Of a part, into how many the whole is cut, in lowest terms; 0 for an amount.</summary>
    public long Denominator { get; }

    /// <summary>True for a part of the whole.</summary>
    public bool IsPart => Amount is null;

    /// <summary>Reads “3”, “12.5”, “3/8” or “37.5%”.</summary>
    /// <param name="text">What is written; spaces around do not matter.</param>
    /// <param name="share">The share; worthless where the answer is false.</param>
    /// <returns>False for anything else, for less than 0, for a part of more than the whole, and for more than a thousand million parts.</returns>
    public static bool TryParse(string? text, out MovedShare share)
    {
        share = default;
        var given = (text ?? "").Trim();
        if (given.EndsWith('%'))
        {
            return Number(given[..^1].TrimEnd(), out var percent) && percent <= 100 && Part(percent / 1.0000000000000000000000000000m, out share);
        }

        var parts = given.Split('/');
        if (parts.Length == 2)
        {
            return Whole(parts[0], out var n) && Whole(parts[1], out var d) && d > 0 && n <= d && Of(n, d, out share);
        }

        if (parts.Length > 2 || !Number(given, out var amount))
        {
            return false;
        }

        share = new MovedShare(Exact.Plain(amount), 0, 0);
        return true;
    }

    /// <summary>Reads it, or fails.</summary>
    /// <exception cref="FormatException">It is none of the forms.</exception>
    public static MovedShare Parse(string text) => TryParse(text, out var share) ? share : throw new FormatException($"“{text}” is no share. Write 3, 12.5, 3/8 or 37.5%.");

    /// <summary>True where so many of so many are just this share.</summary>
    /// <param name="moved">How many moved.</param>
    /// <param name="had">Of how many; with 0 no part is met.</param>
    public bool Is(int moved, int had) => Amount is { } amount ? amount == moved : had > 0 && (decimal)moved * Denominator == (decimal)had * Numerator;

    /// <summary>“3”, “12.5” or “3/8”; reads again as the same.</summary>
    public override string ToString() => Amount is { } amount ? amount.ToString(CultureInfo.InvariantCulture) : string.Create(CultureInfo.InvariantCulture, $"{Numerator}/{Denominator}");

    private static bool Number(string text, out decimal number) => decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);

    private static bool Whole(string text, out long number) => long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number) && number <= MostParts;

    private static bool Part(decimal percent, out MovedShare share)
    {
        share = default;
        long denominator = 100;
        while (percent != decimal.Truncate(percent))
        {
            if (denominator > MostParts / 10)
            {
                return false;
            }

            (percent, denominator) = (percent * 10, denominator * 10);
        }

        return Of((long)percent, denominator, out share);
    }

    private static bool Of(long numerator, long denominator, out MovedShare share)
    {
        var (a, b) = (numerator, denominator);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }

        share = new MovedShare(null, numerator / a, denominator / a);
        return true;
    }
}
