using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.Documents;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>A rendered document with the name its file gets: made of the number alone, never of text that people wrote.</summary>
internal sealed record StoredDocument(string FileName, byte[] Bytes);

/// <summary>Renders issued invoices from their snapshots, outside any transaction, and keeps the first rendering for ever.</summary>
internal sealed class InvoiceDocuments(Database database, TimeProvider time)
{
    private static readonly Operation Rendering = new("keep_document", null, Effect.Writes);

    public async Task<Snapshot> SnapshotAsync(BusinessId business, InvoiceId invoice, CancellationToken cancel) =>
        await database.ReadAsync(business, session => SnapshotAsync(session, business, invoice), cancel);

    public static async Task<Snapshot> SnapshotAsync(Session session, BusinessId business, InvoiceId invoice) =>
        await SnapshotStore.LoadAsync(session, business, invoice) ?? throw new InvalidOperationException($"{invoice} is not issued.");

    /// <summary>The PDF of an issued invoice: the stored bytes, rendered and stored before where there were none.</summary>
    public async Task<StoredDocument> PdfAsync(BusinessId business, InvoiceId invoice, CancellationToken cancel)
    {
        var (snapshot, bytes) = await database.ReadAsync(business, session => LoadAsync(session, business, invoice), cancel);
        return await StoredAsync(business, snapshot, bytes, cancel);
    }

    /// <summary>The same for a caller that is reading already: a second read could wait for the first for ever.</summary>
    public async Task<StoredDocument> PdfAsync(Session session, BusinessId business, InvoiceId invoice, CancellationToken cancel)
    {
        var (snapshot, bytes) = await LoadAsync(session, business, invoice);
        return await StoredAsync(business, snapshot, bytes, cancel);
    }

    /// <summary>Letters, digits and . _ - of the number.</summary>
    public static string FileNameOf(Snapshot snapshot) =>
        $"{string.Concat((snapshot.Number ?? "draft").Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-' ? c : '-'))}.pdf";

    private static async Task<(Snapshot Snapshot, byte[]? Bytes)> LoadAsync(Session session, BusinessId business, InvoiceId invoice)
    {
        var snapshot = await SnapshotAsync(session, business, invoice);
        return (snapshot, await SnapshotStore.PdfAsync(session, business, invoice));
    }

    private async Task<StoredDocument> StoredAsync(BusinessId business, Snapshot snapshot, byte[]? bytes, CancellationToken cancel) =>
        new(FileNameOf(snapshot), bytes ?? await RenderOnceAsync(business, snapshot, cancel));

    private async Task<byte[]> RenderOnceAsync(BusinessId business, Snapshot snapshot, CancellationToken cancel)
    {
        var rendered = InvoicePdf.Render(snapshot, PdfMark.None, cancel).Bytes;
        var hash = SHA256.HashData(rendered);
        return await database.WriteAsync(business, async session =>
        {
            var now = time.GetUtcNow();
            if (await SnapshotStore.AddPdfAsync(session, business, snapshot.InvoiceId, rendered, hash, now) == 0)
                return (await SnapshotStore.PdfAsync(session, business, snapshot.InvoiceId))!;
            var kept = new AuditChange(snapshot.InvoiceId.Value, null, new JsonObject { ["pdf_sha256"] = Convert.ToHexStringLower(hash) });
            await AuditTrail.AppendAsync(session, business, AuditTrail.Entry(Rendering, new Call(Caller.Job(business, "documents"), Face.Job), hash, "ok", [kept]), now);
            return rendered;
        }, CancellationToken.None);
    }
}
