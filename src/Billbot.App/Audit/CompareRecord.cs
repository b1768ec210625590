using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Audit;

/// <summary>What an entry had as its hash when it was noted.</summary>
public sealed record RecordMark(long Sequence, [property: MaxLength(64)] string Hash);

public sealed record CompareRecordInput
{
    /// <summary>In ascending order.</summary>
    public required IReadOnlyList<RecordMark> Marks { get; init; }

    /// <summary>The key that the marks were signed with.</summary>
    [MaxLength(1000)]
    public string? PublicKey { get; init; }
}

/// <param name="Same">Whether all marks are in the record and no entry up to the last of them was touched.</param>
/// <param name="FirstDifference">The first entry that is not what it was.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="OwnKey">Whether the key is the one of this data folder.</param>
public sealed record RecordComparison(bool Same, long? FirstDifference, string? Reason, bool? OwnKey);

/// <summary>Compares what was noted of the record earlier, elsewhere, with the record as it stands. Changes nothing.</summary>
public sealed class CompareRecord(Doorway doorway, Installation installation) : UseCase<CompareRecordInput, RecordComparison>(doorway)
{
    private const int AtOnce = 500;

    public override Operation Operation { get; } = Operation.OfOwner("compare_record", Effect.Reads);

    protected override async Task<Result<RecordComparison>> HandleAsync(Work work, CompareRecordInput input, CancellationToken cancel)
    {
        bool? ownKey = input.PublicKey is { } key ? RecordKey.PublicOf(installation.Keys) == key : null;
        var marks = input.Marks.ToLookup(m => m.Sequence, m => m.Hash);
        var last = input.Marks.Select(m => m.Sequence).DefaultIfEmpty(0).Max();
        var (seen, previous) = (0L, AuditTrail.FirstHash);
        while (seen < last)
        {
            cancel.ThrowIfCancellationRequested();
            var rows = await RecordStore.EntriesAsync(work, seen, AtOnce);
            if (rows.Count == 0)
                return Differs(seen + 1, "The entry is missing.");
            foreach (var row in rows)
            {
                if (row.Seq != seen + 1)
                    return Differs(seen + 1, "The entry is missing.");
                if (!row.PreviousHash.AsSpan().SequenceEqual(previous) || !row.Hash.AsSpan().SequenceEqual(AuditTrail.HashOf(previous, work.BusinessId, row.Seq, row.At, row.Entry)))
                    return Differs(row.Seq, "The chain breaks at this entry.");
                var hash = Convert.ToHexStringLower(row.Hash);
                if (marks[row.Seq].Any(m => m != hash))
                    return Differs(row.Seq, "The entry has another hash than was noted: it, or one before it, was written anew.");
                (seen, previous) = (row.Seq, row.Hash);
                if (seen == last)
                    break;
            }
        }

        return new RecordComparison(Same: true, null, null, ownKey);

        RecordComparison Differs(long at, string why) => new(Same: false, at, why, ownKey);
    }
}
