using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Sending;

public sealed class SendInvoiceTests
{
    [Theory]
    [InlineData(8000)]
    [InlineData(8000.0)]
    public async Task Pins_that_match_let_the_invoice_go(double total)
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync(), 8000);

        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id"), expected_total = (decimal)total, expected_recipient = "billing@GreenLeafOrganic.COM" });

        Assert.Equal("queued", sent.Text("status"));
        Assert.Equal("sent", sent.Text("invoice_status"));
        Assert.Equal(1, sent.Number("delivery/send_number"));
        Assert.Contains("mail_stays_here", sent.Warnings);
    }

    [Theory]
    [InlineData(8000.01, null, "total_mismatch")]
    [InlineData(-8000.0, null, "total_mismatch")]
    [InlineData(8000.001, null, "too_many_decimals")]
    [InlineData(null, "Billing@greenleaforganic.com", "recipient_mismatch")]
    [InlineData(null, "billing@greenleaf.example", "recipient_mismatch")]
    [InlineData(null, "not an address", "recipient_mismatch")]
    public async Task A_pin_that_does_not_match_stops_everything(double? total, string? recipient, string code)
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync(), 8000);
        var before = Rows.All(office);

        Assert.Equal(code, await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = draft.Text("id"), expected_total = (decimal?)total, expected_recipient = recipient }));
        Assert.Equal(before, Rows.All(office));
    }

    [Fact]
    public async Task A_mismatch_shows_the_real_values_in_details()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync(), 8000);

        var total = await office.Agent.RefusedAsync("send_invoice", new { invoice_id = draft.Text("id"), expected_total = 1 });
        var recipient = await office.Agent.RefusedAsync("send_invoice", new { invoice_id = draft.Text("id"), expected_recipient = "a@b.example" });

        Assert.Equal("8000.00", total.Details!["total"]!.GetValue<string>());
        Assert.Equal("billing@greenleaforganic.com", recipient.Details!["recipient"]!.GetValue<string>());
    }

    [Fact]
    public async Task Everything_that_is_missing_is_named_at_once_with_the_command_that_adds_it()
    {
        await using var office = await TestOffice.OpenAsync(new { name = "", email = "", country = "", tax_system = "vat", tax_rate = 20 });
        await office.Agent.AskAsync("create_client", new { name = "Bare" });
        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = "Bare", line_items = Array.Empty<object>() });

        var refusal = await office.Agent.RefusedAsync("send_invoice", new { invoice_id = draft.Text("id") });

        Assert.Equal("incomplete_invoice", refusal.Code);
        foreach (var flag in new[] { "--name", "--country", "--email", "--address", "--vat-id" })
            Assert.Contains(flag, refusal.Fix, StringComparison.Ordinal);
        Assert.Contains("billbot business set", refusal.Fix, StringComparison.Ordinal);
        Assert.Equal(
            ["business.address", "business.country", "business.email", "business.name", "business.vat-id", "client.address", "client.address.country", "line_items"],
            refusal.Details!["missing"]!.AsArray().Select(m => m!["field"]!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(["address", "country", "email", "name", "vat-id"], (await office.Agent.AskAsync("get_billing_context", new { })).At("missing_for_sending").EnumerateArray().Select(m => m.GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_client_without_mail_is_said_to_lack_it()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Agent.AskAsync("create_client", new { name = "Paper Only" });
        var draft = await office.DraftAsync("Paper Only");

        var refusal = await office.Agent.RefusedAsync("send_invoice", new { invoice_id = draft.Text("id") });

        Assert.Equal("client_has_no_email", refusal.Code);
        Assert.Contains("update_client", refusal.Fix, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_was_archived_meanwhile_gets_nothing()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());
        await office.Owner.AskAsync("set_client", new { client_id = "GreenLeaf Organic", archived = true });

        Assert.Equal("client_archived", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = draft.Text("id") }));
    }

    [Fact]
    public async Task What_was_sent_is_not_sent_again_unless_that_is_meant()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");

        var again = await office.Agent.AskAsync("send_invoice", new { invoice_id = id });

        Assert.Equal("already_sent", again.Text("status"));
        Assert.Equal(["already_sent"], again.Warnings);
        Assert.Equal(1, Rows.Count(office, "outbox"));
        Assert.Equal("missing_argument", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = id, resend = true }));

        var second = await office.Agent.AskAsync("send_invoice", new { invoice_id = id, resend = true }, requestId: "again");
        var repeated = await office.Agent.AskAsync("send_invoice", new { invoice_id = id, resend = true }, requestId: "again");

        Assert.Equal(2, second.Number("delivery/send_number"));
        Assert.True(repeated.Replayed);
        Assert.Equal([1, 2], Rows.Many<int>(office, "select send_number from outbox order by send_number"));
        Assert.Equal(1, Rows.Count(office, "number_register"));
    }

    [Fact]
    public async Task A_resend_is_held_against_the_same_pins()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");

        Assert.Equal("total_mismatch", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = id, resend = true, expected_total = 1 }, "r-1"));
        Assert.Equal(1, Rows.Count(office, "outbox"));
    }

    [Fact]
    public async Task A_void_invoice_is_not_sent()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong" });

        Assert.Equal("invoice_void", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = id, resend = true }, "r-1"));
        Assert.Equal("invoice_void", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = id }));
    }

    [Fact]
    public async Task Sixty_four_sends_of_one_invoice_issue_it_once_and_queue_one_mail()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") }))));

        Assert.Equal(1, answers.Count(a => a.Text("status") == "queued"));
        Assert.Equal(63, answers.Count(a => a.Text("status") == "already_sent"));
        Assert.Equal(1, Rows.Count(office, "outbox"));
        Assert.Equal(1, Rows.Count(office, "invoice_snapshot"));
    }

    [Fact]
    public async Task The_mail_goes_to_the_clients_own_addresses_only()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.Owner.AskAsync("set_client", new { client_id = client, cc = new[] { "boss@greenleaf.example" } });

        await office.FreshIssuedAsync(client);

        Assert.Equal("""["billing@greenleaforganic.com","boss@greenleaf.example"]""", Rows.One<string>(office, "select recipients from outbox"));
        Assert.Equal("me@juniper.example", Rows.One<string>(office, "select envelope_from from outbox"));
    }
}
