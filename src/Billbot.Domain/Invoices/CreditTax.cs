namespace Billbot.Domain;

/// <summary>The tax of a credit, so that any number of partial credits comes to exactly what was invoiced.</summary>
public static class CreditTax
{
    /// <summary>
    /// Tax of a credit of <paramref name="net"/> in the group <paramref name="invoiced"/> of which <paramref name="credited"/> is credited already:
    /// the rate, rounded; the credit that exhausts the net takes all the tax that is left. Refuses <c>credit_exceeds_invoice</c>.
    /// </summary>
    public static Result<Money> Of(TaxGroup invoiced, TaxGroup? credited, Money net)
    {
        var zero = Money.Zero(net.Currency);
        var netLeft = invoiced.Taxable - (credited?.Taxable ?? zero);
        var taxLeft = invoiced.Tax - (credited?.Tax ?? zero);
        if (net == netLeft)
            return taxLeft;
        // A group of deductions is credited downwards; no credit passes 0 or goes the other way.
        if (netLeft.IsNegative ? net < netLeft || !net.IsNegative : net > netLeft || !net.IsPositive)
            return InvoiceProblems.CreditExceedsInvoice(netLeft);

        var tax = Money.Of(net.Amount * invoiced.Treatment.Percent / 100, net.Currency);
        return Math.Abs(tax.Minor) > Math.Abs(taxLeft.Minor) ? taxLeft : tax;
    }
}
