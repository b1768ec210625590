using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Clients;

public sealed class ListClientsTests
{
    [Fact]
    public async Task Clients_are_found_by_a_part_of_name_or_address_in_any_case()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.GreenLeafAsync();
        await office.Agent.AskAsync("create_client", new { name = "NovaTech", email = "ap@novatech.example" });

        Assert.Equal("GreenLeaf Organic", (await office.Agent.AskAsync("list_clients", new { query = "LEAF org" })).Text("clients/0/name"));
        Assert.Equal("NovaTech", (await office.Agent.AskAsync("list_clients", new { query = "AP@nova" })).Text("clients/0/name"));
        Assert.Equal(0, (await office.Agent.AskAsync("list_clients", new { query = "%" })).Count("clients"));
        Assert.Equal(2, (await office.Agent.AskAsync("list_clients", new { query = "" })).Count("clients"));
    }

    [Fact]
    public async Task A_row_says_what_is_owed_per_currency_and_when_was_billed_last()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.FreshIssuedAsync(client, 100);
        await office.FreshIssuedAsync(client, 50, new { currency = "EUR" });
        var paid = await office.FreshIssuedAsync(client, 70);
        await office.PayAsync(paid.Text("invoice_id"), 70);

        var row = (await office.Agent.AskAsync("list_clients", new { })).At("clients/0");

        Assert.Equal("""[{"amount":"50.00","currency":"EUR"},{"amount":"100.00","currency":"USD"}]""", row.GetProperty("outstanding").GetRawText());
        Assert.Equal("2026-03-09", row.GetProperty("last_invoice_date").GetString());
    }

    [Fact]
    public async Task Pages_walk_all_clients_once_newest_first()
    {
        await using var office = await TestOffice.OpenAsync();
        for (var i = 0; i < 23; i++)
        {
            office.Clock.Advance(TimeSpan.FromSeconds(1));
            await office.Agent.AskAsync("create_client", new { name = $"Client {i:00}" });
        }

        var seen = new List<string>();
        string? cursor = null;
        do
        {
            var page = await office.Agent.AskAsync("list_clients", new { limit = 5, cursor });
            seen.AddRange(page.At("clients").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));
            cursor = page.Has("next_cursor") ? page.Text("next_cursor") : null;
        }
        while (cursor is not null);

        Assert.Equal(Enumerable.Range(0, 23).Reverse().Select(i => $"Client {i:00}"), seen);
    }

    [Fact]
    public async Task A_detailed_list_has_the_whole_record_of_each()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.GreenLeafAsync();

        var page = await office.Agent.AskAsync("list_clients", new { detail = "detailed" });

        Assert.Equal("GreenLeaf Organic", page.Text("details/0/name"));
        Assert.Equal(30, page.Number("details/0/due_days"));
    }

    [Fact]
    public async Task A_limit_below_1_is_refused_and_one_above_100_is_cut()
    {
        await using var office = await TestOffice.OpenAsync();
        for (var i = 0; i < 101; i++)
            await office.Agent.AskAsync("create_client", new { name = $"Client {i}" });

        Assert.Equal("out_of_range", await office.Agent.RefusalCodeAsync("list_clients", new { limit = 0 }));
        Assert.Equal(100, (await office.Agent.AskAsync("list_clients", new { limit = 1_000_000_000 })).Count("clients"));
        Assert.Equal(20, (await office.Agent.AskAsync("list_clients", new { limit = 100, detail = "detailed" })).Count("details"));
        Assert.Equal(25, (await office.Agent.AskAsync("list_clients", new { })).Count("clients"));
    }
}
