using System.Globalization;
using Billbot.App.Tests.Support;
using Billbot.Domain;
using Billbot.Testing;

namespace Billbot.App.Tests.Lists;

/// <summary>A list by status shows exactly the invoices that have this status by the rule of the domain.</summary>
public sealed class StatusTests
{
    private static readonly string[] Statuses = ["draft", "sent", "partially_paid", "paid", "overdue", "void"];

    [Fact]
    public async Task Lists_by_status_agree_with_the_domain_for_hundreds_of_random_invoices()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        await ScatterAsync(office, 300, seed: 20261125);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(office.Clock.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin")).DateTime);
        var byRule = Rows.Many<StoredInvoice>(office, StoredInvoice.All).ToDictionary(i => i.Id, i => i.StatusOn(today));

        foreach (var status in Statuses)
        {
            var listed = await Walk.AllAsync(office.Agent, "list_invoices", new Dictionary<string, object?> { ["status"] = status, ["limit"] = 37 });
            Assert.Equal(byRule.Where(p => p.Value == status).Select(p => p.Key).Order(StringComparer.Ordinal), listed.Select(i => i.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
            Assert.All(listed, i => Assert.Equal(status, i.GetProperty("status").GetString()));
            Assert.True(listed.Count > 5, $"Only {listed.Count} {status}: the data prove little.");
        }

        var all = await Walk.AllAsync(office.Agent, "list_invoices", new Dictionary<string, object?> { ["limit"] = 37 });
        Assert.Equal(byRule.Keys.Order(StringComparer.Ordinal), all.Select(i => i.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    [Fact]
    public async Task Totals_are_those_of_all_pages_per_currency_and_credit_notes_count_against()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        await ScatterAsync(office, 60, seed: 3);

        foreach (var status in Statuses.Append(null))
        {
            var rows = await Walk.AllAsync(office.Agent, "list_invoices", new Dictionary<string, object?> { ["status"] = status, ["limit"] = 7 });
            var page = await office.Agent.AskAsync("list_invoices", new { status, limit = 1 });
            var expected = rows.GroupBy(r => r.GetProperty("currency").GetString()!).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g =>
                $"{g.Key} {g.Sum(r => Amount(r, "total") * (r.GetProperty("type").GetString() == "credit_note" ? -1 : 1))} {g.Sum(r => Amount(r, "outstanding"))} {g.Count()}");

            Assert.Equal(expected, page.At("totals").EnumerateArray().Select(t => $"{t.GetProperty("currency").GetString()} {Amount(t, "total")} {Amount(t, "outstanding")} {t.GetProperty("count").GetInt32()}"));
        }
    }

    [Fact]
    public async Task Lists_narrow_by_client_dates_and_text()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        await office.Agent.AskAsync("create_client", new { name = "NovaTech", email = "ap@novatech.example" });
        await office.FreshIssuedAsync(client, 1, new { issue_date = "2026-03-01" });
        await office.FreshDraftAsync(client, 2);
        await office.FreshDraftAsync("NovaTech", 3);
        async Task<string> NumbersAsync(object filter) =>
            string.Join(' ', (await office.Agent.AskAsync("list_invoices", filter)).At("invoices").EnumerateArray().Select(i => i.GetProperty("number").GetString()![^1]));

        Assert.Equal("3 2 1", await NumbersAsync(new { }));
        Assert.Equal("2 1", await NumbersAsync(new { client_id = "greenleaf organic" }));
        Assert.Equal("1", await NumbersAsync(new { to_date = "2026-03-08" }));
        Assert.Equal("3 2", await NumbersAsync(new { from_date = "2026-03-09" }));
        Assert.Equal("1", await NumbersAsync(new { from_date = "2026-03-01", to_date = "2026-03-01", status = "sent" }));
        Assert.Equal("3", await NumbersAsync(new { query = "NOVA" }));
        Assert.Equal("2", await NumbersAsync(new { query = "inv-2026-0002" }));
        Assert.Equal("", await NumbersAsync(new { query = "_%" }));
        Assert.Equal("client_not_found", await office.Agent.RefusalCodeAsync("list_invoices", new { client_id = "Nobody" }));
    }

    /// <summary>Invoices in every state there is, on many dates.</summary>
    private static async Task ScatterAsync(TestOffice office, int count, int seed)
    {
        var dice = new Random(seed);
        var client = await office.BerlinClientAsync();
        for (var i = 0; i < count; i++)
        {
            if (dice.Next(5) == 0)
                office.Clock.Advance(TimeSpan.FromHours(dice.Next(1, 20)));
            var draft = await office.FreshDraftAsync(client, dice.Next(1, 5000), new { due_days = dice.Next(0, 60), currency = dice.Next(4) == 0 ? "USD" : "EUR" });
            var id = draft.Text("id");
            if (dice.Next(6) == 0 || (await office.Agent.CallAsync("send_invoice", new { invoice_id = id })).Refusal is not null)
                continue;
            var total = Amount(draft.Value, "total");
            switch (dice.Next(6))
            {
                case 0: await office.PayAsync(id, total); break;
                case 1: await office.PayAsync(id, Math.Floor(total * dice.Next(1, 99)) / 100); break;
                case 2: await office.Agent.AskAsync("void_invoice", new { invoice_id = id, reason = "Random" }); break;
                case 3: await office.Agent.AskAsync("record_payment", new { invoice_id = id, amount = total + 1, allow_overpayment = true }); break;
            }
        }

        office.Clock.Advance(TimeSpan.FromDays(4));
    }

    private static decimal Amount(System.Text.Json.JsonElement row, string field) => decimal.Parse(row.GetProperty(field).GetString()!, CultureInfo.InvariantCulture);

    /// <summary>What the rows say of one invoice; its ledger is added up here, not read from the balance.</summary>
    private sealed class StoredInvoice
    {
        public const string All = "select id, state, type, currency, cast(due_on as text) as due, payable_minor as payable, (select coalesce(sum(amount_minor), 0) from payment p where p.invoice_id = i.id) as paid from invoice i";

        public string Id { get; init; } = "";

        public string State { get; init; } = "";

        public long Type { get; init; }

        public string Currency { get; init; } = "";

        public string? Due { get; init; }

        public long Payable { get; init; }

        public long Paid { get; init; }

        public string StatusOn(DateOnly today)
        {
            var currency = Domain.Currency.Of(Currency);
            var due = Due is null ? (DateOnly?)null : DateOnly.ParseExact(Due, "yyyy-MM-dd", CultureInfo.InvariantCulture);
            return AppJson.Name(InvoiceStatuses.Of(
                Enum.Parse<InvoiceState>(State, ignoreCase: true), (DocumentType)Type, due, Money.OfMinor(Math.Max(0, Payable - Paid), currency), Money.OfMinor(Paid, currency), today));
        }
    }
}
