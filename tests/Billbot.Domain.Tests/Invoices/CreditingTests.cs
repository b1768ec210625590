namespace Billbot.Domain.Tests.Invoices;

public sealed class CreditingTests
{
    [Fact]
    public void The_worked_example_gives_9_50_and_then_9_51()
    {
        var invoice = Issued(Given.Line(1, 100.03m, Given.Standard(19)));

        var first = Crediting.Of(invoice, []).ByAmounts([Net("50.01")], "Half").Good();
        var second = Crediting.Of(invoice, [first.Totals]).ByAmounts([Net("50.02")], "Rest").Good();

        Assert.Equal(("9.50", "9.51"), (first.Totals.TaxTotal.AmountText, second.Totals.TaxTotal.AmountText));
        Assert.True(Crediting.Of(invoice, [first.Totals, second.Totals]).Exhausted);
    }

    [Fact]
    public void What_was_never_credited_is_credited_in_its_own_words()
    {
        var invoice = Issued(Given.Line(3, 33.333m, Given.Standard(19)), Given.Line(1, 20, Given.Standard(7)));

        var rest = Crediting.Of(invoice, []).Rest();

        Assert.Equal((invoice.Lines, invoice.Totals), (rest.Lines, rest.Totals));
    }

    [Fact]
    public void Deductions_in_another_group_bound_what_is_given_back()
    {
        var invoice = Issued(Given.Line(1, 100, Given.Standard(19)), Given.Line(-1, 50, Given.Standard(7)));
        var crediting = Crediting.Of(invoice, []);

        Assert.Equal("credit_exceeds_invoice", crediting.ByLines([new CreditLine(1, null)]).Refused().Code);
        Assert.Equal("out_of_range", crediting.ByLines([new CreditLine(2, null)]).Refused().Code);
        Assert.True(Crediting.Of(invoice, [crediting.ByLines([new CreditLine(1, null), new CreditLine(2, null)]).Good().Totals]).Exhausted);
    }

    [Theory]
    [InlineData(0, "line_unknown")]
    [InlineData(2, "line_unknown")]
    public void A_line_that_the_invoice_does_not_have_is_refused(int line, string code) =>
        Assert.Equal(code, Crediting.Of(Issued(Given.Line(2, 10)), []).ByLines([new CreditLine(line, null)]).Refused().Code);

    [Theory]
    [InlineData("3", "out_of_range")]
    [InlineData("-1", "out_of_range")]
    public void A_quantity_stays_within_the_line(string quantity, string code)
    {
        var problem = Crediting.Of(Issued(Given.Line(2, 10)), []).ByLines([new CreditLine(1, Given.Quantity(Given.Number(quantity)))]).Refused();

        Assert.Equal((code, "/lines/0/quantity"), (problem.Code, problem.Field));
    }

    [Fact]
    public void A_line_with_a_fixed_discount_is_credited_in_whole_only()
    {
        var crediting = Crediting.Of(Issued(Given.Line(2, 10) with { Adjustments = [Given.Allowance(Given.Money("1", Given.Eur))] }), []);

        Assert.Equal("out_of_range", crediting.ByLines([new CreditLine(1, Quantity.One)]).Refused().Code);
        Assert.Equal("19.00", crediting.ByLines([new CreditLine(1, null)]).Good().Totals.Total.AmountText);
    }

    [Fact]
    public void Any_sequence_of_credits_ends_with_exactly_what_was_invoiced_and_never_passes_it()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var run = 0; run < 400; run++)
        {
            var invoice = Issued([.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => Given.Line(random.Next(1, 40) / 4m, random.Next(1, 9_999_999) / 1000m, Given.Standard(random.Next(3) switch { 0 => 19, 1 => 7, _ => 5.5m })))]);
            var credits = new List<InvoiceTotals>();
            for (var step = 0; step < 12 && !Crediting.Of(invoice, credits).Exhausted; step++)
            {
                var crediting = Crediting.Of(invoice, credits);
                if (Some(random, invoice, crediting).Succeeded(out var credit, out _))
                    credits.Add(credit.Totals);
                Assert.True(Sum(credits, t => t.Total) <= invoice.Totals.Total, $"seed {seed}");
                Assert.All(Crediting.Of(invoice, credits).Left, g => Assert.False(g.Taxable.IsNegative || g.Tax.IsNegative, $"seed {seed}: {g}"));
            }

            if (!Crediting.Of(invoice, credits).Exhausted)
                credits.Add(Crediting.Of(invoice, credits).Rest().Totals);
            Assert.True(Crediting.Of(invoice, credits).Exhausted, $"seed {seed}");
            Assert.True(Sum(credits, t => t.Total) == invoice.Totals.Total && Sum(credits, t => t.TaxTotal) == invoice.Totals.TaxTotal && Sum(credits, t => t.Subtotal) == invoice.Totals.Subtotal, $"seed {seed}");
        }
    }

    private static Result<Credit> Some(Random random, Invoice invoice, Crediting crediting)
    {
        if (random.Next(2) == 0)
        {
            var group = crediting.Left[random.Next(crediting.Left.Count)];
            var net = Money.OfMinor(random.NextInt64(1, Math.Max(2, group.Taxable.Minor + 2)), Given.Eur);
            return crediting.ByAmounts([new CreditAmount(net, group.Treatment.Rate, null)], "Part");
        }

        var line = random.Next(invoice.Lines.Count);
        var quantity = Given.Quantity(random.Next(1, Math.Max(2, (int)(invoice.Lines[line].Quantity.Value * 4) + 1)) / 4m);
        return crediting.ByLines([new CreditLine(line + 1, random.Next(3) == 0 ? null : quantity)]);
    }

    private static Money Sum(List<InvoiceTotals> credits, Func<InvoiceTotals, Money> part) => Money.Sum(credits.Select(part), Given.Eur);

    private static CreditAmount Net(string amount) => new(Given.Money(amount, Given.Eur), null, null);

    private static Invoice Issued(params LineItem[] lines) => Given.Draft(Given.Eur, lines) with { State = InvoiceState.Issued, Number = "INV-2026-0001" };
}
