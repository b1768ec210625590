using System.Security.Cryptography;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>Frozen snapshots and the documents that were rendered from them.</summary>
internal static class SnapshotStore
{
    public static Task AddAsync(Session session, BusinessId business, Snapshot snapshot)
    {
        var canonical = snapshot.ToCanonical();
        return session.ExecuteAsync(
            "insert into invoice_snapshot (business_id, invoice_id, snapshot, sha256) values (@business, @id, @canonical, @sha256)",
            new { business, id = snapshot.InvoiceId, canonical, sha256 = SHA256.HashData(canonical) });
    }

    /// <summary>Null for a draft: it has none yet.</summary>
    public static async Task<Snapshot?> LoadAsync(Session session, BusinessId business, InvoiceId id) =>
        await session.FirstAsync<byte[]>("select snapshot from invoice_snapshot where business_id = @business and invoice_id = @id", new { business, id }) is { } canonical
            ? Snapshot.Parse(canonical)
            : null;

    public static Task<byte[]?> PdfAsync(Session session, BusinessId business, InvoiceId id) => session.FirstAsync<byte[]>(
        "select bytes from document where business_id = @business and invoice_id = @id and kind = 'pdf'", new { business, id });

    /// <summary>Keeps the bytes unless some are there already: the first rendering stays. 0 where one was there.</summary>
    public static Task<int> AddPdfAsync(Session session, BusinessId business, InvoiceId id, byte[] bytes, byte[] sha256, DateTimeOffset now) => session.ExecuteAsync(
        """
        insert into document (business_id, invoice_id, kind, bytes, sha256, created_at) values (@business, @id, 'pdf', @bytes, @sha256, @at)
        on conflict (business_id, invoice_id, kind) do nothing
        """,
        new { business, id, bytes, sha256, at = now.ToStored() });
}
