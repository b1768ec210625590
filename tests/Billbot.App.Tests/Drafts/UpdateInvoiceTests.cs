using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Drafts;

public sealed class UpdateInvoiceTests
{
    [Fact]
    public async Task Only_what_is_given_changes_and_is_named_as_the_tools_name_it()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());

        var changed = await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("number"), due_days = 14, line_items = Stories.Line(250) });

        Assert.Equal("250.00", changed.Text("total"));
        Assert.Equal(2, changed.Number("version"));
        Assert.Equal(["/due_date", "/due_days", "/line_items", "/total"], changed.At("changed").EnumerateArray().Select(c => c.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
        var due = changed.At("changed").EnumerateArray().Single(c => c.GetProperty("path").GetString() == "/due_date");
        Assert.Equal("2026-04-08", due.GetProperty("old").GetString());
        Assert.Equal("2026-03-23", due.GetProperty("new").GetString());
    }

    [Fact]
    public async Task An_empty_text_clears_notes_and_order_number()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var draft = await office.FreshDraftAsync(client, 1, new { notes = "Thanks", po_number = "PO-1" });

        var cleared = await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("id"), notes = "", po_number = "" });

        Assert.False(cleared.Has("notes"));
        Assert.False(cleared.Has("po_number"));
    }

    [Fact]
    public async Task The_same_values_again_count_no_version()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());

        var same = await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("id"), due_days = 30 });

        Assert.Equal(0, same.Count("changed"));
        Assert.Equal(1, same.Number("version"));
    }

    [Fact]
    public async Task A_change_based_on_an_old_state_is_refused()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());
        await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("id"), notes = "one", version = 1 });

        Assert.Equal("version_conflict", await office.Agent.RefusalCodeAsync("update_invoice", new { invoice_id = draft.Text("id"), notes = "two", version = 1 }));
    }

    [Fact]
    public async Task A_new_currency_needs_new_prices()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());

        Assert.Equal("missing_argument", await office.Agent.RefusalCodeAsync("update_invoice", new { invoice_id = draft.Text("id"), currency = "EUR" }));
        var changed = await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("id"), currency = "JPY", line_items = Stories.Line(1500) });

        Assert.Equal("1500", changed.Text("total"));
        Assert.Equal("JPY", changed.Text("currency"));
    }

    [Fact]
    public async Task A_draft_can_move_to_another_client_but_not_to_an_archived_one()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());
        var nova = (await office.Agent.AskAsync("create_client", new { name = "NovaTech", email = "ap@novatech.example" })).Text("id");

        var moved = await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("id"), client_id = "novatech" });
        await office.Owner.AskAsync("set_client", new { client_id = "GreenLeaf Organic", archived = true });

        Assert.Equal(nova, moved.Text("client_id"));
        Assert.Equal("client_archived", await office.Agent.RefusalCodeAsync("update_invoice", new { invoice_id = draft.Text("id"), client_id = "GreenLeaf Organic" }));
        Assert.Equal("client_not_found", await office.Agent.RefusalCodeAsync("update_invoice", new { invoice_id = draft.Text("id"), client_id = "Nobody" }));
    }

    [Fact]
    public async Task What_is_issued_or_void_is_neither_changed_nor_deleted()
    {
        await using var office = await TestOffice.OpenAsync();
        var sent = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");

        Assert.Equal("not_a_draft", await office.Agent.RefusalCodeAsync("update_invoice", new { invoice_id = sent, notes = "x" }));
        Assert.Equal("not_a_draft", await office.Agent.RefusalCodeAsync("delete_draft_invoice", new { invoice_id = sent }));
        await office.Agent.AskAsync("void_invoice", new { invoice_id = sent, reason = "Wrong" });
        Assert.Equal("not_a_draft", await office.Agent.RefusalCodeAsync("update_invoice", new { invoice_id = sent, notes = "x" }));
        Assert.Equal("not_a_draft", await office.Agent.RefusalCodeAsync("delete_draft_invoice", new { invoice_id = sent }));
    }

    [Fact]
    public async Task Every_change_of_a_draft_changes_its_content_hash()
    {
        await using var office = await TestOffice.OpenAsync();
        var draft = await office.DraftAsync(await office.GreenLeafAsync());
        var hashes = new List<string> { draft.Text("content_hash") };
        object[] changes = [new { notes = "n" }, new { po_number = "p" }, new { due_days = 5 }, new { issue_date = "2026-03-10" }, new { line_items = Stories.Line(101) }];

        foreach (var change in changes)
        {
            var input = change.GetType().GetProperties().ToDictionary(p => p.Name, p => p.GetValue(change));
            input["invoice_id"] = draft.Text("id");
            hashes.Add((await office.Agent.AskAsync("update_invoice", input)).Text("content_hash"));
        }

        await office.Agent.AskAsync("update_client", new { client_id = "GreenLeaf Organic", email = "else@greenleaf.example" });
        hashes.Add((await office.Agent.AskAsync("get_invoice", new { invoice_id = draft.Text("id") })).Text("content_hash"));

        Assert.Equal(hashes.Count, hashes.Distinct().Count());
    }
}
