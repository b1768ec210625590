using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Outbox;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record SendInvoiceInput
{
    [Description("inv_ id or invoice number"), MaxLength(100)]
    public required string InvoiceId { get; init; }

    [Description("Total the user agreed to; refused if different")]
    public decimal? ExpectedTotal { get; init; }

    [Description("Email the user agreed to; refused if different"), MaxLength(254)]
    public string? ExpectedRecipient { get; init; }

    [Description("Short cover note"), MaxLength(1000), Multiline]
    public string? Message { get; init; }

    [Description("Send an already sent invoice again")]
    public bool? Resend { get; init; }
}

/// <summary>What came of asking to send. <c>queued</c> says nothing about delivery: that is in <c>delivery</c>, then and later.</summary>
public sealed record SendView
{
    /// <summary><c>queued</c>, <c>already_sent</c> or <c>dry_run</c>.</summary>
    public required string Status { get; init; }

    public required InvoiceId InvoiceId { get; init; }

    public string? Number { get; init; }

    public required string InvoiceStatus { get; init; }

    public required string Recipient { get; init; }

    public required string Total { get; init; }

    public required string Currency { get; init; }

    public required DateOnly IssueDate { get; init; }

    public DateOnly? DueDate { get; init; }

    public DeliveryView? Delivery { get; init; }

    /// <summary>The invoice that became void because this one replaces it, and its credit note where the law wants one.</summary>
    public InvoiceLink? Replaced { get; init; }

    public InvoiceLink? CreditNote { get; init; }

    public required IReadOnlyList<WarningView> Warnings { get; init; }
}

/// <summary>
/// Issues a draft for good and queues its mail, in one transaction; what was sent is never sent again unless that is meant.
/// Refuses what <see cref="Issue.Refusal"/> refuses, <c>total_mismatch</c>, <c>recipient_mismatch</c>, <c>invoice_void</c>.
/// </summary>
public sealed class SendInvoice(Doorway doorway) : UseCase<SendInvoiceInput, SendView>(doorway)
{
    public override Operation Operation { get; } = new("send_invoice", Scope.InvoicesSend, Effect.Sends);

    protected override async Task<Result<SendView>> HandleAsync(Work work, SendInvoiceInput input, CancellationToken cancel)
    {
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var invoice = stored.Invoice;
        if (invoice.State == InvoiceState.Void)
            return SendProblems.InvoiceVoid;
        if (input.Resend == true && work.Call.RequestId is null)
            return SendProblems.ResendNeedsRequestId;

        var client = await InvoiceReader.ClientOfAsync(work, invoice);
        var sends = await OutboxStore.LastSendNumberAsync(work.Session, work.BusinessId, invoice.Id.Value);
        // A credit note is issued by voiding, and sent, if at all, by asking for it.
        if (sends > 0 && input.Resend != true)
            return await AlreadySentAsync(work, invoice, client);
        if (RefusalOf(invoice, client, work, input) is { } refusal)
            return refusal;

        var warnings = await WarningsAsync(work, invoice, client);
        Replaced? replaced = null;
        if (invoice.State == InvoiceState.Draft)
        {
            if (await Correction.RefusalAsync(work, invoice) is { } hindrance)
                return hindrance;
            if (!(await Issuing.IssueAsync(work, invoice, client)).Succeeded(out var issued, out problem))
                return problem;
            invoice = issued;
            replaced = await Correction.CompleteAsync(work, issued);
            if (replaced?.CreditNote is { } note)
                warnings.Add(SendWarnings.CreditNoteNotMailed(note));
        }

        await OutboxStore.AddAsync(work, InvoiceMails.RequestFor(invoice, client, work.Business, input.Message), sends + 1);
        return await ViewAsync(work, invoice, client, work.Call.DryRun ? "dry_run" : "queued", warnings) with
        {
            Replaced = replaced is null ? null : InvoiceReader.Link(replaced.Original),
            CreditNote = replaced?.CreditNote is { } credit && !work.Call.DryRun ? InvoiceReader.Link(credit) : null,
        };
    }

    /// <summary>A repeat tells what has become of that send since.</summary>
    protected override async Task<SendView> AgainAsync(Work work, SendView stored)
    {
        var invoice = (await InvoiceStore.LoadAsync(work.Session, work.BusinessId, stored.InvoiceId)).Invoice;
        var deliveries = await OutboxStore.DeliveriesOfAsync(work.Session, work.BusinessId, invoice.Id.Value);
        var ledger = await Payments.LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        return stored with
        {
            InvoiceStatus = AppJson.Name(InvoiceReader.StatusOf(invoice, ledger.Balance, work.Today)),
            Delivery = deliveries.FirstOrDefault(d => d.SendNumber == stored.Delivery?.SendNumber) ?? stored.Delivery,
        };
    }

    private static Problem? RefusalOf(Invoice invoice, Client client, Work work, SendInvoiceInput input)
    {
        if (invoice.State == InvoiceState.Draft && Issue.Refusal(invoice, work.Business, client, work.Today) is { } refusal)
            return refusal;
        if (InvoiceMails.RefusalOf(client, work.Business) is { } unmailable)
            return unmailable;
        return Pins.Mismatch(invoice.Totals.Payable, client.Email!.Value, input.ExpectedTotal, input.ExpectedRecipient);
    }

    private static async Task<List<WarningView>> WarningsAsync(Work work, Invoice invoice, Client client)
    {
        if (invoice.State != InvoiceState.Draft)
            return [SendWarnings.FolderTransport];
        var warnings = await InvoiceWarnings.OfAsync(work, invoice, client, Snapshot.Of(invoice, work.Business, client, work.Today));
        if (invoice.DatedFor(work.Today).IssueDate < work.Today)
            warnings.Add(SendWarnings.DatedBefore(invoice.IssueDate));
        warnings.Add(SendWarnings.FolderTransport);
        return warnings;
    }

    private static Task<SendView> AlreadySentAsync(Work work, Invoice invoice, Client client) => ViewAsync(work, invoice, client, "already_sent", [SendWarnings.AlreadySent]);

    private static async Task<SendView> ViewAsync(Work work, Invoice invoice, Client client, string status, IReadOnlyList<WarningView> warnings)
    {
        var deliveries = await OutboxStore.DeliveriesOfAsync(work.Session, work.BusinessId, invoice.Id.Value);
        var ledger = await Payments.LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        return new SendView
        {
            Status = status,
            InvoiceId = invoice.Id,
            Number = invoice.Number,
            InvoiceStatus = AppJson.Name(InvoiceReader.StatusOf(invoice, ledger.Balance, work.Today)),
            Recipient = deliveries.Count > 0 ? deliveries[^1].Recipient : client.Email?.Value ?? "",
            Total = invoice.Totals.Payable.AmountText,
            Currency = invoice.Currency.Code,
            IssueDate = invoice.IssueDate,
            DueDate = invoice.Type == DocumentType.CreditNote ? null : invoice.DueDate,
            // A dry run queues nothing.
            Delivery = deliveries.Count > 0 && !work.Call.DryRun ? deliveries[^1] : null,
            Warnings = warnings,
        };
    }
}
