using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>The register as auditors read it: every number ever taken, in the order it was taken.</summary>
internal static class NumberRegisterQuery
{
    public static Task<IReadOnlyList<Row>> PageAsync(Work work, DateOnly? from, DateOnly? to, (long At, string Number) after, int limit) => work.Session.ListAsync<Row>(
        """
        select number, document, period, seq, state, invoice_id, taken_at, changed_at, changed_by, reason from number_register
        where business_id = @BusinessId and (taken_at, number) > (@at, @number) and taken_at >= @first and taken_at < @end
        order by taken_at, number limit @limit
        """,
        new
        {
            work.BusinessId,
            at = after.At,
            number = after.Number,
            first = from is { } since ? StartOf(work.Business, since) : long.MinValue,
            end = to is { } until && until < DateOnly.MaxValue ? StartOf(work.Business, until.AddDays(1)) : long.MaxValue,
            limit,
        });

    /// <summary>The instant at which a day begins where the business is; where the clock skips it, the one it skips to.</summary>
    private static long StartOf(Business business, DateOnly day)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(business.TimeZone);
        var start = day.ToDateTime(TimeOnly.MinValue);
        while (zone.IsInvalidTime(start))
            start = start.AddMinutes(15);
        return new DateTimeOffset(start, zone.GetUtcOffset(start)).ToStored();
    }

    public sealed class Row
    {
        public string Number { get; init; } = "";

        public string Document { get; init; } = "";

        public string Period { get; init; } = "";

        public long? Seq { get; init; }

        public string State { get; init; } = "";

        public string InvoiceId { get; init; } = "";

        public long TakenAt { get; init; }

        public long ChangedAt { get; init; }

        public string ChangedBy { get; init; } = "";

        public string? Reason { get; init; }
    }
}
