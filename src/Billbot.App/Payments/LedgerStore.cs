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

    /// <summary>The invoice and the standing row with this reference, of whichever invoice: a reversed row lets go of its reference.</summary>
    public static async Task<(InvoiceId Invoice, LedgerEntry Entry)?> WithReferenceAsync(Session session, BusinessId business, string reference) =>
        await session.FirstAsync<OwnedRow>(
            """
            select p.invoice_id, p.document from payment p
            where p.business_id = @business and p.reference = @reference
                and not exists (select 1 from payment r where r.business_id = p.business_id and r.reverses_id = p.id)
            """,
            new { business, reference }) is { } row
            ? (row.InvoiceId, Read(row.Document))
            : null;

    /// <summary>The row with this id and its invoice.</summary>
    public static async Task<(InvoiceId Invoice, LedgerEntry Entry)?> FindAsync(Session session, BusinessId business, PaymentId id) =>
        await session.FirstAsync<OwnedRow>("select invoice_id, document from payment where business_id = @business and id = @id", new { business, id }) is { } row
            ? (row.InvoiceId, Read(row.Document))
            : null;

    /// <summary>Rows of the whole business or of one invoice, newest first; those before <paramref name="before"/> where it is given.</summary>
    public static async Task<IReadOnlyList<(InvoiceId Invoice, LedgerEntry Entry)>> PageAsync(Session session, BusinessId business, InvoiceId? invoice, PaymentId? before, int most) =>
        [.. (await session.ListAsync<OwnedRow>(
            $"""
            select invoice_id, document from payment
            where business_id = @business{(invoice is null ? "" : " and invoice_id = @invoice")}{(before is null ? "" : " and id < @before")}
            order by id desc limit @most
            """,
            new { business, invoice = invoice?.Value, before = before?.Value, most })).Select(r => (r.InvoiceId, Read(r.Document)))];

    /// <summary>Which of these rows were reversed, and by which row.</summary>
    public static async Task<IReadOnlyDictionary<PaymentId, PaymentId>> ReversalsAsync(Session session, BusinessId business, IReadOnlyList<PaymentId> rows)
    {
        var reversals = new Dictionary<PaymentId, PaymentId>();
        foreach (var row in rows)
        {
            if (await session.FirstAsync<string>("select id from payment where business_id = @business and reverses_id = @row", new { business, row }) is { } reversal)
                reversals[row] = PaymentId.Of(reversal);
        }

        return reversals;
    }

    public static async Task AddAsync(Session session, BusinessId business, InvoiceId invoice, LedgerEntry entry, Ledger ledger, DateTimeOffset now)
    {
        await session.ExecuteAsync(
            """
            insert into payment (business_id, id, invoice_id, kind, amount_minor, currency, paid_on, reference, reference_turn, reverses_id, moved_from_id, document, created_at)
            select @business, @id, @invoice, @kind, @amount, @currency, @on, @reference,
                case when @reference is null then null else 1 + (select count(*) from payment where business_id = @business and reference = @reference) end,
                @reverses, @movedFrom, @document, @at
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
                reverses = entry.Reverses?.Value,
                movedFrom = entry.MovedFrom?.Value,
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

    private sealed class OwnedRow
    {
        public InvoiceId InvoiceId { get; init; }

        public string Document { get; init; } = "";
    }
}
