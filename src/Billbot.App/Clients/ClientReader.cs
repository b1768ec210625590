using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.App.Paging;
using Billbot.Domain;

namespace Billbot.App.Clients;

/// <summary>Puts a client's view together.</summary>
internal static class ClientReader
{
    private const int RecentInvoices = 5;

    public static async Task<ClientView> ViewAsync(Work work, Client client, IReadOnlyList<WarningView>? warnings = null)
    {
        var balances = await ClientStore.BalancesAsync(work.Session, work.BusinessId, [client.Id]);
        var recent = await InvoiceListQuery.PageAsync(work.Session, work.BusinessId, new InvoiceFilter { Client = client.Id }, work.Today, Mark.Start, RecentInvoices);
        return new ClientView
        {
            Id = client.Id,
            Name = client.Name,
            Email = client.Email?.Value,
            Cc = [.. client.Cc.Select(c => c.Value)],
            Address = AddressView.Of(client.Address),
            Currency = client.CurrencyIn(work.Business).Code,
            Tax = new TaxView(client.TaxId, client.Tax.Category?.Word(), client.Tax.Rate?.ToString()),
            DueDays = client.DueDaysIn(work.Business),
            Rates = [.. client.Rates.Select(RateView.Of)],
            Balances = [.. balances.Select(b => b.ToView())],
            RecentInvoices = [.. recent.Select(r => r.ToView(work.Today))],
            Archived = client.Archived,
            Version = client.Version,
            Warnings = warnings ?? [],
        };
    }
}
