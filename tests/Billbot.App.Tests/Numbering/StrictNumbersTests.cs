using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Numbering;

/// <summary>Mode <c>on_send</c>: numbers in the order of issue dates, without a gap.</summary>
public sealed class StrictNumbersTests
{
    [Fact]
    public async Task A_draft_has_no_number_and_deleting_it_leaves_none()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "FR" });
        var client = await office.GreenLeafAsync();
        var draft = await office.DraftAsync(client, 1);

        var deleted = await office.Agent.AskAsync("delete_draft_invoice", new { invoice_id = draft.Text("id") });
        var sent = await office.IssuedAsync(client, 2);

        Assert.False(deleted.Has("number"));
        Assert.Equal("INV-2026-0001", sent.Text("number"));
        Assert.Equal(1, Rows.Count(office, "number_register"));
    }

    [Fact]
    public async Task A_refused_send_takes_no_number()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "FR" });
        var client = await office.GreenLeafAsync();
        var draft = await office.DraftAsync(client, 1);
        await office.Agent.RefusedAsync("send_invoice", new { invoice_id = draft.Text("id"), expected_total = 2 });

        Assert.Equal("INV-2026-0001", (await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") })).Text("number"));
    }

    [Fact]
    public async Task Dates_never_run_backwards_within_a_series()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "FR" });
        var client = await office.GreenLeafAsync();
        var early = await office.FreshDraftAsync(client, 1, new { issue_date = "2026-03-05" });
        await office.FreshIssuedAsync(client, 2);

        var refusal = await office.Agent.RefusedAsync("send_invoice", new { invoice_id = early.Text("id") });

        Assert.Equal("issue_date_before_last", refusal.Code);
        Assert.Contains("2026-03-09", refusal.Message, StringComparison.Ordinal);
        await office.Agent.AskAsync("update_invoice", new { invoice_id = early.Text("id"), issue_date = "2026-03-09" });
        Assert.Equal("INV-2026-0002", (await office.Agent.AskAsync("send_invoice", new { invoice_id = early.Text("id") })).Text("number"));
    }

    [Fact]
    public async Task Another_year_is_another_series_with_an_order_of_its_own()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "FR" }, new DateTimeOffset(2027, 1, 2, 15, 0, 0, TimeSpan.Zero));
        var client = await office.GreenLeafAsync();
        await office.FreshIssuedAsync(client, 1);

        Assert.Equal("INV-2026-0001", (await office.FreshIssuedAsync(client, 2, new { issue_date = "2026-12-30" })).Text("number"));
    }

    [Fact]
    public async Task No_invoice_is_dated_in_the_future()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "FR" });
        var draft = await office.FreshDraftAsync(await office.GreenLeafAsync(), 1, new { issue_date = "2026-03-10" });

        Assert.Equal("issue_date_in_future", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = draft.Text("id") }));
        office.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal("queued", (await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") })).Text("status"));
    }

    [Fact]
    public async Task Dates_ascend_with_numbers_however_sends_are_mixed()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "ES" });
        var client = await office.GreenLeafAsync();
        var dice = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            office.Clock.Advance(TimeSpan.FromHours(dice.Next(0, 30)));
            var given = dice.Next(2) == 0 ? null : office.Clock.GetUtcNow().AddDays(-dice.Next(0, 4)).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
            var draft = await office.FreshDraftAsync(client, 1 + i, new { issue_date = given });
            await office.Agent.CallAsync("send_invoice", new { invoice_id = draft.Text("id") });
        }

        var dates = Rows.Many<string>(office, "select cast(i.issue_on as text) from number_register r join invoice i on i.business_id = r.business_id and i.number = r.number order by r.period, r.seq");
        Assert.InRange(dates.Count, 20, 60);
        Assert.Equal(dates.Order(StringComparer.Ordinal), dates);
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }
}
