using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Door;

public sealed class DryRunTests
{
    [Fact]
    public async Task A_dry_run_of_any_operation_leaves_every_row_as_it_was()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var busy = await office.BusyAsync();
        var key = (await office.Owner.AskAsync("create_key", new { name = "k" })).Text("id");
        var before = Rows.All(office);

        await office.Agent.AskAsync("create_client", new { name = "New" }, dryRun: true);
        await office.Agent.AskAsync("update_client", new { client_id = busy.Client, email = "new@spree.example" }, dryRun: true);
        await office.Agent.AskAsync("create_invoice", new { client_id = busy.Client, line_items = Stories.Line(1) }, dryRun: true, requestId: "r-1");
        await office.Agent.AskAsync("update_invoice", new { invoice_id = busy.Draft, issue_date = "2027-01-02", notes = "later" }, dryRun: true);
        await office.Agent.AskAsync("delete_draft_invoice", new { invoice_id = busy.Draft }, dryRun: true);
        await office.Agent.AskAsync("send_invoice", new { invoice_id = busy.Draft }, dryRun: true);
        await office.Agent.AskAsync("send_invoice", new { invoice_id = busy.Open, resend = true }, dryRun: true, requestId: "r-2");
        await office.Agent.AskAsync("void_invoice", new { invoice_id = busy.Open, reason = "Trial" }, dryRun: true);
        await office.Agent.AskAsync("record_payment", new { invoice_id = busy.Open, amount = 10 }, dryRun: true);
        await office.Owner.AskAsync("update_business", new { phone = "+49 30 1" }, dryRun: true);
        await office.Owner.AskAsync("create_business", new { name = "Another" }, dryRun: true);
        await office.Owner.AskAsync("create_key", new { name = "other" }, dryRun: true);
        await office.Owner.AskAsync("revoke_key", new { key_id = key }, dryRun: true);
        await office.Owner.AskAsync("set_client", new { client_id = busy.Client, archived = true }, dryRun: true);

        Assert.Equal(before, Rows.All(office));
    }

    [Theory]
    [InlineData("US")]
    [InlineData("FR")]
    public async Task A_dry_run_of_create_shows_a_number_that_is_not_taken(string country)
    {
        await using var office = await TestOffice.OpenAsync(new { country });
        var client = await office.GreenLeafAsync();

        var preview = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(10) }, dryRun: true);
        var again = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(20) }, dryRun: true);

        Assert.Equal("INV-2026-0001", preview.Text("number"));
        Assert.Equal("INV-2026-0001", again.Text("number"));
        Assert.False(preview.Has("id"));
        Assert.Equal("10.00", preview.Text("total"));
    }

    [Fact]
    public async Task A_dry_run_refuses_what_the_call_itself_would_refuse()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var draft = await office.DraftAsync(client);

        var refusal = (await office.Agent.CallAsync("send_invoice", new { invoice_id = draft.Text("id"), expected_total = 99 }, dryRun: true)).Refusal;

        Assert.Equal("total_mismatch", refusal?.Code);
    }

    [Fact]
    public async Task A_dry_run_of_a_send_says_so_and_speaks_of_no_delivery()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());

        var trial = await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") }, dryRun: true);

        Assert.Equal("dry_run", trial.Text("status"));
        Assert.Equal("billing@greenleaforganic.com", trial.Text("recipient"));
        Assert.False(trial.Has("delivery"));
        Assert.Equal("draft", (await office.Agent.AskAsync("get_invoice", new { invoice_id = draft.Text("id") })).Text("status"));
    }

    [Fact]
    public async Task A_dry_run_takes_no_request_id_so_that_the_call_itself_still_counts()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var input = new { client_id = client, line_items = Stories.Line(10) };

        await office.Agent.AskAsync("create_invoice", input, requestId: "job-1", dryRun: true);
        var made = await office.Agent.AskAsync("create_invoice", input, requestId: "job-1");

        Assert.False(made.Replayed);
        Assert.True(made.Flag("created"));
    }

    [Fact]
    public async Task A_dry_run_of_a_new_key_shows_no_key_that_would_open_nothing()
    {
        await using var office = await TestOffice.OpenAsync();

        var trial = await office.Owner.AskAsync("create_key", new { name = "k" }, dryRun: true);

        Assert.False(trial.Has("key"));
    }
}
