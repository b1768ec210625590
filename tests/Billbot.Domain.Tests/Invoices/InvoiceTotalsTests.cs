namespace Billbot.Domain.Tests.Invoices;

public sealed class InvoiceTotalsTests
{
    private static readonly TaxTreatment Full = Given.Standard(19);

    [Fact]
    public void An_invoice_without_lines_comes_to_nothing()
    {
        var totals = Given.Totals(Given.Jpy);

        Assert.Empty(totals.Groups);
        Assert.Equal("0", totals.Payable.AmountText);
    }

    [Fact]
    public void Groups_are_ordered_by_category_and_then_from_the_highest_rate()
    {
        var totals = Given.Totals(
            Given.Eur, Given.Line(1, 1, Given.Untaxed(TaxCategory.Exempt)), Given.Line(1, 1, Given.Standard(7)), Given.Line(1, 1, Full), Given.Line(1, 1, Given.Untaxed(TaxCategory.Zero)));

        Assert.Equal(["S 19", "S 7", "Z 0", "E 0"], totals.Groups.Select(g => $"{g.Treatment.Category.Code()} {g.Treatment.Rate}"));
    }

    [Fact]
    public void Lines_of_one_rate_are_one_group_however_the_rate_was_written()
    {
        var group = Assert.Single(Given.Totals(Given.Eur, Given.Line(1, 10, Given.Standard(19.00m)), Given.Line(1, 10, Full)).Groups);

        Assert.Equal("3.80", group.Tax.AmountText);
    }

    [Fact]
    public void Equal_groups_share_an_odd_cent_alike_in_any_order_of_lines()
    {
        LineItem[] lines = [Given.Line(1, 100, Given.Standard(7)), Given.Line(1, 100, Full)];
        var cent = Given.Allowance(Given.Money("0.01", Given.Eur));

        var one = InvoiceTotals.Of(Given.Eur, lines, [cent]).Good();
        var other = InvoiceTotals.Of(Given.Eur, [lines[1], lines[0]], [cent]).Good();

        Assert.Equal(one.Groups, other.Groups);
        Assert.Equal(["99.99", "100.00"], one.Groups.Select(g => g.Taxable.AmountText));
    }

    [Fact]
    public void A_spread_amount_leaves_groups_alone_that_are_not_positive()
    {
        var totals = InvoiceTotals.Of(
            Given.Eur, [Given.Line(1, 100, Full), Given.Line(-1, 20, Given.Standard(7))], [Given.Allowance(Given.Money("10", Given.Eur))]).Good();

        Assert.Equal(["90.00", "-20.00"], totals.Groups.Select(g => g.Taxable.AmountText));
    }

    [Fact]
    public void An_allowance_of_a_category_belongs_to_that_group()
    {
        var allowance = Given.Allowance(10) with { Tax = Given.Standard(7) };
        var totals = InvoiceTotals.Of(Given.Eur, [Given.Line(1, 100, Full), Given.Line(1, 100, Given.Standard(7))], [allowance]).Good();

        Assert.Equal(["100.00", "80.00"], totals.Groups.Select(g => g.Taxable.AmountText));
        Assert.Equal("20.00", totals.AllowanceTotal.AmountText);
    }

    [Fact]
    public void A_percentage_counts_from_its_own_base_where_it_has_one()
    {
        var allowance = Given.Allowance(10) with { Base = Given.Money("50", Given.Eur) };

        Assert.Equal("5.00", InvoiceTotals.Of(Given.Eur, [Given.Line(1, 100, Full)], [allowance]).Good().AllowanceTotal.AmountText);
        Assert.Equal("95.00", (Given.Line(1, 100) with { Adjustments = [allowance] }).Net(Given.Eur).Good().AmountText);
    }

    [Fact]
    public void An_allowance_with_nothing_to_take_it_from_is_refused() =>
        Assert.Equal(
            "allowance_without_base",
            InvoiceTotals.Of(Given.Eur, [Given.Line(-1, 100, Full)], [Given.Allowance(Given.Money("10", Given.Eur))]).Refused().Code);

    [Fact]
    public void A_line_that_is_too_large_is_named()
    {
        var problem = InvoiceTotals.Of(Given.Usd, [Given.Line(1, 1), Given.Line(999_999_999.9999m, 1_000_000)]).Refused();

        Assert.Equal(("amount_too_large", "/line_items/1"), (problem.Code, problem.Field));
    }

    [Fact]
    public void Sums_beyond_the_limit_are_refused_even_where_others_bring_them_back()
    {
        var most = Given.Money("10000000000000", Given.Usd);
        var line = Given.Line(1, 10_000_000_000_000m);

        Refused([line, line], []);
        Refused([line], [Given.Charge(most), Given.Charge(most), Given.Allowance(most), Given.Allowance(most)]);
        Refused([Given.Line(1, 9_000_000_000_000m, Given.Standard(19))], []);
        Refused([Given.Line(-1, 10_000_000_000_000m)], [], prepaid: most);
        Refused([line with { Adjustments = [Given.Charge(most)] }], []);

        static void Refused(LineItem[] lines, Adjustment[] adjustments, Money? prepaid = null) =>
            Assert.Equal("amount_too_large", InvoiceTotals.Of(Given.Usd, lines, adjustments, prepaid).Refused().Code);
    }

    [Fact]
    public void An_amount_in_another_currency_is_refused_wherever_it_stands()
    {
        var euro = Given.Money("1", Given.Eur);
        var line = Given.Line(1, 100);

        Refused(InvoiceTotals.Of(Given.Usd, [line with { Adjustments = [Given.Charge(euro)] }]));
        Refused(InvoiceTotals.Of(Given.Usd, [line with { Adjustments = [Given.Allowance(1) with { Base = euro }] }]));
        Refused(InvoiceTotals.Of(Given.Usd, [line], [Given.Allowance(euro)]));
        Refused(InvoiceTotals.Of(Given.Usd, [line], [Given.Allowance(1) with { Base = euro }]));
        Refused(InvoiceTotals.Of(Given.Usd, [line], prepaid: euro));
        Refused(InvoiceTotals.Of(Given.Usd, [line], rounding: euro));

        static void Refused(Result<InvoiceTotals> result) => Assert.Equal("other_currency", result.Refused().Code);
    }

    [Theory]
    [InlineData(TaxCategory.Zero)]
    [InlineData(TaxCategory.Exempt)]
    [InlineData(TaxCategory.ReverseCharge)]
    [InlineData(TaxCategory.IntraEuGoods)]
    [InlineData(TaxCategory.Export)]
    public void A_category_that_charges_nothing_stands_beside_taxed_lines_as_one_group(TaxCategory category)
    {
        var totals = Given.Totals(Given.Eur, Given.Line(1, 100, Full), Given.Line(1, 50, Given.Untaxed(category)), Given.Line(2, 10, Given.Untaxed(category)));

        Assert.Equal(("70.00", "0.00"), (totals.Groups[1].Taxable.AmountText, totals.Groups[1].Tax.AmountText));

        var other = new TaxTreatment(category, Given.Rate(1));
        Assert.Equal("tax_groups_conflict", InvoiceTotals.Of(Given.Eur, [Given.Line(1, 1, Given.Untaxed(category)), Given.Line(1, 1, other)]).Refused().Code);
    }

    [Fact]
    public void Lines_outside_the_scope_stand_alone()
    {
        Assert.Single(Given.Totals(Given.Eur, Given.Line(1, 1), Given.Line(1, 2)).Groups);
        Assert.Equal("tax_groups_conflict", InvoiceTotals.Of(Given.Eur, [Given.Line(1, 1), Given.Line(1, 1, Full)]).Refused().Code);
        Assert.Equal(
            "tax_groups_conflict",
            InvoiceTotals.Of(Given.Eur, [Given.Line(1, 10)], [Given.Charge(Given.Money("1", Given.Eur)) with { Tax = Full }]).Refused().Code);
    }
}
