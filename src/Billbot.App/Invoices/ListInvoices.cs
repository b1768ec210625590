using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Paging;
using Billbot.Domain;

namespace Billbot.App.Invoices;

public sealed record ListInvoicesInput
{
    [Description("sent: issued and not yet due")]
    public InvoiceStatus? Status { get; init; }

    [Description("cl_ id or exact client name"), MaxLength(200)]
    public string? ClientId { get; init; }

    [Description("Issued on or after, YYYY-MM-DD")]
    public DateOnly? FromDate { get; init; }

    [Description("Issued on or before, YYYY-MM-DD")]
    public DateOnly? ToDate { get; init; }

    [Description("Part of name, email or number"), MaxLength(100)]
    public string? Query { get; init; }

    [Description("detailed: with lines, tax and payments")]
    public Detail? Detail { get; init; }

    [Description("Default 25, at most 100 concise, 20 detailed")]
    public int? Limit { get; init; }

    [Description("next_cursor of the previous page"), MaxLength(2000)]
    public string? Cursor { get; init; }
}

/// <summary>Invoices, newest first, with sums per currency. Refuses <c>invalid_cursor</c>, <c>out_of_range</c>, <c>dates_reversed</c>, <c>client_not_found</c>, <c>client_ambiguous</c>.</summary>
public sealed class ListInvoices(Doorway doorway, Cursors cursors) : UseCase<ListInvoicesInput, InvoicePage>(doorway)
{
    public override Operation Operation { get; } = new("list_invoices", Scope.InvoicesRead, Effect.Reads);

    protected override async Task<Result<InvoicePage>> HandleAsync(Work work, ListInvoicesInput input, CancellationToken cancel)
    {
        if (input.FromDate > input.ToDate)
            return PagingProblems.DatesReversed("/from_date");
        if (!(await InvoicePages.ClientAsync(work, input.ClientId)).Succeeded(out var client, out var problem))
            return problem;
        var filter = new InvoiceFilter
        {
            Status = input.Status is { } status ? AppJson.Name(status) : null,
            Client = client.Id,
            From = input.FromDate,
            To = input.ToDate,
            Text = string.IsNullOrEmpty(input.Query) ? null : FoldedText.Of(input.Query),
        };
        return await InvoicePages.ReadAsync(work, cursors, filter, input.Limit, input.Cursor, input.Detail);
    }
}

public sealed record ListOverdueInvoicesInput
{
    [Description("cl_ id or exact client name"), MaxLength(200)]
    public string? ClientId { get; init; }

    [Description("Days past due, or more"), Range(1, 36500)]
    public int? MinDaysOverdue { get; init; }

    [Description("As in list_invoices")]
    public Detail? Detail { get; init; }

    [Description("Default 25, at most 100 concise, 20 detailed")]
    public int? Limit { get; init; }

    [Description("next_cursor of the previous page"), MaxLength(2000)]
    public string? Cursor { get; init; }
}

/// <summary>Issued, unpaid, past due on the business's own date; oldest due date first. Refuses what <see cref="ListInvoices"/> refuses.</summary>
public sealed class ListOverdueInvoices(Doorway doorway, Cursors cursors) : UseCase<ListOverdueInvoicesInput, InvoicePage>(doorway)
{
    public override Operation Operation { get; } = new("list_overdue_invoices", Scope.InvoicesRead, Effect.Reads);

    protected override async Task<Result<InvoicePage>> HandleAsync(Work work, ListOverdueInvoicesInput input, CancellationToken cancel)
    {
        if (!(await InvoicePages.ClientAsync(work, input.ClientId)).Succeeded(out var client, out var problem))
            return problem;
        if (input.MinDaysOverdue is < 1 or > 36500)
            return PagingProblems.DaysOutOfRange;
        var filter = new InvoiceFilter { Status = "overdue", Client = client.Id, MinDaysOverdue = input.MinDaysOverdue, OldestDueFirst = true };
        return await InvoicePages.ReadAsync(work, cursors, filter, input.Limit, input.Cursor, input.Detail);
    }
}

/// <summary>Reads pages of invoices.</summary>
internal static class InvoicePages
{
    /// <summary>The client a list is narrowed to, if any.</summary>
    public static async Task<Result<OneOrAll>> ClientAsync(Work work, string? idOrName)
    {
        if (string.IsNullOrEmpty(idOrName))
            return new OneOrAll(null);
        return (await ClientFinder.FindAsync(work, idOrName)).Succeeded(out var client, out var problem) ? new OneOrAll(client.Id) : problem;
    }

    public static async Task<Result<InvoicePage>> ReadAsync(Work work, Cursors cursors, InvoiceFilter filter, int? limit, string? cursor, Detail? detail)
    {
        var detailed = detail == Detail.Detailed;
        if (!PageSize.Of(limit, detailed).Succeeded(out var size, out var problem))
            return problem;
        if (!cursors.Open(work.BusinessId, $"invoices|{filter.Digest}", cursor).Succeeded(out var mark, out problem))
            return problem;

        var found = await InvoiceListQuery.PageAsync(work.Session, work.BusinessId, filter, work.Today, mark, size + 1);
        var page = found.Take(size).ToList();
        var details = new List<InvoiceView>();
        foreach (var row in detailed ? page : [])
            details.Add(await InvoiceReader.FullViewAsync(work, await InvoiceStore.LoadAsync(work.Session, work.BusinessId, row.Id)));

        return new InvoicePage
        {
            Invoices = [.. page.Select(r => r.ToView(work.Today))],
            NextCursor = found.Count > size ? cursors.After(work.BusinessId, $"invoices|{filter.Digest}", SortKeyOf(page[^1], filter), page[^1].Id.Value) : null,
            Totals = await InvoiceListQuery.TotalsAsync(work.Session, work.BusinessId, filter, work.Today),
            Details = detailed ? details : null,
        };
    }

    private static string SortKeyOf(InvoiceListRow last, InvoiceFilter filter) =>
        (filter.OldestDueFirst ? last.DueOn!.Value : last.IssueOn).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    internal readonly record struct OneOrAll(ClientId? Id);
}
