using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Voiding;

public sealed class VoidInvoiceTests
{
    [Fact]
    public async Task Without_vat_an_invoice_is_void_and_keeps_its_number()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");

        var voided = await office.Agent.AskAsync("void_invoice", new { invoice_id = "INV-2026-0001", reason = "Wrong client" });
        var seen = await office.Agent.AskAsync("get_invoice", new { invoice_id = id });

        Assert.Equal("voided", voided.Text("status"));
        Assert.False(voided.Has("credit_note_id"));
        Assert.Equal("void", seen.Text("status"));
        Assert.Equal("Wrong client", seen.Text("void_reason"));
        Assert.Equal("0.00", seen.Text("outstanding"));
        Assert.Equal("100.00", seen.Text("total"));
        Assert.Equal("void", Rows.One<string>(office, "select state from number_register"));
    }

    [Fact]
    public async Task Sales_tax_takes_no_credit_note()
    {
        await using var office = await TestOffice.OpenAsync(new { tax_system = "sales_tax", tax_rate = 8 });
        var client = await office.BerlinClientAsync();
        var id = (await office.FreshIssuedAsync(client)).Text("invoice_id");

        Assert.False((await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong" })).Has("credit_note_id"));
    }

    [Fact]
    public async Task With_vat_a_credit_note_takes_everything_back_with_links_both_ways()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        var draft = await office.Agent.AskAsync("create_invoice", new
        {
            client_id = client,
            line_items = new object[] { new { description = "a", quantity = 3, unit_price = 33.333m }, new { description = "b", unit_price = 55.55m, tax_rate = 7, discount_percent = 3 } },
        });
        var id = draft.Text("id");
        await office.Agent.AskAsync("send_invoice", new { invoice_id = id });
        office.Clock.Advance(TimeSpan.FromDays(2));

        var voided = await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong rate" });
        var original = await office.Agent.AskAsync("get_invoice", new { invoice_id = id });
        var note = await office.Agent.AskAsync("get_invoice", new { invoice_id = voided.Text("credit_note_number") });

        Assert.Equal(voided.Text("credit_note_id"), original.Text("references/credit_notes/0/id"));
        Assert.Equal(id, note.Text("references/corrects/id"));
        Assert.Equal("credit_note", note.Text("type"));
        Assert.Equal("sent", note.Text("status"));
        Assert.Equal("2026-03-11", note.Text("issue_date"));
        Assert.Equal("Wrong rate", note.Text("notes"));
        foreach (var figure in new[] { "total", "subtotal", "tax_total" })
            Assert.Equal(original.Text(figure), note.Text(figure));
        Assert.Equal(original.At("taxes").GetRawText(), note.At("taxes").GetRawText());
        Assert.Equal("0.00", original.Text("outstanding"));
        Assert.Equal("0.00", note.Text("outstanding"));
        Assert.Equal(["issued", "void"], Rows.Many<string>(office, "select state from number_register order by state"));
        Assert.Equal(0, Rows.One<long>(office, "select sum(outstanding_minor + overpaid_minor) from invoice_balance"));
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    [Fact]
    public async Task The_invoice_decides_about_the_credit_note_not_what_the_business_has_become()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        var id = (await office.FreshIssuedAsync(client)).Text("invoice_id");
        await office.Owner.AskAsync("update_business", new { tax_system = "none", tax_category = "outside_scope", name = "Renamed" });
        await office.Agent.AskAsync("update_client", new { client_id = client, name = "Renamed too" });

        var voided = await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong" });
        var note = await office.Agent.AskAsync("get_invoice", new { invoice_id = voided.Text("credit_note_id") });

        Assert.Equal("19.00", note.Text("tax_total"));
        Assert.Equal("19.00", note.Text("taxes/0/tax"));
        Assert.Equal("Kontor Spree GmbH", note.Text("client_name"));
        Assert.Equal("Lindenwerk GmbH", note.Text("seller/name"));
    }

    [Fact]
    public async Task Payments_stand_in_the_way()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        await office.PayAsync(id, 0.01m);

        var refusal = await office.Agent.RefusedAsync("void_invoice", new { invoice_id = id, reason = "Wrong" });

        Assert.Equal("invoice_has_payments", refusal.Code);
        Assert.Contains("0.01", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_void_invoice_stays_as_it_is()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync())).Text("invoice_id");
        var first = await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong" });

        var again = await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong again" });

        Assert.Equal("already_void", again.Text("status"));
        Assert.Equal(first.Text("credit_note_number"), again.Text("credit_note_number"));
        Assert.Equal(2, Rows.Count(office, "invoice"));
    }

    [Fact]
    public async Task Sixty_four_voids_at_once_make_one_credit_note()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync())).Text("invoice_id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong" }))));

        Assert.Equal(1, answers.Count(a => a.Text("status") == "voided"));
        Assert.Equal(2, Rows.Count(office, "invoice"));
    }

    [Fact]
    public async Task Drafts_and_credit_notes_are_not_voided_and_a_reason_is_needed()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        var draft = (await office.FreshDraftAsync(client)).Text("id");
        var id = (await office.FreshIssuedAsync(client)).Text("invoice_id");
        var note = (await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong" })).Text("credit_note_id");

        var refusal = await office.Agent.RefusedAsync("void_invoice", new { invoice_id = draft, reason = "Wrong" });
        Assert.Equal("not_issued", refusal.Code);
        Assert.Contains("delete_draft_invoice", refusal.Fix, StringComparison.Ordinal);
        Assert.Equal("credit_note_not_voidable", await office.Agent.RefusalCodeAsync("void_invoice", new { invoice_id = note, reason = "Wrong" }));
        Assert.Equal("missing_argument", await office.Agent.RefusalCodeAsync("void_invoice", new { invoice_id = draft, reason = "  " }));
    }

    [Fact]
    public async Task A_credit_note_is_mailed_when_that_is_asked_for_and_then_counts_as_sent()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync())).Text("invoice_id");
        var note = (await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong" })).Text("credit_note_id");

        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = note, expected_total = 119 });
        var again = await office.Agent.AskAsync("send_invoice", new { invoice_id = note });

        Assert.Equal("queued", sent.Text("status"));
        Assert.Equal(1, sent.Number("delivery/send_number"));
        Assert.Equal("already_sent", again.Text("status"));
    }
}
