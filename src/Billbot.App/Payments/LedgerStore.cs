using System.Text.Json;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Payments;

/// <summary>The append-only rows of an invoice's ledger, and the balance they come to.</summary>
internal static class LedgerStore
{
    /// <summary>Opens the balance of an invoice that was just issued.</summary>
    public static Task OpenAsync(Session session, BusinessId business, Invoice invoice) => session.ExecuteAsync(
        """
        insert into invoice_balance (business_id, invoice_id, client_id, type, state, currency, issue_on, due_on, payable_minor, paid_minor, credited_minor,
            written_off_minor, outstanding_minor, overpaid_minor)
        values (@business, @id, @client, @type, 'issued', @currency, @issueOn, @dueOn, @payable, 0, 0, 0, @outstanding, 0)
        """,
        new
        {
            business,
            id = invoice.Id,
            client = invoice.ClientId,
            type = (int)invoice.Type,
            currency = invoice.Currency.Code,
            issueOn = invoice.IssueDate,
            dueOn = invoice.Type == DocumentType.CreditNote ? null : (DateOnly?)invoice.DueDate,
            payable = invoice.Totals.Payable.Minor,
            // A credit note asks for nothing.
            outstanding = invoice.Type == DocumentType.CreditNote ? 0 : invoice.Totals.Payable.Minor,
        });

    public static async Task<Ledger> LoadAsync(Session session, BusinessId business, Invoice invoice)
    {
        var credited = await session.FirstAsync<long?>("select credited_minor from invoice_balance where business_id = @business and invoice_id = @id", new { business, id = invoice.Id });
        return new Ledger(invoice.State, invoice.Totals.Payable, Money.OfMinor(credited ?? 0, invoice.Currency), await EntriesAsync(session, business, invoice.Id));
    }

    public static async Task<IReadOnlyList<LedgerEntry>> EntriesAsync(Session session, BusinessId business, InvoiceId id) =>
        [.. (await session.ListAsync<string>("select document from payment where business_id = @business and invoice_id = @id order by created_at, id", new { business, id }))
            .Select(Read)];

    /// <summary>The invoice and row with this reference, of whichever invoice.</summary>
    public static async Task<(InvoiceId Invoice, LedgerEntry Entry)?> WithReferenceAsync(Session session, BusinessId business, string reference) =>
        await session.FirstAsync<ReferenceRow>("select invoice_id, document from payment where business_id = @business and reference = @reference", new { business, reference }) is { } row
            ? (row.InvoiceId, Read(row.Document))
            : null;

    public static async Task AddAsync(Session session, BusinessId business, InvoiceId invoice, LedgerEntry entry, Ledger ledger, DateTimeOffset now)
    {
        await session.ExecuteAsync(
            """
            insert into payment (business_id, id, invoice_id, kind, amount_minor, currency, paid_on, reference, document, created_at)
            values (@business, @id, @invoice, @kind, @amount, @currency, @on, @reference, @document, @at)
            """,
            new
            {
                business,
                invoice,
                id = entry.Id,
                kind = AppJson.Name(entry.Kind),
                amount = entry.Amount.Minor,
                currency = entry.Amount.Currency.Code,
                on = entry.On,
                reference = entry.Reference,
                document = JsonSerializer.Serialize(entry, DomainJson.Default.LedgerEntry),
                at = now.ToStored(),
            });
        await SaveBalanceAsync(session, business, invoice, ledger);
    }

    public static Task SaveBalanceAsync(Session session, BusinessId business, InvoiceId invoice, Ledger ledger) => session.ExecuteAsync(
        """
        update invoice_balance set state = @state, paid_minor = @paid, credited_minor = @credited, written_off_minor = @writtenOff,
            outstanding_minor = @outstanding, overpaid_minor = @overpaid
        where business_id = @business and invoice_id = @invoice
        """,
        new
        {
            business,
            invoice,
            state = AppJson.Name(ledger.State),
            paid = ledger.Balance.Paid.Minor,
            credited = ledger.Balance.Credited.Minor,
            writtenOff = ledger.Balance.WrittenOff.Minor,
            outstanding = ledger.Balance.Outstanding.Minor,
            overpaid = ledger.Balance.Overpaid.Minor,
        });

    private static LedgerEntry Read(string document) => JsonSerializer.Deserialize(document, DomainJson.Default.LedgerEntry)!;

    private sealed class ReferenceRow
    {
        public InvoiceId InvoiceId { get; init; }

        public string Document { get; init; } = "";
    }
}
