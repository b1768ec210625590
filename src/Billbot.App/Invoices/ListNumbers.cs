using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Billbot.App.Door;
using Billbot.App.Paging;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record ListNumbersInput
{
    /// <summary>Taken on this day or later, where the business is.</summary>
    public DateOnly? From { get; init; }

    /// <summary>Taken on this day or before.</summary>
    public DateOnly? To { get; init; }

    [Range(1, 1000)]
    public int Limit { get; init; } = 200;

    [MaxLength(200)]
    public string? Cursor { get; init; }
}

/// <summary>One number that was taken. Cancelled: the draft was deleted or moved to another period; the reason says which.</summary>
public sealed record RegisteredNumber(
    string Number, string Document, string Period, long? Sequence, string State, string InvoiceId, DateTimeOffset TakenAt, DateTimeOffset ChangedAt, string ChangedBy, string? Reason);

public sealed record NumberPage(IReadOnlyList<RegisteredNumber> Numbers, string? NextCursor);

/// <summary>Lists every number ever taken with what became of it. Refuses <c>invalid_cursor</c>, <c>dates_reversed</c>.</summary>
public sealed class ListNumbers(Doorway doorway) : UseCase<ListNumbersInput, NumberPage>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("list_numbers", Effect.Reads);

    protected override async Task<Result<NumberPage>> HandleAsync(Work work, ListNumbersInput input, CancellationToken cancel)
    {
        if (input.From > input.To)
            return PagingProblems.DatesReversed("/from");
        var after = (At: long.MinValue, Number: "");
        if (input.Cursor is { } cursor)
        {
            if (cursor.Split(':', 2) is not [var at, var number] || !long.TryParse(at, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out after.At))
                return PagingProblems.InvalidCursor;
            after.Number = number;
        }

        var rows = await NumberRegisterQuery.PageAsync(work, input.From, input.To, after, input.Limit + 1);
        var shown = rows.Take(input.Limit).Select(r => new RegisteredNumber(
            r.Number, r.Document, r.Period, r.Seq, r.State, r.InvoiceId, Instant.FromStored(r.TakenAt), Instant.FromStored(r.ChangedAt), r.ChangedBy, r.Reason)).ToList();
        return new NumberPage(shown, rows.Count > input.Limit ? string.Create(CultureInfo.InvariantCulture, $"{rows[input.Limit - 1].TakenAt}:{rows[input.Limit - 1].Number}") : null);
    }
}
