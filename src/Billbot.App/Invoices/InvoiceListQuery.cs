using System.Text.Json;
using Billbot.App.Paging;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>What a list of invoices is narrowed to.</summary>
internal sealed record InvoiceFilter
{
    public string? Status { get; init; }

    public ClientId? Client { get; init; }

    public DateOnly? From { get; init; }

    public DateOnly? To { get; init; }

    /// <summary>Folded text that the number, the client's name or its e-mail address has to hold.</summary>
    public string? Text { get; init; }

    public int? MinDaysOverdue { get; init; }

    /// <summary>Oldest due date first instead of newest issue date first.</summary>
    public bool OldestDueFirst { get; init; }

    /// <summary>Whether nothing but the status narrows the list, so that the sums the database keeps are its sums.</summary>
    public bool ByStatusAlone => Client is null && From is null && To is null && Text is null;

    /// <summary>Two filters are the same list exactly when this text is the same.</summary>
    public string Digest => $"{Status}|{Client}|{From:O}|{To:O}|{Text}|{MinDaysOverdue}|{OldestDueFirst}";
}

/// <summary>A row of a list as the database has it.</summary>
internal sealed class InvoiceListRow
{
    public InvoiceId Id { get; init; }

    public string? Number { get; init; }

    public int Type { get; init; }

    public string State { get; init; } = "";

    public ClientId ClientId { get; init; }

    public string ClientName { get; init; } = "";

    public string Currency { get; init; } = "";

    public long PayableMinor { get; init; }

    public long? OutstandingMinor { get; init; }

    public long? PaidMinor { get; init; }

    public DateOnly IssueOn { get; init; }

    public DateOnly? DueOn { get; init; }

    public string? DeliveryState { get; init; }

    /// <summary>The document of a draft without a number: its dates may still move with the day.</summary>
    public string? Undated { get; init; }

    public InvoiceRow ToView(DateOnly today)
    {
        var (issueOn, dueOn) = (IssueOn, DueOn);
        if (Undated is not null)
        {
            var draft = JsonSerializer.Deserialize(Undated, DomainJson.Default.Invoice)!.DatedFor(today);
            (issueOn, dueOn) = (draft.IssueDate, draft.DueDate);
        }

        var currency = Domain.Currency.Of(Currency);
        var payable = Money.OfMinor(PayableMinor, currency);
        // Drafts owe nothing yet.
        var outstanding = Money.OfMinor(OutstandingMinor ?? 0, currency);
        var state = Enum.Parse<InvoiceState>(State, ignoreCase: true);
        var status = InvoiceStatuses.Of(state, (DocumentType)Type, DueOn, outstanding, Money.OfMinor(PaidMinor ?? 0, currency), today);
        return new InvoiceRow
        {
            Id = Id,
            Number = Number,
            Type = AppJson.Name((DocumentType)Type),
            Status = AppJson.Name(status),
            ClientId = ClientId,
            ClientName = ClientName,
            Currency = Currency,
            Total = payable.AmountText,
            Outstanding = outstanding.AmountText,
            IssueDate = issueOn,
            DueDate = dueOn,
            DaysOverdue = status == InvoiceStatus.Overdue ? today.DayNumber - DueOn!.Value.DayNumber : null,
            DeliveryState = DeliveryState,
        };
    }
}

/// <summary>
/// The SQL of lists. The status is worked out here by the rule of the domain (InvoiceStatus), with the business's own today as a parameter;
/// pages continue by row values, so that the thousandth page costs what the first does.
/// </summary>
internal static class InvoiceListQuery
{
    private const int MostForTotals = 2_000;

    private const string Columns = """
        i.id, i.number, i.type, i.state, i.client_id, c.name as client_name, i.currency, i.payable_minor,
        b.outstanding_minor, b.paid_minor, i.issue_on, i.due_on, case when i.state = 'draft' and i.number is null then i.document end as undated,
        (select o.state from outbox o where o.business_id = i.business_id and o.subject_id = i.id order by o.send_number desc limit 1) as delivery_state
        """;

    /// <summary>
    /// First the ids of the page, from one index; then what is shown of them. In one join a planner that knows few clients would start from those,
    /// and read every invoice there is. The left joins keep that order, too.
    /// </summary>
    public static Task<IReadOnlyList<InvoiceListRow>> PageAsync(Session session, BusinessId business, InvoiceFilter filter, DateOnly today, Mark mark, int limit)
    {
        var order = filter.OldestDueFirst ? "asc" : "desc";
        var (day, id) = (filter.OldestDueFirst ? "due_on" : "issue_on", FromBalance(filter) ? "invoice_id" : "id");
        var after = mark.IsStart ? "" : $" and ({day}, {id}) {(filter.OldestDueFirst ? ">" : "<")} (@markDay, @markId)";
        var parts = ConditionsOf(session, filter).Select(condition =>
            $"select * from (select business_id, {id} as id, {day} as day {FromWhere(filter, condition)}{after} order by {day} {order}, {id} {order} limit @limit) as part");
        return session.ListAsync<InvoiceListRow>(
            $"""
            select {Columns} from ({string.Join(" union all ", parts)}) as page
            left join invoice i on i.business_id = page.business_id and i.id = page.id
            left join invoice_balance b on b.business_id = page.business_id and b.invoice_id = page.id
            left join client c on c.business_id = i.business_id and c.id = i.client_id
            order by page.day {order}, page.id {order} limit @limit
            """,
            Values(business, filter, today, new { markDay = DayOf(mark), markId = mark.Id, limit }));
    }

    /// <summary>Sums per currency over all pages; null where more rows match than are worth adding up.</summary>
    public static async Task<IReadOnlyList<ListTotal>?> TotalsAsync(Session session, BusinessId business, InvoiceFilter filter, DateOnly today)
    {
        var outstanding = FromBalance(filter)
            ? "outstanding_minor"
            : "coalesce((select b.outstanding_minor from invoice_balance b where b.business_id = invoice.business_id and b.invoice_id = invoice.id), 0)";
        var parts = ConditionsOf(session, filter).Select(condition =>
            $"select currency, case when type = 381 then -payable_minor else payable_minor end as payable_minor, {outstanding} as outstanding_minor {FromWhere(filter, condition)}");
        var rows = await session.ListAsync<TotalRow>(
            filter.ByStatusAlone
                ? $"""
                select currency, sum(payable_minor) as total_minor, sum(outstanding_minor) as outstanding_minor, sum(invoices) as rows
                from invoice_sum where business_id = @business and {StandingOf(filter)} group by currency order by currency
                """
                : $"""
                select currency, sum(payable_minor) as total_minor, sum(outstanding_minor) as outstanding_minor, count(*) as rows
                from ({string.Join(" union all ", parts)} limit {MostForTotals + 1}) as matching group by currency order by currency
                """,
            Values(business, filter, today, new { }));
        return !filter.ByStatusAlone && rows.Sum(r => r.Rows) > MostForTotals ? null : [.. rows.Select(r => r.ToView())];
    }

    private static DateOnly? DayOf(Mark mark) => mark.IsStart ? null : DateOnly.ParseExact(mark.SortKey!, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Lists by balance are read from the partial indexes of what is open or settled, all others from the invoice.</summary>
    private static bool FromBalance(InvoiceFilter filter) => filter.Status is "sent" or "partially_paid" or "paid" or "overdue";

    private static string FromWhere(InvoiceFilter filter, string condition) =>
        $"from {(FromBalance(filter) ? "invoice_balance" : "invoice")} where business_id = @business{condition}";

    /// <summary>What narrows the list. Several conditions stand for disjoint parts, each with an index of its own.</summary>
    private static IEnumerable<string> ConditionsOf(Session session, InvoiceFilter filter)
    {
        var (narrow, folded) = ("", session.Dialect.Holds("search_text", "@text"));
        if (filter.Client is not null)
            narrow += " and client_id = @client";
        if (filter.From is not null)
            narrow += " and issue_on >= @from";
        if (filter.To is not null)
            narrow += " and issue_on <= @to";
        if (filter.MinDaysOverdue is not null)
            narrow += " and due_on <= @dueBy";
        if (filter.Text is not null)
        {
            var number = FromBalance(filter) ? "(select number from invoice i where i.business_id = invoice_balance.business_id and i.id = invoice_balance.invoice_id)" : "number";
            narrow += $" and ({session.Dialect.Holds($"lower(coalesce({number}, ''))", "@text")} or client_id in (select c.id from client c where c.business_id = @business and {folded}))";
        }

        return StatusesOf(filter.Status).Select(status => status + narrow);
    }

    private static string[] StatusesOf(string? status) => status switch
    {
        null => [""],
        "draft" => [" and state = 'draft'"],
        "void" => [" and state = 'void'"],
        "overdue" => [" and state = 'issued' and outstanding_minor > 0 and due_on < @today"],
        "partially_paid" => [" and state = 'issued' and outstanding_minor > 0 and paid_minor > 0 and (due_on is null or due_on >= @today)"],
        "sent" =>
        [
            " and state = 'issued' and type = 381",
            " and state = 'issued' and type <> 381 and outstanding_minor > 0 and paid_minor <= 0 and (due_on is null or due_on >= @today)",
        ],
        "paid" => [" and state = 'issued' and outstanding_minor = 0 and type <> 381"],
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The same conditions on the sums that the database keeps.</summary>
    private static string StandingOf(InvoiceFilter filter)
    {
        var standing = filter.Status switch
        {
            null => "true",
            "overdue" => "standing in ('open', 'partly_paid') and due_on < @today",
            "partially_paid" => "standing = 'partly_paid' and due_on >= @today",
            "sent" => "(standing = 'credit_note' or (standing = 'open' and due_on >= @today))",
            var same => $"standing = '{same}'",
        };
        return filter.MinDaysOverdue is null ? standing : $"{standing} and due_on <= @dueBy";
    }

    private static Dapper.DynamicParameters Values(BusinessId business, InvoiceFilter filter, DateOnly today, object more)
    {
        var values = new Dapper.DynamicParameters(more);
        values.Add("business", business.Value);
        values.Add("today", today);
        values.Add("client", filter.Client?.Value);
        values.Add("from", filter.From);
        values.Add("to", filter.To);
        values.Add("dueBy", filter.MinDaysOverdue is { } days ? today.AddDays(-days) : null);
        values.Add("text", filter.Text);
        return values;
    }

    private sealed class TotalRow
    {
        public string Currency { get; init; } = "";

        public long TotalMinor { get; init; }

        public long OutstandingMinor { get; init; }

        public long Rows { get; init; }

        public ListTotal ToView()
        {
            var currency = Domain.Currency.Of(Currency);
            return new(Currency, Money.OfMinor(TotalMinor, currency).AmountText, Money.OfMinor(OutstandingMinor, currency).AmountText, Rows);
        }
    }
}
