using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Verification;

/// <summary>Whether the sums that lists show are those of the rows they stand for.</summary>
internal static class SumChecks
{
    public static async Task<VerifyCheck> FollowAsync(Work work)
    {
        var check = new Finder("sums_follow", "The sums of lists are those of their invoices.");
        var rows = await work.Session.ListAsync<SummedRow>(
            """
            select state, type, currency, due_on, payable_minor, paid_minor, outstanding_minor from invoice_balance where business_id = @BusinessId
            union all select state, type, currency, due_on, payable_minor, 0, 0 from invoice where business_id = @BusinessId and state = 'draft'
            """,
            new { work.BusinessId });
        var expected = rows.GroupBy(r => (r.Standing, r.Currency, r.Due)).ToDictionary(
            g => g.Key, g => (Invoices: g.LongCount(), Payable: g.Sum(r => r.Signed), Outstanding: g.Sum(r => r.OutstandingMinor)));
        foreach (var sum in await work.Session.ListAsync<SumRow>(
            "select standing, currency, due_on, invoices, payable_minor, outstanding_minor from invoice_sum where business_id = @BusinessId", new { work.BusinessId }))
        {
            check.Looked++;
            if (!expected.Remove((sum.Standing, sum.Currency, sum.DueOn), out var known) || known != (sum.Invoices, sum.PayableMinor, sum.OutstandingMinor))
                check.Broken($"{sum.Standing} {sum.Currency}", "The sum is not what its invoices come to.");
        }

        foreach (var missing in expected.Keys)
            check.Broken($"{missing.Standing} {missing.Currency}", "Its invoices have no sum.");
        return check.Done;
    }

    private sealed class SummedRow
    {
        public string State { get; init; } = "";

        public int Type { get; init; }

        public string Currency { get; init; } = "";

        public DateOnly? DueOn { get; init; }

        public long PayableMinor { get; init; }

        public long PaidMinor { get; init; }

        public long OutstandingMinor { get; init; }

        public string Standing => (State, Type, OutstandingMinor, PaidMinor) switch
        {
            (not "issued", _, _, _) => State,
            (_, (int)DocumentType.CreditNote, _, _) => "credit_note",
            (_, _, 0, _) => "paid",
            (_, _, _, > 0) => "partly_paid",
            _ => "open",
        };

        public DateOnly Due => Standing is "open" or "partly_paid" && DueOn is { } due ? due : DateOnly.MaxValue;

        public long Signed => Type == (int)DocumentType.CreditNote ? -PayableMinor : PayableMinor;
    }

    private sealed class SumRow
    {
        public string Standing { get; init; } = "";

        public string Currency { get; init; } = "";

        public DateOnly DueOn { get; init; }

        public long Invoices { get; init; }

        public long PayableMinor { get; init; }

        public long OutstandingMinor { get; init; }
    }
}
