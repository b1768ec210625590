using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Drafts;

/// <summary>Which tax a line gets: its own, else the client's, else the business's.</summary>
public sealed class TaxTests
{
    [Fact]
    public async Task A_line_follows_itself_then_its_client_then_the_business()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        async Task<string> RateAsync(object line) =>
            (await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = new[] { line } }, dryRun: true)).Text("line_items/0/tax_rate");

        Assert.Equal("19", await RateAsync(new { description = "a", unit_price = 1 }));
        await office.Agent.AskAsync("update_client", new { client_id = client, tax = new { rate = 7 } });
        Assert.Equal("7", await RateAsync(new { description = "a", unit_price = 1 }));
        Assert.Equal("5.5", await RateAsync(new { description = "a", unit_price = 1, tax_rate = 5.5m }));
        Assert.Equal("7", await RateAsync(new { description = "a", unit_price = 1, tax_category = "standard" }));
        Assert.Equal("0", await RateAsync(new { description = "a", unit_price = 1, tax_rate = 0 }));
    }

    [Fact]
    public async Task Tax_is_rounded_once_per_rate_and_added_up()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();

        var draft = await office.Agent.AskAsync("create_invoice", new
        {
            client_id = client,
            line_items = new object[] { new { description = "a", unit_price = 55.55m, tax_rate = 23 }, new { description = "b", unit_price = 11.11m, tax_rate = 23 }, new { description = "c", unit_price = 100, tax_rate = 7 } },
        });

        Assert.Equal("22.33", draft.Text("tax_total"));
        Assert.Equal("188.99", draft.Text("total"));
        Assert.Equal(["15.33", "7.00"], draft.At("taxes").EnumerateArray().Select(t => t.GetProperty("tax").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Without_a_tax_system_nothing_is_charged_and_no_tax_is_shown()
    {
        await using var office = await TestOffice.OpenAsync();

        var draft = await office.DraftAsync(await office.GreenLeafAsync());

        Assert.Equal("outside_scope", draft.Text("line_items/0/tax_category"));
        Assert.Equal(0, draft.Count("taxes"));
        Assert.Equal("0.00", draft.Text("tax_total"));
    }

    [Fact]
    public async Task A_rate_without_a_tax_system_warns_on_the_draft_and_stops_the_send()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = new[] { new { description = "a", unit_price = 100, tax_rate = 19 } } });
        var refusal = await office.Agent.RefusedAsync("send_invoice", new { invoice_id = draft.Text("id") });

        Assert.Equal(["tax_hint"], draft.Warnings);
        Assert.Equal("tax_without_system", refusal.Code);
        Assert.Contains("--tax-system", refusal.Fix, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("sales_tax", 8.875, "108.88")]
    [InlineData("gst", 18, "118.00")]
    public async Task Sales_tax_and_gst_charge_the_rate_of_the_business(string system, double rate, string total)
    {
        await using var office = await TestOffice.OpenAsync(new { tax_system = system, tax_rate = rate });

        var draft = await office.DraftAsync(await office.GreenLeafAsync());

        Assert.Equal(total, draft.Text("total"));
    }

    [Fact]
    public async Task A_business_with_a_tax_system_and_no_rate_asks_for_the_rate()
    {
        await using var office = await TestOffice.OpenAsync(new { tax_system = "vat" });
        var client = await office.GreenLeafAsync();

        var refusal = await office.Agent.RefusedAsync("create_invoice", new { client_id = client, line_items = Stories.Line(1) });

        Assert.Equal("tax_rate_missing", Assert.Single(refusal.Errors).Code);
        Assert.Equal("/line_items/0/tax_rate", refusal.Field);
    }

    [Theory]
    [InlineData("tax_rate", -1, "out_of_range")]
    [InlineData("tax_rate", 101, "out_of_range")]
    [InlineData("tax_rate", 19.99999, "too_many_decimals")]
    [InlineData("tax_category", "imaginary", "tax_category_unknown")]
    public async Task A_tax_that_is_none_is_refused(string field, object value, string code)
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();

        var refusal = await office.Agent.RefusedAsync("create_invoice", new
        {
            client_id = client,
            line_items = new[] { new Dictionary<string, object> { ["description"] = "a", ["unit_price"] = 1, [field] = value } },
        });

        Assert.Equal(code, refusal.Errors[0].Code);
    }

    [Fact]
    public async Task A_category_that_has_no_rate_refuses_one()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();

        Assert.Equal("tax_rate_not_allowed", await office.Agent.RefusalCodeAsync("create_invoice", new { client_id = client, line_items = new[] { new { description = "a", unit_price = 1, tax_category = "reverse_charge", tax_rate = 19 } } }));
    }

    [Fact]
    public async Task Lines_outside_the_scope_do_not_stand_beside_taxed_ones()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();

        Assert.Equal("tax_groups_conflict", await office.Agent.RefusalCodeAsync("create_invoice", new
        {
            client_id = client,
            line_items = new object[] { new { description = "a", unit_price = 1 }, new { description = "b", unit_price = 1, tax_category = "outside_scope" } },
        }));
    }

    [Fact]
    public async Task A_business_of_another_eu_country_hints_at_reverse_charge_and_changes_nothing()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        await office.Agent.AskAsync("create_client", new { name = "Wien", email = "a@wien.example", address = new { city = "Wien", country = "AT" }, tax = new { tax_id = "ATU12345678" } });

        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = "Wien", line_items = Stories.Line(100) });

        Assert.Equal(["tax_hint"], draft.Warnings);
        Assert.Equal("119.00", draft.Text("total"));
    }
}
