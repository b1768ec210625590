using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>What is charged on one category and rate (BG-23).</summary>
/// <param name="Treatment">BT-118 and BT-119.</param>
/// <param name="Taxable">BT-116: lines less allowances plus charges of the group.</param>
/// <param name="Tax">BT-117: rounded once for the whole group.</param>
public sealed record TaxGroup(TaxTreatment Treatment, Money Taxable, Money Tax);

/// <summary>
/// The sums of an invoice by EN 16931 (BR-CO-10 to BR-CO-17). The only place that adds up an invoice; amounts are rounded to the currency,
/// halves away from zero, and tax once per group.
/// </summary>
public sealed record InvoiceTotals
{
    /// <summary>BT-131 of every line, in order.</summary>
    public required IReadOnlyList<Money> LineNets { get; init; }

    /// <summary>Amounts of the invoice's own adjustments, in order.</summary>
    public required IReadOnlyList<Money> AdjustmentAmounts { get; init; }

    /// <summary>BT-106.</summary>
    public required Money LineTotal { get; init; }

    /// <summary>BT-107.</summary>
    public required Money AllowanceTotal { get; init; }

    /// <summary>BT-108.</summary>
    public required Money ChargeTotal { get; init; }

    /// <summary>BT-109.</summary>
    public required Money Subtotal { get; init; }

    /// <summary>Ordered by category, then by rate from high to low; paper and XML show this order.</summary>
    public required IReadOnlyList<TaxGroup> Groups { get; init; }

    /// <summary>BT-110.</summary>
    public required Money TaxTotal { get; init; }

    /// <summary>BT-112.</summary>
    public required Money Total { get; init; }

    /// <summary>BT-113.</summary>
    public required Money Prepaid { get; init; }

    /// <summary>BT-114.</summary>
    public required Money Rounding { get; init; }

    /// <summary>BT-115: what is to be paid.</summary>
    public required Money Payable { get; init; }

    [JsonIgnore]
    public Currency Currency => Payable.Currency;

    /// <summary>
    /// Adds up. Refuses <c>other_currency</c>, <c>amount_too_large</c>, <c>tax_groups_conflict</c> (two rates in a category that stands for one, or lines outside the
    /// scope beside others) and <c>allowance_without_base</c> (an allowance to spread where no group has a positive net). Prepaid and rounding count 0 where missing.
    /// </summary>
    public static Result<InvoiceTotals> Of(
        Currency currency, IReadOnlyList<LineItem> lines, IReadOnlyList<Adjustment>? adjustments = null, Money? prepaid = null, Money? rounding = null)
    {
        if (MoneyIn(lines, adjustments ?? [], prepaid, rounding).FirstOrDefault(m => m.Currency != currency) is { Currency: { } other })
            return MoneyProblems.OtherCurrency(other, currency);

        var nets = new Money[lines.Count];
        for (var i = 0; i < nets.Length; i++)
        {
            if (!lines[i].Net(currency).Succeeded(out nets[i], out var problem))
                return problem.At(At(i));
        }

        var lineTotal = Money.Sum(nets, currency);
        if (!TaxableAmounts.Of(currency, lines, nets, adjustments ?? [], lineTotal).Succeeded(out var taxable, out var fault))
            return fault;
        if (FaultOf(taxable.Groups.Keys) is { } conflict)
            return conflict;

        var groups = new List<TaxGroup>();
        foreach (var (treatment, amount) in taxable.Groups.OrderBy(g => g.Key.Category).ThenByDescending(g => g.Key.Percent))
        {
            if (!Money.Rounded(amount.Amount * treatment.Percent / 100, currency).Succeeded(out var tax, out var tooLarge))
                return tooLarge;
            groups.Add(new TaxGroup(treatment, amount, tax));
        }

        var subtotal = lineTotal - taxable.Allowances + taxable.Charges;
        var taxTotal = Money.Sum(groups.Select(g => g.Tax), currency);
        var total = subtotal + taxTotal;
        var (paid, round) = (prepaid ?? Money.Zero(currency), rounding ?? Money.Zero(currency));
        var payable = total - paid + round;
        if (((Money[])[lineTotal, taxable.Allowances, taxable.Charges, subtotal, taxTotal, total, paid, round, payable, .. groups.Select(g => g.Taxable)]).Any(m => m.IsTooLarge))
            return MoneyProblems.AmountTooLarge;
        return new InvoiceTotals
        {
            LineNets = nets,
            AdjustmentAmounts = taxable.AdjustmentAmounts,
            LineTotal = lineTotal,
            AllowanceTotal = taxable.Allowances,
            ChargeTotal = taxable.Charges,
            Subtotal = subtotal,
            Groups = groups,
            TaxTotal = taxTotal,
            Total = total,
            Prepaid = paid,
            Rounding = round,
            Payable = payable,
        };
    }

    /// <summary>The same sums with the tax of each group as it is given: a credit note takes what its invoice charged (<see cref="CreditTax"/>).</summary>
    public InvoiceTotals WithTaxes(IReadOnlyDictionary<TaxTreatment, Money> taxes)
    {
        TaxGroup[] groups = [.. Groups.Select(g => g with { Tax = taxes.GetValueOrDefault(g.Treatment, g.Tax) })];
        var taxTotal = Money.Sum(groups.Select(g => g.Tax), Currency);
        var total = Subtotal + taxTotal;
        return this with { Groups = groups, TaxTotal = taxTotal, Total = total, Payable = total - Prepaid + Rounding };
    }

    /// <summary>The amount that brings <paramref name="total"/> to a whole multiple of <paramref name="step"/> (BT-114), e.g. 0.05 for cash in Swiss francs.</summary>
    public static Money RoundingTo(Money total, decimal step) =>
        Money.Of(Domain.Rounding.Round(total.Amount / step, 0) * step, total.Currency) - total;

    private static IEnumerable<Money> MoneyIn(IReadOnlyList<LineItem> lines, IReadOnlyList<Adjustment> adjustments, Money? prepaid, Money? rounding) =>
        lines.SelectMany(l => l.Adjustments).Concat(adjustments).SelectMany(a => (Money?[])[a.Amount, a.Base]).Append(prepaid).Append(rounding).OfType<Money>();

    private static Problem? FaultOf(IEnumerable<TaxTreatment> groups)
    {
        var byCategory = groups.GroupBy(g => g.Category).ToList();
        foreach (var category in byCategory)
        {
            if (!category.Key.IsCharged() && category.Count() > 1)
                return TaxProblems.OneReasonPerCategory(category.Key);
        }

        return byCategory.Count > 1 && byCategory.Any(c => c.Key == TaxCategory.OutsideScope) ? TaxProblems.OutsideScopeMixed : null;
    }

    private static string At(int line) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/line_items/{line}");
}
