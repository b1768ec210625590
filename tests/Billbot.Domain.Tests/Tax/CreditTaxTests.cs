namespace Billbot.Domain.Tests.Tax;

public sealed class CreditTaxTests
{
    [Fact]
    public void Any_partial_credits_that_exhaust_the_net_exhaust_the_tax_and_never_exceed_it()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var run = 0; run < 2000; run++)
        {
            var sign = random.Next(2) == 0 ? 1 : -1;
            var invoiced = Group(sign * random.NextInt64(1, 1_000_000), random.Next(1, 1_000_001));
            var credited = new TaxGroup(invoiced.Treatment, Money.Zero(Given.Eur), Money.Zero(Given.Eur));
            while (credited.Taxable != invoiced.Taxable)
            {
                var left = Math.Abs(invoiced.Taxable.Minor - credited.Taxable.Minor);
                var net = Money.OfMinor(sign * (random.Next(4) == 0 ? left : random.NextInt64(1, left + 1)), Given.Eur);
                var tax = CreditTax.Of(invoiced, credited, net).Good();
                credited = credited with { Taxable = credited.Taxable + net, Tax = credited.Tax + tax };
                Assert.True(sign * credited.Tax.Minor <= sign * invoiced.Tax.Minor && sign * tax.Minor >= 0, $"seed {seed}: {invoiced}, {credited}");
            }

            Assert.True(credited.Tax == invoiced.Tax, $"seed {seed}: {invoiced}, {credited}");
        }
    }

    [Theory]
    [InlineData(10_000, 10_001)]
    [InlineData(10_000, 0)]
    [InlineData(10_000, -1)]
    [InlineData(-10_000, -10_001)]
    [InlineData(-10_000, 1)]
    public void A_credit_beyond_what_is_left_or_the_other_way_is_refused(long invoiced, long credit) =>
        Assert.Equal("credit_exceeds_invoice", CreditTax.Of(Group(invoiced, 190_000), null, Money.OfMinor(credit, Given.Eur)).Refused().Code);

    [Fact]
    public void A_group_that_is_credited_in_full_takes_no_more()
    {
        var invoiced = Group(10_000, 190_000);

        Assert.Equal("credit_exceeds_invoice", CreditTax.Of(invoiced, invoiced, Money.OfMinor(1, Given.Eur)).Refused().Code);
    }

    private static TaxGroup Group(long net, int rate) =>
        Given.Totals(Given.Eur, Given.Line(Math.Sign(net), Math.Abs(net) / 100m, Given.Standard(rate / 10_000m))).Groups[0];
}
