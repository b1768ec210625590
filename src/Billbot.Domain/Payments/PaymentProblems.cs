namespace Billbot.Domain;

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

    public static Problem NotFound { get; } = new(
        ProblemKind.NotFound,
        "payment_not_found",
        "This business has no such payment.",
        "Find it with billbot payments list; its id begins with pay_.",
        "/payment_id");

    public static Problem ReversalStays { get; } = new(
        ProblemKind.Conflict,
        "reversal_not_reversible",
        "A reversal is not reversed.",
        "Record the payment, refund or write-off again.",
        "/payment_id");

    public static Problem AlreadyReversed(LedgerEntry reversal) => new(
        ProblemKind.Conflict,
        "already_reversed",
        $"This row was reversed by {reversal.Id}.",
        reversal.MovedTo is { } moved ? $"The payment moved to the replacement as {moved}; reverse that." : "Nothing is left to do.",
        "/payment_id");

    public static Problem Refunded { get; } = new(
        ProblemKind.Conflict,
        "payment_refunded",
        "Money of this payment was refunded; without it more would be refunded than was paid.",
        "Reverse the refund first, then the payment.",
        "/payment_id");

    public static Problem ReasonMissing { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "reason must not be empty.",
        "Say why, for example reason: \"Client is insolvent\".",
        "/reason");

    public static Problem NothingToWriteOff { get; } = new(
        ProblemKind.Conflict,
        "write_off_exceeds_outstanding",
        "Nothing is outstanding.",
        "There is nothing to write off.",
        "/invoice_id");

    public static Problem WriteOffExceeds(Money outstanding) => new(
        ProblemKind.Conflict,
        "write_off_exceeds_outstanding",
        $"Only {outstanding} is outstanding.",
        "Write off that much or less; without an amount all of it.",
        "/amount");

    public static Problem ExceedsPaid(Money most) => new(
        ProblemKind.Conflict,
        "refund_exceeds_paid",
        most.IsZero ? "There is nothing to refund." : $"Only {most} can be refunded.",
        "Check the amount; see what was paid with billbot invoices show.",
        "/amount");
}
