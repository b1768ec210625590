using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Payments;

public sealed record ReversePaymentInput
{
    /// <summary>The id of a payment, refund or write-off.</summary>
    [MaxLength(100)]
    public required string PaymentId { get; init; }

    [MaxLength(500)]
    public required string Reason { get; init; }
}

/// <summary>
/// Undoes one row of the ledger with a row of its own; both stay. The invoice is again what it was, and the reference is free. Refuses what
/// <see cref="Ledger.Reverse"/> refuses, <c>missing_argument</c>.
/// </summary>
public sealed class ReversePayment(Doorway doorway) : UseCase<ReversePaymentInput, RecordedPaymentView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("reverse_payment", Effect.Writes);

    protected override async Task<Result<RecordedPaymentView>> HandleAsync(Work work, ReversePaymentInput input, CancellationToken cancel)
    {
        if (input.Reason.Length == 0)
            return PaymentProblems.ReasonMissing;
        if (!EntityId.TryParse<PaymentId>(input.PaymentId, out var id) || await LedgerStore.FindAsync(work.Session, work.BusinessId, id) is not { } found)
            return PaymentProblems.NotFound;

        var invoice = (await InvoiceStore.LoadAsync(work.Session, work.BusinessId, found.Invoice)).Invoice;
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        var reversal = LedgerRows.ReversalOf(work, found.Entry, input.Reason);
        if (!ledger.Reverse(reversal).Succeeded(out var changed, out var problem))
            return problem;

        await LedgerRows.AddAsync(work, invoice.Id, reversal, ledger);
        return RecordedPaymentView.Of(work, invoice, changed, reversal, created: true);
    }
}
