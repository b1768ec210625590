using System.Numerics;

namespace Billbot.Domain.Tests.Invoices;

/// <summary>An allowance or charge in whole numbers: amounts in minor units, percentages in ten-thousandths.</summary>
internal sealed record OracleAdjustment(bool IsCharge, BigInteger? Amount, BigInteger? Percent, BigInteger? Base, (TaxCategory Category, BigInteger Rate)? Group);

/// <summary>A line in whole numbers: quantity, price and base in millionths.</summary>
internal sealed record OracleLine(BigInteger Quantity, BigInteger Price, BigInteger Per, (TaxCategory Category, BigInteger Rate) Group, IReadOnlyList<OracleAdjustment> Adjustments);

/// <summary>
/// The sums of an invoice a second time, in whole numbers of any length and from the text of the rules (domain.md, section 4),
/// so that a slip in the product is not repeated here. Everything is in minor units.
/// </summary>
internal sealed class TotalsOracle
{
    private static readonly BigInteger Limit = BigInteger.Pow(10, 15);

    private TotalsOracle(int decimals, IReadOnlyList<OracleLine> lines, IReadOnlyList<OracleAdjustment> adjustments, BigInteger prepaid, BigInteger rounding)
    {
        LineNets = [.. lines.Select(l => Net(l, decimals))];
        LineTotal = LineNets.Aggregate(BigInteger.Zero, BigInteger.Add);

        for (var i = 0; i < lines.Count; i++)
            Add(lines[i].Group, LineNets[i]);
        var weights = Groups.Where(g => g.Value > 0).OrderBy(g => g.Key.Category).ThenByDescending(g => g.Key.Rate).ToList();
        foreach (var adjustment in adjustments)
        {
            var amount = Seen(Amount(adjustment, LineTotal));
            AdjustmentAmounts.Add(amount);
            if (adjustment.IsCharge)
                Charges += amount;
            else
                Allowances += amount;

            var signed = adjustment.IsCharge ? amount : -amount;
            if (adjustment.Group is { } group)
                Add(group, signed);
            else if (weights.Count == 0)
                LacksBase = true;
            else
                Spread(signed, weights);
        }

        Taxes = Groups.ToDictionary(g => g.Key, g => Seen(Nearest(g.Value * g.Key.Rate, 1_000_000)));
        Subtotal = LineTotal - Allowances + Charges;
        TaxTotal = Taxes.Values.Aggregate(BigInteger.Zero, BigInteger.Add);
        Total = Subtotal + TaxTotal;
        Payable = Total - prepaid + rounding;
        foreach (var kept in (BigInteger[])[LineTotal, Allowances, Charges, Subtotal, TaxTotal, Total, Payable, .. Groups.Values])
            Seen(kept);
    }

    public IReadOnlyList<BigInteger> LineNets { get; }

    public List<BigInteger> AdjustmentAmounts { get; } = [];

    public BigInteger LineTotal { get; }

    public BigInteger Allowances { get; private set; }

    public BigInteger Charges { get; private set; }

    public BigInteger Subtotal { get; }

    public BigInteger TaxTotal { get; }

    public BigInteger Total { get; }

    public BigInteger Payable { get; }

    public Dictionary<(TaxCategory Category, BigInteger Rate), BigInteger> Groups { get; } = [];

    public Dictionary<(TaxCategory Category, BigInteger Rate), BigInteger> Taxes { get; }

    /// <summary>An allowance was to be spread and no group has a positive net.</summary>
    public bool LacksBase { get; private set; }

    /// <summary>Some amount that is kept lies beyond 10^15 minor units.</summary>
    public bool TooLarge { get; private set; }

    public static TotalsOracle Of(int decimals, IReadOnlyList<OracleLine> lines, IReadOnlyList<OracleAdjustment> adjustments, BigInteger prepaid, BigInteger rounding) =>
        new(decimals, lines, adjustments, prepaid, rounding);

    /// <summary>above / below to the nearest whole number, halves away from zero.</summary>
    private static BigInteger Nearest(BigInteger above, BigInteger below)
    {
        var magnitude = ((2 * BigInteger.Abs(above)) + BigInteger.Abs(below)) / (2 * BigInteger.Abs(below));
        return above.Sign * below.Sign < 0 ? -magnitude : magnitude;
    }

    private BigInteger Net(OracleLine line, int decimals)
    {
        // q/10^6 x p/10^6 : b/10^6, in units of 10^-decimals
        var gross = Seen(Nearest(line.Quantity * line.Price * BigInteger.Pow(10, decimals), line.Per * BigInteger.Pow(10, 6)));
        var net = gross;
        foreach (var adjustment in line.Adjustments)
        {
            var amount = Seen(Amount(adjustment, gross));
            net += adjustment.IsCharge ? amount : -amount;
        }

        return Seen(net);
    }

    private static BigInteger Amount(OracleAdjustment adjustment, BigInteger standardBase) =>
        adjustment.Amount ?? Nearest((adjustment.Base ?? standardBase) * adjustment.Percent!.Value, 1_000_000);

    private void Spread(BigInteger amount, List<KeyValuePair<(TaxCategory Category, BigInteger Rate), BigInteger>> weights)
    {
        var sum = weights.Aggregate(BigInteger.Zero, (total, w) => total + w.Value);
        var magnitude = BigInteger.Abs(amount);
        var shares = weights.Select(w => magnitude * w.Value / sum).ToArray();
        var rests = weights.Select((w, i) => (Left: (magnitude * w.Value) - (shares[i] * sum), Index: i)).ToList();
        var left = magnitude - shares.Aggregate(BigInteger.Zero, BigInteger.Add);
        while (left > 0)
        {
            var next = rests.MaxBy(r => (r.Left, -r.Index));
            rests.Remove(next);
            shares[next.Index]++;
            left--;
        }

        for (var i = 0; i < shares.Length; i++)
            Add(weights[i].Key, amount.Sign * shares[i]);
    }

    private void Add((TaxCategory Category, BigInteger Rate) group, BigInteger amount) => Groups[group] = Groups.GetValueOrDefault(group) + amount;

    private BigInteger Seen(BigInteger amount)
    {
        TooLarge |= BigInteger.Abs(amount) > Limit;
        return amount;
    }
}
