using Billbot.App.Door;

namespace Billbot.App.Verification;

/// <summary>Whether the audit is the one that was written.</summary>
internal static class RecordChecks
{
    public static async Task<VerifyCheck> UnbrokenAsync(Work work)
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

    private sealed class AuditRow
    {
        public long Seq { get; init; }

        public long At { get; init; }

        public string Entry { get; init; } = "";

        public byte[] PreviousHash { get; init; } = [];

        public byte[] Hash { get; init; } = [];
    }
}
