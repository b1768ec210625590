using Billbot.App.Door;

namespace Billbot.App.Verification;

/// <summary>Whether the register explains every number.</summary>
internal static class NumberChecks
{
    public static async Task<VerifyCheck> ContiguousAsync(Work work)
    {
        var check = new Finder("numbers_contiguous", "Every series counts 1, 2, 3 … without a gap, up to its counter.");
        var series = await work.Session.ListAsync<SeriesRow>("select document, period, next_seq from number_series where business_id = @BusinessId", new { work.BusinessId });
        var taken = (await work.Session.ListAsync<RegisterRow>(
            "select document, period, seq from number_register where business_id = @BusinessId and seq is not null order by document, period, seq",
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

    public static async Task<VerifyCheck> ExplainedAsync(Work work)
    {
        var check = new Finder("numbers_explained", "Every number taken belongs to the document the register says, in the state it says.");
        foreach (var row in await work.Session.ListAsync<OwnerRow>(
            """
            select r.number, r.state, r.invoice_id, i.number as invoice_number, i.state as invoice_state
            from number_register r left join invoice i on i.business_id = r.business_id and i.id = r.invoice_id
            where r.business_id = @BusinessId
            """,
            new { work.BusinessId }))
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
        foreach (var row in await work.Session.ListAsync<LastRow>(
            """
            select s.document, s.period, s.last_issue_on as said, max(i.issue_on) as found
            from number_series s
            left join number_register r on r.business_id = s.business_id and r.document = s.document and r.period = s.period and r.state in ('issued', 'void')
            left join invoice i on i.business_id = r.business_id and i.number = r.number
            where s.business_id = @BusinessId
            group by s.document, s.period, s.last_issue_on
            """,
            new { work.BusinessId }))
        {
            if (row.Said != row.Found)
                check.Broken($"{row.Document} {row.Period}", "The series names another last issue date than its invoices have.");
        }

        return check.Done;
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

    private sealed class LastRow
    {
        public string Document { get; init; } = "";

        public string Period { get; init; } = "";

        public DateOnly? Said { get; init; }

        public DateOnly? Found { get; init; }
    }
}
