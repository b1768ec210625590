namespace Billbot.Domain;

/// <summary>The only place that rounds: to a number of decimals, halves away from zero.</summary>
public static class Rounding
{
    public static decimal Round(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero);

    /// <summary>
    /// <paramref name="dividend"/> by <paramref name="divisor"/> in units of the last decimal: worked out in whole numbers, because a decimal
    /// quotient is rounded itself and may round to a half that it never was. Null beyond 128 bits, which no quantity times price reaches.
    /// </summary>
    internal static Int128? Quotient(decimal dividend, decimal divisor, int decimals)
    {
        var (a, b) = (Trim(dividend), Trim(divisor));
        try
        {
            var above = checked(Units(a) * PowerOfTen(decimals + b.Scale));
            var below = checked(Units(b) * PowerOfTen(a.Scale));
            var (whole, rest) = Int128.DivRem(Int128.Abs(above), Int128.Abs(below));
            if (rest >= Int128.Abs(below) - rest)
                whole++;
            return Int128.IsNegative(above) == Int128.IsNegative(below) ? whole : -whole;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>How many decimals <paramref name="value"/> needs: trailing zeros do not count.</summary>
    public static int DecimalsOf(decimal value) => Trim(value).Scale;

    /// <summary>The same number without trailing zeros: 125.00 is 125.</summary>
    public static decimal Trim(decimal value) => value / 1.0000000000000000000000000000m;

    private static Int128 Units(decimal value)
    {
        Span<int> parts = stackalloc int[4];
        decimal.GetBits(value, parts);
        var units = new Int128((uint)parts[2], ((ulong)(uint)parts[1] << 32) | (uint)parts[0]);
        return decimal.IsNegative(value) ? -units : units;
    }

    private static Int128 PowerOfTen(int exponent)
    {
        var power = Int128.One;
        for (var i = 0; i < exponent; i++)
            power = checked(power * 10);
        return power;
    }
}
