namespace Billbot.Domain.Tests.Payments;

public sealed class LedgerTests
{
    private static int _ids;

    [Fact]
    public void A_payment_is_taken_off_what_is_outstanding()
    {
        var ledger = Issued("100").Record(Payment("40"), Given.Today, mayOverpay: false).Good();

        AssertBalance(ledger, outstanding: "60.00", overpaid: "0.00", paid: "40.00");
        AssertBalance(ledger.Record(Payment("60"), Given.Today, false).Good(), outstanding: "0.00", overpaid: "0.00", paid: "100.00");
    }

    [Fact]
    public void More_than_is_outstanding_is_refused_with_the_right_figure_unless_it_is_meant()
    {
        var ledger = Issued("100").Record(Payment("40"), Given.Today, false).Good();

        var problem = ledger.Record(Payment("60.01"), Given.Today, false).Refused();
        Assert.Equal("payment_exceeds_outstanding", problem.Code);
        Assert.Contains("60.00 USD", problem.Message, StringComparison.Ordinal);
        AssertBalance(ledger.Record(Payment("60.01"), Given.Today, mayOverpay: true).Good(), outstanding: "0.00", overpaid: "0.01", paid: "100.01");
    }

    [Theory]
    [InlineData(InvoiceState.Draft, "not_issued")]
    [InlineData(InvoiceState.Void, "invoice_void")]
    public void Only_issued_invoices_take_payments(InvoiceState state, string code) =>
        Assert.Equal(code, (Issued("100") with { State = state }).Record(Payment("1"), Given.Today, false).Refused().Code);

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    public void A_payment_is_above_0(string amount)
    {
        var problem = Issued("100").Record(Payment(amount), Given.Today, true).Refused();

        Assert.Equal(("out_of_range", "/amount"), (problem.Code, problem.Field));
    }

    [Fact]
    public void A_payment_in_another_currency_is_refused()
    {
        var problem = Issued("100").Record(Payment("1") with { Amount = Given.Money("1", Given.Eur) }, Given.Today, true).Refused();

        Assert.Equal(("other_currency", "/amount"), (problem.Code, problem.Field));
    }

    [Fact]
    public void Money_arrives_today_or_before()
    {
        Assert.Equal("payment_in_future", Issued("100").Record(Payment("1") with { On = Given.Today.AddDays(1) }, Given.Today, false).Refused().Code);
        Assert.Equal("out_of_range", Issued("100").Record(Payment("1") with { On = Given.Day("1969-12-31") }, Given.Today, false).Refused().Code);
        Assert.True(Issued("100").Record(Payment("1") with { On = Given.Today }, Given.Today, false).Succeeded(out _, out _));
    }

    [Theory]
    [InlineData(LedgerKind.Refund)]
    [InlineData(LedgerKind.WriteOff)]
    [InlineData(LedgerKind.Reversal)]
    public void Another_row_is_not_recorded_as_a_payment(LedgerKind kind) =>
        Assert.Throws<ArgumentException>(() => Issued("100").Record(Payment("1") with { Kind = kind }, Given.Today, false));

    [Fact]
    public void Recording_leaves_the_earlier_ledger_as_it_was()
    {
        var before = Issued("100");
        before.Record(Payment("40"), Given.Today, false).Good();

        Assert.Empty(before.Entries);
    }

    [Theory]
    [InlineData(LedgerKind.Payment)]
    [InlineData(LedgerKind.Refund)]
    [InlineData(LedgerKind.WriteOff)]
    public void A_reversal_restores_balance_and_status_exactly(LedgerKind kind)
    {
        var before = With(Issued("100"), Row(LedgerKind.Payment, "30"));
        var row = Row(kind, "30");
        var changed = With(before, row);
        Assert.NotEqual(before.Balance, changed.Balance);

        var restored = With(changed, Row(LedgerKind.Reversal, "30") with { Reverses = row.Id });

        Assert.Equal(before.Balance, restored.Balance);
        Assert.Equal(StatusOf(before), StatusOf(restored));
    }

    [Fact]
    public void Refunds_write_offs_and_credits_each_count_once()
    {
        var ledger = With(Issued("100"), Row(LedgerKind.Payment, "70"), Row(LedgerKind.Refund, "20"), Row(LedgerKind.WriteOff, "5")) with { Credited = Given.Money("10", Given.Usd) };

        AssertBalance(ledger, outstanding: "35.00", overpaid: "0.00", paid: "50.00");
    }

    [Fact]
    public void Random_ledgers_are_explained_by_their_rows_and_never_owe_both_ways()
    {
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        for (var run = 0; run < 3000; run++)
        {
            var ledger = Issued("0") with { Payable = Money.OfMinor(random.Next(0, 10_000), Given.Usd), Credited = Money.OfMinor(random.Next(3) == 0 ? random.Next(0, 10_000) : 0, Given.Usd) };
            var open = new List<LedgerEntry>();
            var owed = ledger.Payable.Minor - ledger.Credited.Minor;
            for (var step = 0; step < 12; step++)
            {
                var row = Row((LedgerKind)random.Next(3), "1") with { Amount = Money.OfMinor(random.Next(1, 5_000), Given.Usd) };
                if (open.Count > 0 && random.Next(3) == 0)
                {
                    var undone = open[random.Next(open.Count)];
                    open.Remove(undone);
                    row = row with { Kind = LedgerKind.Reversal, Amount = undone.Amount, Reverses = undone.Id };
                    owed -= Effect(undone);
                }
                else
                {
                    open.Add(row);
                    owed += Effect(row);
                }

                ledger = With(ledger, row);
                var balance = ledger.Balance;
                Assert.True(balance.Outstanding.Minor - balance.Overpaid.Minor == owed, $"seed {seed}");
                Assert.True(balance.Outstanding.IsZero || balance.Overpaid.IsZero, $"seed {seed}");
                Assert.False(balance.Outstanding.IsNegative || balance.Overpaid.IsNegative, $"seed {seed}");
            }
        }

        static long Effect(LedgerEntry row) => row.Kind == LedgerKind.Refund ? row.Amount.Minor : -row.Amount.Minor;
    }

    private static Ledger Issued(string payable) => new(InvoiceState.Issued, Given.Money(payable, Given.Usd), Money.Zero(Given.Usd), []);

    private static LedgerEntry Payment(string amount) => Row(LedgerKind.Payment, amount);

    private static LedgerEntry Row(LedgerKind kind, string amount) => new()
    {
        Id = new PaymentId($"pay_{Interlocked.Increment(ref _ids):00000000000000000000000000}"),
        Kind = kind,
        Amount = Given.Money(amount, Given.Usd),
        On = Given.Today,
    };

    private static Ledger With(Ledger ledger, params LedgerEntry[] rows) => ledger with { Entries = [.. ledger.Entries, .. rows] };

    private static InvoiceStatus StatusOf(Ledger ledger) => InvoiceStatuses.Of(ledger.State, DocumentType.Invoice, Given.Today, ledger.Balance, Given.Today);

    private static void AssertBalance(Ledger ledger, string outstanding, string overpaid, string paid) =>
        Assert.Equal((outstanding, overpaid, paid), (ledger.Balance.Outstanding.AmountText, ledger.Balance.Overpaid.AmountText, ledger.Balance.Paid.AmountText));
}
