using System.Numerics;

namespace Fieldthread.Core.Register;

/// <summary>Sums and shares to the last unit.</summary>
public static class Exact
{
    /// <summary>The sum of two numbers, never rounded.</summary>
    /// <exception cref="OverflowException">It has more digits than can be held exactly (28).</exception>
    public static decimal Add(decimal a, decimal b)
    {
        var sum = a + b;
        return sum.Scale >= Math.Max(a.Scale, b.Scale) ? sum : throw new OverflowException("The sum has more digits than can be held exactly.");
    }

    /// <summary>The number without the noughts after its last decimal place: 5707.0 as 5707.</summary>
    // Division by a one of many places takes the noughts away and changes nothing else.
    public static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    /// <summary>Shares a number by weights so that the shares add up to it: each gets its part rounded towards zero, the units that are left go to the largest remainders.</summary>
    /// <remarks>
    /// Hare’s quota with largest remainders (Hamilton’s method; see M. L. Balinski and H. P. Young, Fair Representation, 1982, chapter 3). The unit is the last digit that the
    /// number is written with: a count of people is shared in whole people. Of equal remainders the earlier weight is served first.
    /// </remarks>
    /// <param name="total">What is shared; it may be negative.</param>
    /// <param name="weights">Weights, 0 or more, at least one of them more than 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A weight is negative, or all are 0.</exception>
    public static IReadOnlyList<decimal> Share(decimal total, IReadOnlyList<BigInteger> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        var all = weights.Aggregate(BigInteger.Zero, (sum, w) => sum + w);
        if (all <= 0 || weights.Any(w => w < 0))
        {
            throw new ArgumentOutOfRangeException(nameof(weights), "Something must weigh, and nothing less than 0.");
        }

        var bits = decimal.GetBits(total);
        var units = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        var shares = weights.Select(w => BigInteger.DivRem(units * w, all)).ToArray();
        var left = (int)(units - shares.Aggregate(BigInteger.Zero, (sum, s) => sum + s.Quotient));
        foreach (var i in Enumerable.Range(0, shares.Length).OrderByDescending(i => shares[i].Remainder).ThenBy(i => i).Take(left))
        {
            shares[i].Quotient += 1;
        }

        return [.. shares.Select(s => Of(s.Quotient, total < 0, total.Scale))];
    }

    private static decimal Of(BigInteger units, bool negative, byte scale)
    {
        static int Part(BigInteger b) => unchecked((int)(uint)(b & uint.MaxValue));
        return new decimal(Part(units), Part(units >> 32), Part(units >> 64), negative && !units.IsZero, scale);
    }
}
