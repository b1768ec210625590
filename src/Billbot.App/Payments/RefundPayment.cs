using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Payments;

public sealed record RefundPaymentInput
{
    [MaxLength(100)]
    public required string InvoiceId { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>The day the money was given back; today where missing.</summary>
    public DateOnly? PaidOn { get; init; }

    public PaymentMethod? Method { get; init; }

    [MaxLength(100)]
    public string? Reference { get; init; }

    [MaxLength(500)]
    public string? Reason { get; init; }
}

/// <summary>
/// Records money that was given back to the client; of a void invoice only what is overpaid. The same guards against repeats as <see cref="RecordPayment"/>.
/// Refuses what <see cref="Ledger.Refund"/> refuses, <c>too_many_decimals</c>, <c>reference_taken</c>.
/// </summary>
public sealed class RefundPayment(Doorway doorway) : UseCase<RefundPaymentInput, RecordedPaymentView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("refund_payment", Effect.Writes);

    protected override async Task<Result<RecordedPaymentView>> HandleAsync(Work work, RefundPaymentInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var invoice = stored.Invoice;
        if (invoice.Type == DocumentType.CreditNote)
            return InvoiceProblems.NotIssued with { Message = "A credit note takes no refunds.", Fix = "Record the refund on the invoice that it credits." };
        if (!Money.Exact(input.Amount, invoice.Currency).Succeeded(out var amount, out problem))
            return problem.At("/amount");

        var entry = new LedgerEntry
        {
            Id = work.NewId<PaymentId>(),
            Kind = LedgerKind.Refund,
            Amount = amount,
            On = input.PaidOn ?? work.Today,
            Method = input.Method,
            Reference = string.IsNullOrEmpty(input.Reference) ? null : input.Reference,
            Reason = string.IsNullOrEmpty(input.Reason) ? null : input.Reason,
        };
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        if (!(await Repeats.FindAsync(work, invoice, ledger, entry, mayRepeat: false)).Succeeded(out var repeat, out problem))
            return problem;
        if (repeat.Entry is { } known)
            return RecordedPaymentView.Of(work, invoice, ledger, known, created: false);
        if (!ledger.Refund(entry, work.Today).Succeeded(out var changed, out problem))
            return problem;

        await LedgerRows.AddAsync(work, invoice.Id, entry, ledger);
        return RecordedPaymentView.Of(work, invoice, changed, entry, created: true);
    }
}
