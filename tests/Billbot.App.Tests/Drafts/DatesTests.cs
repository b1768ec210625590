using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Drafts;

public sealed class DatesTests
{
    [Fact]
    public async Task The_due_date_comes_from_the_call_else_the_client_else_the_business()
    {
        await using var office = await TestOffice.OpenAsync(new { due_days = 10 });
        var client = await office.GreenLeafAsync();

        Assert.Equal("2026-03-19", (await office.FreshDraftAsync(client)).Text("due_date"));
        await office.Agent.AskAsync("update_client", new { client_id = client, due_days = 20 });
        Assert.Equal("2026-03-29", (await office.FreshDraftAsync(client)).Text("due_date"));
        Assert.Equal("2026-03-09", (await office.FreshDraftAsync(client, 1, new { due_days = 0 })).Text("due_date"));
        Assert.Equal("2026-05-01", (await office.FreshDraftAsync(client, 1, new { due_date = "2026-05-01" })).Text("due_date"));
        Assert.Equal("2036-03-06", (await office.FreshDraftAsync(client, 1, new { due_days = 3650 })).Text("due_date"));
    }

    public static TheoryData<object, string> Wrong => new()
    {
        { new { due_days = 5, due_date = "2026-05-01" }, "conflicting_arguments" },
        { new { due_days = -1 }, "out_of_range" },
        { new { due_days = 3651 }, "out_of_range" },
        { new { due_date = "2026-03-08" }, "due_date_before_issue" },
        { new { due_date = "9999-12-31" }, "out_of_range" },
        { new { issue_date = "0001-01-01" }, "out_of_range" },
        { new { issue_date = "2025-03-08" }, "out_of_range" },
        { new { issue_date = "2027-03-10" }, "out_of_range" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task Dates_that_do_not_fit_are_refused(object dates, string code)
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var input = dates.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(dates));
        input["client_id"] = client;
        input["line_items"] = Stories.Line(1);

        Assert.Equal(code, await office.Agent.RefusalCodeAsync("create_invoice", input));
        Assert.Equal(0, Rows.Count(office, "number_register"));
    }

    [Fact]
    public async Task A_due_rule_moves_with_the_issue_date_and_a_fixed_date_stays()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var byRule = await office.FreshDraftAsync(client, 1, new { due_days = 30 });
        var fixedDate = await office.FreshDraftAsync(client, 1, new { due_date = "2026-06-01" });

        Assert.Equal("2026-05-01", (await office.Agent.AskAsync("update_invoice", new { invoice_id = byRule.Text("id"), issue_date = "2026-04-01" })).Text("due_date"));
        Assert.Equal("2026-06-01", (await office.Agent.AskAsync("update_invoice", new { invoice_id = fixedDate.Text("id"), issue_date = "2026-04-01" })).Text("due_date"));
        Assert.Equal("2026-04-08", (await office.Agent.AskAsync("update_invoice", new { invoice_id = fixedDate.Text("id"), due_days = 7 })).Text("due_date"));
    }

    [Fact]
    public async Task A_draft_without_number_and_date_is_dated_on_the_day_it_is_looked_at_and_sent()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "FR" });
        var client = await office.GreenLeafAsync();
        var draft = await office.DraftAsync(client);
        office.Clock.Advance(TimeSpan.FromDays(3));

        var seen = await office.Agent.AskAsync("get_invoice", new { invoice_id = draft.Text("id") });
        var listed = await office.Agent.AskAsync("list_invoices", new { status = "draft" });
        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") });

        Assert.Equal("2026-03-12", seen.Text("issue_date"));
        Assert.Equal("2026-04-11", seen.Text("due_date"));
        Assert.Equal("2026-03-12", listed.Text("invoices/0/issue_date"));
        Assert.Equal("2026-04-11", listed.Text("invoices/0/due_date"));
        Assert.Equal("2026-03-12", sent.Text("issue_date"));
        Assert.Equal("2026-04-11", sent.Text("due_date"));
    }

    [Fact]
    public async Task A_numbered_draft_keeps_its_date_and_the_send_points_that_out()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());
        office.Clock.Advance(TimeSpan.FromDays(3));

        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") });

        Assert.Equal("2026-03-09", sent.Text("issue_date"));
        Assert.Contains("issue_date_past", sent.Warnings);
    }

    [Fact]
    public async Task A_due_date_that_has_passed_stops_the_send_until_there_is_a_new_one()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());
        office.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal("due_date_passed", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = draft.Text("id") }));
        await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("id"), due_date = "2026-04-30" });
        Assert.Equal("queued", (await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") })).Text("status"));
    }
}
