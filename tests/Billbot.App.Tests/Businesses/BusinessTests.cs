using Billbot.App.Tests.Support;
using Billbot.Domain;
using Billbot.Testing;

namespace Billbot.App.Tests.Businesses;

public sealed class BusinessTests
{
    [Fact]
    public async Task A_business_that_says_nothing_gets_dollars_utc_and_english()
    {
        await using var office = await TestOffice.OpenAsync();

        var founded = await office.Owner.AskAsync("create_business", new { });

        Assert.Equal("USD", founded.Text("currency"));
        Assert.Equal("UTC", founded.Text("time_zone"));
        Assert.Equal("en-US", founded.Text("locale"));
        Assert.Equal("none", founded.Text("tax_system"));
        Assert.Equal(30, founded.Number("due_days"));
        Assert.Equal(["name", "country", "email"], founded.At("missing").EnumerateArray().Select(m => m.GetString()));
    }

    [Theory]
    [InlineData("DE", "EUR", "on_create", "INV-{yyyy}-{seq:0000}")]
    [InlineData("JP", "JPY", "on_create", "INV-{yyyy}-{seq:0000}")]
    [InlineData("FR", "EUR", "on_send", "INV-{yyyy}-{seq:0000}")]
    [InlineData("PL", "PLN", "on_send", "INV-{yyyy}-{seq:0000}")]
    [InlineData("IN", "INR", "on_send", "INV-{fyfy}-{seq:0000}")]
    public async Task The_country_brings_currency_and_numbering(string country, string currency, string mode, string pattern)
    {
        await using var office = await TestOffice.OpenAsync();

        var founded = await office.Owner.AskAsync("create_business", new { country });

        Assert.Equal(currency, founded.Text("currency"));
        Assert.Equal(mode, founded.Text("numbering/mode"));
        Assert.Equal(pattern, founded.Text("numbering/invoice_pattern"));
    }

    [Fact]
    public async Task A_currency_that_nobody_chose_follows_the_country_of_the_address_too_and_the_answer_says_so()
    {
        await using var office = await TestOffice.OpenAsync();
        var owner = office.OwnerOf(BusinessId.Of((await office.Owner.AskAsync("create_business", new { locale = "en-GB" })).Text("id")));

        var moved = await owner.AskAsync("update_business", new { address = new { country = "DE" } });

        Assert.Equal("EUR", moved.Text("currency"));
        Assert.Equal(["currency_follows_country"], moved.Warnings);
        Assert.False((await owner.AskAsync("update_business", new { country = "DE", phone = "1" })).Has("warnings"));
    }

    [Fact]
    public async Task A_currency_stays_once_a_number_was_taken()
    {
        await using var office = await TestOffice.OpenAsync();
        var business = BusinessId.Of((await office.Owner.AskAsync("create_business", new { country = "US" })).Text("id"));
        await office.AgentOf(business).AskAsync("create_client", new { name = "GreenLeaf Organic" });
        await office.AgentOf(business).AskAsync("create_invoice", new { client_id = "GreenLeaf Organic", line_items = new[] { new { description = "Design", unit_price = 100 } } });

        Assert.Equal("USD", (await office.OwnerOf(business).AskAsync("update_business", new { country = "DE" })).Text("currency"));
    }

    [Fact]
    public async Task Every_wrong_value_is_told_at_once_under_its_own_name()
    {
        await using var office = await TestOffice.OpenAsync();
        var before = Rows.All(office);

        var refusal = await office.Owner.RefusedAsync("update_business", new
        {
            country = "XQ",
            currency = "EURO"[..3],
            time_zone = "Mars/Base",
            locale = "klingon",
            email = "nobody",
            vat_id = "DE1",
            tax_system = "tithe",
            tax_rate = 101,
            due_days = -1,
            fiscal_year_start = "02-30",
            numbering = new { mode = "sometimes" },
            bank_accounts = new[] { new { iban = "DE00370400440532013000", bic = "X" } },
        });

        Assert.Equal(
            ["/bank_accounts/0/bic", "/bank_accounts/0/iban", "/country", "/due_days", "/email", "/fiscal_year_start", "/locale", "/numbering/mode", "/tax_rate", "/tax_system", "/time_zone", "/vat_id"],
            refusal.Errors.Where(e => e.Field != "/currency").Select(e => e.Field!).Order(StringComparer.Ordinal));
        Assert.Equal(before, Rows.All(office));
    }

    [Fact]
    public async Task Empty_texts_clear_and_what_is_not_given_stays()
    {
        await using var office = await TestOffice.OpenAsync(new { phone = "1", legal_id = "HRB 1", payment_terms = "Net 30\nThank you" });

        var changed = await office.Owner.AskAsync("update_business", new { phone = "" });

        Assert.False(changed.Has("phone"));
        Assert.Equal("HRB 1", changed.Text("legal_id"));
        Assert.Equal("Net 30\nThank you", changed.Text("payment_terms"));
    }

    [Fact]
    public async Task The_account_of_the_invoices_currency_is_chosen_else_the_default()
    {
        await using var office = await TestOffice.OpenAsync(new
        {
            bank_accounts = new object[] { new { account_number = "111", currency = "USD" }, new { iban = "DE89370400440532013000", currency = "EUR" } },
        });
        var client = await office.GreenLeafAsync();

        Assert.Equal("111", (await office.FreshDraftAsync(client, 1)).Text("pay_to/account_number"));
        Assert.Equal("DE89370400440532013000", (await office.FreshDraftAsync(client, 1, new { currency = "EUR" })).Text("pay_to/iban"));
        Assert.Equal("111", (await office.FreshDraftAsync(client, 1, new { currency = "GBP" })).Text("pay_to/account_number"));
    }

    [Fact]
    public async Task The_context_tells_an_agent_where_it_stands()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.FreshDraftAsync(client, 1);
        await office.FreshIssuedAsync(client, 2);
        await Rows.ThroughTheGateAsync(office, "update outbox set state = 'failed'");

        var context = await office.Agent.AskAsync("get_billing_context", new { });

        Assert.Equal("2026-03-09", context.Text("today"));
        Assert.Equal("America/New_York", context.Text("time_zone"));
        Assert.Equal("INV-2026-0003", context.Text("numbering/next_preview"));
        Assert.False(context.Flag("numbering/reserved"));
        Assert.Equal(1, context.Number("unsent_drafts"));
        Assert.Equal("mail_failed", context.Text("alerts/0/code"));
        Assert.Equal(7, context.Count("key/scopes"));
        Assert.Equal(0, context.Count("missing_for_sending"));
    }

    [Fact]
    public async Task A_key_that_may_not_read_invoices_learns_nothing_of_them_from_the_context()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.FreshIssuedAsync(client, 2, new { due_days = 0 });
        office.Clock.Advance(TimeSpan.FromDays(9));

        var context = await office.Keyed(new HashSet<App.Door.Scope>()).AskAsync("get_billing_context", new { });

        Assert.Equal(0, context.Count("overdue"));
        Assert.Equal(0, context.Count("alerts"));
        Assert.Equal(0, context.Number("unsent_drafts"));
    }
}
