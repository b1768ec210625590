using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Clients;

public sealed class UpdateClientTests
{
    [Fact]
    public async Task Only_what_is_given_changes_and_is_named()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var changed = await office.Agent.AskAsync("update_client", new { client_id = client, email = "ap@greenleaf.example", due_days = 14 });

        Assert.Equal("GreenLeaf Organic", changed.Text("name"));
        Assert.Equal("ap@greenleaf.example", changed.Text("email"));
        Assert.Equal(["/due_days", "/email"], changed.At("changed").EnumerateArray().Select(c => c.GetString()!).Order(StringComparer.Ordinal));
        Assert.Equal(2, changed.Number("version"));
    }

    [Fact]
    public async Task An_empty_text_clears_a_value()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.BerlinClientAsync();

        var changed = await office.Agent.AskAsync("update_client", new { client_id = client, email = "", address = new { line1 = "" } });

        Assert.False(changed.Has("email"));
        Assert.False(changed.Has("address/line1"));
        Assert.Equal("Berlin", changed.Text("address/city"));
        Assert.Equal(["no_email"], changed.Warnings);
    }

    [Fact]
    public async Task A_name_is_never_cleared()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        Assert.Equal("missing_argument", await office.Agent.RefusalCodeAsync("update_client", new { client_id = client, name = "" }));
    }

    [Fact]
    public async Task The_same_values_again_change_nothing_and_count_no_version()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var same = await office.Agent.AskAsync("update_client", new { client_id = client, name = "GreenLeaf Organic" });

        Assert.Equal(0, same.Count("changed"));
        Assert.Equal(1, same.Number("version"));
    }

    [Fact]
    public async Task A_change_based_on_an_old_state_is_refused_with_the_present_version()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.Agent.AskAsync("update_client", new { client_id = client, due_days = 7, version = 1 });

        var refusal = await office.Agent.RefusedAsync("update_client", new { client_id = client, due_days = 8, version = 1 });

        Assert.Equal("version_conflict", refusal.Code);
        Assert.Contains("now 2", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("get_client", refusal.Fix, StringComparison.Ordinal);
        Assert.Equal(7, (await office.Agent.AskAsync("get_client", new { client_id = client })).Number("due_days"));
    }

    [Fact]
    public async Task A_new_currency_needs_new_rates_where_there_are_any()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Agent.AskAsync("create_client", new { name = "NovaTech", rates = new[] { new { name = "weekly", unit_price = 4000 } } });

        Assert.Equal("rate_currency", await office.Agent.RefusalCodeAsync("update_client", new { client_id = "NovaTech", currency = "EUR" }));
        var changed = await office.Agent.AskAsync("update_client", new { client_id = "NovaTech", currency = "EUR", rates = new[] { new { name = "weekly", unit_price = 3600 } } });

        Assert.Equal("EUR", changed.Text("rates/0/currency"));
    }

    [Fact]
    public async Task A_new_currency_of_the_business_does_not_lock_clients_with_rates()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.Agent.AskAsync("create_client", new { name = "NovaTech", rates = new[] { new { name = "weekly", unit_price = 4000 } } });
        await office.Owner.AskAsync("update_business", new { currency = "EUR" });

        var changed = await office.Agent.AskAsync("update_client", new { client_id = "NovaTech", email = "ap@novatech.example" });

        Assert.Equal("ap@novatech.example", changed.Text("email"));
        Assert.Equal("USD", changed.Text("rates/0/currency"));
    }

    [Fact]
    public async Task An_empty_category_takes_the_tax_of_a_client_away()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        await office.Agent.AskAsync("update_client", new { client_id = client, tax = new { category = "standard", rate = 7 } });

        var cleared = await office.Agent.AskAsync("update_client", new { client_id = client, tax = new { category = "" } });

        Assert.False(cleared.Has("tax/category"));
        Assert.False(cleared.Has("tax/rate"));
    }

    [Fact]
    public async Task A_category_without_a_rate_drops_the_rate_there_was()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        await office.Agent.AskAsync("update_client", new { client_id = client, tax = new { rate = 7 } });

        var changed = await office.Agent.AskAsync("update_client", new { client_id = client, tax = new { category = "reverse_charge", tax_id = "ATU12345678" } });

        Assert.Equal("reverse_charge", changed.Text("tax/category"));
        Assert.Equal("ATU12345678", changed.Text("tax/tax_id"));
        Assert.False(changed.Has("tax/rate"));
    }

    [Fact]
    public async Task The_owner_sets_copies_language_and_reference_and_archives()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var changed = await office.Owner.AskAsync("set_client", new { client_id = client, cc = new[] { "boss@greenleaf.example" }, locale = "de-DE", buyer_reference = "PO-9", archived = true });

        Assert.Equal("boss@greenleaf.example", changed.Text("cc/0"));
        Assert.True(changed.Flag("archived"));
        Assert.Equal(0, (await office.Agent.AskAsync("list_clients", new { })).Count("clients"));
        Assert.Equal("locale_unknown", await office.Owner.RefusalCodeAsync("set_client", new { client_id = client, locale = "klingon" }));
        Assert.Equal("invalid_email", await office.Owner.RefusalCodeAsync("set_client", new { client_id = client, cc = new[] { "nobody" } }));
    }
}
