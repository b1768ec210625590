using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Corrections;

public sealed class CreditInvoiceTests
{
    [Fact]
    public async Task The_last_credit_of_a_rate_takes_the_tax_that_is_left_and_voids_the_invoice()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100.03m)).Text("invoice_id");

        var first = await office.Owner.AskAsync("credit_invoice", new { invoice_id = id, reason = "Half", amounts = new[] { new { amount = 50.01m } } });
        var second = await office.Owner.AskAsync("credit_invoice", new { invoice_id = id, reason = "The rest", amounts = new[] { new { amount = 50.02m } } });

        Assert.Equal(("9.50", "59.51", "59.53"), (first.Text("taxes/0/tax"), first.Text("total"), first.Text("outstanding")));
        Assert.Equal(("9.51", "59.53", "0.00"), (second.Text("taxes/0/tax"), second.Text("total"), second.Text("outstanding")));
        Assert.Equal(("sent", "void"), (first.Text("invoice_status"), second.Text("invoice_status")));
        Assert.Equal(("CN-2026-0001", "CN-2026-0002"), (first.Text("credit_note_number"), second.Text("credit_note_number")));
        Assert.Equal("void", Rows.One<string>(office, "select state from number_register where document = 'invoice'"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task Lines_are_credited_in_whole_or_in_part_with_links_both_ways()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = await MixedAsync(office);

        var credit = await office.Owner.AskAsync("credit_invoice", new { invoice_id = id, reason = "Not needed", lines = new object[] { new { line = 1, quantity = 1.5m }, new { line = 2 } } });

        var note = await office.Agent.AskAsync("get_invoice", new { invoice_id = credit.Text("credit_note_id") });
        Assert.Equal(("credit_note", "sent", "Not needed"), (note.Text("type"), note.Text("status"), note.Text("notes")));
        Assert.Equal(("1.5", "50.00", "20.00"), (note.Text("line_items/0/quantity"), note.Text("line_items/0/net"), note.Text("line_items/1/net")));
        Assert.Equal(("9.50", "1.40", "80.90"), (note.Text("taxes/0/tax"), note.Text("taxes/1/tax"), note.Text("total")));
        Assert.Equal(id, note.Text("references/corrects/id"));
        var original = await office.Agent.AskAsync("get_invoice", new { invoice_id = id });
        Assert.Equal(note.Text("id"), original.Text("references/credit_notes/0/id"));
        Assert.Equal(("80.90", "59.50"), (original.Text("credited"), original.Text("outstanding")));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task Voiding_after_a_partial_credit_takes_back_exactly_the_rest()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = await MixedAsync(office);
        await office.Owner.AskAsync("credit_invoice", new { invoice_id = id, reason = "Part", amounts = new[] { new { amount = 33.33m, tax_rate = 19 } } });

        var voided = await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "All of it" });

        var rest = await office.Agent.AskAsync("get_invoice", new { invoice_id = voided.Text("credit_note_id") });
        Assert.Equal(("66.67", "12.67"), (rest.Text("taxes/0/taxable"), rest.Text("taxes/0/tax")));
        Assert.Equal(("20.00", "1.40"), (rest.Text("taxes/1/taxable"), rest.Text("taxes/1/tax")));
        Assert.Equal("INV-2026-0001", rest.Text("line_items/0/description"));
        Assert.Equal(140.40m, Rows.One<long>(office, "select sum(payable_minor) from invoice where type = 381") / 100m);
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task Never_more_is_credited_than_was_invoiced_at_a_rate()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = await MixedAsync(office);
        await office.Owner.AskAsync("credit_invoice", new { invoice_id = id, reason = "Part", amounts = new[] { new { amount = 60, tax_rate = 19 } } });
        var before = Rows.All(office);

        async Task<string> CodeAsync(object input) => await office.Owner.RefusalCodeAsync("credit_invoice", input);
        Assert.Equal("credit_exceeds_invoice", await CodeAsync(new { invoice_id = id, reason = "x", amounts = new[] { new { amount = 40.01m, tax_rate = 19 } } }));
        Assert.Equal("credit_exceeds_invoice", await CodeAsync(new { invoice_id = id, reason = "x", lines = new[] { new { line = 1 } } }));
        Assert.Equal("tax_group_ambiguous", await CodeAsync(new { invoice_id = id, reason = "x", amounts = new[] { new { amount = 1 } } }));
        Assert.Equal("tax_group_unknown", await CodeAsync(new { invoice_id = id, reason = "x", amounts = new[] { new { amount = 1, tax_rate = 8 } } }));
        Assert.Equal("line_unknown", await CodeAsync(new { invoice_id = id, reason = "x", lines = new[] { new { line = 3 } } }));
        Assert.Equal("out_of_range", await CodeAsync(new { invoice_id = id, reason = "x", lines = new[] { new { line = 2, quantity = 1.01m } } }));
        Assert.Equal("conflicting_arguments", await CodeAsync(new { invoice_id = id, reason = "x", lines = new[] { new { line = 2 }, new { line = 2 } } }));
        Assert.Equal("conflicting_arguments", await CodeAsync(new { invoice_id = id, reason = "x", lines = new[] { new { line = 2 } }, amounts = new[] { new { amount = 1 } } }));
        Assert.Equal("missing_argument", await CodeAsync(new { invoice_id = id, reason = "x" }));
        Assert.Equal("missing_argument", await CodeAsync(new { invoice_id = id, reason = " ", lines = new[] { new { line = 2 } } }));
        Assert.Equal("too_many_decimals", await CodeAsync(new { invoice_id = id, reason = "x", amounts = new[] { new { amount = 1.001m, tax_rate = 19 } } }));
        Assert.Equal("credit_exceeds_invoice", await CodeAsync(new { invoice_id = id, reason = "x", amounts = new[] { new { amount = 0.01m, tax_rate = 19 }, new { amount = 40m, tax_rate = 19 } } }));
        Assert.Equal(before, Rows.All(office));
    }

    [Fact]
    public async Task Drafts_void_invoices_credit_notes_and_written_off_invoices_take_no_credit()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var busy = await office.BusyAsync();
        object Credit(string id) => new { invoice_id = id, reason = "x", lines = new[] { new { line = 1 } } };
        var note = Rows.One<string>(office, "select id from invoice where type = 381");
        await office.Owner.AskAsync("write_off", new { invoice_id = busy.Open, amount = 1, reason = "Small change" });

        Assert.Equal("not_issued", await office.Owner.RefusalCodeAsync("credit_invoice", Credit(busy.Draft)));
        Assert.Equal("invoice_void", await office.Owner.RefusalCodeAsync("credit_invoice", Credit(busy.Voided)));
        Assert.Equal("credit_note_not_correctable", await office.Owner.RefusalCodeAsync("credit_invoice", Credit(note)));
        Assert.Equal("invoice_written_off", await office.Owner.RefusalCodeAsync("credit_invoice", Credit(busy.Open)));
        Assert.Equal("needs_owner", await office.Agent.RefusalCodeAsync("credit_invoice", Credit(busy.Paid)));
    }

    [Fact]
    public async Task A_credit_on_a_paid_invoice_is_overpaid_until_it_is_refunded()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");
        await office.PayAsync(id, 119);

        var credit = await office.Owner.AskAsync("credit_invoice", new { invoice_id = id, reason = "Discount", amounts = new[] { new { amount = 10 } } });
        var refund = await office.Owner.AskAsync("refund_payment", new { invoice_id = id, amount = 11.90m });

        Assert.Equal(("paid", "11.90"), (credit.Text("invoice_status"), credit.Text("overpaid")));
        Assert.Equal(("paid", false), (refund.Text("status"), refund.Has("overpaid")));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task The_same_again_is_one_credit_note_unless_a_request_id_tells_otherwise()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");
        var ten = new { invoice_id = id, reason = "Discount", amounts = new[] { new { amount = 10 } } };
        var first = await office.Owner.AskAsync("credit_invoice", ten, requestId: "credit-1");

        var replayed = await office.Owner.AskAsync("credit_invoice", ten, requestId: "credit-1");
        var again = await office.Owner.AskAsync("credit_invoice", ten);
        var other = await office.Owner.AskAsync("credit_invoice", ten, requestId: "credit-2");

        Assert.True(replayed.Replayed);
        Assert.Equal((first.Text("credit_note_number"), false), (again.Text("credit_note_number"), again.Flag("created")));
        Assert.Equal(["possible_duplicate"], again.Warnings);
        Assert.Equal("CN-2026-0002", other.Text("credit_note_number"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task The_client_is_told_by_mail_where_that_is_wanted()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        var id = (await office.FreshIssuedAsync(client, 100)).Text("invoice_id");

        var credit = await office.Owner.AskAsync("credit_invoice", new { invoice_id = id, reason = "Discount", amounts = new[] { new { amount = 10 } }, notify = true });
        var voided = await office.Owner.AskAsync("cancel_invoice", new { invoice_id = id, reason = "Wrong", notify = true });

        Assert.Equal(("queued", "rechnung@kontor-spree.example"), (credit.Text("delivery/state"), credit.Text("delivery/recipient")));
        Assert.Equal("queued", voided.Text("delivery/state"));
        Assert.Equal(3, Rows.Count(office, "outbox"));
        Assert.Equal("already_sent", (await office.Agent.AskAsync("send_invoice", new { invoice_id = voided.Text("credit_note_number") })).Text("status"));
        Assert.Equal("needs_owner", await office.Agent.RefusalCodeAsync("cancel_invoice", new { invoice_id = id, reason = "Wrong" }));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task Without_a_credit_note_there_is_nothing_to_mail()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");

        var voided = await office.Owner.AskAsync("cancel_invoice", new { invoice_id = id, reason = "Wrong", notify = true });

        Assert.Equal(["nothing_to_mail"], voided.Warnings);
        Assert.Equal(1, Rows.Count(office, "outbox"));
    }

    [Fact]
    public async Task A_dry_run_of_a_credit_changes_nothing()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");
        var before = Rows.All(office);

        var told = await office.Owner.AskAsync("credit_invoice", new { invoice_id = id, reason = "All", lines = new[] { new { line = 1 } }, notify = true }, dryRun: true);

        Assert.Equal(before, Rows.All(office));
        Assert.Equal(("void", false, false), (told.Text("invoice_status"), told.Has("credit_note_id"), told.Has("delivery")));
    }

    [Fact]
    public async Task Racing_credits_never_pass_what_was_invoiced()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(n => Task.Run(() =>
            office.Owner.CallAsync("credit_invoice", new { invoice_id = id, reason = $"Part {n}", amounts = new[] { new { amount = 30 } } }, requestId: $"part-{n}"))));

        Assert.Equal(3, answers.Count(a => a.Refusal is null));
        Assert.All(answers.Where(a => a.Refusal is not null), a => Assert.Equal("credit_exceeds_invoice", a.Refusal!.Code));
        await office.AssertSoundAsync();
    }

    /// <summary>3 × 33.333 at 19 % (100.00 net) and 20.00 at 7 %: 140.40.</summary>
    private static async Task<string> MixedAsync(TestOffice office)
    {
        var draft = await office.Agent.AskAsync("create_invoice", new
        {
            client_id = await office.BerlinClientAsync(),
            line_items = new object[] { new { description = "a", quantity = 3, unit_price = 33.333m }, new { description = "b", unit_price = 20m, tax_rate = 7 } },
        });
        await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") });
        return draft.Text("id");
    }
}
