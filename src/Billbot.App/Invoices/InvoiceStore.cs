using System.Security.Cryptography;
using System.Text;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>An invoice with what only its row knows.</summary>
internal sealed record StoredInvoice(Invoice Invoice, string ContentHash, DateTimeOffset? IssuedAt, DateTimeOffset? VoidedAt, string? VoidReason);

internal static class InvoiceStore
{
    private const string Columns = "id, document, state, content_hash, issued_at, voided_at, void_reason";

    private static readonly ParsedDocuments<Invoice> Parsed = new(DomainJson.Default.Invoice, most: 500);

    public static Task AddAsync(Session session, BusinessId business, Invoice invoice, string contentHash, DateTimeOffset now) => session.ExecuteAsync(
        """
        insert into invoice (business_id, id, client_id, type, state, number, currency, issue_on, due_on, payable_minor, version, content_hash, lines_hash,
            corrects_id, document, created_at, updated_at, issued_at)
        values (@business, @id, @client, @type, @state, @number, @currency, @issueOn, @dueOn, @payable, @version, @contentHash, @linesHash,
            @corrects, @document, @at, @at, @issuedAt)
        """,
        Values(business, invoice, contentHash, now));

    /// <summary>Replaces a draft; with state issued, this is the step that freezes it.</summary>
    public static Task SaveAsync(Session session, BusinessId business, Invoice invoice, string contentHash, DateTimeOffset now) => session.ExecuteAsync(
        """
        update invoice set client_id = @client, type = @type, state = @state, number = @number, currency = @currency, issue_on = @issueOn, due_on = @dueOn,
            payable_minor = @payable, version = @version, content_hash = @contentHash, lines_hash = @linesHash, corrects_id = @corrects,
            document = @document, updated_at = @at, issued_at = @issuedAt
        where business_id = @business and id = @id
        """,
        Values(business, invoice, contentHash, now));

    public static Task DeleteAsync(Session session, BusinessId business, InvoiceId id) =>
        session.ExecuteAsync("delete from invoice where business_id = @business and id = @id", new { business, id });

    public static Task VoidAsync(Session session, BusinessId business, InvoiceId id, string reason, DateTimeOffset now) => session.ExecuteAsync(
        "update invoice set state = 'void', voided_at = @at, void_reason = @reason where business_id = @business and id = @id",
        new { business, id, reason, at = now.ToStored() });

    /// <summary>By id, or by full number.</summary>
    public static async Task<StoredInvoice?> FindAsync(Session session, BusinessId business, string idOrNumber)
    {
        var column = EntityId.TryParse<InvoiceId>(idOrNumber, out _) ? "id" : "number";
        var row = await session.FirstAsync<Row>($"select {Columns} from invoice where business_id = @business and {column} = @idOrNumber", new { business, idOrNumber });
        return row?.Read();
    }

    public static async Task<StoredInvoice> LoadAsync(Session session, BusinessId business, InvoiceId id) =>
        await FindAsync(session, business, id.Value) ?? throw new InvalidOperationException($"{id} is gone.");

    /// <summary>The latest invoice of the client with the same lines, not void, made at or after <paramref name="since"/>.</summary>
    public static Task<InvoiceId?> WithSameLinesAsync(Session session, BusinessId business, Invoice invoice, DateTimeOffset since) =>
        session.FirstAsync<InvoiceId?>(
            """
            select id from invoice
            where business_id = @business and client_id = @client and lines_hash = @linesHash and created_at >= @since and state <> 'void' and type <> 381 and id <> @id
            order by created_at desc limit 1
            """,
            new { business, id = invoice.Id, client = invoice.ClientId, linesHash = LinesHash(invoice), since = since.ToStored() });

    /// <summary>The client's latest invoices before this one, newest first.</summary>
    public static async Task<IReadOnlyList<StoredInvoice>> EarlierAsync(Session session, BusinessId business, Invoice invoice, int most) =>
        [.. (await session.ListAsync<Row>(
            $"select {Columns} from invoice where business_id = @business and client_id = @client and id <> @id and type <> 381 order by issue_on desc, id desc limit @most",
            new { business, id = invoice.Id, client = invoice.ClientId, most })).Select(r => r.Read())];

    /// <summary>Documents that refer to this one: credit notes and replacements.</summary>
    public static async Task<IReadOnlyList<StoredInvoice>> ReferringAsync(Session session, BusinessId business, InvoiceId id) =>
        [.. (await session.ListAsync<Row>($"select {Columns} from invoice where business_id = @business and corrects_id = @id order by id", new { business, id })).Select(r => r.Read())];

    /// <summary>The same for the same currency and lines: text folded, numbers exact.</summary>
    public static string LinesHash(Invoice invoice)
    {
        var text = new StringBuilder(invoice.Currency.Code);
        foreach (var line in invoice.Lines)
        {
            text.Append('\n').AppendJoin('|', FoldedText.Of(line.Description), line.Quantity, line.Unit.Code, line.UnitPrice, line.Tax.Category, line.Tax.Rate?.ToString());
            foreach (var adjustment in line.Adjustments)
                text.AppendJoin('|', adjustment.IsCharge, adjustment.Percent?.ToString(), adjustment.Amount?.ToString());
        }

        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    private static object Values(BusinessId business, Invoice invoice, string contentHash, DateTimeOffset now) => new
    {
        business,
        id = invoice.Id,
        client = invoice.ClientId,
        type = (int)invoice.Type,
        state = AppJson.Name(invoice.State),
        number = invoice.Number,
        currency = invoice.Currency.Code,
        issueOn = invoice.IssueDate,
        dueOn = invoice.Type == DocumentType.CreditNote ? null : (DateOnly?)invoice.DueDate,
        payable = invoice.Totals.Payable.Minor,
        version = invoice.Version,
        contentHash,
        linesHash = LinesHash(invoice),
        corrects = invoice.Corrects?.Value,
        document = Parsed.Write(invoice.Id.Value, invoice),
        at = now.ToStored(),
        issuedAt = invoice.State == InvoiceState.Draft ? null : (long?)now.ToStored(),
    };

    private sealed class Row
    {
        public string Id { get; init; } = "";

        public string Document { get; init; } = "";

        public string State { get; init; } = "";

        public string ContentHash { get; init; } = "";

        public long? IssuedAt { get; init; }

        public long? VoidedAt { get; init; }

        public string? VoidReason { get; init; }

        public StoredInvoice Read()
        {
            var invoice = Parsed.Read(Id, Document);
            return new StoredInvoice(
                State == "void" ? invoice with { State = InvoiceState.Void } : invoice,
                ContentHash,
                IssuedAt is { } issued ? Instant.FromStored(issued) : null,
                VoidedAt is { } voided ? Instant.FromStored(voided) : null,
                VoidReason);
        }
    }
}
