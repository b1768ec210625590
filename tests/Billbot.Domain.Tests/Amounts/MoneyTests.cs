using System.Globalization;
using System.Text.Json;

namespace Billbot.Domain.Tests.Amounts;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("8000", "USD", "8000.00")]
    [InlineData("8000", "JPY", "8000")]
    [InlineData("8000", "KWD", "8000.000")]
    [InlineData("-0.5", "EUR", "-0.50")]
    [InlineData("0", "BHD", "0.000")]
    [InlineData("1.234", "BHD", "1.234")]
    public void An_amount_is_written_with_exactly_the_decimals_of_its_currency(string amount, string currency, string text)
    {
        var money = Given.Money(amount, Currency.Of(currency));

        Assert.Equal(text, money.AmountText);
        Assert.Equal($"{text} {currency}", money.ToString());
    }

    [Fact]
    public void Amounts_of_every_currency_keep_their_decimals_in_text_and_json()
    {
        foreach (var currency in Currency.All)
        {
            var money = Money.OfMinor(-1_234_567, currency);
            var point = money.AmountText.IndexOf('.', StringComparison.Ordinal);

            Assert.Equal(currency.Decimals, point < 0 ? 0 : money.AmountText.Length - point - 1);
            Assert.Equal(money, JsonSerializer.Deserialize<Money>(JsonSerializer.Serialize(money)));
        }
    }

    [Theory]
    [InlineData("0.005", "0.01")]
    [InlineData("-0.005", "-0.01")]
    [InlineData("1.005", "1.01")]
    [InlineData("2.675", "2.68")]
    [InlineData("2.6749999999999999999999999999", "2.67")]
    [InlineData("9999999999.994999999999999999", "9999999999.99")]
    [InlineData("6922816251.444999999999999999", "6922816251.44")]
    public void Halves_are_rounded_away_from_zero_and_nothing_else_is(string amount, string rounded) =>
        Assert.Equal(rounded, Money.Rounded(Given.Number(amount), Given.Usd).Good().AmountText);

    [Theory]
    [InlineData("10.5", "JPY")]
    [InlineData("0.001", "USD")]
    [InlineData("1.2345", "BHD")]
    public void An_exact_amount_with_more_decimals_than_its_currency_is_refused(string amount, string currency) =>
        Assert.Equal("too_many_decimals", Money.Exact(Given.Number(amount), Currency.Of(currency)).Refused().Code);

    [Theory]
    [InlineData("10.00", "JPY")]
    [InlineData("1.2300", "USD")]
    public void Zeros_at_the_end_are_no_decimals(string amount, string currency) =>
        Assert.Equal(Given.Number(amount), Money.Exact(Given.Number(amount), Currency.Of(currency)).Good().Amount);

    [Theory]
    [InlineData("USD", "10000000000000", "10000000000000.01")]
    [InlineData("JPY", "1000000000000000", "1000000000000001")]
    [InlineData("KWD", "1000000000000", "1000000000000.001")]
    public void An_amount_reaches_ten_to_the_fifteenth_minor_units_and_no_further(string currency, string most, string tooMuch)
    {
        var of = Currency.Of(currency);

        Assert.Equal(Money.Limit, Money.Exact(Given.Number(most), of).Good().Minor);
        Assert.Equal(-Money.Limit, Money.Exact(-Given.Number(most), of).Good().Minor);
        Assert.Equal("amount_too_large", Money.Exact(Given.Number(tooMuch), of).Refused().Code);
        Assert.Equal("amount_too_large", Money.Exact(-Given.Number(tooMuch), of).Refused().Code);
        Assert.Equal("amount_too_large", Money.Rounded(decimal.MaxValue, of).Refused().Code);
        Assert.Throws<OverflowException>(() => Money.Of(decimal.MinValue, of));
    }

    [Fact]
    public void Two_currencies_are_never_reckoned_together()
    {
        var (dollar, euro) = (Money.OfMinor(1, Given.Usd), Money.OfMinor(1, Given.Eur));

        Assert.Throws<InvalidOperationException>(() => dollar + euro);
        Assert.Throws<InvalidOperationException>(() => dollar - euro);
        Assert.Throws<InvalidOperationException>(() => dollar < euro);
        Assert.Throws<InvalidOperationException>(() => dollar >= euro);
        Assert.Throws<InvalidOperationException>(() => dollar.CompareTo(euro));
        Assert.Throws<InvalidOperationException>(() => Money.Sum([dollar], Given.Eur));
        Assert.NotEqual(dollar, euro);
    }

    [Fact]
    public void Amounts_add_subtract_and_compare_by_minor_units()
    {
        var (small, large) = (Money.OfMinor(-150, Given.Usd), Money.OfMinor(200, Given.Usd));

        Assert.Equal("0.50", (small + large).AmountText);
        Assert.Equal("-3.50", (small - large).AmountText);
        Assert.Equal("1.50", (-small).AmountText);
        Assert.True(small < large && large > small && small <= large && large >= small && small.CompareTo(large) < 0);
        Assert.True(small.IsNegative && large.IsPositive && Money.Zero(Given.Usd).IsZero);
        Assert.Equal("0.50", Money.Sum([small, large], Given.Usd).AmountText);
    }

    [Fact]
    public void Amounts_past_the_range_of_their_integer_throw_instead_of_wrapping() =>
        Assert.Throws<OverflowException>(() => Money.OfMinor(long.MaxValue, Given.Usd) + Money.OfMinor(1, Given.Usd));

    [Fact]
    public void Text_does_not_depend_on_the_culture_of_the_machine()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            Assert.Equal("-1234.50", Money.OfMinor(-123_450, Given.Eur).AmountText);
            Assert.Equal("12.345", Given.Quantity(12.345m).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }
}
