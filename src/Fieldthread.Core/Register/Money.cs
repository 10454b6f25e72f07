using System.Globalization;

namespace Fieldthread.Core.Register;

/// <summary>What an amount was.</summary>
public enum AmountKind
{
    /// <summary>Meant to be had or spent.</summary>
    Planned,

    /// <summary>Given.</summary>
    Allocated,

    /// <summary>Spent.</summary>
    Spent,

    /// <summary>Staff that were there.</summary>
    InPost,
}

/// <summary>Amounts of money, and of staff in full-time equivalents: whole numbers of ten-thousandths, so that they are added and compared exactly.</summary>
/// <remarks>Range: below 10¹⁴ either way.</remarks>
public static class Amounts
{
    /// <summary>How many of the kept units make one.</summary>
    public const int Scale = 10_000;

    /// <summary>The unit of staff.</summary>
    public const string FullTimeEquivalents = "fte";

    private const decimal Largest = 1e14m;

    /// <summary>Reads an amount, written with a point and without separators.</summary>
    /// <param name="text">The amount; surrounding spaces are ignored.</param>
    /// <param name="amount">In ten-thousandths.</param>
    /// <returns>False where it is no number, has more than four decimal places other than noughts, or is too large.</returns>
    public static bool TryParse(string? text, out long amount)
    {
        amount = 0;
        if (!decimal.TryParse((text ?? "").Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) || Math.Abs(given) >= Largest || given * Scale % 1 != 0)
        {
            return false;
        }

        amount = (long)(given * Scale);
        return true;
    }

    /// <summary>True for a currency by its three capital letters (ISO 4217), or <c>fte</c>.</summary>
    public static bool IsUnit(string unit) => unit == FullTimeEquivalents || (unit?.Length == 3 && unit.All(char.IsAsciiLetterUpper));

    /// <summary>An amount as a decimal number.</summary>
    public static decimal Of(long amount) => Exact.Plain((decimal)amount / Scale);
}

/// <summary>A source gives an amount of an organisation in a period.</summary>
/// <param name="About">What it is an amount of.</param>
/// <param name="Amount">In ten-thousandths.</param>
/// <param name="Approximate">True where the source says “about”.</param>
/// <param name="Source">Who says so.</param>
/// <param name="Known">Last day of the date on which the source said it.</param>
/// <param name="Order">Of statements known on one day, the one with the higher number counts as the later; no two have the same.</param>
public sealed record AmountStatement(AmountAbout About, long Amount, bool Approximate, string Source, int Known, long Order);

/// <summary>What an amount is of.</summary>
/// <param name="Organisation">Whose.</param>
/// <param name="What">Of what, in words of the study: running costs.</param>
/// <param name="Unit">A currency by its three letters, or <c>fte</c>.</param>
/// <param name="Period">Over what period.</param>
/// <param name="Kind">What it was.</param>
public readonly record struct AmountAbout(Guid Organisation, string What, string Unit, IndicatorPeriod Period, AmountKind Kind);

/// <summary>What stands of an amount.</summary>
/// <param name="By">The statement that is gone by.</param>
/// <param name="Others">The last words of other sources, by source.</param>
public sealed record StandingAmount(AmountStatement By, IReadOnlyList<AmountStatement> Others)
{
    /// <summary>True where another source gives another amount.</summary>
    public bool Disputed => Others.Any(o => o.Amount != By.Amount);
}

/// <summary>What each source says in the end of every amount, and which of them is gone by.</summary>
/// <remarks>Of one source its latest word stands. Between sources the preferred is gone by where it speaks of the amount, else the one whose word was known last.</remarks>
public static class AmountAccounts
{
    /// <summary>What stands of every amount.</summary>
    /// <param name="statements">Statements in any order: only those that were known by the day that is asked for.</param>
    /// <param name="prefer">The source that is gone by where it speaks; null for the one known last.</param>
    public static IReadOnlyDictionary<AmountAbout, StandingAmount> Of(IEnumerable<AmountStatement> statements, string? prefer = null)
    {
        ArgumentNullException.ThrowIfNull(statements);
        return statements.GroupBy(s => s.About).ToDictionary(g => g.Key, g =>
        {
            var last = g.GroupBy(s => s.Source, StringComparer.Ordinal).Select(s => s.MaxBy(x => (x.Known, x.Order))!).OrderBy(s => s.Source, StringComparer.Ordinal).ToList();
            var by = last.Find(s => s.Source == prefer) ?? last.MaxBy(s => (s.Known, s.Order))!;
            return new StandingAmount(by, [.. last.Where(s => s != by)]);
        });
    }

    /// <summary>An amount in the prices of another period: nominal × index(base) ÷ index(period), to four decimal places.</summary>
    /// <param name="amount">In ten-thousandths.</param>
    /// <param name="index">Index of prices in the period of the amount; more than 0.</param>
    /// <param name="baseIndex">Index of prices in the base period; more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">An index is not more than 0.</exception>
    public static decimal Real(long amount, decimal index, decimal baseIndex)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(index);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(baseIndex);
        return Exact.Plain(Math.Round(Amounts.Of(amount) * (baseIndex / index), 4, MidpointRounding.AwayFromZero));
    }
}
