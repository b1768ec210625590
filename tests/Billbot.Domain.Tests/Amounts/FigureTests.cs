using System.Numerics;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Billbot.Domain.Tests.Amounts;

public sealed class FigureTests
{
    [Theory]
    [InlineData("0.000001")]
    [InlineData("-1")]
    [InlineData("9999999999999")]
    [InlineData("-9999999.999999")]
    public void A_quantity_has_up_to_6_decimals_and_13_digits(string value) => Assert.Equal(value, Quantity.Of(Given.Number(value)).Good().ToString());

    [Theory]
    [InlineData("0", "out_of_range")]
    [InlineData("-0.0", "out_of_range")]
    [InlineData("0.0000001", "too_many_decimals")]
    [InlineData("1.0000000000000000000000000005", "too_many_decimals")]
    [InlineData("10000000000000", "out_of_range")]
    [InlineData("10000000.000001", "out_of_range")]
    [InlineData("79228162514264337593543950335", "out_of_range")]
    [InlineData("-79228162514264337593543.950335", "out_of_range")]
    public void Other_quantities_are_refused_and_never_rounded(string value, string code) => Assert.Equal(code, Quantity.Of(Given.Number(value)).Refused().Code);

    [Theory]
    [InlineData("0")]
    [InlineData("0.000001")]
    [InlineData("999999999999999")]
    [InlineData("999999999.999999")]
    public void A_price_has_up_to_6_decimals_and_15_digits(string value) => Assert.Equal(value, UnitPrice.Of(Given.Number(value)).Good().ToString());

    [Theory]
    [InlineData("-0.01", "out_of_range")]
    [InlineData("0.0000001", "too_many_decimals")]
    [InlineData("1000000000000000", "out_of_range")]
    [InlineData("1000000000.000001", "out_of_range")]
    public void Other_prices_are_refused(string value, string code) => Assert.Equal(code, UnitPrice.Of(Given.Number(value)).Refused().Code);

    [Fact]
    public void A_negative_price_is_answered_with_what_to_send_instead() =>
        Assert.Contains("negative quantity", UnitPrice.Of(-1).Refused().Fix, StringComparison.Ordinal);

    [Theory]
    [InlineData("0")]
    [InlineData("19.999")]
    [InlineData("0.0001")]
    [InlineData("99.9999")]
    [InlineData("100")]
    public void A_rate_lies_between_0_and_100_with_up_to_4_decimals(string value) => Assert.Equal(value, Rate.Of(Given.Number(value)).Good().ToString());

    [Theory]
    [InlineData("-1", "out_of_range")]
    [InlineData("100.0001", "out_of_range")]
    [InlineData("101", "out_of_range")]
    [InlineData("19.99999", "too_many_decimals")]
    public void Other_rates_are_refused(string value, string code) => Assert.Equal(code, Rate.Of(Given.Number(value)).Refused().Code);

    [Fact]
    public void Figures_are_kept_without_zeros_at_the_end()
    {
        Assert.Equal("125", Quantity.Of(125.000m).Good().ToString());
        Assert.Equal("1200", UnitPrice.Of(1200m).Good().ToString());
        Assert.Equal("19", Rate.Of(19.0000000m).Good().ToString());
        Assert.Equal(Given.Quantity(1.5m), Given.Quantity(1.500m));
    }

    [Fact]
    public void Figures_come_back_from_json_as_they_went()
    {
        AssertRoundTrip(Given.Quantity(-37.5m), "\"-37.5\"");
        AssertRoundTrip(Given.Price(0.335m), "\"0.335\"");
        AssertRoundTrip(Given.Rate(7.7m), "\"7.7\"");
        AssertRoundTrip(Given.Money("8000", Given.Kwd), "\"8000.000 KWD\"");
        AssertRoundTrip(Given.Usd, "\"USD\"");
    }

    [Fact]
    public void Quantity_times_price_is_exact_at_the_digit_caps()
    {
        // 23 digits before rounding.
        var line = Given.Line(9999999.999999m, 100000.000001m);
        Assert.Equal(Exactly(9_999_999_999_999, 100_000_000_001, 1_000_000, 2), line.Gross(Given.Usd).Good().Minor);

        Assert.Equal("amount_too_large", Given.Line(9_999_999_999_999m, 999_999_999_999_999m).Gross(Given.Usd).Refused().Code);
        Assert.Equal("amount_too_large", Given.Line(999_999_999.9999m, 1_000_000m).Gross(Given.Usd).Refused().Code);
        Assert.Equal(999_999_999_999_900, Given.Line(999_999_999.9999m, 1_000_000m).Gross(Given.Jpy).Good().Minor);
    }

    [Fact]
    public void A_price_per_a_tiny_quantity_is_refused_when_it_grows_too_large_and_never_overflows()
    {
        var line = Given.Line(9_999_999_999_999m, 999_999_999_999_999m) with { BaseQuantity = Given.Quantity(0.000001m) };

        Assert.All(new[] { Given.Usd, Given.Jpy, Given.Kwd }, c => Assert.Equal("amount_too_large", line.Gross(c).Refused().Code));
    }

    [Fact]
    public void A_quotient_just_below_a_half_is_not_rounded_up()
    {
        // Quotients run past the 28 digits of a decimal; the exact one decides.
        Prop.ForAll<ulong, ulong, ulong>((a, b, c) =>
        {
            var (quantity, price, per) = ((long)(a % 9_999_999_999_999) + 1, (long)(b % 99_999_999) + 1, (long)(c % 9_999_999_999_999) + 1);
            var line = Given.Line(quantity / 1_000_000m, price / 1_000_000m) with { BaseQuantity = Given.Quantity(per / 1_000_000m) };
            var expected = Exactly(quantity, price, per, 3);
            return line.Gross(Given.Kwd).Succeeded(out var gross, out _) ? gross.Minor == expected : expected > Money.Limit;
        }).QuickCheckThrowOnFailure();

        var close = Given.Line(4_999_999_999_999m, 0.000001m) with { BaseQuantity = Given.Quantity(9_999_999_999_999m / 1_000_000m) };
        Assert.Equal(Exactly(4_999_999_999_999_000_000, 1, 9_999_999_999_999, 2), close.Gross(Given.Usd).Good().Minor);
    }

    [Fact]
    public void Trimming_changes_no_value_and_leaves_no_zero_at_the_end() =>
        Prop.ForAll<decimal>(value =>
        {
            var trimmed = Rounding.Trim(value);
            return trimmed == value && (trimmed.Scale == 0 || !trimmed.ToString(System.Globalization.CultureInfo.InvariantCulture).EndsWith('0'));
        }).QuickCheckThrowOnFailure();

    /// <summary>quantity x price per base, each in millionths, in minor units: halves away from zero. All positive.</summary>
    private static BigInteger Exactly(BigInteger quantity, BigInteger price, BigInteger per, int decimals) =>
        ((2 * quantity * price * BigInteger.Pow(10, decimals)) + (per * 1_000_000)) / (2 * per * 1_000_000);

    private static void AssertRoundTrip<T>(T value, string json)
    {
        Assert.Equal(json, JsonSerializer.Serialize(value));
        Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<T>(json)));
    }
}
