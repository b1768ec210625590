using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Drafts;

public sealed class AmountsTests
{
    [Theory]
    [InlineData("JPY", "3", "333.5", "1001")]
    [InlineData("KWD", "1.5", "10.3335", "15.500")]
    [InlineData("USD", "1", "2.675", "2.68")]
    [InlineData("USD", "3", "33.333", "100.00")]
    [InlineData("USD", "1", "0.005", "0.01")]
    [InlineData("USD", "12345678.9", "1", "12345678.90")]
    public async Task A_line_is_rounded_to_the_decimals_of_its_currency(string currency, string quantity, string price, string net)
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = client, currency, line_items = new[] { new { description = "a", quantity = Decimal(quantity), unit_price = Decimal(price) } } });

        Assert.Equal(net, draft.Text("line_items/0/net"));
        Assert.Equal(net, draft.Text("total"));
        Assert.Equal(currency, draft.Text("currency"));
    }

    [Theory]
    [InlineData("0", "1", "out_of_range", "/line_items/0/quantity")]
    [InlineData("1", "-1", "out_of_range", "/line_items/0/unit_price")]
    [InlineData("0.0000001", "1", "too_many_decimals", "/line_items/0/quantity")]
    [InlineData("1", "1.0000001", "too_many_decimals", "/line_items/0/unit_price")]
    [InlineData("10000000000000", "1", "out_of_range", "/line_items/0/quantity")]
    [InlineData("1", "1000000000000000", "out_of_range", "/line_items/0/unit_price")]
    [InlineData("1", "79228162514264337593543950335", "out_of_range", "/line_items/0/unit_price")]
    public async Task A_figure_beyond_its_limits_is_refused_and_never_rounded(string quantity, string price, string code, string field)
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var refusal = await office.Agent.RefusedAsync("create_invoice", new { client_id = client, line_items = new[] { new { description = "a", quantity = Decimal(quantity), unit_price = Decimal(price) } } });

        Assert.Equal(code, Assert.Single(refusal.Errors).Code);
        Assert.Equal(field, refusal.Field);
    }

    [Fact]
    public async Task The_largest_amount_is_kept_exactly_and_one_more_is_refused()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        object Input(decimal price) => new { client_id = client, line_items = Stories.Line(price) };

        Assert.Equal("10000000000000.00", (await office.Agent.AskAsync("create_invoice", Input(10_000_000_000_000m))).Text("total"));
        Assert.Equal("amount_too_large", await office.Agent.RefusalCodeAsync("create_invoice", Input(10_000_000_000_001m)));
        Assert.Equal("amount_too_large", await office.Agent.RefusalCodeAsync("create_invoice", new { client_id = client, line_items = new[] { new { description = "a", quantity = 999_999_999.9999m, unit_price = 1_000_000 } } }));
        Assert.Equal("amount_too_large", await office.Agent.RefusalCodeAsync("create_invoice", new { client_id = client, line_items = new object[] { new { description = "a", unit_price = 10_000_000_000_000m }, new { description = "b", unit_price = 0.01m } } }));
    }

    [Fact]
    public async Task A_negative_quantity_is_a_deduction_and_a_negative_total_is_not_sent()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var good = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = new object[] { new { description = "a", unit_price = 85 }, new { description = "b", quantity = -1, unit_price = 75 } } });
        var bad = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = new[] { new { description = "b", quantity = -1, unit_price = 75 } } });

        Assert.Equal("10.00", good.Text("total"));
        Assert.Equal("negative_total", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = bad.Text("id") }));
    }

    [Theory]
    [InlineData("7.5", "184.91", "7.5")]
    [InlineData("100", "0.00", "100")]
    public async Task A_discount_is_taken_off_the_rounded_line(string percent, string net, string shown)
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = new[] { new { description = "a", quantity = 10, unit_price = 19.99m, discount_percent = Decimal(percent) } } });

        Assert.Equal(net, draft.Text("line_items/0/net"));
        Assert.Equal(shown, draft.Text("line_items/0/discount_percent"));
    }

    [Theory]
    [InlineData("usd")]
    [InlineData("USDT")]
    [InlineData("XXX")]
    [InlineData("€")]
    public async Task A_currency_that_is_none_is_refused(string currency)
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        Assert.Contains(await office.Agent.RefusalCodeAsync("create_invoice", new { client_id = client, line_items = Stories.Line(1), currency }), new[] { "currency_unknown", "out_of_range" });
    }

    private static decimal Decimal(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
