using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App.Door;
using Billbot.App.Outbox;
using Billbot.Domain;

namespace Billbot.App.Verification;

/// <summary>Whether what was frozen, rendered and composed is still what it was.</summary>
internal static class DocumentChecks
{
    public static async Task<VerifyCheck> SnapshotsUnchangedAsync(Work work)
    {
        var check = new Finder("snapshots_unchanged", "Every issued invoice has the snapshot it was issued with, and says what the snapshot says.");
        foreach (var id in await work.Session.ListAsync<string>("select id from invoice where business_id = @BusinessId and state <> 'draft'", new { work.BusinessId }))
        {
            check.Looked++;
            var row = await work.Session.FirstAsync<HashedRow>(
                """
                select s.snapshot as bytes, s.sha256, i.document from invoice i
                left join invoice_snapshot s on s.business_id = i.business_id and s.invoice_id = i.id
                where i.business_id = @BusinessId and i.id = @id
                """,
                new { work.BusinessId, id });
            if (row?.Bytes is null)
                check.Broken(id, "The snapshot is missing.");
            else if (!row.IsIntact)
                check.Broken(id, "The snapshot does not have the hash it was frozen with.");
            else if (check.Read(id, () => SidesOf(row)) is var (snapshot, invoice) && !JsonNode.DeepEquals(snapshot, invoice))
                check.Broken(id, "The invoice differs from its snapshot.");
        }

        foreach (var id in await work.Session.ListAsync<string>(
            """
            select s.invoice_id from invoice_snapshot s join invoice i on i.business_id = s.business_id and i.id = s.invoice_id
            where s.business_id = @BusinessId and i.state = 'draft'
            """,
            new { work.BusinessId }))
            check.Broken(id, "A draft has a snapshot.");
        return check.Done;
    }

    public static async Task<VerifyCheck> DocumentsUnchangedAsync(Work work)
    {
        var check = new Finder("documents_unchanged", "Every stored PDF has the bytes it was rendered with.");
        foreach (var row in await work.Session.ListAsync<HashedRow>("select invoice_id as subject, bytes, sha256 from document where business_id = @BusinessId", new { work.BusinessId }))
        {
            check.Looked++;
            if (!row.IsIntact)
                check.Broken(row.Subject, "The bytes do not have the hash they were stored with.");
        }

        return check.Done;
    }

    public static async Task<VerifyCheck> MailsUnchangedAsync(Work work)
    {
        var check = new Finder("mails_unchanged", "Every mail has the bytes it was composed with, answers the request it was queued for, and goes to nobody else.");
        foreach (var row in await work.Session.ListAsync<MailRow>(
            """
            select o.id, o.subject_id, o.request, o.request_sha256, o.envelope_from, o.recipients, o.bytes, o.sha256, i.state as invoice_state,
                o.send_number, o.message_id, (select count(*) from audit_entry e where e.business_id = o.business_id and e.at = o.requested_at) as entries
            from outbox o left join invoice i on i.business_id = o.business_id and i.id = o.subject_id
            where o.business_id = @BusinessId
            """,
            new { work.BusinessId }))
        {
            check.Looked++;
            if (!SHA256.HashData(Encoding.UTF8.GetBytes(row.Request)).AsSpan().SequenceEqual(row.RequestSha256))
                check.Broken(row.Id, "The request is not the one that was queued.");
            else if (check.Read(row.Id, () => MailRequest.Parse(row.Request)) is { } request
                && (row.EnvelopeFrom != request.From || row.SubjectId != request.SubjectId || row.Recipients != JsonSerializer.Serialize(request.Recipients(), AppJson.Options)))
                check.Broken(row.Id, "The envelope is not that of the request.");
            if (row.Bytes is { } bytes && !SHA256.HashData(bytes).AsSpan().SequenceEqual(row.Sha256))
                check.Broken(row.Id, "The message is not the one that was composed.");
            if (row.Entries == 0 || row.MessageId != OutboxStore.MessageIdOf(row.SubjectId, row.EnvelopeFrom, row.SendNumber))
                check.Broken(row.Id, "The mail was not queued when, or under the name, that it says.");
            if (row.InvoiceState is null or "draft")
                check.Broken(row.Id, "The mail is about an invoice that is not issued.");
        }

        return check.Done;
    }

    /// <summary>What snapshot and invoice both say, in one form.</summary>
    private static Sides SidesOf(HashedRow row)
    {
        var snapshot = Snapshot.Parse(row.Bytes!);
        var invoice = JsonSerializer.Deserialize(row.Document, DomainJson.Default.Invoice)!;
        return new Sides(
            Facts(snapshot.InvoiceId, snapshot.Type, snapshot.Number, snapshot.IssueDate, snapshot.DueDate, snapshot.Notes, snapshot.PoNumber, JsonSerializer.SerializeToNode(snapshot, DomainJson.Default.Snapshot)!),
            Facts(invoice.Id, invoice.Type, invoice.Number, invoice.IssueDate, invoice.Type == DocumentType.CreditNote ? null : invoice.DueDate, invoice.Notes, invoice.PoNumber, JsonSerializer.SerializeToNode(invoice, DomainJson.Default.Invoice)!));
    }

    private static JsonObject Facts(InvoiceId id, DocumentType type, string? number, DateOnly issued, DateOnly? due, string? notes, string? poNumber, JsonNode whole) => new()
    {
        ["id"] = id.Value,
        ["type"] = (int)type,
        ["number"] = number,
        ["issued"] = issued.DayNumber,
        ["due"] = due?.DayNumber,
        ["notes"] = notes,
        ["po_number"] = poNumber,
        ["lines"] = whole["lines"]?.DeepClone(),
        ["totals"] = whole["totals"]?.DeepClone(),
    };

    private sealed record Sides(JsonObject Snapshot, JsonObject Invoice);

    private sealed class HashedRow
    {
        public string Subject { get; init; } = "";

        public byte[]? Bytes { get; init; }

        public byte[]? Sha256 { get; init; }

        public string Document { get; init; } = "";

        public bool IsIntact => Bytes is { } bytes && SHA256.HashData(bytes).AsSpan().SequenceEqual(Sha256);
    }

    private sealed class MailRow
    {
        public string Id { get; init; } = "";

        public string SubjectId { get; init; } = "";

        public string Request { get; init; } = "";

        public byte[] RequestSha256 { get; init; } = [];

        public string EnvelopeFrom { get; init; } = "";

        public string Recipients { get; init; } = "";

        public byte[]? Bytes { get; init; }

        public byte[]? Sha256 { get; init; }

        public string? InvoiceState { get; init; }

        public string MessageId { get; init; } = "";

        public int SendNumber { get; init; }

        public long Entries { get; init; }
    }
}
