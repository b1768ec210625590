using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Context;

public sealed record GetBillingContextInput;

public sealed record CallerView
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }
}

/// <summary>How the next invoice would be numbered; the preview is not reserved.</summary>
public sealed record NumberPreview(string Mode, string NextPreview, bool Reserved);

public sealed record BillingDefaults(int DueDays, string TaxSystem, string? TaxCategory, string? TaxRate);

/// <summary>Something that needs a person: a mail that failed or may have been sent.</summary>
public sealed record AlertView(string Code, string InvoiceId, string Message);

public sealed record BillingContextView
{
    public required DateOnly Today { get; init; }

    public required string TimeZone { get; init; }

    public required string Currency { get; init; }

    public string? Country { get; init; }

    public required CallerView Key { get; init; }

    /// <summary>Sends that wait for a person.</summary>
    public required IReadOnlyList<string> PendingApprovals { get; init; }

    public required NumberPreview Numbering { get; init; }

    public required BillingDefaults Defaults { get; init; }

    public required int UnsentDrafts { get; init; }

    public required IReadOnlyList<AmountView> Overdue { get; init; }

    /// <summary>What the business lacks before it can send.</summary>
    public required IReadOnlyList<string> MissingForSending { get; init; }

    public required IReadOnlyList<AlertView> Alerts { get; init; }
}

/// <summary>Where an agent stands: date, zone, currency, next number, what its key may do, what needs attention. Any valid key.</summary>
public sealed class GetBillingContext(Doorway doorway) : UseCase<GetBillingContextInput, BillingContextView>(doorway)
{
    public override Operation Operation { get; } = new("get_billing_context", null, Effect.Reads);

    protected override async Task<Result<BillingContextView>> HandleAsync(Work work, GetBillingContextInput input, CancellationToken cancel)
    {
        var business = work.Business;
        var seesInvoices = work.Caller.Scopes.Contains(Scope.InvoicesRead);
        return new BillingContextView
        {
            Today = work.Today,
            TimeZone = business.TimeZone,
            Currency = business.Currency.Code,
            Country = business.Country,
            Key = new CallerView
            {
                Name = work.Caller.Name,
                Scopes = [.. work.Caller.Scopes.Order().Select(s => s.Name())],
                ExpiresAt = work.Caller.ExpiresAt,
            },
            PendingApprovals = [],
            Numbering = new NumberPreview(AppJson.Name(business.NumberingRulesOn(work.Today).Mode), await NumberRegister.PreviewAsync(work, DocumentType.Invoice, work.Today), Reserved: false),
            Defaults = new BillingDefaults(business.DueDays, AppJson.Name(business.TaxSystem), business.Tax.Category?.Word(), business.Tax.Rate?.ToString()),
            UnsentDrafts = seesInvoices ? await ContextQueries.DraftsAsync(work) : 0,
            Overdue = seesInvoices ? await ContextQueries.OverdueAsync(work) : [],
            MissingForSending = business.Missing(),
            Alerts = seesInvoices ? await ContextQueries.AlertsAsync(work) : [],
        };
    }
}

internal static class ContextQueries
{
    private const int MostAlerts = 20;

    public static Task<int> DraftsAsync(Work work) =>
        work.Session.FirstAsync<int>("select count(*) from (select id from invoice where business_id = @BusinessId and state = 'draft' limit 10000) as drafts", new { work.BusinessId });

    public static async Task<IReadOnlyList<AmountView>> OverdueAsync(Work work) =>
        [.. (await work.Session.ListAsync<OverdueRow>(
            """
            select currency, sum(outstanding_minor) as minor from invoice_balance
            where business_id = @BusinessId and state = 'issued' and outstanding_minor > 0 and due_on < @today
            group by currency order by currency
            """,
            new { work.BusinessId, today = work.Today })).Select(r => AmountView.Of(Money.OfMinor(r.Minor, Domain.Currency.Of(r.Currency))))];

    public static async Task<IReadOnlyList<AlertView>> AlertsAsync(Work work) =>
        [.. (await work.Session.ListAsync<AlertRow>(
            "select subject_id, state from outbox where business_id = @BusinessId and state in ('failed', 'uncertain') order by requested_at desc limit @most",
            new { work.BusinessId, most = MostAlerts })).Select(r => r.State == "failed"
                ? new AlertView("mail_failed", r.SubjectId, "The mail of this invoice could not be sent.")
                : new AlertView("mail_uncertain", r.SubjectId, "The mail of this invoice may or may not have been sent."))];

    private sealed class OverdueRow
    {
        public string Currency { get; init; } = "";

        public long Minor { get; init; }
    }

    private sealed class AlertRow
    {
        public string SubjectId { get; init; } = "";

        public string State { get; init; } = "";
    }
}
