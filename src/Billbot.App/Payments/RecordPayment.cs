using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
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

    public PaymentMethod? Method { get; init; }

    [Description("Bank or processor reference; one payment per reference"), MaxLength(100)]
    public string? Reference { get; init; }

    public bool? AllowDuplicate { get; init; }

    public bool? AllowOverpayment { get; init; }
}

public sealed record RecordedPaymentView
{
    public required PaymentId PaymentId { get; init; }

    public required InvoiceId InvoiceId { get; init; }

    public string? Number { get; init; }

    /// <summary>Whether a payment was added; false where its reference was recorded before.</summary>
    public required bool Created { get; init; }

    public required string Amount { get; init; }

    public required string Currency { get; init; }

    public required string Status { get; init; }

    public required string Outstanding { get; init; }

    public string? Overpaid { get; init; }

    public required IReadOnlyList<WarningView> Warnings { get; init; }
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
        if (!(await RepeatOfAsync(work, invoice, ledger, entry, input)).Succeeded(out var repeat, out problem))
            return problem;
        if (repeat.Entry is { } known)
            return View(work, invoice, ledger, known, created: false);
        if (!ledger.Record(entry, work.Today, input.AllowOverpayment == true).Succeeded(out var changed, out problem))
            return problem;

        await LedgerStore.AddAsync(work.Session, work.BusinessId, invoice.Id, entry, changed, work.Now);
        work.Record(invoice.Id.Value, null, JsonSerializer.SerializeToNode(entry, DomainJson.Default.LedgerEntry));
        return View(work, invoice, changed, entry, created: true);
    }

    private static async Task<Result<Repeat>> RepeatOfAsync(Work work, Invoice invoice, Ledger ledger, LedgerEntry entry, RecordPaymentInput input)
    {
        if (entry.Reference is { } reference)
        {
            if (await LedgerStore.WithReferenceAsync(work.Session, work.BusinessId, reference) is not { } known)
                return new Repeat(null);
            return known.Invoice == invoice.Id && known.Entry.Amount == entry.Amount ? new Repeat(known.Entry) : ReferenceTaken;
        }

        if (input.AllowDuplicate == true || work.Call.RequestId is not null)
            return new Repeat(null);
        return new Repeat(ledger.Entries.FirstOrDefault(e => e.Kind == LedgerKind.Payment && e.Amount == entry.Amount && e.On == entry.On && e.Reference is null));
    }

    private static Problem ReferenceTaken { get; } = new(
        ProblemKind.Conflict,
        "reference_taken",
        "A payment with this reference is recorded with another amount or on another invoice.",
        "Check the reference; one payment has one reference.",
        "/reference");

    private static RecordedPaymentView View(Work work, Invoice invoice, Ledger ledger, LedgerEntry entry, bool created) => new()
    {
        PaymentId = entry.Id,
        InvoiceId = invoice.Id,
        Number = invoice.Number,
        Created = created,
        Amount = entry.Amount.AmountText,
        Currency = entry.Amount.Currency.Code,
        Status = AppJson.Name(InvoiceReader.StatusOf(invoice, ledger.Balance, work.Today)),
        Outstanding = InvoiceReader.OutstandingOf(invoice, ledger.Balance).AmountText,
        Overpaid = ledger.Balance.Overpaid.IsZero ? null : ledger.Balance.Overpaid.AmountText,
        Warnings = created ? [] : [new WarningView("possible_duplicate", "This payment was recorded before; nothing was added.", "If it is another payment, repeat with allow_duplicate: true and a request_id after asking the user.")],
    };

    private sealed record Repeat(LedgerEntry? Entry);
}
