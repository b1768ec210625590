using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Clients;

public sealed class CreateClientTests
{
    [Fact]
    public async Task A_new_client_has_what_was_said_and_the_defaults_of_the_business()
    {
        await using var office = await TestOffice.OpenAsync();

        var made = await office.Agent.AskAsync("create_client", new
        {
            name = "NovaTech",
            email = "ap@NovaTech.example",
            address = new { line1 = "1 Main St", city = "Austin", region = "TX", postal_code = "78701", country = "US" },
            due_days = 14,
            rates = new[] { new { name = "weekly", unit_price = 4000 } },
        });

        Assert.True(made.Flag("created"));
        Assert.Equal("USD", made.Text("currency"));
        Assert.Equal(14, made.Number("due_days"));
        Assert.Equal("Austin", made.Text("address/city"));
        Assert.Equal("ap@novatech.example", made.Text("email"));
        Assert.Equal("week", made.Text("rates/0/unit"));
        Assert.Equal(1, made.Number("version"));
        Assert.Empty(made.Warnings);
    }

    [Fact]
    public async Task A_client_without_an_address_for_mail_can_be_added_with_a_warning()
    {
        await using var office = await TestOffice.OpenAsync();

        Assert.Equal(["no_email"], (await office.Agent.AskAsync("create_client", new { name = "Paper Only" })).Warnings);
    }

    [Theory]
    [InlineData("GREENLEAF  organic", "other@else.example")]
    [InlineData("Somebody Else", "billing@GREENLEAFORGANIC.com")]
    public async Task The_same_name_or_address_gives_the_client_there_is(string name, string email)
    {
        await using var office = await TestOffice.OpenAsync();
        var first = await office.GreenLeafAsync();

        var again = await office.Agent.AskAsync("create_client", new { name, email });

        Assert.False(again.Flag("created"));
        Assert.Equal(first, again.Text("id"));
        Assert.Contains("possible_duplicate", again.Warnings);
        Assert.Equal(1, Rows.Count(office, "client"));
    }

    [Fact]
    public async Task A_duplicate_that_is_meant_needs_a_request_id_and_is_added()
    {
        await using var office = await TestOffice.OpenAsync();
        var first = await office.GreenLeafAsync();
        var input = new { name = "GreenLeaf Organic", allow_duplicate = true };

        Assert.Equal("missing_argument", await office.Agent.RefusalCodeAsync("create_client", input));
        var second = await office.Agent.AskAsync("create_client", input, requestId: "second");

        Assert.True(second.Flag("created"));
        Assert.NotEqual(first, second.Text("id"));
    }

    [Fact]
    public async Task An_archived_client_does_not_stand_in_the_way_of_a_new_one()
    {
        await using var office = await TestOffice.OpenAsync();
        var first = await office.GreenLeafAsync();
        await office.Owner.AskAsync("set_client", new { client_id = first, archived = true });

        var second = await office.Agent.AskAsync("create_client", new { name = "GreenLeaf Organic", email = "billing@greenleaforganic.com" });

        Assert.True(second.Flag("created"));
        Assert.Equal(second.Text("id"), (await office.Agent.AskAsync("get_client", new { client_id = "greenleaf organic" })).Text("id"));
    }

    [Theory]
    [InlineData("email", "a@b, c@d.test", "invalid_email", "/email")]
    [InlineData("email", "\"x y\"@d.test", "invalid_email", "/email")]
    [InlineData("email", "a@[127.0.0.1]", "invalid_email", "/email")]
    [InlineData("email", "<a@b.test>", "invalid_email", "/email")]
    [InlineData("currency", "usd", "currency_unknown", "/currency")]
    [InlineData("currency", "XXX", "currency_unknown", "/currency")]
    [InlineData("due_days", -1, "out_of_range", "/due_days")]
    [InlineData("due_days", 3651, "out_of_range", "/due_days")]
    public async Task A_value_that_is_none_is_refused_with_its_place(string field, object value, string code, string at)
    {
        await using var office = await TestOffice.OpenAsync();

        var refusal = await office.Agent.RefusedAsync("create_client", new Dictionary<string, object> { ["name"] = "X", [field] = value });

        Assert.Equal(code, Assert.Single(refusal.Errors).Code);
        Assert.Equal(at, refusal.Field);
        Assert.Equal(0, Rows.Count(office, "client"));
    }

    [Fact]
    public async Task Nested_values_are_refused_with_their_whole_path()
    {
        await using var office = await TestOffice.OpenAsync();

        var refusal = await office.Agent.RefusedAsync("create_client", new
        {
            name = "X",
            address = new { country = "XQ" },
            tax = new { tax_id = "DE12", rate = 101 },
            rates = new object[] { new { name = "hourly", unit_price = 1.0000001m }, new { name = "by the ell", unit = "ell", unit_price = 5 } },
        });

        Assert.Equal(
            ["/address/country country_unknown", "/rates/0/unit_price too_many_decimals", "/rates/1/unit unit_unknown", "/tax/rate out_of_range", "/tax/tax_id invalid_tax_id"],
            refusal.Errors.Select(e => $"{e.Field} {e.Code}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_client_has_at_most_20_rates_of_different_names()
    {
        await using var office = await TestOffice.OpenAsync();
        static object[] Rates(int count) => [.. Enumerable.Range(0, count).Select(i => new { name = $"rate {i}", unit_price = i })];

        Assert.Equal("out_of_range", await office.Agent.RefusalCodeAsync("create_client", new { name = "A", rates = Rates(21) }));
        Assert.Equal("rate_ambiguous", await office.Agent.RefusalCodeAsync("create_client", new { name = "A", rates = new[] { new { name = "Day", unit_price = 1 }, new { name = "day", unit_price = 2 } } }));
        Assert.Equal(20, (await office.Agent.AskAsync("create_client", new { name = "A", rates = Rates(20) })).Count("rates"));
    }
}
