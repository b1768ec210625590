using System.Text.Json.Nodes;
using Billbot.App.Door;

namespace Billbot.App.Verification;

/// <summary>Whether what is stored is what the record says was written, to the last field.</summary>
internal static class ReplayChecks
{
    public static async Task<VerifyCheck> AgreesAsync(Work work)
    {
        var check = new Finder("record_agrees", "Business, clients, invoices, payments and numbers are what the record says was written.");
        if (await ReadAsync(Replay.OfAsync(work), check) is not { } replay)
            return check.Done;

        var stored = new HashSet<string>();
        foreach (var row in await work.Session.ListAsync<DocumentRow>(
            """
            select id, document, created_at, updated_at, issued_at, voided_at, void_reason, content_hash, null as invoice_id from invoice where business_id = @BusinessId
            union all select id, document, created_at, null, null, null, null, null, null from business where id = @BusinessId
            union all select id, document, created_at, null, null, null, null, null, null from client where business_id = @BusinessId
            union all select id, document, created_at, null, null, null, null, null, invoice_id from payment where business_id = @BusinessId
            """,
            new { work.BusinessId }))
        {
            check.Looked++;
            stored.Add(row.Id);
            if (!replay.Documents.TryGetValue(row.Id, out var said) || said.Deleted)
                check.Broken(row.Id, "The record knows nothing of it.");
            else if (check.Read(row.Id, () => JsonNode.Parse(row.Document)) is { } document && !row.Is(said, Replay.HashOf(document)))
                check.Broken(row.Id, "It is not what the record says was written.");
        }

        foreach (var (id, _) in replay.Documents.Where(d => !d.Value.Deleted && !stored.Contains(d.Key)))
            check.Broken(id, "The record says it was written; it is gone.");
        await NumbersAsync(work, replay, check);
        await MailsAsync(work, replay, check);
        await PdfsAsync(work, replay, check);
        return check.Done;
    }

    private static async Task<Replay?> ReadAsync(Task<Replay> reading, Finder check)
    {
        try
        {
            return await reading;
        }
        catch (Exception failure) when (failure is System.Text.Json.JsonException or InvalidOperationException or NullReferenceException or KeyNotFoundException or ArgumentException or FormatException)
        {
            check.Broken("record", "Its entries do not follow from one another.");
            return null;
        }
    }

    private static async Task NumbersAsync(Work work, Replay replay, Finder check)
    {
        var known = new HashSet<string>();
        foreach (var row in await work.Session.ListAsync<NumberRow>(
            "select number, invoice_id, taken_at, state, changed_at, changed_by, reason from number_register where business_id = @BusinessId and state <> 'imported'", new { work.BusinessId }))
        {
            check.Looked++;
            known.Add(row.Number);
            if (!replay.Numbers.TryGetValue(row.Number, out var said) || said != new ReplayedNumber(row.InvoiceId, row.TakenAt, row.State, row.ChangedAt, row.ChangedBy, row.Reason))
                check.Broken(row.Number, "The register does not say of this number what the record says.");
        }

        foreach (var number in replay.Numbers.Keys.Where(n => !known.Contains(n)))
            check.Broken(number, "The record says it was taken; the register does not know it.");
    }

    private static async Task MailsAsync(Work work, Replay replay, Finder check)
    {
        var rows = await work.Session.ListAsync<MailRow>("select subject_id, send_number, request_sha256, requested_at from outbox where business_id = @BusinessId", new { work.BusinessId });
        var stored = rows.Select(r => new ReplayedMail(r.SubjectId, r.SendNumber, Convert.ToHexStringLower(r.RequestSha256), r.RequestedAt)).ToHashSet();
        check.Looked += stored.Count;
        foreach (var mail in replay.Mails.Where(m => !stored.Contains(m)))
            check.Broken(mail.Subject, $"The record says that mail {mail.SendNumber} about it was queued so; it is gone or another.");
        foreach (var mail in stored.Except(replay.Mails))
            check.Broken(mail.Subject, $"The record knows nothing of mail {mail.SendNumber} about it.");
    }

    private static async Task PdfsAsync(Work work, Replay replay, Finder check)
    {
        var rows = await work.Session.ListAsync<PdfRow>("select invoice_id, sha256 from document where business_id = @BusinessId and kind = 'pdf'", new { work.BusinessId });
        var stored = rows.ToDictionary(r => r.InvoiceId, r => Convert.ToHexStringLower(r.Sha256));
        check.Looked += stored.Count;
        foreach (var invoice in stored.Keys.Union(replay.Pdfs.Keys).Where(i => stored.GetValueOrDefault(i) != replay.Pdfs.GetValueOrDefault(i)))
            check.Broken(invoice, "The PDF kept is not the one that the record says was rendered.");
    }

    private sealed class PdfRow
    {
        public string InvoiceId { get; init; } = "";

        public byte[] Sha256 { get; init; } = [];
    }

    private sealed class MailRow
    {
        public string SubjectId { get; init; } = "";

        public int SendNumber { get; init; }

        public byte[] RequestSha256 { get; init; } = [];

        public long RequestedAt { get; init; }
    }

    private sealed class DocumentRow
    {
        public string Id { get; init; } = "";

        public string Document { get; init; } = "";

        public long CreatedAt { get; init; }

        public long? UpdatedAt { get; init; }

        public long? IssuedAt { get; init; }

        public long? VoidedAt { get; init; }

        public string? VoidReason { get; init; }

        public string? ContentHash { get; init; }

        public string? InvoiceId { get; init; }

        public bool Is(Replayed said, string hash) => hash == said.Hash && CreatedAt == said.FirstAt
            && (UpdatedAt is null || (UpdatedAt == said.LastAt && IssuedAt == said.IssuedAt && VoidedAt == said.VoidedAt && VoidReason == said.VoidReason))
            && (ContentHash is null || said.ContentHash is null || ContentHash == said.ContentHash)
            && (InvoiceId is null || InvoiceId == said.Subject);
    }

    private sealed class NumberRow
    {
        public string Number { get; init; } = "";

        public string InvoiceId { get; init; } = "";

        public long TakenAt { get; init; }

        public string State { get; init; } = "";

        public long ChangedAt { get; init; }

        public string ChangedBy { get; init; } = "";

        public string? Reason { get; init; }
    }
}
