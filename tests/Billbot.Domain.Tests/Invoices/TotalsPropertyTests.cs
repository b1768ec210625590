using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Billbot.Domain.Tests.Invoices;

public sealed class TotalsPropertyTests
{
    /// <summary>BILLBOT_LONG=1 reckons a million invoices, BILLBOT_SEED repeats a run that failed.</summary>
    private static readonly int Count = Environment.GetEnvironmentVariable("BILLBOT_LONG") == "1" ? 1_000_000 : 100_000;

    private static readonly int Seed =
        int.TryParse(Environment.GetEnvironmentVariable("BILLBOT_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : Random.Shared.Next(1_000_000_000);

    [Fact]
    public void Totals_are_what_whole_numbers_give_and_the_order_of_lines_changes_none()
    {
        var (summed, tooLarge, withoutBase) = (0, 0, 0);
        Parallel.For(0, Count, i =>
        {
            var fault = FaultOf(new RandomInvoice(Seed + i), out var outcome);
            Assert.True(fault is null, $"BILLBOT_SEED={Seed + i}: {fault}");
            Interlocked.Increment(ref outcome == "" ? ref summed : ref outcome == "amount_too_large" ? ref tooLarge : ref withoutBase);
        });

        // The generator reaches every outcome, and most invoices are ordinary.
        Assert.True(summed > Count / 2 && tooLarge > 0 && withoutBase > 0, $"{summed} summed, {tooLarge} too large, {withoutBase} without base");
    }

    private static string? FaultOf(RandomInvoice invoice, out string outcome)
    {
        outcome = "";
        var expected = invoice.Expected;
        var lines = invoice.Lines;
        if (!invoice.Totals(lines).Succeeded(out var totals, out var problem))
        {
            outcome = problem.Code;
            return problem.Code switch
            {
                "amount_too_large" when expected.TooLarge => null,
                "allowance_without_base" when expected.LacksBase => null,
                _ => $"refused with {problem.Code}",
            };
        }

        if (expected.TooLarge || expected.LacksBase)
            return "not refused";
        if (!totals.LineNets.Select(Minor).SequenceEqual(expected.LineNets))
            return "line nets";
        if (!totals.AdjustmentAmounts.Select(Minor).SequenceEqual(expected.AdjustmentAmounts))
            return "adjustment amounts";
        if (!Sums(totals).SequenceEqual([
            expected.LineTotal, expected.Allowances, expected.Charges, expected.Subtotal, expected.TaxTotal, expected.Total,
            invoice.OraclePrepaid, invoice.OracleRounding, expected.Payable]))
            return "sums";
        if (totals.Groups.Count != expected.Groups.Count || !totals.Groups.All(g => IsExpected(g, expected)))
            return "groups";
        if (Money.Sum(totals.Groups.Select(g => g.Taxable), invoice.Currency) != totals.Subtotal)
            return "the groups do not come to the subtotal";

        var shuffled = invoice.Totals(invoice.Shuffled(lines)).Good();
        return Sums(shuffled).SequenceEqual(Sums(totals)) && shuffled.Groups.SequenceEqual(totals.Groups) ? null : "the order of lines changes totals";
    }

    [Fact]
    public void Totals_come_back_from_json_as_they_went()
    {
        var read = 0;
        for (var i = 0; i < 1000; i++)
        {
            if (!new RandomInvoice(Seed + i).Totals(new RandomInvoice(Seed + i).Lines).Succeeded(out var totals, out _))
                continue;
            var json = JsonSerializer.Serialize(totals, DomainJson.Default.InvoiceTotals);
            var back = JsonSerializer.Deserialize(json, DomainJson.Default.InvoiceTotals)!;
            Assert.Equal(json, JsonSerializer.Serialize(back, DomainJson.Default.InvoiceTotals));
            Assert.Equal(Sums(totals), Sums(back));
            read++;
        }

        Assert.True(read > 500, $"{read}");
    }

    private static bool IsExpected(TaxGroup group, TotalsOracle expected)
    {
        var key = (group.Treatment.Category, (BigInteger)(group.Treatment.Percent * 10_000));
        return expected.Groups.TryGetValue(key, out var taxable) && Minor(group.Taxable) == taxable && Minor(group.Tax) == expected.Taxes[key];
    }

    private static IEnumerable<BigInteger> Sums(InvoiceTotals t) =>
        ((Money[])[t.LineTotal, t.AllowanceTotal, t.ChargeTotal, t.Subtotal, t.TaxTotal, t.Total, t.Prepaid, t.Rounding, t.Payable]).Select(Minor);

    private static BigInteger Minor(Money money) => money.Minor;
}
