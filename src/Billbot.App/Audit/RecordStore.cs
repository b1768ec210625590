using Billbot.App.Door;

namespace Billbot.App.Audit;

/// <summary>
/// One entry of the record as it is exported. <see cref="Hash"/> is SHA-256 over the bytes of <see cref="PreviousHash"/> and then, in UTF-8 and parted by
/// line feeds, <see cref="Business"/>, <see cref="Sequence"/>, <see cref="AtMicroseconds"/> and <see cref="Entry"/>.
/// </summary>
public sealed record RecordEntryView
{
    public required string Business { get; init; }

    public required long Sequence { get; init; }

    public required DateTimeOffset At { get; init; }

    public required long AtMicroseconds { get; init; }

    public required string PreviousHash { get; init; }

    public required string Hash { get; init; }

    /// <summary>The text that was hashed: JSON itself, kept to the byte.</summary>
    public required string Entry { get; init; }
}

internal static class RecordStore
{
    public static Task<Row?> HeadAsync(Work work) => work.Session.FirstAsync<Row>(
        """
        select h.audit_seq as seq, h.audit_hash as hash, e.at from business_head h
        left join audit_entry e on e.business_id = h.business_id and e.seq = h.audit_seq
        where h.business_id = @BusinessId
        """,
        new { work.BusinessId });

    public static Task<IReadOnlyList<Row>> EntriesAsync(Work work, long after, int limit) => work.Session.ListAsync<Row>(
        "select seq, at, entry, previous_hash, hash from audit_entry where business_id = @BusinessId and seq > @after order by seq limit @limit",
        new { work.BusinessId, after, limit });

    public sealed class Row
    {
        public long Seq { get; init; }

        public long At { get; init; }

        public string Entry { get; init; } = "";

        public byte[] PreviousHash { get; init; } = [];

        public byte[] Hash { get; init; } = [];

        public DateTimeOffset Instant => Storage.Instant.FromStored(At);
    }
}
