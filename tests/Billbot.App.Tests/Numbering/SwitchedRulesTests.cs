using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Numbering;

/// <summary>Rules of numbering change from the next period on; the present one keeps its own.</summary>
public sealed class SwitchedRulesTests
{
    private static readonly DateTimeOffset NextYear = new(2027, 1, 4, 15, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task A_new_pattern_begins_with_the_next_year_and_the_answer_says_so()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.FreshDraftAsync(client, 1);

        var changed = await office.Owner.AskAsync("update_business", new { numbering = new { invoice_pattern = "R-{yyyy}-{seq:000}" } });

        Assert.Equal("INV-{yyyy}-{seq:0000}", changed.Text("numbering/invoice_pattern"));
        Assert.Equal("2027-01-01", changed.Text("numbering/next/from"));
        Assert.Equal("R-{yyyy}-{seq:000}", changed.Text("numbering/next/invoice_pattern"));
        Assert.Equal("INV-2026-0002", (await office.FreshDraftAsync(client, 2)).Text("number"));
        office.Clock.Set(NextYear);
        Assert.Equal("R-2027-001", (await office.FreshDraftAsync(client, 3)).Text("number"));
        Assert.False((await office.Owner.AskAsync("get_business", new { })).Has("numbering/next"));
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    [Fact]
    public async Task A_period_in_which_a_number_is_taken_already_keeps_the_present_rules_too()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.FreshDraftAsync(await office.GreenLeafAsync(), 1, new { issue_date = "2027-03-01" });

        var changed = await office.Owner.AskAsync("update_business", new { numbering = new { mode = "on_send" } });

        Assert.Equal("2028-01-01", changed.Text("numbering/next/from"));
    }

    [Fact]
    public async Task What_was_planned_and_has_not_begun_is_replaced_or_taken_back()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.FreshDraftAsync(await office.GreenLeafAsync());
        await office.Owner.AskAsync("update_business", new { numbering = new { mode = "on_send" } });

        var both = await office.Owner.AskAsync("update_business", new { numbering = new { invoice_pattern = "R-{yyyy}-{seq:0000}" } });
        var back = await office.Owner.AskAsync("update_business", new { numbering = new { mode = "on_create", invoice_pattern = "INV-{yyyy}-{seq:0000}" } });

        Assert.Equal("on_send", both.Text("numbering/next/mode"));
        Assert.False(back.Has("numbering/next"));
    }

    [Fact]
    public async Task A_mode_switch_lets_old_drafts_keep_their_numbers_and_new_ones_wait_for_theirs()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var old = await office.FreshDraftAsync(client, 1, new { issue_date = "2026-12-30", due_days = 30 });
        await office.Owner.AskAsync("update_business", new { numbering = new { mode = "on_send" } });
        office.Clock.Set(NextYear);
        var moved = await office.FreshDraftAsync(client, 2, new { issue_date = "2026-12-31", due_days = 30 });

        var fresh = await office.FreshDraftAsync(client, 3);
        var into = await office.Agent.AskAsync("update_invoice", new { invoice_id = moved.Text("id"), issue_date = "2027-01-03" });

        Assert.Null(fresh.Text("number"));
        Assert.Equal("INV-2026-0002", moved.Text("number"));
        Assert.Null(into.Text("number"));
        Assert.Equal("INV-2027-0001", (await office.Agent.AskAsync("send_invoice", new { invoice_id = fresh.Text("id") })).Text("number"));
        Assert.Equal("issue_date_before_last", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = moved.Text("id") }));
        Assert.Equal("INV-2026-0001", (await office.Agent.AskAsync("send_invoice", new { invoice_id = old.Text("id") })).Text("number"));
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    [Fact]
    public async Task In_a_counter_that_never_starts_again_dates_do_not_run_backwards_across_the_switch()
    {
        await using var office = await TestOffice.OpenAsync(new { numbering = new { invoice_pattern = "INV{seq:00000}", credit_note_pattern = "CN{seq:00000}" } });
        var client = await office.GreenLeafAsync();
        await office.FreshIssuedAsync(client, 1);
        var changed = await office.Owner.AskAsync("update_business", new { numbering = new { mode = "on_send" } });
        office.Clock.Set(NextYear);
        var strict = await office.FreshIssuedAsync(client, 2);
        var late = await office.FreshDraftAsync(client, 3, new { issue_date = "2026-12-30", due_days = 30 });

        Assert.Equal("2027-01-01", changed.Text("numbering/next/from"));
        Assert.Equal("INV00002", strict.Text("number"));
        Assert.Null(late.Text("number"));
        Assert.Equal("issue_date_before_last", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = late.Text("id") }));
    }

    [Fact]
    public async Task A_fiscal_year_moves_with_the_next_period()
    {
        await using var office = await TestOffice.OpenAsync(new { numbering = new { invoice_pattern = "INV-{fy}-{seq:0000}", credit_note_pattern = "CN-{fy}-{seq:0000}" } });
        var client = await office.GreenLeafAsync();
        await office.FreshDraftAsync(client, 1);

        var changed = await office.Owner.AskAsync("update_business", new { fiscal_year_start = "04-01" });
        office.Clock.Set(NextYear);
        var january = await office.FreshDraftAsync(client, 2);
        office.Clock.Set(NextYear.AddDays(100));

        Assert.Equal(("01-01", "04-01"), (changed.Text("fiscal_year_start"), changed.Text("numbering/next/fiscal_year_start")));
        Assert.Equal("INV-2026-0002", january.Text("number"));
        Assert.Equal("INV-2027-0001", (await office.FreshDraftAsync(client, 3)).Text("number"));
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    [Theory]
    [InlineData("INV-{yyyy}-{seq:0000}", "INV-{yyyy}-{seq:000000}", null)]
    [InlineData("INV-{yyyy}-{seq:0000}", "INV-{yyyy}{mm}-{seq:000}", null)]
    [InlineData("INV-{yyyy}-{seq:0000}", "R-{yyyy}-{seq:0000}", null)]
    [InlineData("INV-{yyyy}-{seq:0000}", "INV-{seq:00}", null)]
    [InlineData("INV-{seq:0000}", "INV-{yyyy}{seq:0000}", "invalid_pattern")]
    [InlineData("INV-{yyyy}-{seq:0000}", "INV-2{seq:0}-{seq:0000}", "invalid_pattern")]
    [InlineData("INV-{yyyy}-{seq:0000}", "CN-{yyyy}-{seq:0000}", "invalid_pattern")]
    [InlineData("INV-{yyyy}{mm}-{seq:0000}", "INV-{yyyy}12-{seq:0000}", "invalid_pattern")]
    [InlineData("INV-{yyyy}-{seq:0000}", "INV-{fyfy}-{seq:0000}", "invalid_pattern")]
    public async Task A_pattern_that_could_repeat_a_taken_number_is_refused(string first, string then, string? code)
    {
        await using var office = await TestOffice.OpenAsync(new { numbering = new { invoice_pattern = first } });
        await office.DraftAsync(await office.GreenLeafAsync());

        var answer = await office.Owner.CallAsync("update_business", new { numbering = new { invoice_pattern = then } });

        Assert.Equal(code, answer.Refusal?.Errors[0].Code);
    }

    [Fact]
    public async Task An_indian_seller_is_held_to_sixteen_characters_at_a_switch_too()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "IN", time_zone = "Asia/Kolkata" });
        await office.FreshIssuedAsync(await office.GreenLeafAsync());

        var refused = await office.Owner.RefusalCodeAsync("update_business", new { numbering = new { invoice_pattern = "INVOICE-{fyfy}-{seq:0000}" } });
        var changed = await office.Owner.AskAsync("update_business", new { numbering = new { invoice_pattern = "BILL/{fyfy}/{seq:0000}" } });

        Assert.Equal("invalid_pattern", refused);
        Assert.Equal("2026-04-01", changed.Text("numbering/next/from"));
    }
}
