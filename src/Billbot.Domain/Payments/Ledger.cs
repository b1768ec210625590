using System.Text.Json.Serialization;

namespace Billbot.Domain;

[JsonConverter(typeof(SnakeCase<LedgerKind>))]
public enum LedgerKind
{
    Payment,
    Refund,
    WriteOff,

    /// <summary>Undoes one earlier row, which stays.</summary>
    Reversal,
}

[JsonConverter(typeof(SnakeCase<PaymentMethod>))]
public enum PaymentMethod
{
    BankTransfer,
    Card,
    Cash,
    Check,
    Other,
}

/// <summary>One row of an invoice's ledger. Rows are added, never changed.</summary>
public sealed record LedgerEntry
{
    public required PaymentId Id { get; init; }

    public required LedgerKind Kind { get; init; }

    /// <summary>Above 0, in the invoice's currency.</summary>
    public required Money Amount { get; init; }

    /// <summary>The day the money moved, in the business's own calendar.</summary>
    public required DateOnly On { get; init; }

    public PaymentMethod? Method { get; init; }

    /// <summary>Of the bank or the processor; one payment of a business per reference.</summary>
    public string? Reference { get; init; }

    public string? Reason { get; init; }

    /// <summary>The row that a reversal undoes.</summary>
    public PaymentId? Reverses { get; init; }

    /// <summary>Of a reversal that moves a payment to the replacement of its invoice: the equal row there.</summary>
    public PaymentId? MovedTo { get; init; }

    /// <summary>Of a payment that came with a correction: the row of the replaced invoice that it continues.</summary>
    public PaymentId? MovedFrom { get; init; }
}

[JsonConverter(typeof(SnakeCase<SettledBy>))]
public enum SettledBy
{
    Payment,
    Credit,
    WriteOff,
}

/// <summary>What the rows of an invoice come to. Never both outstanding and overpaid.</summary>
/// <param name="Payable">BT-115.</param>
/// <param name="Paid">Payments less refunds, reversals taken out.</param>
/// <param name="Credited">BT-112 of the credit notes; a plain void counts the whole total.</param>
/// <param name="WrittenOff">What the seller gave up.</param>
public sealed record Balance(Money Payable, Money Paid, Money Credited, Money WrittenOff)
{
    public Money Outstanding => Left.IsPositive ? Left : Money.Zero(Left.Currency);

    public Money Overpaid => Left.IsNegative ? -Left : Money.Zero(Left.Currency);

    /// <summary>What settled an invoice that asks for nothing more; null while it does, and where there never was anything to pay.</summary>
    public SettledBy? SettledBy => Left.IsPositive || Payable.IsZero ? null
        : WrittenOff.IsPositive ? Domain.SettledBy.WriteOff
        : Paid.IsPositive ? Domain.SettledBy.Payment
        : Domain.SettledBy.Credit;

    private Money Left => Payable - Credited - Paid - WrittenOff;

    /// <summary>Of an invoice that nothing has happened to yet.</summary>
    public static Balance Opening(Money payable) => new(payable, Money.Zero(payable.Currency), Money.Zero(payable.Currency), Money.Zero(payable.Currency));
}

/// <summary>The ledger of one issued invoice.</summary>
public sealed record Ledger(InvoiceState State, Money Payable, Money Credited, IReadOnlyList<LedgerEntry> Entries)
{
    public Balance Balance => new(
        Payable,
        Sum(LedgerKind.Payment) - Sum(LedgerKind.Refund),
        Credited,
        Sum(LedgerKind.WriteOff));

    /// <summary>Rows that count: neither reversals nor reversed.</summary>
    public IEnumerable<LedgerEntry> Standing
    {
        get
        {
            var reversed = Entries.Where(e => e.Reverses is not null).Select(e => e.Reverses!.Value).ToHashSet();
            return Entries.Where(e => e.Kind != LedgerKind.Reversal && !reversed.Contains(e.Id));
        }
    }

    /// <summary>
    /// Adds a payment. Refuses <c>not_issued</c>, <c>invoice_void</c>, <c>other_currency</c>, <c>out_of_range</c> (not above 0), <c>payment_in_future</c>,
    /// <c>payment_exceeds_outstanding</c> (unless overpaying is meant).
    /// </summary>
    public Result<Ledger> Record(LedgerEntry payment, DateOnly today, bool mayOverpay)
    {
        if (RefusalOf(payment, LedgerKind.Payment, today) is { } refusal)
            return refusal;
        if (State == InvoiceState.Void)
            return PaymentProblems.InvoiceVoid;
        if (payment.Amount > Balance.Outstanding && !mayOverpay)
            return PaymentProblems.ExceedsOutstanding(Balance.Outstanding);

        return With(payment);
    }

    /// <summary>
    /// Adds money given back: at most what was paid; of a void invoice at most what is overpaid. Refuses <c>refund_exceeds_paid</c> and what every row refuses.
    /// </summary>
    public Result<Ledger> Refund(LedgerEntry refund, DateOnly today)
    {
        if (RefusalOf(refund, LedgerKind.Refund, today) is { } refusal)
            return refusal;
        var most = State == InvoiceState.Void ? Balance.Overpaid : Balance.Paid;
        return refund.Amount > most ? PaymentProblems.ExceedsPaid(most) : With(refund);
    }

    /// <summary>
    /// Gives up what is outstanding or a part of it. Refuses <c>invoice_void</c>, <c>missing_argument</c> (no reason), <c>write_off_exceeds_outstanding</c> and
    /// what every row refuses.
    /// </summary>
    public Result<Ledger> WriteOff(LedgerEntry writeOff, DateOnly today)
    {
        if (string.IsNullOrEmpty(writeOff.Reason))
            return PaymentProblems.ReasonMissing;
        if (State == InvoiceState.Void)
            return PaymentProblems.NothingToWriteOff;
        if (State == InvoiceState.Issued && Balance.Outstanding.IsZero)
            return PaymentProblems.NothingToWriteOff;
        if (RefusalOf(writeOff, LedgerKind.WriteOff, today) is { } refusal)
            return refusal;
        return writeOff.Amount > Balance.Outstanding ? PaymentProblems.WriteOffExceeds(Balance.Outstanding) : With(writeOff);
    }

    /// <summary>
    /// Undoes one row: balance and status are again what they were without it. Refuses <c>payment_not_found</c>, <c>reversal_not_reversible</c>,
    /// <c>already_reversed</c>, <c>payment_refunded</c> (the refund that gave it back has to be reversed first).
    /// </summary>
    public Result<Ledger> Reverse(LedgerEntry reversal)
    {
        if (reversal.Kind != LedgerKind.Reversal)
            throw new ArgumentException($"A {reversal.Kind} is no reversal.", nameof(reversal));
        if (Entries.FirstOrDefault(e => e.Id == reversal.Reverses) is not { } undone)
            return PaymentProblems.NotFound;
        if (undone.Kind == LedgerKind.Reversal)
            return PaymentProblems.ReversalStays;
        if (Entries.FirstOrDefault(e => e.Reverses == undone.Id) is { } earlier)
            return PaymentProblems.AlreadyReversed(earlier);
        if (reversal.Amount != undone.Amount)
            throw new ArgumentException($"A reversal of {undone.Amount} is over {reversal.Amount}.", nameof(reversal));

        var changed = With(reversal);
        return changed.Balance.Paid.IsNegative ? PaymentProblems.Refunded : changed;
    }

    /// <summary>The ledger with one more row that was checked, or that carries another over from elsewhere.</summary>
    public Ledger With(LedgerEntry entry) => this with { Entries = [.. Entries, entry] };

    /// <summary>The ledger of the invoice once it is void: everything is credited.</summary>
    public Ledger Voided() => this with { State = InvoiceState.Void, Credited = Payable };

    private Problem? RefusalOf(LedgerEntry entry, LedgerKind kind, DateOnly today)
    {
        if (entry.Kind != kind)
            throw new ArgumentException($"A {entry.Kind} is no {kind}.", nameof(entry));
        if (State == InvoiceState.Draft)
            return InvoiceProblems.NotIssued;
        if (entry.Amount.Currency != Payable.Currency)
            return MoneyProblems.OtherCurrency(entry.Amount.Currency, Payable.Currency).At("/amount");
        if (!entry.Amount.IsPositive)
            return PaymentProblems.NotPositive;
        if (entry.On > today)
            return PaymentProblems.InFuture(today);
        return entry.On.Year < 1970 ? InvoiceProblems.DateOutOfReach("/paid_on") : null;
    }

    private Money Sum(LedgerKind kind) => Money.Sum(Standing.Where(e => e.Kind == kind).Select(e => e.Amount), Payable.Currency);
}
