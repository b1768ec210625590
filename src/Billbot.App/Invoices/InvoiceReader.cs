using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Outbox;
using Billbot.App.Payments;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>Puts an invoice's view together: of a draft from what is there now, of an issued invoice from its frozen snapshot.</summary>
internal static class InvoiceReader
{
    /// <summary>Refuses <c>invoice_not_found</c>, with the same bytes for foreign and unknown ids.</summary>
    public static async Task<Result<StoredInvoice>> FindAsync(Work work, string idOrNumber) =>
        await InvoiceStore.FindAsync(work.Session, work.BusinessId, idOrNumber) is { } stored ? stored : InvoiceProblems.NotFound;

    public static async Task<Client> ClientOfAsync(Work work, Invoice invoice) =>
        await ClientStore.LoadAsync(work.Session, work.BusinessId, invoice.ClientId) ?? throw new InvalidOperationException($"{invoice.ClientId} is gone.");

    /// <summary>What an issued invoice says, as it was frozen.</summary>
    public static async Task<Snapshot> FrozenAsync(Work work, Invoice invoice) =>
        await SnapshotStore.LoadAsync(work.Session, work.BusinessId, invoice.Id) ?? throw new InvalidOperationException($"The snapshot of {invoice.Id} is gone.");

    /// <summary>What a draft's answer shows: the draft itself, findings, and what was taken from defaults.</summary>
    public static async Task<InvoiceView> DraftViewAsync(Work work, Invoice draft, Client client, string contentHash, IEnumerable<WarningView>? more = null)
    {
        var dated = draft.DatedFor(work.Today);
        var snapshot = Snapshot.Of(dated, work.Business, client, work.Today);
        return Base(dated, snapshot, Ledgerless(dated), work) with
        {
            ContentHash = contentHash,
            Assumptions = [.. Assumptions(draft, client, work.Business)],
            Warnings = [.. more ?? [], .. await InvoiceWarnings.OfAsync(work, draft, client, snapshot)],
        };
    }

    public static async Task<InvoiceView> FullViewAsync(Work work, StoredInvoice stored)
    {
        var invoice = stored.Invoice;
        var client = await ClientOfAsync(work, invoice);
        if (invoice.State == InvoiceState.Draft)
            return await WithLinksAsync(work, invoice, await DraftViewAsync(work, invoice, client, Snapshot.ContentHash(invoice, work.Business, client)));

        var snapshot = await FrozenAsync(work, invoice);
        var ledger = await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice);
        var view = Base(invoice, snapshot, ledger, work) with
        {
            ContentHash = stored.ContentHash,
            IssuedAt = stored.IssuedAt,
            VoidedAt = stored.VoidedAt,
            VoidReason = stored.VoidReason,
            Payments = PaymentView.Of(ledger.Entries),
            Deliveries = await OutboxStore.DeliveriesOfAsync(work.Session, work.BusinessId, invoice.Id.Value),
        };
        return await WithLinksAsync(work, invoice, view);
    }

    public static InvoiceStatus StatusOf(Invoice invoice, Balance balance, DateOnly today) => InvoiceStatuses.Of(
        invoice.State, invoice.Type, invoice.Type == DocumentType.CreditNote ? null : invoice.DueDate, OutstandingOf(invoice, balance), balance.Paid, today);

    /// <summary>Drafts, void invoices and credit notes ask for nothing.</summary>
    public static Money OutstandingOf(Invoice invoice, Balance balance) =>
        invoice.State == InvoiceState.Issued && invoice.Type != DocumentType.CreditNote ? balance.Outstanding : Money.Zero(invoice.Currency);

    public static string? TextUnlessZero(this Money amount) => amount.IsZero ? null : amount.AmountText;

    private static InvoiceView Base(Invoice invoice, Snapshot snapshot, Ledger ledger, Work work)
    {
        var balance = ledger.Balance;
        var status = StatusOf(invoice, balance, work.Today);
        return new InvoiceView
        {
            Id = invoice.Id,
            Number = invoice.Number,
            Type = AppJson.Name(invoice.Type),
            Status = AppJson.Name(status),
            ClientId = invoice.ClientId,
            ClientName = snapshot.Buyer.Name,
            Currency = invoice.Currency.Code,
            LineItems = [.. invoice.Lines.Select((line, i) => LineItemView.Of(line, invoice.Totals.LineNets[i]))],
            Subtotal = invoice.Totals.Subtotal.AmountText,
            Taxes = [.. snapshot.TaxSystem == TaxSystem.None && invoice.Totals.TaxTotal.IsZero ? [] : invoice.Totals.Groups.Select(TaxGroupView.Of)],
            TaxTotal = invoice.Totals.TaxTotal.AmountText,
            Total = invoice.Totals.Payable.AmountText,
            Outstanding = OutstandingOf(invoice, balance).AmountText,
            Overpaid = balance.Overpaid.TextUnlessZero(),
            Credited = balance.Credited.TextUnlessZero(),
            WrittenOff = balance.WrittenOff.TextUnlessZero(),
            SettledBy = status == InvoiceStatus.Paid ? balance.SettledBy : null,
            IssueDate = invoice.IssueDate,
            DueDate = snapshot.DueDate,
            Notes = invoice.Notes,
            PoNumber = invoice.PoNumber,
            Seller = PartyView.Of(snapshot.Seller),
            Buyer = PartyView.Of(snapshot.Buyer),
            PayTo = snapshot.PayTo is { } account ? BankView.Of(account) : null,
            Version = invoice.Version,
            Warnings = [],
        };
    }

    private static Ledger Ledgerless(Invoice draft) => new(InvoiceState.Draft, draft.Totals.Payable, Money.Zero(draft.Currency), []);

    private static async Task<InvoiceView> WithLinksAsync(Work work, Invoice invoice, InvoiceView view)
    {
        var corrects = invoice.Corrects is { } earlier ? (await InvoiceStore.LoadAsync(work.Session, work.BusinessId, earlier)).Invoice : null;
        var referring = (await InvoiceStore.ReferringAsync(work.Session, work.BusinessId, invoice.Id)).Select(r => r.Invoice).ToList();
        if (corrects is null && referring.Count == 0)
            return view;
        return view with
        {
            References = new InvoiceReferences
            {
                Corrects = corrects is null ? null : Link(corrects),
                ReplacedBy = referring.Where(r => r.Type != DocumentType.CreditNote && r.State != InvoiceState.Void).Select(Link).FirstOrDefault(),
                CreditNotes = [.. referring.Where(r => r.Type == DocumentType.CreditNote).Select(Link)],
            },
        };
    }

    public static InvoiceLink Link(Invoice invoice) => new(invoice.Id, invoice.Number);

    private static IEnumerable<string> Assumptions(Invoice draft, Client client, Business business)
    {
        if (draft.Number is null && !draft.IssueDateGiven)
            yield return "Dates are projected: the invoice is dated on the day it is sent.";
        if (draft.Totals.Groups.Any(g => g.Treatment.Category == TaxCategory.IntraEuGoods))
            yield return "The goods count as delivered on the issue date.";
        if (client.Currency is null && draft.Currency == business.Currency)
            yield return "Currency: default of the business.";
    }
}
