using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.App.Outbox;
using Billbot.App.Payments;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record GetInvoiceStatusInput
{
    [Description("inv_ id or invoice number"), MaxLength(100)]
    public required string InvoiceId { get; init; }
}

/// <summary>Where one invoice stands: document, money and mail, kept apart.</summary>
public sealed record InvoiceStatusView
{
    public required InvoiceId InvoiceId { get; init; }

    public string? Number { get; init; }

    public required string Status { get; init; }

    public required string Currency { get; init; }

    public required string Total { get; init; }

    public required string Paid { get; init; }

    public required string Outstanding { get; init; }

    public string? Overpaid { get; init; }

    public string? Credited { get; init; }

    public string? WrittenOff { get; init; }

    /// <summary>What settled a paid invoice: <c>payment</c>, <c>credit</c> or <c>write_off</c>.</summary>
    public SettledBy? SettledBy { get; init; }

    public DateOnly? DueDate { get; init; }

    public int? DaysOverdue { get; init; }

    public required IReadOnlyList<DeliveryView> Deliveries { get; init; }

    public required IReadOnlyList<PaymentView> Payments { get; init; }
}

/// <summary>Payment and delivery state of one invoice. Refuses <c>invoice_not_found</c>.</summary>
public sealed class GetInvoiceStatus(Doorway doorway) : UseCase<GetInvoiceStatusInput, InvoiceStatusView>(doorway)
{
    public override Operation Operation { get; } = new("get_invoice_status", Scope.InvoicesRead, Effect.Reads);

    protected override async Task<Result<InvoiceStatusView>> HandleAsync(Work work, GetInvoiceStatusInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;

        var invoice = stored.Invoice.DatedFor(work.Today);
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        var status = InvoiceReader.StatusOf(invoice, ledger.Balance, work.Today);
        return new InvoiceStatusView
        {
            InvoiceId = invoice.Id,
            Number = invoice.Number,
            Status = AppJson.Name(status),
            Currency = invoice.Currency.Code,
            Total = invoice.Totals.Payable.AmountText,
            Paid = ledger.Balance.Paid.AmountText,
            Outstanding = InvoiceReader.OutstandingOf(invoice, ledger.Balance).AmountText,
            Overpaid = ledger.Balance.Overpaid.TextUnlessZero(),
            Credited = ledger.Balance.Credited.TextUnlessZero(),
            WrittenOff = ledger.Balance.WrittenOff.TextUnlessZero(),
            SettledBy = status == InvoiceStatus.Paid ? ledger.Balance.SettledBy : null,
            DueDate = invoice.Type == DocumentType.CreditNote ? null : invoice.DueDate,
            DaysOverdue = status == InvoiceStatus.Overdue ? work.Today.DayNumber - invoice.DueDate.DayNumber : null,
            Deliveries = await OutboxStore.DeliveriesOfAsync(work.Session, work.BusinessId, invoice.Id.Value),
            Payments = PaymentView.Of(ledger.Entries),
        };
    }
}
