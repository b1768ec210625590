using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Payments;

public sealed record WriteOffInput
{
    [MaxLength(100)]
    public required string InvoiceId { get; init; }

    [MaxLength(500)]
    public required string Reason { get; init; }

    /// <summary>All that is outstanding where missing.</summary>
    public decimal? Amount { get; init; }
}

/// <summary>
/// Gives up what is outstanding, or a part of it; never happens by itself. Refuses what <see cref="Ledger.WriteOff"/> refuses, <c>too_many_decimals</c>.
/// </summary>
public sealed class WriteOff(Doorway doorway) : UseCase<WriteOffInput, RecordedPaymentView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("write_off", Effect.Writes);

    protected override async Task<Result<RecordedPaymentView>> HandleAsync(Work work, WriteOffInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var invoice = stored.Invoice;
        if (invoice.Type == DocumentType.CreditNote)
            return InvoiceProblems.NotIssued with { Message = "A credit note asks for nothing.", Fix = "Write off the invoice." };
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        var amount = ledger.Balance.Outstanding;
        if (input.Amount is { } part && !Money.Exact(part, invoice.Currency).Succeeded(out amount, out problem))
            return problem.At("/amount");

        var entry = new LedgerEntry
        {
            Id = work.NewId<PaymentId>(),
            Kind = LedgerKind.WriteOff,
            Amount = amount,
            On = work.Today,
            Reason = input.Reason,
        };
        if (!ledger.WriteOff(entry, work.Today).Succeeded(out var changed, out problem))
            return problem;

        await LedgerRows.AddAsync(work, invoice.Id, entry, ledger);
        return RecordedPaymentView.Of(work, invoice, changed, entry, created: true);
    }
}
