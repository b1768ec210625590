namespace Billbot.Domain;

/// <summary>What each tax group is charged on: its lines, less allowances, plus charges.</summary>
internal sealed record TaxableAmounts(IReadOnlyDictionary<TaxTreatment, Money> Groups, IReadOnlyList<Money> AdjustmentAmounts, Money Allowances, Money Charges)
{
    public static Result<TaxableAmounts> Of(Currency currency, IReadOnlyList<LineItem> lines, Money[] nets, IReadOnlyList<Adjustment> adjustments, Money lineTotal)
    {
        var groups = new Dictionary<TaxTreatment, Money>();
        for (var i = 0; i < nets.Length; i++)
            Add(groups, lines[i].Tax, nets[i]);

        // In one order whatever the order of lines: equal remainders are served in it.
        var ofLines = groups.OrderBy(g => g.Key.Category).ThenByDescending(g => g.Key.Percent).ToList();
        var (allowances, charges) = (Money.Zero(currency), Money.Zero(currency));
        var amounts = new List<Money>();
        foreach (var adjustment in adjustments)
        {
            if (!adjustment.AmountOn(lineTotal).Succeeded(out var amount, out var problem))
                return problem;
            amounts.Add(amount);
            if (adjustment.IsCharge)
                charges += amount;
            else
                allowances += amount;

            var signed = adjustment.IsCharge ? amount : -amount;
            if (adjustment.Tax is { } treatment)
            {
                Add(groups, treatment, signed);
                continue;
            }

            var positive = ofLines.Where(g => g.Value.IsPositive).ToList();
            if (positive.Count == 0)
                return InvoiceProblems.AllowanceWithoutBase;
            foreach (var (share, group) in Shares(signed, positive.ConvertAll(g => g.Value)).Zip(positive))
                Add(groups, group.Key, share);
        }

        return new TaxableAmounts(groups, amounts, allowances, charges);
    }

    /// <summary>Splits an amount in proportion, to the minor unit: whole parts first, what is left goes to the largest remainders. The parts add up exactly.</summary>
    public static Money[] Shares(Money amount, IReadOnlyList<Money> weights)
    {
        var sign = Math.Sign(amount.Minor);
        var whole = (Int128)Math.Abs(amount.Minor);
        var sum = weights.Aggregate((Int128)0, (total, weight) => total + weight.Minor);
        var parts = weights.Select(w => (Units: (long)(whole * w.Minor / sum), Remainder: whole * w.Minor % sum)).ToArray();
        var left = (long)whole - parts.Sum(p => p.Units);
        foreach (var index in Enumerable.Range(0, parts.Length).OrderByDescending(i => parts[i].Remainder).ThenBy(i => i).Take((int)left))
            parts[index].Units++;
        return [.. parts.Select(p => Money.OfMinor(sign * p.Units, amount.Currency))];
    }

    private static void Add(Dictionary<TaxTreatment, Money> groups, TaxTreatment treatment, Money amount) =>
        groups[treatment] = groups.TryGetValue(treatment, out var sum) ? sum + amount : amount;
}
