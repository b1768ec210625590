using System.ComponentModel.DataAnnotations;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Outbox;
using Billbot.App.Payments;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record CreditInvoiceInput
{
    [MaxLength(100)]
    public required string InvoiceId { get; init; }

    /// <summary>Printed on the credit note.</summary>
    [MaxLength(500)]
    public required string Reason { get; init; }

    public IReadOnlyList<CreditLineInput>? Lines { get; init; }

    public IReadOnlyList<CreditAmountInput>? Amounts { get; init; }

    /// <summary>Whether the credit note is mailed to the client at once.</summary>
    public bool? Notify { get; init; }
}

/// <summary>What was credited, and where the invoice stands now.</summary>
public sealed record CreditView
{
    /// <summary>Null on a dry run.</summary>
    public InvoiceId? CreditNoteId { get; init; }

    public required string CreditNoteNumber { get; init; }

    /// <summary>False where the same was credited within 24 hours and no request id tells otherwise.</summary>
    public required bool Created { get; init; }

    public required InvoiceId InvoiceId { get; init; }

    public string? Number { get; init; }

    public required string Currency { get; init; }

    public required string Total { get; init; }

    public required IReadOnlyList<TaxGroupView> Taxes { get; init; }

    public required string InvoiceStatus { get; init; }

    public required string Outstanding { get; init; }

    public string? Overpaid { get; init; }

    public DeliveryView? Delivery { get; init; }

    public required IReadOnlyList<WarningView> Warnings { get; init; }
}

/// <summary>
/// Credits a part of an issued invoice by chosen lines or net amounts, never more than was invoiced at a rate; the credit note is issued at once with a number
/// of its own. When nothing is left, the invoice is void. Refuses <c>not_issued</c>, <c>invoice_void</c>, <c>credit_note_not_correctable</c>,
/// <c>invoice_written_off</c>, and what <see cref="Crediting"/> refuses.
/// </summary>
public sealed class CreditInvoice(Doorway doorway) : UseCase<CreditInvoiceInput, CreditView>(doorway)
{
    private static readonly TimeSpan DuplicateWindow = TimeSpan.FromHours(24);

    public override Operation Operation { get; } = Operation.OfOwner("credit_invoice", Effect.Voids);

    protected override async Task<Result<CreditView>> HandleAsync(Work work, CreditInvoiceInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var invoice = stored.Invoice;
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        var client = await InvoiceReader.ClientOfAsync(work, invoice);
        if (RefusalOf(input, invoice, ledger) is { } refusal)
            return refusal;
        if (input.Notify == true && InvoiceMails.RefusalOf(client, work.Business) is { } unmailable)
            return unmailable;

        var earlier = await CreditNotes.OfAsync(work, invoice);
        if (!CreditReading.Read(input, invoice, Crediting.Of(invoice, earlier.Select(c => c.Invoice.Totals))).Succeeded(out var credit, out problem))
            return problem;

        var asNew = invoice with { Lines = credit.Lines };
        var same = earlier.LastOrDefault(c => InvoiceStore.LinesHash(c.Invoice) == InvoiceStore.LinesHash(asNew) && c.IssuedAt >= work.Now - DuplicateWindow);
        if (same is not null && work.Call.RequestId is null)
            return ViewOf(work, invoice, ledger, same.Invoice) with { Created = false, Warnings = [Repeated] };

        var note = await CreditNotes.IssueAsync(work, invoice, await InvoiceReader.FrozenAsync(work, invoice), credit, input.Amounts is null ? input.Reason : null);
        ledger = ledger with { Credited = ledger.Credited + note.Totals.Total };
        if (Crediting.Of(invoice, [.. earlier.Select(c => c.Invoice.Totals), note.Totals]).Exhausted)
        {
            await Voiding.MarkAsync(work, invoice, ledger, input.Reason, note.Id);
            (invoice, ledger) = (invoice with { State = InvoiceState.Void }, ledger.Voided());
        }
        else
        {
            await LedgerStore.SaveBalanceAsync(work.Session, work.BusinessId, invoice.Id, ledger);
        }

        var view = ViewOf(work, invoice, ledger, note);
        return input.Notify == true
            ? view with { Delivery = await InvoiceMails.QueueFirstAsync(work, note, client), Warnings = [SendWarnings.FolderTransport] }
            : view;
    }

    private static Problem? RefusalOf(CreditInvoiceInput input, Invoice invoice, Ledger ledger)
    {
        if (input.Reason.Length == 0)
            return VoidProblems.ReasonMissing;
        if (invoice.Type == DocumentType.CreditNote)
            return CreditProblems.CreditNoteStays;
        return invoice.State switch
        {
            InvoiceState.Draft => InvoiceProblems.NotIssued with { Fix = "A draft is changed with update_invoice." },
            InvoiceState.Void => CreditProblems.AlreadyVoid,
            InvoiceState.Issued => ledger.Balance.WrittenOff.IsPositive ? CreditProblems.WrittenOff(ledger.Balance.WrittenOff) : null,
        };
    }

    private static CreditView ViewOf(Work work, Invoice invoice, Ledger ledger, Invoice note) => new()
    {
        CreditNoteId = work.Call.DryRun ? null : note.Id,
        CreditNoteNumber = note.Number!,
        Created = true,
        InvoiceId = invoice.Id,
        Number = invoice.Number,
        Currency = invoice.Currency.Code,
        Total = note.Totals.Total.AmountText,
        Taxes = [.. note.Totals.Groups.Select(TaxGroupView.Of)],
        InvoiceStatus = AppJson.Name(InvoiceReader.StatusOf(invoice, ledger.Balance, work.Today)),
        Outstanding = InvoiceReader.OutstandingOf(invoice, ledger.Balance).AmountText,
        Overpaid = ledger.Balance.Overpaid.TextUnlessZero(),
        Warnings = [],
    };

    private static WarningView Repeated { get; } = new(
        "possible_duplicate",
        "The same was credited less than 24 hours ago; nothing was added.",
        "If it is to be credited once more, repeat with a request id.");
}
