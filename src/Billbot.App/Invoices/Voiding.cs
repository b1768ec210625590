using System.Text.Json.Nodes;
using Billbot.App.Door;
using Billbot.App.Payments;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>The one way an issued invoice becomes void.</summary>
internal static class Voiding
{
    /// <summary>Cancels an invoice that somebody asked to cancel, and tells the client where that is wanted and a credit note is there to be mailed.</summary>
    public static async Task<Result<VoidView>> RunAsync(Work work, Invoice invoice, string reason, bool notify)
    {
        if (reason.Length == 0)
            return VoidProblems.ReasonMissing;
        if (invoice.State == InvoiceState.Void)
            return ViewOf(work, invoice, "already_void", await CreditNotes.OfAsync(work, invoice) is [.., var last] ? last.Invoice : null);
        if (invoice.Type == DocumentType.CreditNote)
            return InvoiceProblems.CreditNoteNotVoidable;
        if (invoice.State == InvoiceState.Draft)
            return InvoiceProblems.NotIssued with { Fix = "A draft is removed with delete_draft_invoice." };
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        if (!ledger.Balance.Paid.IsZero)
            return InvoiceProblems.HasPayments(ledger.Balance.Paid);
        var client = await InvoiceReader.ClientOfAsync(work, invoice);
        if (notify && InvoiceMails.RefusalOf(client, work.Business) is { } refusal)
            return refusal;

        var creditNote = await VoidAsync(work, invoice, ledger, reason, reason);
        var view = ViewOf(work, invoice, work.Call.DryRun ? "dry_run" : "voided", creditNote);
        if (!notify)
            return view;
        return creditNote is null
            ? view with { Warnings = [VoidProblems.NothingToMail] }
            : view with { Delivery = await InvoiceMails.QueueFirstAsync(work, creditNote, client), Warnings = [SendWarnings.FolderTransport] };
    }

    /// <summary>
    /// Makes an issued invoice void. Where VAT or GST was charged, a credit note takes back all that is left of it; gives that credit note. What was written
    /// off is asked for no more, so the write-off is reversed.
    /// </summary>
    public static async Task<Invoice?> VoidAsync(Work work, Invoice invoice, Ledger ledger, string reason, string? printed)
    {
        foreach (var writeOff in ledger.Standing.Where(e => e.Kind == LedgerKind.WriteOff).ToList())
            ledger = await LedgerRows.AddAsync(work, invoice.Id, LedgerRows.ReversalOf(work, writeOff, reason), ledger);

        // By what the invoice says, not by how the business is set up now: tax that was shown has to be taken back on paper.
        var frozen = await InvoiceReader.FrozenAsync(work, invoice);
        var creditNote = Issue.VoidTakesCreditNote(work.Business with { TaxSystem = frozen.TaxSystem })
            ? await CreditNotes.IssueAsync(work, invoice, frozen, (await CreditNotes.CreditingAsync(work, invoice)).Rest(), printed)
            : null;
        await MarkAsync(work, invoice, ledger, reason, creditNote?.Id);
        return creditNote;
    }

    /// <summary>The step itself: row, register, balance, record.</summary>
    public static async Task MarkAsync(Work work, Invoice invoice, Ledger ledger, string reason, InvoiceId? creditNote)
    {
        await InvoiceStore.VoidAsync(work.Session, work.BusinessId, invoice.Id, reason, work.Now);
        await NumberRegister.MoveAsync(work, invoice.Number!, "void", reason);
        await LedgerStore.SaveBalanceAsync(work.Session, work.BusinessId, invoice.Id, ledger.Voided());
        work.Record(invoice.Id.Value, new JsonObject { ["state"] = "issued" }, new JsonObject { ["state"] = "void", ["reason"] = reason, ["credit_note"] = creditNote?.Value });
    }

    private static VoidView ViewOf(Work work, Invoice invoice, string status, Invoice? creditNote) => new()
    {
        Status = status,
        InvoiceId = invoice.Id,
        Number = invoice.Number,
        CreditNoteId = work.Call.DryRun && status == "dry_run" ? null : creditNote?.Id,
        CreditNoteNumber = creditNote?.Number,
        Warnings = [],
    };
}
