using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Lists;

public sealed class OverdueTests
{
    [Theory]
    [InlineData("America/New_York", "2026-04-09T03:59:59Z", "2026-04-09T04:00:00Z")]
    [InlineData("Pacific/Honolulu", "2026-04-09T09:59:59Z", "2026-04-09T10:00:00Z")]
    [InlineData("Pacific/Kiritimati", "2026-04-08T09:59:59Z", "2026-04-08T10:00:00Z")]
    [InlineData("Europe/Berlin", "2026-04-08T21:59:59Z", "2026-04-08T22:00:00Z")]
    [InlineData("Asia/Kathmandu", "2026-04-08T18:14:59Z", "2026-04-08T18:15:00Z")]
    public async Task An_invoice_is_overdue_from_local_midnight_after_its_due_date(string zone, string before, string after)
    {
        await using var office = await TestOffice.OpenAsync(new { time_zone = zone }, At("2026-03-09T12:00:00Z"));
        var id = (await office.FreshIssuedAsync(await office.GreenLeafAsync(), 100, new { due_date = "2026-04-08" })).Text("invoice_id");

        office.Clock.Set(At(before));
        Assert.Equal("sent", (await office.Agent.AskAsync("get_invoice_status", new { invoice_id = id })).Text("status"));
        Assert.Equal(0, (await office.Agent.AskAsync("list_overdue_invoices", new { })).Count("invoices"));
        office.Clock.Set(At(after));
        Assert.Equal("overdue", (await office.Agent.AskAsync("get_invoice_status", new { invoice_id = id })).Text("status"));
        Assert.Equal(1, (await office.Agent.AskAsync("list_overdue_invoices", new { })).Number("invoices/0/days_overdue"));
        Assert.Equal("100.00", (await office.Agent.AskAsync("get_billing_context", new { })).Text("overdue/0/amount"));
    }

    [Fact]
    public async Task Overdue_invoices_come_oldest_due_date_first_over_all_pages()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        int[] days = [9, 3, 7, 3, 30, 0, 12, 3];
        foreach (var due in days)
            await office.FreshIssuedAsync(client, due + 1, new { due_days = due });
        office.Clock.Advance(TimeSpan.FromDays(20));

        var rows = await Walk.AllAsync(office.Agent, "list_overdue_invoices", new() { ["limit"] = 2 });

        Assert.Equal([20, 17, 17, 17, 13, 11, 8], rows.Select(r => r.GetProperty("days_overdue").GetInt32()));
        Assert.Equal(7, rows.Select(r => r.GetProperty("id").GetString()).Distinct().Count());
    }

    [Fact]
    public async Task A_least_number_of_days_and_a_client_narrow_the_list()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.Agent.AskAsync("create_client", new { name = "NovaTech", email = "ap@novatech.example" });
        await office.FreshIssuedAsync(client, 1, new { due_days = 0 });
        await office.FreshIssuedAsync("NovaTech", 2, new { due_days = 10 });
        office.Clock.Advance(TimeSpan.FromDays(14));

        Assert.Equal(2, (await office.Agent.AskAsync("list_overdue_invoices", new { min_days_overdue = 4 })).Count("invoices"));
        Assert.Equal(1, (await office.Agent.AskAsync("list_overdue_invoices", new { min_days_overdue = 5 })).Count("invoices"));
        Assert.Equal("NovaTech", (await office.Agent.AskAsync("list_overdue_invoices", new { client_id = "novatech" })).Text("invoices/0/client_name"));
        foreach (var wrong in new[] { 0, -1, int.MinValue, int.MaxValue })
            Assert.Equal("out_of_range", await office.Agent.RefusalCodeAsync("list_overdue_invoices", new { min_days_overdue = wrong }));
    }

    [Fact]
    public async Task What_is_paid_void_credited_or_still_a_draft_is_never_overdue()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var busy = await office.BusyAsync();
        office.Clock.Advance(TimeSpan.FromDays(365));

        var rows = await Walk.AllAsync(office.Agent, "list_overdue_invoices", []);

        Assert.Equal(new[] { busy.Partly, busy.Open }.Order(StringComparer.Ordinal), rows.Select(r => r.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
