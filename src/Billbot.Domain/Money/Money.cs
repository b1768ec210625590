using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>An amount in whole minor units of its currency. Adding two currencies is a bug and throws.</summary>
[JsonConverter(typeof(MoneyJson))]
public readonly record struct Money : IComparable<Money>
{
    /// <summary>The largest amount Billbot works with, in minor units: 10^15.</summary>
    public const long Limit = 1_000_000_000_000_000;

    private static readonly decimal[] Scales = [1m, 10m, 100m, 1000m];

    private Money(long minor, Currency currency)
    {
        Minor = minor;
        Currency = currency;
    }

    /// <summary>Cents, yen, fils: the amount times ten to the currency's decimals.</summary>
    public long Minor { get; }

    public Currency Currency { get; }

    public decimal Amount => Minor / Scales[Currency.Decimals];

    public bool IsZero => Minor == 0;

    public bool IsNegative => Minor < 0;

    public bool IsPositive => Minor > 0;

    /// <summary>Sums may pass the limit on the way; what is kept may not.</summary>
    public bool IsTooLarge => Minor is > Limit or < -Limit;

    /// <summary>With exactly the currency's decimals, a point, no grouping: <c>8000.00</c>, JPY <c>8000</c>, KWD <c>8000.000</c>.</summary>
    public string AmountText => Amount.ToString($"F{Currency.Decimals}", CultureInfo.InvariantCulture);

    public static Money Zero(Currency currency) => new(0, currency);

    public static Money OfMinor(long minor, Currency currency) => new(minor, currency);

    /// <summary>Rounds to the currency, halves away from zero. Refuses <c>amount_too_large</c> beyond 10^15 minor units.</summary>
    public static Result<Money> Rounded(decimal amount, Currency currency)
    {
        var scale = Scales[currency.Decimals];
        if (Math.Abs(amount) > Limit / scale)
            return MoneyProblems.AmountTooLarge;
        // Rounded before it is scaled: scaling first would round a long amount twice.
        return new Money((long)(Rounding.Round(amount, currency.Decimals) * scale), currency);
    }

    /// <summary>
    /// <paramref name="quantity"/> times <paramref name="price"/> per <paramref name="per"/>, rounded once and from the exact quotient.
    /// Refuses <c>amount_too_large</c> beyond 10^15 minor units.
    /// </summary>
    public static Result<Money> Product(Quantity quantity, UnitPrice price, Quantity per, Currency currency) =>
        Rounding.Quotient(quantity.Value * price.Value, per.Value, currency.Decimals) is { } minor && Int128.Abs(minor) <= Limit
            ? new Money((long)minor, currency)
            : MoneyProblems.AmountTooLarge;

    /// <summary>An amount that must fit the currency as it is. Refuses <c>too_many_decimals</c> and <c>amount_too_large</c>, never rounds.</summary>
    public static Result<Money> Exact(decimal amount, Currency currency) =>
        Rounding.DecimalsOf(amount) > currency.Decimals ? MoneyProblems.TooManyDecimals(currency.Decimals) : Rounded(amount, currency);

    /// <summary>An amount that was computed within limits.</summary>
    public static Money Of(decimal amount, Currency currency) =>
        Rounded(amount, currency).Succeeded(out var money, out var problem) ? money : throw new OverflowException(problem.Message);

    public static Money Sum(IEnumerable<Money> amounts, Currency currency) => amounts.Aggregate(Zero(currency), (sum, next) => sum + next);

    public static Money operator +(Money a, Money b) => new(checked(a.Minor + Same(a, b).Minor), a.Currency);

    public static Money operator -(Money a, Money b) => new(checked(a.Minor - Same(a, b).Minor), a.Currency);

    public static Money operator -(Money a) => new(-a.Minor, a.Currency);

    public static bool operator <(Money a, Money b) => a.Minor < Same(a, b).Minor;

    public static bool operator >(Money a, Money b) => a.Minor > Same(a, b).Minor;

    public static bool operator <=(Money a, Money b) => a.Minor <= Same(a, b).Minor;

    public static bool operator >=(Money a, Money b) => a.Minor >= Same(a, b).Minor;

    public int CompareTo(Money other) => Minor.CompareTo(Same(this, other).Minor);

    /// <summary>For messages: <c>8000.00 USD</c>.</summary>
    public override string ToString() => $"{AmountText} {Currency.Code}";

    private static Money Same(Money a, Money b) => ReferenceEquals(a.Currency, b.Currency)
        ? b
        : throw new InvalidOperationException($"{a.Currency} and {b.Currency} can not be reckoned together.");

    internal sealed class MoneyJson : JsonConverter<Money>
    {
        public override Money Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var text = reader.GetString()!;
            var blank = text.IndexOf(' ', StringComparison.Ordinal);
            return Of(decimal.Parse(text.AsSpan(0, blank), NumberStyles.Number, CultureInfo.InvariantCulture), Currency.Of(text[(blank + 1)..]));
        }

        public override void Write(Utf8JsonWriter writer, Money value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
