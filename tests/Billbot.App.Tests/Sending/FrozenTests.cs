using System.Data.Common;
using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Sending;

/// <summary>What was issued never changes.</summary>
public sealed class FrozenTests
{
    [Theory]
    [InlineData("update invoice set document = '{}'")]
    [InlineData("update invoice set number = 'INV-2026-9999'")]
    [InlineData("update invoice set payable_minor = 1")]
    [InlineData("update invoice set state = 'draft', issued_at = null")]
    [InlineData("update invoice set due_on = '2030-01-01'")]
    [InlineData("update invoice set content_hash = ''")]
    [InlineData("update invoice set state = 'void', voided_at = 1, payable_minor = 1")]
    [InlineData("delete from invoice")]
    [InlineData("update invoice_snapshot set snapshot = x'7b7d'")]
    [InlineData("delete from invoice_snapshot")]
    [InlineData("update document set bytes = x'00'")]
    [InlineData("delete from document")]
    [InlineData("update payment set amount_minor = 1")]
    [InlineData("delete from payment")]
    [InlineData("update number_register set state = 'reserved'")]
    [InlineData("update number_register set number = 'X'")]
    [InlineData("update number_register set invoice_id = 'inv_x'")]
    [InlineData("delete from number_register")]
    [InlineData("update number_series set next_seq = 1")]
    [InlineData("delete from number_series")]
    [InlineData("update audit_entry set entry = '{}'")]
    [InlineData("delete from audit_entry")]
    [InlineData("update outbox set recipients = '[\"thief@evil.example\"]'")]
    [InlineData("update outbox set request = '{}'")]
    public async Task Not_even_the_programs_own_connection_can_change_what_is_frozen(string sql)
    {
        await using var office = await TestOffice.OpenAsync();
        var sent = await office.IssuedAsync(await office.GreenLeafAsync());
        await office.PayAsync(sent.Text("invoice_id"), 10);
        await office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = sent.Text("invoice_id") });
        var before = Rows.All(office);

        await Assert.ThrowsAnyAsync<DbException>(() => Rows.ThroughTheGateAsync(office, sql));

        Assert.Equal(before, Rows.All(office));
    }

    [Fact]
    public async Task Later_changes_of_client_and_business_reach_neither_snapshot_view_nor_pdf()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        var id = (await office.FreshIssuedAsync(client)).Text("invoice_id");
        var view = (await office.Agent.AskAsync("get_invoice", new { invoice_id = id })).Value.GetRawText();
        var snapshot = Rows.One<byte[]>(office, "select snapshot from invoice_snapshot");

        await office.Agent.AskAsync("update_client", new { client_id = client, name = "Renamed AG", email = "new@spree.example", address = new { line1 = "Elsewhere 1" }, tax = new { tax_id = "DE987654321" } });
        await office.Owner.AskAsync("update_business", new { name = "Other GmbH", vat_id = "DE111111111", bank_accounts = new[] { new { iban = "GB82WEST12345698765432" } }, payment_terms = "Now" });

        Assert.Equal(view, (await office.Agent.AskAsync("get_invoice", new { invoice_id = id })).Value.GetRawText());
        Assert.Equal(snapshot, Rows.One<byte[]>(office, "select snapshot from invoice_snapshot"));
        var pdf = await office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = id });
        Assert.Equal("INV-2026-0001.pdf", pdf.Text("file_name"));
        Assert.Equal(pdf.Text("bytes"), (await office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = "INV-2026-0001" })).Text("bytes"));
    }

    [Fact]
    public async Task A_void_invoice_is_shown_with_its_mark_and_what_the_client_got_stays()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var id = (await office.FreshIssuedAsync(await office.BerlinClientAsync())).Text("invoice_id");
        var issued = (await office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = id })).At("bytes").GetBytesFromBase64();

        await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Wrong" });
        var shown = (await office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = id })).At("bytes").GetBytesFromBase64();

        Assert.NotEqual(issued, shown);
        Assert.Equal(shown, (await office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = id })).At("bytes").GetBytesFromBase64());
        Assert.Equal(issued, Rows.One<byte[]>(office, "select bytes from document"));
    }

    [Fact]
    public async Task The_pdf_of_an_issued_invoice_is_rendered_once_however_many_ask_for_it()
    {
        await using var office = await TestOffice.OpenAsync();
        var id = (await office.IssuedAsync(await office.GreenLeafAsync())).Text("invoice_id");

        var pdfs = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = id }))));

        Assert.Single(pdfs.Select(p => p.Text("bytes")).Distinct());
        Assert.Equal(1, Rows.Count(office, "document"));
    }

    [Fact]
    public async Task The_pdf_of_a_draft_is_a_preview_that_is_stored_nowhere()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "FR" });
        var draft = await office.DraftAsync(await office.GreenLeafAsync());
        var before = Rows.All(office);

        var pdf = await office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = draft.Text("id") });

        Assert.Equal("draft.pdf", pdf.Text("file_name"));
        Assert.StartsWith("%PDF", System.Text.Encoding.ASCII.GetString(pdf.At("bytes").GetBytesFromBase64(), 0, 4), StringComparison.Ordinal);
        Assert.Equal(before, Rows.All(office));
    }

    [Fact]
    public async Task The_name_of_a_file_comes_from_the_number_alone()
    {
        await using var office = await TestOffice.OpenAsync(new { numbering = new { invoice_pattern = "A/{yyyy}/{seq:00}" } });
        await office.Agent.AskAsync("create_client", new { name = "../../etc/passwd", email = "a@b.example" });

        var sent = await office.IssuedAsync("../../etc/passwd");

        Assert.Equal("A-2026-01.pdf", (await office.Agent.AskAsync("get_invoice_pdf", new { invoice_id = sent.Text("number") })).Text("file_name"));
    }
}
