namespace Billbot.Domain.Tests.Payments;

/// <summary>Refunds, write-offs and reversals by the rules, not only by the sums.</summary>
public sealed class LedgerRowTests
{
    private static int _ids;

    [Fact]
    public void A_refund_is_at_most_what_was_paid()
    {
        var ledger = Issued.With(Row(LedgerKind.Payment, "40"));

        Assert.Equal("refund_exceeds_paid", ledger.Refund(Row(LedgerKind.Refund, "40.01"), Given.Today).Refused().Code);
        Assert.Equal("100.00", ledger.Refund(Row(LedgerKind.Refund, "40"), Given.Today).Good().Balance.Outstanding.AmountText);
    }

    [Fact]
    public void A_void_invoice_is_refunded_what_is_overpaid_and_takes_nothing_else()
    {
        var ledger = Issued.With(Row(LedgerKind.Payment, "40")).Voided();

        Assert.Equal("40.00", ledger.Balance.Overpaid.AmountText);
        Assert.Equal("refund_exceeds_paid", ledger.Refund(Row(LedgerKind.Refund, "41"), Given.Today).Refused().Code);
        Assert.True(ledger.Refund(Row(LedgerKind.Refund, "40"), Given.Today).Good().Balance.Overpaid.IsZero);
        Assert.Equal("invoice_void", ledger.Record(Row(LedgerKind.Payment, "1"), Given.Today, true).Refused().Code);
        Assert.Equal("write_off_exceeds_outstanding", ledger.WriteOff(Row(LedgerKind.WriteOff, "1"), Given.Today).Refused().Code);
    }

    [Theory]
    [InlineData("100.01", "x", "write_off_exceeds_outstanding")]
    [InlineData("0", "x", "out_of_range")]
    [InlineData("1", "", "missing_argument")]
    public void A_write_off_has_a_reason_and_stays_within_what_is_outstanding(string amount, string reason, string code) =>
        Assert.Equal(code, Issued.WriteOff(Row(LedgerKind.WriteOff, amount) with { Reason = reason }, Given.Today).Refused().Code);

    [Fact]
    public void Rows_of_another_currency_or_of_tomorrow_are_refused_everywhere()
    {
        var euro = Given.Money("1", Given.Eur);
        var tomorrow = Given.Today.AddDays(1);

        Assert.Equal("other_currency", Issued.Refund(Row(LedgerKind.Refund, "1") with { Amount = euro }, Given.Today).Refused().Code);
        Assert.Equal("other_currency", Issued.WriteOff(Row(LedgerKind.WriteOff, "1") with { Amount = euro }, Given.Today).Refused().Code);
        Assert.Equal("payment_in_future", Issued.Refund(Row(LedgerKind.Refund, "1") with { On = tomorrow }, Given.Today).Refused().Code);
        Assert.Equal("not_issued", (Issued with { State = InvoiceState.Draft }).Refund(Row(LedgerKind.Refund, "1"), Given.Today).Refused().Code);
    }

    [Fact]
    public void What_settled_an_invoice_is_told()
    {
        Assert.Null(Issued.Balance.SettledBy);
        Assert.Equal(SettledBy.Payment, Issued.With(Row(LedgerKind.Payment, "100")).Balance.SettledBy);
        Assert.Equal(SettledBy.WriteOff, Issued.With(Row(LedgerKind.Payment, "90")).With(Row(LedgerKind.WriteOff, "10")).Balance.SettledBy);
        Assert.Equal(SettledBy.Credit, (Issued with { Credited = Issued.Payable }).Balance.SettledBy);
    }

    [Fact]
    public void Any_rows_that_the_rules_let_pass_keep_the_books_and_a_reversal_takes_back_exactly_one()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var run = 0; run < 1500; run++)
        {
            var ledger = Issued;
            for (var step = 0; step < 14; step++)
            {
                var before = ledger;
                var row = Row((LedgerKind)random.Next(3), "1") with { Amount = Money.OfMinor(random.Next(1, 12_000), Given.Usd) };
                var added = row.Kind switch
                {
                    LedgerKind.Payment => ledger.Record(row, Given.Today, mayOverpay: random.Next(2) == 0),
                    LedgerKind.Refund => ledger.Refund(row, Given.Today),
                    _ => ledger.WriteOff(row, Given.Today),
                };
                if (added.Succeeded(out var changed, out _))
                {
                    Assert.True(changed.Reverse(ReversalOf(row)).Good().Balance == before.Balance, $"seed {seed}");
                    ledger = changed;
                }
                else if (ledger.Entries.Count > 0)
                {
                    var undone = ledger.Entries[random.Next(ledger.Entries.Count)];
                    if (ledger.Reverse(ReversalOf(undone)).Succeeded(out var reversed, out var problem))
                    {
                        Assert.Equal("already_reversed", reversed.Reverse(ReversalOf(undone)).Refused().Code);
                        ledger = reversed;
                    }
                    else
                    {
                        Assert.Contains(problem.Code, (string[])["already_reversed", "reversal_not_reversible", "payment_refunded"]);
                    }
                }

                var balance = ledger.Balance;
                Assert.True(balance.Outstanding.IsZero || balance.Overpaid.IsZero, $"seed {seed}");
                Assert.False(balance.Paid.IsNegative || balance.WrittenOff.IsNegative, $"seed {seed}");
                Assert.True(balance.Outstanding - balance.Overpaid == balance.Payable - balance.Credited - balance.Paid - balance.WrittenOff, $"seed {seed}");
            }
        }
    }

    private static Ledger Issued { get; } = new(InvoiceState.Issued, Given.Money("100", Given.Usd), Money.Zero(Given.Usd), []);

    private static LedgerEntry ReversalOf(LedgerEntry undone) => Row(LedgerKind.Reversal, "1") with { Amount = undone.Amount, Reverses = undone.Id };

    private static LedgerEntry Row(LedgerKind kind, string amount) => new()
    {
        Id = new PaymentId($"pay_{Interlocked.Increment(ref _ids):10000000000000000000000000}"),
        Kind = kind,
        Amount = Given.Money(amount, Given.Usd),
        On = Given.Today,
        Reason = "Why not",
    };
}
