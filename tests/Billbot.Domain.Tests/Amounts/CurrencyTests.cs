namespace Billbot.Domain.Tests.Amounts;

public sealed class CurrencyTests
{
    private const string WithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string WithThreeDecimals = "BHD IQD JOD KWD LYD OMR TND";

    // List one of ISO 4217 without funds, metals and tests: what is left has two decimals.
    private const string WithTwoDecimals =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR "
        + "FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU "
        + "MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
        + "THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";

    // Left the list lately; invoices of their last year are still written.
    private const string JustGone = "ANG BGN";

    [Theory]
    [InlineData(WithoutDecimals, 0)]
    [InlineData(WithTwoDecimals, 2)]
    [InlineData(JustGone, 2)]
    [InlineData(WithThreeDecimals, 3)]
    public void Every_currency_of_ISO_4217_has_the_decimals_of_the_list(string codes, int decimals) =>
        Assert.All(codes.Split(' '), code => Assert.Equal(decimals, Currency.Parse(code).Good().Decimals));

    [Fact]
    public void There_is_no_other_currency()
    {
        var expected = $"{WithoutDecimals} {WithTwoDecimals} {WithThreeDecimals} {JustGone}".Split(' ');

        Assert.Equal(expected.Order(StringComparer.Ordinal), Currency.All.Select(c => c.Code).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("XAU")]
    [InlineData("XAG")]
    [InlineData("XDR")]
    [InlineData("XTS")]
    [InlineData("XXX")]
    [InlineData("XSU")]
    [InlineData("XUA")]
    [InlineData("CLF")]
    [InlineData("UYW")]
    [InlineData("CHE")]
    [InlineData("USN")]
    [InlineData("usd")]
    [InlineData("USDT")]
    [InlineData(" USD")]
    [InlineData("€")]
    [InlineData("")]
    public void What_is_no_currency_of_payments_is_refused(string code)
    {
        Assert.Equal("currency_unknown", Currency.Parse(code).Refused().Code);
        Assert.False(Currency.TryParse(code, out _));
        Assert.Throws<ArgumentException>(() => Currency.Of(code));
    }

    [Fact]
    public void A_code_is_always_the_same_currency() => Assert.Same(Currency.Of("EUR"), Currency.Parse("EUR").Good());
}
