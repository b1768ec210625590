using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Audit;

public sealed record ExportRecordInput
{
    /// <summary>The sequence of the last entry that is known; 0 from the start.</summary>
    public long After { get; init; }

    [Range(1, 1000)]
    public int Limit { get; init; } = 500;
}

public sealed record RecordPage(IReadOnlyList<RecordEntryView> Entries);

/// <summary>Entries of the record with their hashes, a page at a time; a page that is not full is the last.</summary>
public sealed class ExportRecord(Doorway doorway) : UseCase<ExportRecordInput, RecordPage>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("export_record", Effect.Reads);

    protected override async Task<Result<RecordPage>> HandleAsync(Work work, ExportRecordInput input, CancellationToken cancel)
    {
        var rows = await RecordStore.EntriesAsync(work, input.After, input.Limit);
        return new RecordPage([.. rows.Select(r => new RecordEntryView
        {
            Business = work.BusinessId.Value,
            Sequence = r.Seq,
            At = r.Instant,
            AtMicroseconds = r.At,
            PreviousHash = Convert.ToHexStringLower(r.PreviousHash),
            Hash = Convert.ToHexStringLower(r.Hash),
            Entry = r.Entry,
        })]);
    }
}
