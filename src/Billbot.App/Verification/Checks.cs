using System.Security.Cryptography;
using System.Text;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.App.Payments;
using Billbot.Domain;

namespace Billbot.App.Verification;

/// <summary>Everything that must hold of stored data. Each check reads all it speaks of and names what it finds broken.</summary>
internal static class Checks
{
    public static IReadOnlyList<Func<Work, Task<VerifyCheck>>> All { get; } =
        [NumbersHaveNoGapsAsync, NumbersBelongToDocumentsAsync, SnapshotsAreUnchangedAsync, DocumentsAreUnchangedAsync, TotalsAddUpAsync, BalancesFollowAsync, MailsAreUnchangedAsync, RecordIsUnbrokenAsync];

    private static async Task<VerifyCheck> NumbersHaveNoGapsAsync(Work work)
    {
        var check = new Finder("numbers_contiguous", "Every series counts 1, 2, 3 … without a gap, up to its counter.");
        var series = await work.Session.ListAsync<SeriesRow>("select document, period, next_seq from number_series where business_id = @BusinessId", new { work.BusinessId });
        var taken = (await work.Session.ListAsync<RegisterRow>(
            "select number, document, period, seq, state, invoice_id from number_register where business_id = @BusinessId and seq is not null order by document, period, seq",
            new { work.BusinessId })).ToLookup(r => (r.Document, r.Period));
        foreach (var row in series)
        {
            var expected = 1L;
            foreach (var number in taken[(row.Document, row.Period)])
            {
                check.Looked++;
                while (expected < number.Seq)
                    check.Broken($"{row.Document} {row.Period} #{expected++}", "This number was taken but has no register row.");
                expected++;
            }

            while (expected < row.NextSeq)
                check.Broken($"{row.Document} {row.Period} #{expected++}", "This number was taken but has no register row.");
            if (expected > row.NextSeq)
                check.Broken($"{row.Document} {row.Period}", "The counter stands behind numbers that are taken.");
        }

        foreach (var orphan in taken.Where(t => !series.Any(s => s.Document == t.Key.Document && s.Period == t.Key.Period)))
            check.Broken($"{orphan.Key.Document} {orphan.Key.Period}", "Numbers were taken from a series that has no counter.");
        return check.Done;
    }

    private static async Task<VerifyCheck> NumbersBelongToDocumentsAsync(Work work)
    {
        var check = new Finder("numbers_explained", "Every number taken belongs to the document the register says, in the state it says.");
        var rows = await work.Session.ListAsync<OwnerRow>(
            """
            select r.number, r.state, r.invoice_id, i.number as invoice_number, i.state as invoice_state
            from number_register r left join invoice i on i.business_id = r.business_id and i.id = r.invoice_id
            where r.business_id = @BusinessId
            """,
            new { work.BusinessId });
        foreach (var row in rows)
        {
            check.Looked++;
            var fits = row.State switch
            {
                "reserved" => row.InvoiceState == "draft" && row.InvoiceNumber == row.Number,
                "issued" => row.InvoiceState == "issued" && row.InvoiceNumber == row.Number,
                "void" => row.InvoiceState == "void" && row.InvoiceNumber == row.Number,
                "cancelled" => row.InvoiceNumber != row.Number,
                _ => true,
            };
            if (!fits)
                check.Broken(row.Number, $"The register says {row.State}, the invoice {row.InvoiceId} says otherwise.");
        }

        foreach (var number in await work.Session.ListAsync<string>(
            """
            select i.number from invoice i left join number_register r on r.business_id = i.business_id and r.number = i.number
            where i.business_id = @BusinessId and i.number is not null and r.number is null
            """,
            new { work.BusinessId }))
            check.Broken(number, "An invoice carries this number, the register does not know it.");
        return check.Done;
    }

    private static async Task<VerifyCheck> SnapshotsAreUnchangedAsync(Work work)
    {
        var check = new Finder("snapshots_unchanged", "Every issued invoice has the snapshot it was issued with, and says what the snapshot says.");
        foreach (var id in await work.Session.ListAsync<InvoiceId>("select id from invoice where business_id = @BusinessId and state <> 'draft'", new { work.BusinessId }))
        {
            check.Looked++;
            var row = await work.Session.FirstAsync<HashedRow>("select snapshot as bytes, sha256 from invoice_snapshot where business_id = @BusinessId and invoice_id = @id", new { work.BusinessId, id });
            if (row is null)
                check.Broken(id.Value, "The snapshot is missing.");
            else if (!row.IsIntact)
                check.Broken(id.Value, "The snapshot does not have the hash it was frozen with.");
            else
                check.Compare(id, Snapshot.Parse(row.Bytes), (await InvoiceStore.LoadAsync(work.Session, work.BusinessId, id)).Invoice);
        }

        return check.Done;
    }

    private static Task<VerifyCheck> DocumentsAreUnchangedAsync(Work work) => HashesAsync(
        work,
        new Finder("documents_unchanged", "Every stored PDF has the bytes it was rendered with."),
        "select invoice_id as subject, bytes, sha256 from document where business_id = @BusinessId");

    private static async Task<VerifyCheck> MailsAreUnchangedAsync(Work work)
    {
        var check = new Finder("mails_unchanged", "Every mail has the bytes it was composed with and answers the request it was queued for.");
        foreach (var row in await work.Session.ListAsync<MailRow>("select id, request, request_sha256, bytes, sha256 from outbox where business_id = @BusinessId", new { work.BusinessId }))
        {
            check.Looked++;
            if (!SHA256.HashData(Encoding.UTF8.GetBytes(row.Request)).AsSpan().SequenceEqual(row.RequestSha256))
                check.Broken(row.Id, "The request is not the one that was queued.");
            if (row.Bytes is { } bytes && !SHA256.HashData(bytes).AsSpan().SequenceEqual(row.Sha256))
                check.Broken(row.Id, "The message is not the one that was composed.");
        }

        return check.Done;
    }

    private static async Task<VerifyCheck> TotalsAddUpAsync(Work work)
    {
        var check = new Finder("totals_add_up", "The sums of every invoice are those of its lines.");
        foreach (var id in await work.Session.ListAsync<InvoiceId>("select id from invoice where business_id = @BusinessId", new { work.BusinessId }))
        {
            check.Looked++;
            var invoice = (await InvoiceStore.LoadAsync(work.Session, work.BusinessId, id)).Invoice;
            var payable = await work.Session.FirstAsync<long>("select payable_minor from invoice where business_id = @BusinessId and id = @id", new { work.BusinessId, id });
            var again = InvoiceTotals.Of(invoice.Currency, invoice.Lines, invoice.Adjustments, invoice.Prepaid, invoice.Rounding);
            if (!again.Succeeded(out var totals, out _) || totals.Payable != invoice.Totals.Payable || totals.TaxTotal != invoice.Totals.TaxTotal
                || totals.Subtotal != invoice.Totals.Subtotal || totals.Payable.Minor != payable)
                check.Broken(id.Value, "Its lines add up to another total.");
        }

        return check.Done;
    }

    private static async Task<VerifyCheck> BalancesFollowAsync(Work work)
    {
        var check = new Finder("balances_follow", "What is paid and outstanding is what the ledger's rows come to.");
        foreach (var row in await work.Session.ListAsync<BalanceRow>("select invoice_id, state, paid_minor, credited_minor, outstanding_minor, overpaid_minor from invoice_balance where business_id = @BusinessId", new { work.BusinessId }))
        {
            check.Looked++;
            var invoice = (await InvoiceStore.LoadAsync(work.Session, work.BusinessId, row.InvoiceId)).Invoice;
            var balance = (await LedgerStore.LoadAsync(work.Session, work.BusinessId, invoice)).Balance;
            var asksForNothing = invoice.Type == DocumentType.CreditNote;
            if (row.State != AppJson.Name(invoice.State) || row.PaidMinor != balance.Paid.Minor
                || (!asksForNothing && (row.OutstandingMinor != balance.Outstanding.Minor || row.OverpaidMinor != balance.Overpaid.Minor)))
                check.Broken(row.InvoiceId.Value, "The balance is not what its ledger comes to.");
        }

        foreach (var id in await work.Session.ListAsync<string>(
            """
            select i.id from invoice i left join invoice_balance b on b.business_id = i.business_id and b.invoice_id = i.id
            where i.business_id = @BusinessId and i.state <> 'draft' and b.invoice_id is null
            """,
            new { work.BusinessId }))
            check.Broken(id, "An issued invoice has no balance.");
        return check.Done;
    }

    private static async Task<VerifyCheck> RecordIsUnbrokenAsync(Work work)
    {
        var check = new Finder("record_unbroken", "Every entry of the record follows from the one before it, up to the head.");
        var (previous, expected) = (AuditTrail.FirstHash, 1L);
        foreach (var row in await work.Session.ListAsync<AuditRow>("select seq, at, entry, previous_hash, hash from audit_entry where business_id = @BusinessId order by seq", new { work.BusinessId }))
        {
            check.Looked++;
            if (row.Seq != expected || !row.PreviousHash.AsSpan().SequenceEqual(previous) || !row.Hash.AsSpan().SequenceEqual(AuditTrail.HashOf(previous, work.BusinessId, row.Seq, row.At, row.Entry)))
            {
                check.Broken($"entry {row.Seq}", "The chain breaks here: this entry, or one before it, was changed, added or taken away.");
                return check.Done;
            }

            (previous, expected) = (row.Hash, expected + 1);
        }

        var head = await work.Session.FirstAsync<AuditRow>("select audit_seq as seq, audit_hash as hash from business_head where business_id = @BusinessId", new { work.BusinessId });
        if (head is null || head.Seq != expected - 1 || !head.Hash.AsSpan().SequenceEqual(previous))
            check.Broken("head", "The head does not stand on the last entry: entries are missing at the end.");
        return check.Done;
    }

    private static async Task<VerifyCheck> HashesAsync(Work work, Finder check, string sql)
    {
        foreach (var row in await work.Session.ListAsync<HashedRow>(sql, new { work.BusinessId }))
        {
            check.Looked++;
            if (!row.IsIntact)
                check.Broken(row.Subject, "The bytes do not have the hash they were stored with.");
        }

        return check.Done;
    }

    private sealed class Finder(string name, string promise)
    {
        private const int MostFindings = 100;
        private readonly List<VerifyFinding> _findings = [];

        public long Looked { get; set; }

        public VerifyCheck Done => new(name, promise, _findings.Count == 0, Looked, _findings);

        public void Broken(string subject, string message)
        {
            if (_findings.Count < MostFindings)
                _findings.Add(new VerifyFinding(subject, message));
        }

        public void Compare(InvoiceId id, Snapshot snapshot, Invoice invoice)
        {
            if (snapshot.Number != invoice.Number || snapshot.IssueDate != invoice.IssueDate || snapshot.Type != invoice.Type
                || snapshot.Totals.Payable != invoice.Totals.Payable || snapshot.Lines.Count != invoice.Lines.Count || snapshot.InvoiceId != id)
                Broken(id.Value, "The invoice differs from its snapshot.");
        }
    }

    private sealed class SeriesRow
    {
        public string Document { get; init; } = "";

        public string Period { get; init; } = "";

        public long NextSeq { get; init; }
    }

    private sealed class RegisterRow
    {
        public string Document { get; init; } = "";

        public string Period { get; init; } = "";

        public long Seq { get; init; }
    }

    private sealed class OwnerRow
    {
        public string Number { get; init; } = "";

        public string State { get; init; } = "";

        public string InvoiceId { get; init; } = "";

        public string? InvoiceNumber { get; init; }

        public string? InvoiceState { get; init; }
    }

    private sealed class HashedRow
    {
        public string Subject { get; init; } = "";

        public byte[] Bytes { get; init; } = [];

        public byte[] Sha256 { get; init; } = [];

        public bool IsIntact => SHA256.HashData(Bytes).AsSpan().SequenceEqual(Sha256);
    }

    private sealed class MailRow
    {
        public string Id { get; init; } = "";

        public string Request { get; init; } = "";

        public byte[] RequestSha256 { get; init; } = [];

        public byte[]? Bytes { get; init; }

        public byte[]? Sha256 { get; init; }
    }

    private sealed class BalanceRow
    {
        public InvoiceId InvoiceId { get; init; }

        public string State { get; init; } = "";

        public long PaidMinor { get; init; }

        public long CreditedMinor { get; init; }

        public long OutstandingMinor { get; init; }

        public long OverpaidMinor { get; init; }
    }

    private sealed class AuditRow
    {
        public long Seq { get; init; }

        public long At { get; init; }

        public string Entry { get; init; } = "";

        public byte[] PreviousHash { get; init; } = [];

        public byte[] Hash { get; init; } = [];
    }
}
