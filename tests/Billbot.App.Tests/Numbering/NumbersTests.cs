using Billbot.App.Tests.Support;
using Billbot.Testing;

namespace Billbot.App.Tests.Numbering;

public sealed class NumbersTests
{
    [Fact]
    public async Task A_deleted_draft_leaves_its_number_as_a_tombstone()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var first = await office.DraftAsync(client, 1);

        var deleted = await office.Agent.AskAsync("delete_draft_invoice", new { invoice_id = first.Text("number") });
        var second = await office.DraftAsync(client, 2);

        Assert.Equal("INV-2026-0001", deleted.Text("number"));
        Assert.Equal("cancelled", deleted.Text("number_state"));
        Assert.Equal("INV-2026-0002", second.Text("number"));
        Assert.Equal(["cancelled", "reserved"], Rows.Many<string>(office, "select state from number_register order by seq"));
        Assert.Equal("The draft was deleted.", Rows.One<string>(office, "select reason from number_register where seq = 1"));
        Assert.Equal("invoice_not_found", await office.Agent.RefusalCodeAsync("get_invoice", new { invoice_id = first.Text("id") }));
    }

    [Fact]
    public async Task A_draft_that_moves_to_another_year_takes_a_number_of_that_year()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var draft = await office.DraftAsync(client, 1);

        var moved = await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("id"), issue_date = "2027-01-04" });
        var within = await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("id"), issue_date = "2027-02-01" });
        var back = await office.Agent.AskAsync("update_invoice", new { invoice_id = draft.Text("id"), issue_date = "2026-12-31" });

        Assert.Equal("INV-2027-0001", moved.Text("number"));
        Assert.Equal("INV-2027-0001", within.Text("number"));
        Assert.Equal("INV-2026-0002", back.Text("number"));
        Assert.Equal(2, Rows.One<int>(office, "select count(*) from number_register where state = 'cancelled'"));
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    [Theory]
    [InlineData("Pacific/Honolulu", "2027-01-01T09:30:00Z", "INV-2026-0001")]
    [InlineData("Pacific/Kiritimati", "2026-12-31T10:30:00Z", "INV-2027-0001")]
    [InlineData("America/New_York", "2027-01-01T04:59:59Z", "INV-2026-0001")]
    [InlineData("America/New_York", "2027-01-01T05:00:00Z", "INV-2027-0001")]
    public async Task The_year_of_a_number_is_that_of_the_local_date(string zone, string instant, string number)
    {
        await using var office = await TestOffice.OpenAsync(new { time_zone = zone }, At(instant));

        Assert.Equal(number, (await office.DraftAsync(await office.GreenLeafAsync())).Text("number"));
    }

    [Theory]
    [InlineData("2026-03-31", "INV-2526-0001", "INV-2627-0001")]
    [InlineData("2027-03-31", "INV-2627-0001", "INV-2728-0001")]
    public async Task An_indian_seller_counts_from_april_to_march(string lastDay, string last, string first)
    {
        await using var office = await TestOffice.OpenAsync(new { country = "IN", time_zone = "Asia/Kolkata", tax_system = "gst", tax_rate = 18, currency = "INR" }, At($"{lastDay}T12:00:00Z"));
        var client = await office.BerlinClientAsync();

        var march = await office.FreshIssuedAsync(client);
        office.Clock.Advance(TimeSpan.FromDays(1));
        var april = await office.FreshIssuedAsync(client);

        Assert.Equal(last, march.Text("number"));
        Assert.Equal(first, april.Text("number"));
        Assert.Equal(13, april.Text("number").Length);
    }

    [Fact]
    public async Task A_country_that_is_set_with_the_address_brings_its_fiscal_year_too()
    {
        await using var office = await TestOffice.OpenAsync(new { address = new { line1 = "1 MG Road", city = "Pune", country = "IN" }, time_zone = "Asia/Kolkata" });
        var client = await office.GreenLeafAsync();

        Assert.Equal("04-01", (await office.Owner.AskAsync("get_business", new { })).Text("fiscal_year_start"));
        Assert.Equal("INV-2526-0001", (await office.FreshIssuedAsync(client)).Text("number"));
    }

    [Fact]
    public async Task A_fiscal_year_that_was_said_stays_when_the_same_country_is_said_again()
    {
        await using var office = await TestOffice.OpenAsync(new { country = "IN" });
        await office.Owner.AskAsync("update_business", new { fiscal_year_start = "07-01" });

        Assert.Equal("07-01", (await office.Owner.AskAsync("update_business", new { country = "IN", phone = "1" })).Text("fiscal_year_start"));
    }

    [Fact]
    public async Task Credit_notes_count_apart_from_invoices()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var client = await office.BerlinClientAsync();
        await office.FreshIssuedAsync(client);
        var second = await office.FreshIssuedAsync(client);

        var voided = await office.Agent.AskAsync("void_invoice", new { invoice_id = second.Text("invoice_id"), reason = "Wrong" });

        Assert.Equal("INV-2026-0002", second.Text("number"));
        Assert.Equal("CN-2026-0001", voided.Text("credit_note_number"));
    }

    [Fact]
    public async Task Nobody_can_pass_a_number_a_total_or_a_state()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();

        var draft = await office.Agent.AskAsync("create_invoice", new { client_id = client, line_items = Stories.Line(5), number = "X-1", total = 1, status = "paid", state = "issued", business_id = "biz_x" });

        Assert.Equal("INV-2026-0001", draft.Text("number"));
        Assert.Equal("5.00", draft.Text("total"));
        Assert.Equal("draft", draft.Text("status"));
    }

    private static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, System.Globalization.CultureInfo.InvariantCulture);
}
