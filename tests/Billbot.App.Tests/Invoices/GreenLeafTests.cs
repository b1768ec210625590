using Billbot.Testing;

namespace Billbot.App.Tests.Invoices;

/// <summary>The story that Billbot exists for.</summary>
public sealed class GreenLeafTests
{
    private static readonly object[] Lines =
    [
        new { description = "Website redesign — design work", quantity = 60, unit_price = 125.00m },
        new { description = "Stock photography", quantity = 1, unit_price = 500.00m },
    ];

    [Fact]
    public async Task An_agent_drafts_and_sends_the_invoice_of_the_redesign()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.GreenLeafAsync();

        var found = await office.Agent.AskAsync("list_clients", new { query = "greenleaf" });
        var client = found.Text("clients/0/id");
        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Lines, due_days = 30 });

        Assert.Equal("INV-2026-0001", draft.Text("number"));
        Assert.Equal("draft", draft.Text("status"));
        Assert.Equal("8000.00", draft.Text("total"));
        Assert.Equal("7500.00", draft.Text("line_items/0/net"));
        Assert.Equal("2026-04-08", draft.Text("due_date"));
        Assert.Empty(draft.Warnings);

        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = "INV-2026-0001", expected_total = 8000, expected_recipient = "billing@greenleaforganic.com" });

        Assert.Equal("queued", sent.Text("status"));
        Assert.Equal("billing@greenleaforganic.com", sent.Text("recipient"));
        Assert.Equal("sent", (await office.Agent.AskAsync("get_invoice", new { invoice_id = draft.Text("id") })).Text("status"));
    }

    [Fact]
    public async Task An_agreed_weekly_rate_prices_two_weeks()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Agent.AskAsync("create_client", new { name = "NovaTech", email = "ap@novatech.example", rates = new[] { new { name = "weekly", unit_price = 4000 } } });

        var seen = await office.Agent.AskAsync("get_client", new { client_id = "NovaTech" });
        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = "novatech", line_items = new[] { new { description = "Auth system rebuild", quantity = 2, rate = "weekly" } } });

        Assert.Equal("4000", seen.Text("rates/0/unit_price"));
        Assert.Equal("week", seen.Text("rates/0/unit"));
        Assert.Equal("8000.00", draft.Text("total"));
        Assert.Equal("week", draft.Text("line_items/0/unit"));
    }

    [Theory]
    [InlineData("Pacific/Honolulu", "2026-03-10T09:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-03-09T09:30:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-03-08T10:30:00Z")]
    public async Task The_due_date_follows_the_calendar_of_the_business(string zone, string instant)
    {
        await using var office = await TestOffice.OpenAsync(new { time_zone = zone }, DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture));
        var client = await office.GreenLeafAsync();

        var draft = await office.DraftAsync(client);

        Assert.Equal("2026-03-09", draft.Text("issue_date"));
        Assert.Equal("2026-04-08", draft.Text("due_date"));
    }
}
