using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Payments;

/// <summary>Refunds, reversals and write-offs: rows that the owner adds.</summary>
public sealed class LedgerRowsTests
{
    [Fact]
    public async Task A_refund_is_owed_again_and_never_exceeds_what_was_paid()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        await office.PayAsync(id, 60);

        var refusal = await office.Owner.RefusedAsync("refund_payment", new { invoice_id = id, amount = 60.01m });
        var refund = await office.Owner.AskAsync("refund_payment", new { invoice_id = id, amount = 25, reference = "RF-1", reason = "Wrong account", method = "bank_transfer" });

        Assert.Equal("refund_exceeds_paid", refusal.Code);
        Assert.Contains("60.00 USD", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(("refund", "partially_paid", "65.00"), (refund.Text("kind"), refund.Text("status"), refund.Text("outstanding")));
        var row = (await office.Agent.AskAsync("get_invoice_status", new { invoice_id = id })).At("payments")[1];
        Assert.Equal(("refund", "RF-1", "Wrong account"), (row.GetProperty("kind").GetString(), row.GetProperty("reference").GetString(), row.GetProperty("reason").GetString()));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task A_void_invoice_is_refunded_only_while_it_is_overpaid()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");
        await office.PayAsync(id, 19);
        await office.Owner.AskAsync("credit_invoice", new { invoice_id = id, reason = "All", lines = new[] { new { line = 1 } } });

        Assert.Equal("19.00", (await office.Agent.AskAsync("get_invoice", new { invoice_id = id })).Text("overpaid"));
        Assert.Equal("refund_exceeds_paid", await office.Owner.RefusalCodeAsync("refund_payment", new { invoice_id = id, amount = 19.01m }));
        Assert.False((await office.Owner.AskAsync("refund_payment", new { invoice_id = id, amount = 19 })).Has("overpaid"));
        Assert.Equal("refund_exceeds_paid", await office.Owner.RefusalCodeAsync("refund_payment", new { invoice_id = id, amount = 1 }));
        Assert.Equal("invoice_void", await office.Agent.RefusalCodeAsync("record_payment", new { invoice_id = id, amount = 1 }));
        Assert.Equal("write_off_exceeds_outstanding", await office.Owner.RefusalCodeAsync("write_off", new { invoice_id = id, reason = "x" }));
        await office.AssertSoundAsync();
    }

    [Theory]
    [InlineData("payment")]
    [InlineData("refund")]
    [InlineData("write_off")]
    public async Task A_reversal_restores_the_former_status_and_leaves_both_rows(string kind)
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        await office.PayAsync(id, 40);
        var before = await office.Agent.AskAsync("get_invoice_status", new { invoice_id = id });
        var row = (kind switch
        {
            "payment" => await office.PayAsync(id, 60),
            "refund" => await office.Owner.AskAsync("refund_payment", new { invoice_id = id, amount = 40 }),
            _ => await office.Owner.AskAsync("write_off", new { invoice_id = id, reason = "Insolvent" }),
        }).Text("payment_id");

        var reversal = await office.Owner.AskAsync("reverse_payment", new { payment_id = row, reason = "Entered on the wrong invoice" });

        var after = await office.Agent.AskAsync("get_invoice_status", new { invoice_id = id });
        foreach (var figure in new[] { "status", "paid", "outstanding" })
            Assert.Equal(before.Text(figure), after.Text(figure));
        Assert.Equal(3, after.Count("payments"));
        Assert.Equal((row, "reversal"), (reversal.Text("reverses"), reversal.Text("kind")));
        Assert.Equal(reversal.Text("payment_id"), after.Text("payments/1/reversed_by"));
        Assert.Equal(row, after.Text("payments/2/reverses"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task A_row_is_reversed_once_and_a_reversal_never()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        var row = (await office.PayAsync(id, 40)).Text("payment_id");
        var reversal = (await office.Owner.AskAsync("reverse_payment", new { payment_id = row, reason = "Wrong" })).Text("payment_id");

        Task<string> CodeAsync(string payment, string reason = "Wrong") => office.Owner.RefusalCodeAsync("reverse_payment", new { payment_id = payment, reason });
        Assert.Equal("already_reversed", await CodeAsync(row));
        Assert.Equal("reversal_not_reversible", await CodeAsync(reversal));
        Assert.Equal("payment_not_found", await CodeAsync("pay_00000000000000000000000000"));
        Assert.Equal("payment_not_found", await CodeAsync("TR-1"));
        Assert.Equal("missing_argument", await CodeAsync(row, " "));
        await Assert.ThrowsAnyAsync<Exception>(() => Rows.ThroughTheGateAsync(office,
            $"insert into payment select business_id, 'pay_x', invoice_id, kind, amount_minor, currency, paid_on, reference, reference_turn, reverses_id, moved_from_id, document, created_at from payment where id = '{reversal}'"));
        await Assert.ThrowsAnyAsync<Exception>(() => Rows.ThroughTheGateAsync(office, $"delete from payment where id = '{row}'"));
    }

    [Fact]
    public async Task A_payment_that_was_given_back_is_reversed_after_its_refund()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        var paid = (await office.PayAsync(id, 40)).Text("payment_id");
        var refund = (await office.Owner.AskAsync("refund_payment", new { invoice_id = id, amount = 10 })).Text("payment_id");

        Assert.Equal("payment_refunded", await office.Owner.RefusalCodeAsync("reverse_payment", new { payment_id = paid, reason = "Wrong" }));
        await office.Owner.AskAsync("reverse_payment", new { payment_id = refund, reason = "Wrong" });
        Assert.Equal("sent", (await office.Owner.AskAsync("reverse_payment", new { payment_id = paid, reason = "Wrong" })).Text("status"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task A_reversed_payment_lets_go_of_its_reference()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var (wrong, right) = ((await office.FreshIssuedAsync(client)).Text("invoice_id"), (await office.FreshIssuedAsync(client)).Text("invoice_id"));
        var row = (await office.PayAsync(wrong, 40, "TR-1")).Text("payment_id");
        Assert.Equal("reference_taken", await office.Agent.RefusalCodeAsync("record_payment", new { invoice_id = right, amount = 40, reference = "TR-1" }));

        await office.Owner.AskAsync("reverse_payment", new { payment_id = row, reason = "Wrong invoice" });
        var moved = await office.Agent.AskAsync("record_payment", new { invoice_id = right, amount = 40, reference = "TR-1" });

        Assert.True(moved.Flag("created"));
        Assert.Equal(moved.Text("payment_id"), (await office.Agent.AskAsync("record_payment", new { invoice_id = right, amount = 40, reference = "TR-1" })).Text("payment_id"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task What_is_written_off_settles_the_invoice_and_says_so()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        await office.PayAsync(id, 40);

        Assert.Equal("missing_argument", await office.Owner.RefusalCodeAsync("write_off", new { invoice_id = id, reason = " " }));
        Assert.Equal("write_off_exceeds_outstanding", await office.Owner.RefusalCodeAsync("write_off", new { invoice_id = id, reason = "x", amount = 60.01m }));
        var part = await office.Owner.AskAsync("write_off", new { invoice_id = id, reason = "Bank fee", amount = 10 });
        var rest = await office.Owner.AskAsync("write_off", new { invoice_id = id, reason = "Insolvent" });

        Assert.Equal(("partially_paid", "50.00"), (part.Text("status"), part.Text("outstanding")));
        Assert.Equal(("paid", "50.00"), (rest.Text("status"), rest.Text("amount")));
        var status = await office.Agent.AskAsync("get_invoice_status", new { invoice_id = id });
        Assert.Equal(("write_off", "60.00", "40.00"), (status.Text("settled_by"), status.Text("written_off"), status.Text("paid")));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task A_void_takes_its_write_offs_back_so_that_nobody_owes_anything()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        await office.Owner.AskAsync("write_off", new { invoice_id = id, reason = "Small change", amount = 10 });

        await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong" });

        Assert.False((await office.Agent.AskAsync("get_invoice", new { invoice_id = id })).Has("overpaid"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task Rows_are_the_owners_to_add_and_leave_nothing_on_a_dry_run()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        var row = (await office.PayAsync(id, 40)).Text("payment_id");
        var before = Rows.All(office);

        foreach (var (operation, input) in new (string, object)[]
        {
            ("refund_payment", new { invoice_id = id, amount = 40 }), ("write_off", new { invoice_id = id, reason = "x" }), ("reverse_payment", new { payment_id = row, reason = "x" }),
        })
        {
            Assert.True((await office.Owner.AskAsync(operation, input, dryRun: true)).Flag("created"));
            Assert.Equal(before, Rows.All(office));
        }

        Assert.Equal("needs_owner", await office.Agent.RefusalCodeAsync("write_off", new { invoice_id = id, reason = "x" }));
    }

    [Fact]
    public async Task One_request_id_is_one_row()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        await office.PayAsync(id, 40);

        var first = await office.Owner.AskAsync("refund_payment", new { invoice_id = id, amount = 5 }, requestId: "r-1");
        var again = await office.Owner.AskAsync("refund_payment", new { invoice_id = id, amount = 5 }, requestId: "r-1");
        var likely = await office.Owner.AskAsync("refund_payment", new { invoice_id = id, amount = 5 });

        Assert.True(again.Replayed);
        Assert.Equal((first.Text("payment_id"), false), (likely.Text("payment_id"), likely.Flag("created")));
        Assert.Equal(2, Rows.Count(office, "payment"));
    }

    [Fact]
    public async Task The_list_shows_all_rows_newest_first_and_page_by_page()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var (one, two) = ((await office.FreshIssuedAsync(client)).Text("invoice_id"), (await office.FreshIssuedAsync(client)).Text("invoice_id"));
        var first = (await office.PayAsync(one, 10)).Text("payment_id");
        var second = (await office.PayAsync(two, 20)).Text("payment_id");
        var third = (await office.Owner.AskAsync("reverse_payment", new { payment_id = first, reason = "Wrong" })).Text("payment_id");

        var page = await office.Agent.AskAsync("list_payments", new { limit = 2 });
        var rest = await office.Agent.AskAsync("list_payments", new { limit = 2, cursor = page.Text("next_cursor") });
        var ofOne = await office.Agent.AskAsync("list_payments", new { invoice_id = "INV-2026-0001" });

        Assert.Equal([third, second], page.At("payments").EnumerateArray().Select(p => p.GetProperty("row").GetProperty("id").GetString()!));
        Assert.Equal((first, third, "INV-2026-0001"), (rest.Text("payments/0/row/id"), rest.Text("payments/0/row/reversed_by"), rest.Text("payments/0/number")));
        Assert.False(rest.Has("next_cursor"));
        Assert.Equal(2, ofOne.Count("payments"));
        Assert.Equal("invalid_cursor", await office.Agent.RefusalCodeAsync("list_payments", new { cursor = "x" }));
        Assert.Equal("out_of_range", await office.Agent.RefusalCodeAsync("list_payments", new { limit = 0 }));
        Assert.Equal("invoice_not_found", await office.Agent.RefusalCodeAsync("list_payments", new { invoice_id = "INV-1" }));
    }
}
