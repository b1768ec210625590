using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Outbox;
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

    /// <summary>Only where the credit note was mailed with it.</summary>
    public DeliveryView? Delivery { get; init; }

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
        if (!(await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem))
            return problem;
        return await Voiding.RunAsync(work, stored.Invoice, input.Reason, notify: false);
    }
}

public sealed record CancelInvoiceInput
{
    [MaxLength(100)]
    public required string InvoiceId { get; init; }

    [MaxLength(500)]
    public required string Reason { get; init; }

    /// <summary>Whether the credit note is mailed to the client at once.</summary>
    public bool? Notify { get; init; }
}

/// <summary>The same for the owner, who may tell the client by mail in the same step. Refuses also <c>client_has_no_email</c>, <c>incomplete_invoice</c>.</summary>
public sealed class CancelInvoice(Doorway doorway) : UseCase<CancelInvoiceInput, VoidView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("cancel_invoice", Effect.Voids);

    protected override async Task<Result<VoidView>> HandleAsync(Work work, CancelInvoiceInput input, CancellationToken cancel) =>
        (await InvoiceReader.FindAsync(work, input.InvoiceId)).Succeeded(out var stored, out var problem)
            ? await Voiding.RunAsync(work, stored.Invoice, input.Reason, input.Notify == true)
            : problem;
}

/// <summary>Refusals and findings about voiding.</summary>
public static class VoidProblems
{
    public static Problem ReasonMissing { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "reason must not be empty.",
        "Say why, for example reason: \"Wrong client\".",
        "/reason");

    /// <summary>The owner wanted the client told, but there is no document to tell it with.</summary>
    public static WarningView NothingToMail { get; } = new(
        "nothing_to_mail",
        "This seller's invoices are marked void without a credit note: there is no document to mail.",
        "Tell the client yourself.");
}
