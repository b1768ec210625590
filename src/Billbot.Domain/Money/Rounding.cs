namespace Billbot.Domain;

/// <summary>The only place that rounds: to a number of decimals, halves away from zero.</summary>
public static class Rounding
{
    public static decimal Round(decimal value, int decimals) => decimal.Round(value, decimals, MidpointRounding.AwayFromZero);

    /// <summary>How many decimals <paramref name="value"/> needs: trailing zeros do not count.</summary>
    public static int DecimalsOf(decimal value) => Trim(value).Scale;

    /// <summary>The same number without trailing zeros: 125.00 is 125.</summary>
    public static decimal Trim(decimal value) => value / 1.0000000000000000000000000000m;
}
