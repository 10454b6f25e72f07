namespace Fieldthread.Core.Basics.Statistics;

/// <summary>The score interval of a proportion. Source: Wilson, E. B. (1927), Probable inference, the law of succession, and statistical inference, Journal of the American Statistical Association 22, 209–212; without correction for continuity.</summary>
/// <param name="Low">Lower end, 0 to 1.</param>
/// <param name="High">Upper end, 0 to 1; not below <paramref name="Low"/>.</param>
public readonly record struct WilsonInterval(double Low, double High)
{
    /// <summary>The standard normal deviate of a 95 per cent interval.</summary>
    public const double Z95 = 1.959963984540054;

    /// <summary>The interval of k of n: (p + z²/2n ± z·√(p(1 − p)/n + z²/4n²)) / (1 + z²/n), with p = k/n.</summary>
    /// <param name="successes">k, 0 to <paramref name="trials"/>.</param>
    /// <param name="trials">n, 1 or more.</param>
    /// <param name="z">Normal deviate of the level, above 0; 95 per cent where none is given.</param>
    /// <exception cref="ArgumentOutOfRangeException">n is not positive, k lies outside 0 to n, or z is not positive.</exception>
    public static WilsonInterval Of(long successes, long trials, double z = Z95)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(trials);
        ArgumentOutOfRangeException.ThrowIfNegative(successes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(successes, trials);
        if (!(z > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(z), z, "The deviate is above 0.");
        }

        var (n, p, square) = ((double)trials, (double)successes / trials, z * z);
        var centre = p + (square / (2 * n));
        var half = z * Math.Sqrt((p * (1 - p) / n) + (square / (4 * n * n)));
        var divisor = 1 + (square / n);

        // At the ends the exact value is 0 or 1; a rounding error must not show as −0.0 or 1.0000000002.
        return new(successes == 0 ? 0 : Math.Max(0, (centre - half) / divisor), successes == trials ? 1 : Math.Min(1, (centre + half) / divisor));
    }
}
