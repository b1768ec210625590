using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.App.Paging;
using Billbot.Domain;

namespace Billbot.App.Clients;

public sealed record ListClientsInput
{
    [Description("Part of name, email or number"), MaxLength(100)]
    public string? Query { get; init; }

    [Description("detailed: all fields")]
    public Detail? Detail { get; init; }

    [Description("Default 25, at most 100")]
    public int? Limit { get; init; }

    [Description("next_cursor of the previous page"), MaxLength(2000)]
    public string? Cursor { get; init; }
}

/// <summary>Clients in use, newest first. Refuses <c>invalid_cursor</c>, <c>out_of_range</c>.</summary>
public sealed class ListClients(Doorway doorway, Cursors cursors) : UseCase<ListClientsInput, ClientPage>(doorway)
{
    public override Operation Operation { get; } = new("list_clients", Scope.ClientsRead, Effect.Reads);

    protected override async Task<Result<ClientPage>> HandleAsync(Work work, ListClientsInput input, CancellationToken cancel)
    {
        var detailed = input.Detail == Detail.Detailed;
        var text = string.IsNullOrEmpty(input.Query) ? null : FoldedText.Of(input.Query);
        if (!PageSize.Of(input.Limit, detailed).Succeeded(out var size, out var problem))
            return problem;
        if (!cursors.Open(work.BusinessId, $"clients|{text}", input.Cursor).Succeeded(out var mark, out problem))
            return problem;

        var found = await ClientStore.PageAsync(work.Session, work.BusinessId, text, mark, size + 1);
        var page = found.Take(size).ToList();
        var ids = page.ConvertAll(c => c.Id);
        var balances = (await ClientStore.BalancesAsync(work.Session, work.BusinessId, ids)).ToLookup(b => b.ClientId);
        var last = await ClientStore.LastInvoicesAsync(work.Session, work.BusinessId, ids);
        var details = new List<ClientView>();
        foreach (var client in detailed ? page : [])
            details.Add(await ClientReader.ViewAsync(work, client));

        return new ClientPage(
            [.. page.Select(c => new ClientRow
            {
                Id = c.Id,
                Name = c.Name,
                Email = c.Email?.Value,
                Currency = c.CurrencyIn(work.Business).Code,
                Outstanding = [.. balances[c.Id].Select(b => b.ToView())],
                LastInvoiceDate = last.TryGetValue(c.Id, out var on) ? on : null,
            })],
            found.Count > size ? cursors.After(work.BusinessId, $"clients|{text}", "", page[^1].Id.Value) : null)
        {
            Details = detailed ? details : null,
        };
    }
}
