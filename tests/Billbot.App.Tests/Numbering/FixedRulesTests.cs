using Billbot.Testing;

namespace Billbot.App.Tests.Numbering;

/// <summary>Once a number is taken, nothing but the owner changes the rules it was made by.</summary>
public sealed class FixedRulesTests
{
    [Theory]
    [InlineData("FR")]
    [InlineData("IN")]
    public async Task A_later_country_does_not_move_the_rules(string country)
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.DraftAsync(client, 1);

        var moved = await office.Owner.AskAsync("update_business", new { country });

        Assert.Equal("on_create", moved.Text("numbering/mode"));
        Assert.Equal("01-01", moved.Text("fiscal_year_start"));
        Assert.Equal("INV-2026-0002", (await office.DraftAsync(client, 2)).Text("number"));
    }

    [Fact]
    public async Task A_pattern_that_another_country_would_not_take_does_not_lock_the_business()
    {
        await using var office = await TestOffice.OpenAsync(new { numbering = new { invoice_pattern = "Rechnung_{yyyy}_{seq:00000}" } });
        await office.DraftAsync(await office.GreenLeafAsync());

        Assert.Equal("IN", (await office.Owner.AskAsync("update_business", new { country = "IN" })).Text("country"));
    }

    [Fact]
    public async Task The_same_rules_again_are_no_change()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.DraftAsync(await office.GreenLeafAsync());

        var same = await office.Owner.AskAsync("update_business", new { numbering = new { mode = "on_create", invoice_pattern = "INV-{yyyy}-{seq:0000}" }, fiscal_year_start = "01-01" });

        Assert.Equal("on_create", same.Text("numbering/mode"));
    }

    [Theory]
    [InlineData("INV-{seq}", "invalid_pattern")]
    [InlineData("INV", "invalid_pattern")]
    [InlineData("INV-{mm}-{seq:00}", "invalid_pattern")]
    [InlineData("Ü-{seq:00}", "invalid_pattern")]
    [InlineData("CN-{yyyy}-{seq:0000}", "invalid_pattern")]
    [InlineData("A-VERY-LONG-PATTERN-FOR-NUMBERS-{yyyy}-{seq:0000}", "invalid_pattern")]
    public async Task A_pattern_that_could_repeat_or_is_none_is_refused(string pattern, string code)
    {
        await using var office = await TestOffice.OpenAsync();

        Assert.Equal(code, await office.Owner.RefusalCodeAsync("update_business", new { numbering = new { invoice_pattern = pattern } }));
    }

    [Fact]
    public async Task A_monthly_pattern_starts_again_each_month()
    {
        await using var office = await TestOffice.OpenAsync(new { numbering = new { invoice_pattern = "{yyyy}{mm}-{seq:00}" } });
        var client = await office.GreenLeafAsync();

        Assert.Equal("202603-01", (await office.DraftAsync(client, 1)).Text("number"));
        Assert.Equal("202603-02", (await office.DraftAsync(client, 2)).Text("number"));
        office.Clock.Advance(TimeSpan.FromDays(23));
        Assert.Equal("202604-01", (await office.DraftAsync(client, 3)).Text("number"));
    }
}
