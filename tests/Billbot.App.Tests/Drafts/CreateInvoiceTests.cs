using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Drafts;

public sealed class CreateInvoiceTests
{
    [Fact]
    public async Task The_same_lines_for_the_same_client_within_a_day_are_the_draft_there_is()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var first = await office.DraftAsync(client, 100);

        var again = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = new[] { new { description = "DESIGN  work", quantity = 1.0m, unit_price = 100.00m } }, notes = "other notes" });

        Assert.Equal(first.Text("id"), again.Text("id"));
        Assert.False(again.Flag("created"));
        Assert.Equal("possible_duplicate", again.Warnings[0]);
        Assert.Equal(1, Rows.Count(office, "number_register"));
    }

    [Fact]
    public async Task Another_price_client_currency_or_day_is_another_invoice()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.DraftAsync(client, 100);
        await office.Agent.AskAsync("create_client", new { name = "Other" });

        Assert.True((await office.DraftAsync(client, 101)).Flag("created"));
        Assert.True((await office.DraftAsync("Other", 100)).Flag("created"));
        Assert.True((await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(100), currency = "EUR" })).Flag("created"));
        office.Clock.Advance(TimeSpan.FromHours(24) + TimeSpan.FromSeconds(1));
        Assert.True((await office.DraftAsync(client, 100)).Flag("created"));
    }

    [Fact]
    public async Task What_was_sent_counts_as_the_same_what_was_deleted_or_voided_does_not()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var sent = await office.IssuedAsync(client, 100);
        Assert.Equal(sent.Text("invoice_id"), (await office.DraftAsync(client, 100)).Text("id"));

        await office.Agent.AskAsync("void_invoice", new { invoice_id = sent.Text("invoice_id"), reason = "Wrong" });
        var second = await office.DraftAsync(client, 100);
        Assert.True(second.Flag("created"));
        await office.Agent.AskAsync("delete_draft_invoice", new { invoice_id = second.Text("id") });
        Assert.True((await office.DraftAsync(client, 100)).Flag("created"));
    }

    [Fact]
    public async Task A_request_id_says_that_another_one_is_meant_and_the_answer_still_warns()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.DraftAsync(client, 100);
        var input = new { client_id = client, line_items = Stories.Line(100) };

        var warned = await office.Agent.AskAsync("create_invoice", input, requestId: "r-1");
        var meant = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(100), allow_duplicate = true }, requestId: "r-2");

        Assert.Equal(["possible_duplicate"], warned.Warnings);
        Assert.Empty(meant.Warnings);
        Assert.Equal("missing_argument", await office.Agent.RefusalCodeAsync("create_invoice", new { client_id = client, line_items = Stories.Line(100), allow_duplicate = true }));
    }

    [Fact]
    public async Task A_draft_without_lines_is_kept_with_a_warning_and_can_not_be_sent()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Array.Empty<object>() });
        var refusal = await office.Agent.RefusedAsync("send_invoice", new { invoice_id = draft.Text("id") });

        Assert.Equal(["no_lines"], draft.Warnings);
        Assert.Equal("0.00", draft.Text("total"));
        Assert.Equal("incomplete_invoice", refusal.Code);
        Assert.Contains("line_items", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_without_mail_is_warned_of_on_the_draft()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Agent.AskAsync("create_client", new { name = "Paper Only" });

        Assert.Equal(["no_email"], (await office.DraftAsync("Paper Only")).Warnings);
    }

    [Fact]
    public async Task A_price_that_differs_from_the_last_one_is_pointed_out()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var earlier = await office.FreshDraftAsync(client, 100);

        var changed = await office.FreshDraftAsync(client, 120);
        var same = await office.FreshDraftAsync(client, 120);
        var other = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(7, "Hosting") });

        Assert.Equal(["price_changed"], changed.Warnings);
        Assert.Contains($"Line 1 costs 120 USD; {earlier.Text("id")} had it at 100.", changed.At("warnings/0").GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("price_changed", same.Warnings);
        Assert.Empty(other.Warnings);
    }

    [Fact]
    public async Task Five_hundred_lines_are_an_invoice_and_one_more_is_refused()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        static object[] Lines(int count) => [.. Enumerable.Range(1, count).Select(i => new { description = $"Item {i}", unit_price = 1.01m })];

        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Lines(500) });

        Assert.Equal("505.00", draft.Text("total"));
        Assert.Equal("out_of_range", await office.Agent.RefusalCodeAsync("create_invoice", new { client_id = client, line_items = Lines(501) }));
    }

    [Fact]
    public async Task A_line_says_what_it_is_for_and_what_it_costs_once()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Agent.AskAsync("create_client", new { name = "NovaTech", rates = new[] { new { name = "weekly", unit_price = 4000 } } });

        var refusal = await office.Agent.RefusedAsync("create_invoice", new
        {
            client_id = "NovaTech",
            line_items = new object[]
            {
                new { description = "", unit_price = 1 },
                new { description = "no price" },
                new { description = "both", unit_price = 1, rate = "weekly" },
                new { description = "unknown", rate = "yearly" },
                new { description = "unit", unit_price = 1, unit = "furlong" },
            },
        });

        Assert.Equal(
            ["/line_items/0/description missing_argument", "/line_items/1/unit_price missing_argument", "/line_items/2/rate conflicting_arguments", "/line_items/3/rate rate_not_found", "/line_items/4/unit unit_unknown"],
            refusal.Errors.Select(e => $"{e.Field} {e.Code}"));
        Assert.Equal("weekly", refusal.Errors[3].Details!["candidates"]![0]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task An_agreed_rate_is_good_in_its_own_currency_only()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Agent.AskAsync("create_client", new { name = "NovaTech", rates = new[] { new { name = "weekly", unit_price = 4000 } } });

        Assert.Equal("rate_currency", await office.Agent.RefusalCodeAsync("create_invoice", new { client_id = "NovaTech", currency = "EUR", line_items = new[] { new { description = "a", rate = "weekly" } } }));
    }

    [Fact]
    public async Task Defaults_that_were_taken_are_named()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "FR" });
        await office.Agent.AskAsync("create_client", new { name = "Plain" });

        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = "Plain", line_items = Stories.Line(1) });

        Assert.Equal(2, draft.Count("assumptions"));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, draft.At("number").ValueKind);
    }
}
