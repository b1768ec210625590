using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>Credit notes of an invoice: what they have taken back, and one more of them.</summary>
internal static class CreditNotes
{
    public static async Task<IReadOnlyList<StoredInvoice>> OfAsync(Work work, Invoice original) =>
        [.. (await InvoiceStore.ReferringAsync(work.Session, work.BusinessId, original.Id)).Where(r => r.Invoice.Type == DocumentType.CreditNote)];

    public static async Task<Crediting> CreditingAsync(Work work, Invoice original) =>
        Crediting.Of(original, (await OfAsync(work, original)).Select(c => c.Invoice.Totals));

    /// <summary>
    /// Issues a credit note over <paramref name="credit"/>: from and to the same parties as the frozen invoice, dated today, with a number of its own and a
    /// reference to the invoice (BG-3).
    /// </summary>
    public static async Task<Invoice> IssueAsync(Work work, Invoice original, Snapshot frozen, Credit credit, string? notes)
    {
        var client = await InvoiceReader.ClientOfAsync(work, original);
        var categories = credit.Totals.Groups.Select(g => g.Treatment.Category).ToHashSet();
        return await Issuing.IssueNewAsync(work, original with
        {
            Id = work.NewId<InvoiceId>(),
            Type = DocumentType.CreditNote,
            State = InvoiceState.Issued,
            Version = 1,
            IssueDate = work.Today,
            IssueDateGiven = true,
            DueDays = 0,
            FixedDueDate = null,
            Lines = credit.Lines,
            Adjustments = credit.Adjustments,
            Prepaid = null,
            Rounding = null,
            Totals = credit.Totals,
            Notes = notes,
            Corrects = original.Id,
            Preceding = new PrecedingInvoice(original.Number!, original.IssueDate),
        }, client, issued => frozen with
        {
            InvoiceId = issued.Id,
            Type = issued.Type,
            Number = issued.Number,
            IssueDate = issued.IssueDate,
            DueDate = null,
            PayTo = null,
            Lines = issued.Lines,
            Adjustments = issued.Adjustments,
            Totals = issued.Totals,
            Reasons = [.. frozen.Reasons.Where(r => categories.Contains(r.Category))],
            Notes = issued.Notes,
            Preceding = issued.Preceding,
        });
    }
}
