using System.Text.Json;
using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Corrections;

public sealed class CorrectedInvoiceTests
{
    [Fact]
    public async Task The_draft_copies_the_original_with_the_given_changes_and_refers_to_it()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(100, "Audit"), due_date = "2026-03-29", notes = "Thank you", po_number = "PO-7" });
        var original = draft.Text("id");
        await office.Agent.AskAsync("send_invoice", new { invoice_id = original });
        office.Clock.Advance(TimeSpan.FromDays(5));

        var same = await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = "INV-2026-0001" });

        Assert.True(same.Flag("created"));
        Assert.Equal("draft", same.Text("status"));
        Assert.Equal("invoice", same.Text("type"));
        Assert.Equal(("INV-2026-0002", "2026-03-14", "2026-04-03"), (same.Text("number"), same.Text("issue_date"), same.Text("due_date")));
        Assert.Equal(("Audit", "100.00", "Thank you", "PO-7"), (same.Text("line_items/0/description"), same.Text("total"), same.Text("notes"), same.Text("po_number")));
        Assert.Equal((original, "INV-2026-0001"), (same.Text("corrects/id"), same.Text("corrects/number")));
        Assert.Equal("sent", (await office.Agent.AskAsync("get_invoice_status", new { invoice_id = original })).Text("status"));
        Assert.Equal(same.Text("id"), (await office.Agent.AskAsync("get_invoice", new { invoice_id = original })).Text("references/replaced_by/id"));
    }

    [Fact]
    public async Task A_second_call_gives_the_open_replacement_and_says_that_changes_were_not_applied()
    {
        await using var office = await TestOffice.OpenAsync();
        var original = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        var first = await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original, line_items = Stories.Line(90) });

        var again = await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original });
        var changed = await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original, due_days = 3 });

        Assert.Equal((first.Text("id"), false), (again.Text("id"), again.Flag("created")));
        Assert.Equal("90.00", again.Text("total"));
        Assert.DoesNotContain("open_replacement", again.Warnings);
        Assert.Contains("open_replacement", changed.Warnings);
        Assert.Equal(2, Rows.Count(office, "invoice"));
    }

    [Fact]
    public async Task Sending_it_moves_the_payments_voids_the_original_and_bills_the_rest()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var original = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");
        var paid = (await office.PayAsync(original, 40, "TR-1")).Text("payment_id");
        await office.PayAsync(original, 10);
        await office.Owner.AskAsync("refund_payment", new { invoice_id = original, amount = 5 });
        var draft = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original, line_items = Stories.Line(80) })).Text("id");

        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = draft, expected_total = 95.20m });

        Assert.Equal("queued", sent.Text("status"));
        Assert.Equal("partially_paid", sent.Text("invoice_status"));
        Assert.Equal(original, sent.Text("replaced/id"));
        Assert.Contains("credit_note_not_mailed", sent.Warnings);
        var before = await office.Agent.AskAsync("get_invoice", new { invoice_id = original });
        var after = await office.Agent.AskAsync("get_invoice", new { invoice_id = draft });
        Assert.Equal(("void", "0.00", false), (before.Text("status"), before.Text("outstanding"), before.Has("overpaid")));
        Assert.Equal(sent.Text("credit_note/id"), before.Text("references/credit_notes/0/id"));
        Assert.Equal(draft, before.Text("references/replaced_by/id"));
        Assert.Equal((original, "50.20"), (after.Text("references/corrects/id"), after.Text("outstanding")));
        var moved = after.At("payments").EnumerateArray().Single(p => p.TryGetProperty("reference", out var r) && r.GetString() == "TR-1");
        Assert.Equal(("40.00", paid), (moved.GetProperty("amount").GetString(), moved.GetProperty("moved_from").GetString()));
        Assert.Equal(3, after.Count("payments"));
        Assert.Equal(6, before.Count("payments"));
        Assert.Equal("119.00", (await office.Agent.AskAsync("get_invoice", new { invoice_id = sent.Text("credit_note/id") })).Text("total"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task Without_vat_the_original_is_plainly_void_and_what_was_paid_too_much_shows_on_the_replacement()
    {
        await using var office = await TestOffice.OpenAsync();
        var original = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        await office.PayAsync(original, 100);
        var draft = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original, line_items = Stories.Line(80) })).Text("id");

        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = draft });

        Assert.False(sent.Has("credit_note"));
        var after = await office.Agent.AskAsync("get_invoice", new { invoice_id = draft });
        Assert.Equal(("paid", "payment", "20.00"), (after.Text("status"), after.Text("settled_by"), after.Text("overpaid")));
        Assert.Equal("Replaced by INV-2026-0002", (await office.Agent.AskAsync("get_invoice", new { invoice_id = original })).Text("void_reason"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task The_replacement_is_an_invoice_that_names_its_predecessor_on_paper()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var original = (await office.FreshIssuedAsync(await office.BerlinClientAsync())).Text("invoice_id");
        var draft = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original })).Text("id");
        await office.Agent.AskAsync("send_invoice", new { invoice_id = draft });

        var snapshot = JsonDocument.Parse(Rows.One<byte[]>(office, $"select snapshot from invoice_snapshot where invoice_id = '{draft}'")).RootElement;

        Assert.Equal("invoice", snapshot.GetProperty("type").GetString());
        Assert.Equal("INV-2026-0001", snapshot.GetProperty("preceding").GetProperty("number").GetString());
        Assert.Equal("2026-03-09", snapshot.GetProperty("preceding").GetProperty("issue_date").GetString());
    }

    [Fact]
    public async Task An_original_that_is_void_already_only_passes_on_what_is_overpaid()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var original = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");
        await office.PayAsync(original, 119, "TR-9");
        await office.Owner.AskAsync("credit_invoice", new { invoice_id = original, reason = "All wrong", lines = new[] { new { line = 1 } } });
        var draft = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original })).Text("id");

        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = draft });

        Assert.Equal("paid", sent.Text("invoice_status"));
        Assert.False(sent.Has("replaced"));
        Assert.False((await office.Agent.AskAsync("get_invoice_status", new { invoice_id = original })).Has("overpaid"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task There_is_one_valid_replacement_and_it_can_be_corrected_in_turn()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var original = (await office.FreshIssuedAsync(await office.BerlinClientAsync())).Text("invoice_id");
        var second = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original })).Text("id");
        await office.Agent.AskAsync("send_invoice", new { invoice_id = second });

        var refusal = await office.Agent.RefusedAsync("create_corrected_invoice", new { invoice_id = original });
        var third = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = second })).Text("id");
        await office.Agent.AskAsync("send_invoice", new { invoice_id = third });

        Assert.Equal("already_corrected", refusal.Code);
        Assert.Contains(second, refusal.Fix, StringComparison.Ordinal);
        await Assert.ThrowsAnyAsync<Exception>(() => Rows.ThroughTheGateAsync(office,
            $"insert into invoice select business_id, 'inv_x', client_id, type, 'draft', null, currency, issue_on, due_on, payable_minor, version, content_hash, lines_hash, corrects_id, document, created_at, updated_at, null, null, null from invoice where id = '{third}'"));
        await office.Agent.AskAsync("void_invoice", new { invoice_id = third, reason = "After all not" });
        Assert.True((await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = second })).Flag("created"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task A_deleted_replacement_leaves_the_original_as_it_was()
    {
        await using var office = await TestOffice.OpenAsync();
        var original = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        var before = (await office.Agent.AskAsync("get_invoice", new { invoice_id = original })).Value.GetRawText();
        var draft = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original })).Text("id");

        await office.Agent.AskAsync("delete_draft_invoice", new { invoice_id = draft });

        Assert.Equal(before, (await office.Agent.AskAsync("get_invoice", new { invoice_id = original })).Value.GetRawText());
        Assert.True((await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original })).Flag("created"));
    }

    [Fact]
    public async Task Drafts_and_credit_notes_have_no_replacement()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        var draft = (await office.FreshDraftAsync(client)).Text("id");
        var voided = await office.Agent.AskAsync("void_invoice", new { invoice_id = (await office.FreshIssuedAsync(client)).Text("invoice_id"), reason = "Wrong" });

        var refusal = await office.Agent.RefusedAsync("create_corrected_invoice", new { invoice_id = draft });
        Assert.Equal("not_issued", refusal.Code);
        Assert.Contains("update_invoice", refusal.Fix, StringComparison.Ordinal);
        Assert.Equal("credit_note_not_correctable", await office.Agent.RefusalCodeAsync("create_corrected_invoice", new { invoice_id = voided.Text("credit_note_id") }));
        Assert.Equal("invoice_not_found", await office.Agent.RefusalCodeAsync("create_corrected_invoice", new { invoice_id = "INV-2026-0099" }));
    }

    [Fact]
    public async Task Payments_do_not_move_to_another_client_or_currency()
    {
        await using var office = await TestOffice.OpenAsync();
        var original = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        await office.Agent.AskAsync("create_client", new { name = "NovaTech", email = "ap@novatech.example" });
        var payment = (await office.PayAsync(original, 10)).Text("payment_id");
        var draft = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original })).Text("id");
        await office.Agent.AskAsync("update_invoice", new { invoice_id = draft, client_id = "NovaTech" });
        var before = Rows.All(office);

        Assert.Equal("correction_moves_payments", await office.Agent.RefusalCodeAsync("send_invoice", new { invoice_id = draft }));
        Assert.Equal(before, Rows.All(office));

        await office.Owner.AskAsync("reverse_payment", new { payment_id = payment, reason = "Another client's" });
        Assert.Equal("sent", (await office.Agent.AskAsync("send_invoice", new { invoice_id = draft })).Text("invoice_status"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task A_write_off_does_not_move_and_nothing_is_owed_either_way()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var original = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");
        await office.Owner.AskAsync("write_off", new { invoice_id = original, amount = 19, reason = "Small change" });
        var draft = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original })).Text("id");

        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = draft });

        var before = await office.Agent.AskAsync("get_invoice_status", new { invoice_id = original });
        Assert.Equal((false, "0.00"), (before.Has("overpaid"), before.Text("outstanding")));
        Assert.Equal("119.00", (await office.Agent.AskAsync("get_invoice_status", new { invoice_id = sent.Text("invoice_id") })).Text("outstanding"));
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task Sixty_four_sends_at_once_move_the_payments_once()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var original = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");
        await office.PayAsync(original, 40, "TR-1");
        var draft = (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original })).Text("id");

        var answers = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => office.Agent.AskAsync("send_invoice", new { invoice_id = draft }))));

        Assert.Equal(1, answers.Count(a => a.Text("status") == "queued"));
        Assert.Equal(3, Rows.Count(office, "payment"));
        Assert.Equal(3, Rows.Count(office, "invoice"));
        await office.AssertSoundAsync();
    }

    [Theory]
    [InlineData("create_corrected_invoice")]
    [InlineData("send_invoice")]
    public async Task A_dry_run_tells_and_changes_nothing(string operation)
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var original = (await office.FreshIssuedAsync(await office.BerlinClientAsync(), 100)).Text("invoice_id");
        await office.PayAsync(original, 40);
        var subject = operation == "send_invoice" ? (await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original })).Text("id") : original;
        var before = Rows.All(office);

        var told = await office.Agent.AskAsync(operation, new { invoice_id = subject }, dryRun: true);

        Assert.Equal(before, Rows.All(office));
        Assert.Equal("119.00", told.Text("total"));
    }

    [Fact]
    public async Task The_same_request_id_gives_the_same_draft()
    {
        await using var office = await TestOffice.OpenAsync();
        var original = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");
        var first = await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original }, requestId: "fix-1");

        var again = await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original }, requestId: "fix-1");

        Assert.True(again.Replayed);
        Assert.Equal((first.Text("id"), true), (again.Text("id"), again.Flag("created")));
    }

    [Fact]
    public async Task In_the_strict_mode_the_replacement_takes_its_number_when_it_is_sent()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        await office.Owner.AskAsync("update_business", new { numbering = new { mode = "on_send" } });
        var original = (await office.FreshIssuedAsync(await office.BerlinClientAsync())).Text("invoice_id");

        var draft = await office.Agent.AskAsync("create_corrected_invoice", new { invoice_id = original });
        var sent = await office.Agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") });

        Assert.Equal(JsonValueKind.Null, draft.At("number").ValueKind);
        Assert.Equal(("INV-2026-0002", "CN-2026-0001"), (sent.Text("number"), sent.Text("credit_note/number")));
        await office.AssertSoundAsync();
    }
}
