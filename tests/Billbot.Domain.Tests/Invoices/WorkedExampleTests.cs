namespace Billbot.Domain.Tests.Invoices;

/// <summary>Sums worked out by hand, examples A1 to A14.</summary>
public sealed class WorkedExampleTests
{
    [Fact]
    public void A1_Work_outside_the_scope_of_tax_is_what_its_lines_come_to()
    {
        var totals = Given.Totals(Given.Usd, Given.Line(60, 125), Given.Line(1, 500));

        AssertAmounts(totals.LineNets, "7500.00", "500.00");
        AssertAmounts([totals.Subtotal, totals.TaxTotal, totals.Payable], "8000.00", "0.00", "8000.00");
    }

    [Fact]
    public void A2_Two_rates_are_two_groups()
    {
        var full = Given.Standard(19);
        var totals = Given.Totals(
            Given.Eur,
            Given.Line(2, 1450, full),
            Given.Line(37.5m, 118.50m, full),
            Given.Line(1, 389.99m, full),
            Given.Line(1, 4200, full),
            Given.Line(12.25m, 95, full),
            Given.Line(3, 12.345m, full),
            Given.Line(40, 8.90m, Given.Standard(7)));

        Assert.Equal("37.04", totals.LineNets[5].AmountText);
        AssertGroups(totals, ("13134.53", "2495.56"), ("356.00", "24.92"));
        Assert.Equal("16011.01", totals.Total.AmountText);
    }

    [Fact]
    public void A3_A_negative_quantity_takes_an_earlier_payment_off()
    {
        var totals = Given.Totals(Given.Eur, Given.Line(1, 8500, Given.Standard(19)), Given.Line(-1, 7500, Given.Standard(19)));

        AssertAmounts([totals.Subtotal, totals.TaxTotal, totals.Total], "1000.00", "190.00", "1190.00");
    }

    [Fact]
    public void A4_A_percentage_of_the_whole_invoice_is_taken_off_before_tax()
    {
        var totals = InvoiceTotals.Of(Given.Eur, [Given.Line(16, 348.35m, Given.Standard(22))], [Given.Allowance(4)]).Good();

        AssertAmounts(
            [totals.LineTotal, totals.AllowanceTotal, totals.Subtotal, totals.TaxTotal, totals.Total],
            "5573.60", "222.94", "5350.66", "1177.15", "6527.81");
    }

    [Fact]
    public void A5_Tax_is_rounded_once_per_group()
    {
        var totals = Given.Totals(Given.Eur, Given.Line(1, 55.55m, Given.Standard(23)), Given.Line(1, 11.11m, Given.Standard(23)));

        AssertAmounts([totals.TaxTotal, totals.Total], "15.33", "81.99");
    }

    [Fact]
    public void A6_Halves_of_a_line_are_rounded_away_from_zero() =>
        AssertAmounts(
            Given.Totals(Given.Eur, Given.Line(3, 0.335m), Given.Line(1, 0.125m), Given.Line(-1, 0.125m)).LineNets,
            "1.01", "0.13", "-0.13");

    [Fact]
    public void A7_A_price_may_be_for_a_hundred() =>
        AssertAmounts(Given.Totals(Given.Eur, Given.Line(250, 9.95m) with { BaseQuantity = Given.Quantity(100) }).LineNets, "24.88");

    [Fact]
    public void A8_A_line_is_rounded_before_its_allowance_and_charge()
    {
        var line = Given.Line(10, 19.99m) with { Adjustments = [Given.Allowance(7.5m), Given.Charge(Given.Money("2", Given.Eur))] };

        Assert.Equal("199.90", line.Gross(Given.Eur).Good().AmountText);
        Assert.Equal("14.99", line.Adjustments[0].AmountOn(line.Gross(Given.Eur).Good()).Good().AmountText);
        Assert.Equal("186.91", line.Net(Given.Eur).Good().AmountText);
    }

    [Fact]
    public void A9_An_allowance_without_a_category_is_spread_over_the_groups()
    {
        var totals = InvoiceTotals.Of(
            Given.Eur,
            [Given.Line(1, 1000, Given.Standard(19)), Given.Line(1, 500, Given.Standard(7))],
            [Given.Allowance(Given.Money("100", Given.Eur))]).Good();

        AssertGroups(totals, ("933.33", "177.33"), ("466.67", "32.67"));
        Assert.Equal("1610.00", totals.Total.AmountText);
    }

    [Fact]
    public void A10_Yen_have_no_decimals()
    {
        var totals = Given.Totals(Given.Jpy, Given.Line(3, 333.5m, Given.Standard(10)));

        AssertAmounts([totals.Subtotal, totals.TaxTotal, totals.Total], "1001", "100", "1101");
    }

    [Fact]
    public void A11_Dinars_have_three_decimals()
    {
        var totals = Given.Totals(Given.Kwd, Given.Line(1.5m, 10.3335m, Given.Standard(5)));

        AssertAmounts([totals.Subtotal, totals.TaxTotal, totals.Total], "15.500", "0.775", "16.275");
    }

    [Fact]
    public void A12_What_is_prepaid_is_not_to_be_paid_again()
    {
        var totals = InvoiceTotals.Of(Given.Eur, [Given.Line(1, 1000, Given.Standard(19))], prepaid: Given.Money("500", Given.Eur)).Good();

        AssertAmounts([totals.Total, totals.Prepaid, totals.Payable], "1190.00", "500.00", "690.00");
    }

    [Fact]
    public void A13_Francs_are_paid_in_steps_of_five_centimes()
    {
        var francs = Currency.Of("CHF");
        var total = Given.Money("123.43", francs);
        var rounding = InvoiceTotals.RoundingTo(total, 0.05m);

        AssertAmounts([rounding, total + rounding], "0.02", "123.45");
        Assert.Equal("123.45", InvoiceTotals.Of(francs, [Given.Line(1, 123.43m)], rounding: rounding).Good().Payable.AmountText);
        Assert.Equal("-0.02", InvoiceTotals.RoundingTo(Given.Money("123.42", francs), 0.05m).AmountText);
        Assert.True(InvoiceTotals.RoundingTo(Given.Money("123.45", francs), 0.05m).IsZero);
    }

    [Fact]
    public void A14_The_last_credit_takes_the_tax_that_is_left()
    {
        var invoiced = Given.Totals(Given.Eur, Given.Line(1, 100.03m, Given.Standard(19))).Groups[0];
        Assert.Equal("19.01", invoiced.Tax.AmountText);

        var first = CreditTax.Of(invoiced, null, Given.Money("50.01", Given.Eur)).Good();
        var credited = new TaxGroup(invoiced.Treatment, Given.Money("50.01", Given.Eur), first);
        var second = CreditTax.Of(invoiced, credited, Given.Money("50.02", Given.Eur)).Good();

        AssertAmounts([first, second], "9.50", "9.51");
    }

    [Theory]
    [InlineData("0.005", "1", "0.01")]
    [InlineData("1.005", "1", "1.01")]
    [InlineData("2.675", "1", "2.68")]
    [InlineData("33.333", "3", "100.00")]
    public void Prices_with_more_decimals_than_the_currency_count_in_full(string price, string quantity, string net) =>
        AssertAmounts(Given.Totals(Given.Usd, Given.Line(Given.Number(quantity), Given.Number(price))).LineNets, net);

    private static void AssertAmounts(IEnumerable<Money> amounts, params string[] expected) => Assert.Equal(expected, amounts.Select(a => a.AmountText));

    private static void AssertGroups(InvoiceTotals totals, params (string Taxable, string Tax)[] expected) =>
        Assert.Equal(expected, totals.Groups.Select(g => (g.Taxable.AmountText, g.Tax.AmountText)));
}
