namespace Billbot.Domain;

/// <summary>
/// What of an issued invoice can still be credited, per category and rate. Any sequence of credits that exhausts the net exhausts the tax with it
/// (<see cref="CreditTax"/>), and none exceeds what was invoiced.
/// </summary>
public sealed record Crediting
{
    private readonly Invoice _original;
    private readonly IReadOnlyDictionary<TaxTreatment, TaxGroup> _credited;

    private Crediting(Invoice original, IReadOnlyDictionary<TaxTreatment, TaxGroup> credited) => (_original, _credited) = (original, credited);

    /// <summary>The invoice and what was credited of it so far.</summary>
    public static Crediting Of(Invoice original, IEnumerable<InvoiceTotals> credits)
    {
        var credited = new Dictionary<TaxTreatment, TaxGroup>();
        foreach (var group in credits.SelectMany(c => c.Groups))
            credited[group.Treatment] = credited.TryGetValue(group.Treatment, out var sum) ? sum with { Taxable = sum.Taxable + group.Taxable, Tax = sum.Tax + group.Tax } : group;
        return new Crediting(original, credited);
    }

    /// <summary>The groups with what is left of them, in the order of the invoice.</summary>
    public IReadOnlyList<TaxGroup> Left => [.. _original.Totals.Groups.Select(g => _credited.TryGetValue(g.Treatment, out var gone)
        ? g with { Taxable = g.Taxable - gone.Taxable, Tax = g.Tax - gone.Tax }
        : g)];

    public bool Untouched => _credited.Count == 0;

    public bool Exhausted => !Untouched && Left.All(g => g.Taxable.IsZero && g.Tax.IsZero);

    private Currency Currency => _original.Currency;

    private Money LeftInAll => Money.Sum(Left.Select(g => g.Taxable + g.Tax), Currency);

    /// <summary>
    /// A credit of lines of the invoice, each in whole or by a part of its quantity. Refuses <c>line_unknown</c>, <c>credit_exceeds_invoice</c>,
    /// <c>out_of_range</c> (a quantity of the wrong sign, nothing to give back), <c>conflicting_arguments</c> (a line twice).
    /// </summary>
    public Result<Credit> ByLines(IReadOnlyList<CreditLine> chosen)
    {
        var lines = new List<LineItem>();
        for (var i = 0; i < chosen.Count; i++)
        {
            var (position, quantity) = chosen[i];
            if (position < 1 || position > _original.Lines.Count)
                return CreditProblems.LineUnknown(_original.Lines.Count).At(CreditProblems.At("lines", i, "line"));
            if (chosen.Take(i).Any(c => c.Line == position))
                return CreditProblems.LineTwice.At(CreditProblems.At("lines", i, "line"));
            var line = _original.Lines[position - 1];
            if (quantity is { } part)
            {
                if (Math.Sign(part.Value) != Math.Sign(line.Quantity.Value) || Math.Abs(part.Value) > Math.Abs(line.Quantity.Value))
                    return CreditProblems.QuantityExceeds(line.Quantity).At(CreditProblems.At("lines", i, "quantity"));
                // A fixed discount has no part for part of a line.
                if (part != line.Quantity && line.Adjustments.Any(a => a.Amount is not null))
                    return CreditProblems.LineIndivisible.At(CreditProblems.At("lines", i, "quantity"));
                line = line with { Quantity = part };
            }

            lines.Add(line);
        }

        return Content(lines);
    }

    /// <summary>
    /// A credit of net amounts, each in one group; the printed line is the reason. Refuses <c>tax_group_unknown</c>, <c>tax_group_ambiguous</c>,
    /// <c>credit_exceeds_invoice</c>, <c>out_of_range</c>.
    /// </summary>
    public Result<Credit> ByAmounts(IReadOnlyList<CreditAmount> amounts, string description)
    {
        var lines = new List<LineItem>();
        for (var i = 0; i < amounts.Count; i++)
        {
            var (net, rate, category) = amounts[i];
            var fitting = _original.Totals.Groups.Where(g => (rate is null || g.Treatment.Percent == rate.Value.Value) && (category is null || g.Treatment.Category == category)).ToList();
            if (fitting.Count != 1)
                return (fitting.Count == 0 ? CreditProblems.GroupUnknown : CreditProblems.GroupAmbiguous).At(CreditProblems.At("amounts", i, "tax_rate"));
            if (net.IsZero)
                return CreditProblems.NothingToCredit.At(CreditProblems.At("amounts", i, "amount"));
            lines.Add(LineOver(net, fitting[0].Treatment, description));
        }

        return Content(lines);
    }

    /// <summary>Everything that is left: of an invoice never credited its own lines, else one line per group, named by the invoice's number.</summary>
    public Credit Rest()
    {
        if (Untouched)
            return new Credit(_original.Lines, _original.Adjustments, _original.Totals);
        var left = Left.Where(g => !g.Taxable.IsZero || !g.Tax.IsZero).ToList();
        var lines = left.ConvertAll(g => LineOver(g.Taxable, g.Treatment, _original.Number!));
        return InvoiceTotals.Of(Currency, lines).Succeeded(out var totals, out var problem)
            ? new Credit(lines, [], totals.WithTaxes(left.ToDictionary(g => g.Treatment, g => g.Tax)))
            : throw new InvalidOperationException($"What is left of {_original.Id} does not add up: {problem.Code}.");
    }

    private Result<Credit> Content(List<LineItem> lines)
    {
        if (lines.Count == 0)
            return CreditProblems.NothingChosen;
        if (!InvoiceTotals.Of(Currency, lines).Succeeded(out var totals, out var problem))
            return problem;

        var taxes = new Dictionary<TaxTreatment, Money>();
        foreach (var group in totals.Groups)
        {
            if (_original.Totals.Groups.FirstOrDefault(g => g.Treatment == group.Treatment) is not { } invoiced)
                return CreditProblems.GroupUnknown;
            if (!CreditTax.Of(invoiced, _credited.GetValueOrDefault(group.Treatment), group.Taxable).Succeeded(out var tax, out problem))
                return problem;
            taxes[group.Treatment] = tax;
        }

        var credit = totals.WithTaxes(taxes);
        if (!credit.Total.IsPositive)
            return CreditProblems.NothingToCredit;
        // Deductions in other groups are part of the price: what is given back never passes what was asked for.
        return credit.Total > LeftInAll ? InvoiceProblems.CreditExceedsInvoice(LeftInAll) : new Credit(lines, [], credit);
    }

    private static LineItem LineOver(Money net, TaxTreatment tax, string description) => new()
    {
        Description = description,
        Quantity = Quantity.OfStored(net.IsNegative ? -1 : 1),
        Unit = Unit.One,
        UnitPrice = UnitPrice.OfStored(Rounding.Trim(Math.Abs(net.Amount))),
        Tax = tax,
    };
}

/// <summary>A line of the invoice by its position from 1; all of it without a quantity.</summary>
public sealed record CreditLine(int Line, Quantity? Quantity);

/// <summary>A net amount, of the group with this rate and category; they may be left out where there is only one.</summary>
public sealed record CreditAmount(Money Net, Rate? Rate, TaxCategory? Category);

/// <summary>What a credit note says.</summary>
public sealed record Credit(IReadOnlyList<LineItem> Lines, IReadOnlyList<Adjustment> Adjustments, InvoiceTotals Totals);
