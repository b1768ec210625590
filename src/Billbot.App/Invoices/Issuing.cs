using System.Text.Json;
using Billbot.App.Door;
using Billbot.App.Payments;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>The step that makes a draft an invoice: number, dates, snapshot, balance, record, all in the caller's transaction.</summary>
internal static class Issuing
{
    /// <summary>Issues a draft that <see cref="Issue.Refusal"/> let pass. Refuses <c>issue_date_before_last</c>.</summary>
    public static async Task<Result<Invoice>> IssueAsync(Work work, Invoice draft, Client client)
    {
        var dated = draft.DatedFor(work.Today);
        // A number that was reserved before the series became strict keeps its place in it.
        var mode = dated.Number is null
            ? work.Business.NumberingModeOf(dated.Type.Series(), dated.IssueDate, work.Today)
            : work.Business.NumberingRulesOn(dated.IssueDate).Mode;
        if (Issue.OutOfOrder(mode, dated.IssueDate, await NumberRegister.LastIssuedOnAsync(work, draft.Type, dated.IssueDate)) is { } refusal)
            return refusal;

        if (dated.Number is { } reserved)
            await NumberRegister.MoveAsync(work, reserved, "issued", null);
        else
            dated = dated with { Number = await NumberRegister.TakeAsync(work, dated.Type, dated.IssueDate, dated.Id, issued: true) };
        var issued = dated with { State = InvoiceState.Issued };

        await InvoiceStore.SaveAsync(work.Session, work.BusinessId, issued, Snapshot.ContentHash(dated, work.Business, client), work.Now);
        await FreezeAsync(work, draft, issued, Snapshot.Of(issued, work.Business, client, work.Today));
        return issued;
    }

    /// <summary>Issues a document that never was a draft: the credit note of a void invoice.</summary>
    public static async Task<Invoice> IssueNewAsync(Work work, Invoice content, Client client, Func<Invoice, Snapshot> freeze)
    {
        var issued = content with
        {
            State = InvoiceState.Issued,
            Number = await NumberRegister.TakeAsync(work, content.Type, content.IssueDate, content.Id, issued: true),
        };
        await InvoiceStore.AddAsync(work.Session, work.BusinessId, issued, Snapshot.ContentHash(issued, work.Business, client), work.Now);
        await FreezeAsync(work, null, issued, freeze(issued));
        return issued;
    }

    private static async Task FreezeAsync(Work work, Invoice? draft, Invoice issued, Snapshot snapshot)
    {
        await NumberRegister.NoteIssuedOnAsync(work, issued.Type, issued.IssueDate);
        await SnapshotStore.AddAsync(work.Session, work.BusinessId, snapshot);
        await LedgerStore.OpenAsync(work.Session, work.BusinessId, issued);
        work.Record(
            issued.Id.Value,
            draft is null ? null : JsonSerializer.SerializeToNode(draft, DomainJson.Default.Invoice),
            JsonSerializer.SerializeToNode(issued, DomainJson.Default.Invoice));
    }
}
