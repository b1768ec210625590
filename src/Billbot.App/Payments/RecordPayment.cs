using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Payments;

public sealed record RecordPaymentInput
{
    [Description("inv_ id or invoice number"), MaxLength(100)]
    public required string InvoiceId { get; init; }

    [Description("In the invoice's currency")]
    public required decimal Amount { get; init; }

    [Description("YYYY-MM-DD; default today")]
    public DateOnly? PaidOn { get; init; }

    [Description("How it was paid")]
    public PaymentMethod? Method { get; init; }

    [Description("Bank or processor reference; one payment per reference"), MaxLength(100)]
    public string? Reference { get; init; }

    [Description("Only when the user confirms a second equal payment")]
    public bool? AllowDuplicate { get; init; }

    [Description("Only when the user confirms more than is outstanding")]
    public bool? AllowOverpayment { get; init; }
}

/// <summary>
/// Records money that has arrived. One payment of a business per reference: the same again gives the row there is. Without reference and request id, the same
/// amount on the same day is taken for a repeat. Refuses what <see cref="Ledger.Record"/> refuses, <c>too_many_decimals</c>, <c>reference_taken</c>.
/// </summary>
public sealed class RecordPayment(Doorway doorway) : UseCase<RecordPaymentInput, RecordedPaymentView>(doorway)
{
    public override Operation Operation { get; } = new("record_payment", Scope.PaymentsWrite, Effect.Writes);

    protected override async Task<Result<RecordedPaymentView>> HandleAsync(Work work, RecordPaymentInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var invoice = stored.Invoice;
        if (input.AllowDuplicate == true && work.Call.RequestId is null)
            return ClientProblems.DuplicateNeedsRequestId;
        if (invoice.Type == DocumentType.CreditNote)
            return InvoiceProblems.NotIssued with { Message = "A credit note takes no payments.", Fix = "Record the payment on the invoice." };
        if (!Money.Exact(input.Amount, invoice.Currency).Succeeded(out var amount, out problem))
            return problem.At("/amount");

        var entry = new LedgerEntry
        {
            Id = work.NewId<PaymentId>(),
            Kind = LedgerKind.Payment,
            Amount = amount,
            On = input.PaidOn ?? work.Today,
            Method = input.Method,
            Reference = string.IsNullOrEmpty(input.Reference) ? null : input.Reference,
        };
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        if (!(await Repeats.FindAsync(work, invoice, ledger, entry, input.AllowDuplicate == true)).Succeeded(out var repeat, out problem))
            return problem;
        if (repeat.Entry is { } known)
            return RecordedPaymentView.Of(work, invoice, ledger, known, created: false);
        if (!ledger.Record(entry, work.Today, input.AllowOverpayment == true).Succeeded(out var changed, out problem))
            return problem;

        await LedgerRows.AddAsync(work, invoice.Id, entry, ledger);
        return RecordedPaymentView.Of(work, invoice, changed, entry, created: true);
    }
}
