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

    /// <summary>
    /// Adds a payment. Refuses <c>not_issued</c>, <c>invoice_void</c>, <c>other_currency</c>, <c>out_of_range</c> (not above 0), <c>payment_in_future</c>,
    /// <c>payment_exceeds_outstanding</c> (unless overpaying is meant).
    /// </summary>
    public Result<Ledger> Record(LedgerEntry payment, DateOnly today, bool mayOverpay)
    {
        if (State == InvoiceState.Draft)
            return InvoiceProblems.NotIssued;
        if (State == InvoiceState.Void)
            return PaymentProblems.InvoiceVoid;
        if (payment.Kind != LedgerKind.Payment)
            throw new ArgumentException($"A {payment.Kind} is no payment.", nameof(payment));
        if (payment.Amount.Currency != Payable.Currency)
            return MoneyProblems.OtherCurrency(payment.Amount.Currency, Payable.Currency).At("/amount");
        if (!payment.Amount.IsPositive)
            return PaymentProblems.NotPositive;
        if (payment.On > today)
            return PaymentProblems.InFuture(today);
        if (payment.On.Year < 1970)
            return InvoiceProblems.DateOutOfReach("/paid_on");
        if (payment.Amount > Balance.Outstanding && !mayOverpay)
            return PaymentProblems.ExceedsOutstanding(Balance.Outstanding);

        return this with { Entries = [.. Entries, payment] };
    }

    private Money Sum(LedgerKind kind)
    {
        var reversed = Entries.Where(e => e.Reverses is not null).Select(e => e.Reverses!.Value).ToHashSet();
        return Money.Sum(Entries.Where(e => e.Kind == kind && !reversed.Contains(e.Id)).Select(e => e.Amount), Payable.Currency);
    }
}

/// <summary>Refusals about payments.</summary>
public static class PaymentProblems
{
    public static Problem InvoiceVoid { get; } = new(
        ProblemKind.Conflict,
        "invoice_void",
        "This invoice is void and takes no payments.",
        "Record the payment on the invoice that replaces it.",
        "/invoice_id");

    public static Problem NotPositive { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "amount must be above 0.",
        "Send what was received, for example 8000.",
        "/amount");

    public static Problem InFuture(DateOnly today) => new(
        ProblemKind.Invalid,
        "payment_in_future",
        $"paid_on lies after today, {today:O}.",
        "Record money when it has arrived; leave paid_on out for today.",
        "/paid_on");

    public static Problem ExceedsOutstanding(Money outstanding) => new(
        ProblemKind.Conflict,
        "payment_exceeds_outstanding",
        $"Only {outstanding} is outstanding.",
        "Check the amount, or repeat with allow_overpayment: true after asking the user.",
        "/amount");
}
