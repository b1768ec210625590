using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Payments;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record VoidInvoiceInput
{
    [Description("inv_ id or invoice number"), MaxLength(100)]
    public required string InvoiceId { get; init; }

    [Description("Printed on the credit note"), MaxLength(500)]
    public required string Reason { get; init; }
}

public sealed record VoidView
{
    /// <summary><c>voided</c>, <c>already_void</c> or <c>dry_run</c>.</summary>
    public required string Status { get; init; }

    public required InvoiceId InvoiceId { get; init; }

    public string? Number { get; init; }

    public InvoiceId? CreditNoteId { get; init; }

    public string? CreditNoteNumber { get; init; }

    public required IReadOnlyList<WarningView> Warnings { get; init; }
}

/// <summary>
/// Cancels an issued invoice. Its number stays. Where VAT or GST is charged, a credit note over the whole amount is issued in the same transaction.
/// Refuses <c>not_issued</c>, <c>invoice_has_payments</c>, <c>credit_note_not_voidable</c>, <c>missing_argument</c>.
/// </summary>
public sealed class VoidInvoice(Doorway doorway) : UseCase<VoidInvoiceInput, VoidView>(doorway)
{
    public override Operation Operation { get; } = new("void_invoice", Scope.InvoicesVoid, Effect.Voids);

    protected override async Task<Result<VoidView>> HandleAsync(Work work, VoidInvoiceInput input, CancellationToken cancel)
    {
        if (input.Reason.Length == 0)
            return VoidProblems.ReasonMissing;
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        var invoice = stored.Invoice;
        if (invoice.State == InvoiceState.Void)
            return await AlreadyVoidAsync(work, invoice);
        if (invoice.Type == DocumentType.CreditNote)
            return InvoiceProblems.CreditNoteNotVoidable;
        if (invoice.State == InvoiceState.Draft)
            return InvoiceProblems.NotIssued with { Fix = "A draft is removed with delete_draft_invoice." };

        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        if (!ledger.Balance.Paid.IsZero)
            return InvoiceProblems.HasPayments(ledger.Balance.Paid);

        // By what the invoice says, not by how the business is set up now: tax that was shown has to be taken back on paper.
        var frozen = await InvoiceReader.FrozenAsync(work, invoice);
        var creditNote = Issue.VoidTakesCreditNote(work.Business with { TaxSystem = frozen.TaxSystem }) ? await CreditAsync(work, invoice, frozen, input.Reason) : null;
        await InvoiceStore.VoidAsync(work.Session, work.BusinessId, invoice.Id, input.Reason, work.Now);
        await NumberRegister.MoveAsync(work, invoice.Number!, "void", input.Reason);
        await LedgerStore.SaveBalanceAsync(work.Session, work.BusinessId, invoice.Id, ledger with { State = InvoiceState.Void, Credited = invoice.Totals.Payable });
        work.Record(invoice.Id.Value, new JsonObject { ["state"] = "issued" }, new JsonObject { ["state"] = "void", ["reason"] = input.Reason, ["credit_note"] = creditNote?.Id.Value });
        return new VoidView
        {
            Status = work.Call.DryRun ? "dry_run" : "voided",
            InvoiceId = invoice.Id,
            Number = invoice.Number,
            CreditNoteId = work.Call.DryRun ? null : creditNote?.Id,
            CreditNoteNumber = creditNote?.Number,
            Warnings = [],
        };
    }

    /// <summary>A credit note says the same as the frozen invoice, to and from the same parties, dated today, and refers to it (BG-3).</summary>
    private static async Task<Invoice> CreditAsync(Work work, Invoice invoice, Snapshot frozen, string reason)
    {
        var client = await InvoiceReader.ClientOfAsync(work, invoice);
        return await Issuing.IssueNewAsync(work, invoice with
        {
            Id = work.NewId<InvoiceId>(),
            Type = DocumentType.CreditNote,
            Version = 1,
            IssueDate = work.Today,
            IssueDateGiven = true,
            DueDays = 0,
            FixedDueDate = null,
            Notes = reason,
            Corrects = invoice.Id,
            Preceding = new PrecedingInvoice(invoice.Number!, invoice.IssueDate),
        }, client, issued => frozen with
        {
            InvoiceId = issued.Id,
            Type = issued.Type,
            Number = issued.Number,
            IssueDate = issued.IssueDate,
            DueDate = null,
            PayTo = null,
            Notes = issued.Notes,
            Preceding = issued.Preceding,
        });
    }

    private static async Task<VoidView> AlreadyVoidAsync(Work work, Invoice invoice)
    {
        var creditNote = (await InvoiceStore.ReferringAsync(work.Session, work.BusinessId, invoice.Id)).Select(r => r.Invoice).FirstOrDefault(r => r.Type == DocumentType.CreditNote);
        return new VoidView
        {
            Status = "already_void",
            InvoiceId = invoice.Id,
            Number = invoice.Number,
            CreditNoteId = creditNote?.Id,
            CreditNoteNumber = creditNote?.Number,
            Warnings = [],
        };
    }
}

/// <summary>Refusals about voiding.</summary>
public static class VoidProblems
{
    public static Problem ReasonMissing { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "reason must not be empty.",
        "Say why, for example reason: \"Wrong client\".",
        "/reason");
}
