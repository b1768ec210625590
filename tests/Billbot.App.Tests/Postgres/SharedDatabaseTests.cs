using Billbot.App.Tests.Support;
using Billbot.Testing;
using Npgsql;

namespace Billbot.App.Tests.Postgres;

/// <summary>Several processes on one PostgreSQL database, and the walls inside it.</summary>
[Trait("Database", "Postgres")]
public sealed class SharedDatabaseTests
{
    private static readonly object Juniper = new { name = "Juniper Works", country = "US", currency = "USD", time_zone = "America/New_York", email = "me@juniper.example" };

    private static readonly string[] Tables =
        ["business", "business_head", "client", "api_key", "number_series", "number_register", "invoice", "invoice_balance", "invoice_snapshot", "document", "payment", "outbox", "idempotency", "audit_entry"];

    [Fact]
    public async Task An_invoice_goes_its_whole_way()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var office = await TestOffice.OnAsync(database);
        await office.FoundAsync(Juniper);
        await office.Owner.AskAsync("update_business", TestOffice.Lindenwerk);

        var busy = await office.BusyAsync();

        Assert.NotEmpty((await office.Agent.AskAsync("get_invoice", new { invoice_id = busy.Partly })).Text("number"));
        Assert.NotEqual(0, (await office.Agent.AskAsync("list_invoices", new { limit = 2 })).Count("invoices"));
        await VerifiedAsync(office);
    }

    [Fact]
    public async Task Sixty_four_at_once_in_two_processes_take_the_numbers_from_1_to_64()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var one = await TestOffice.OnAsync(database);
        await one.FoundAsync(Juniper);
        var client = await one.GreenLeafAsync();
        await using var two = await TestOffice.OnAsync(database);

        var drafts = await Task.WhenAll(Enumerable.Range(1, 64).Select(i => (i % 2 == 0 ? one : two).FreshDraftAsync(client, i)));

        Assert.Equal(Enumerable.Range(1, 64).Select(i => $"INV-2026-{i:0000}"), drafts.Select(d => d.Text("number")).Order(StringComparer.Ordinal));
        await VerifiedAsync(two);
    }

    [Fact]
    public async Task The_same_key_at_once_in_two_processes_has_one_effect()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var one = await TestOffice.OnAsync(database);
        await one.FoundAsync(Juniper);
        var client = await one.GreenLeafAsync();
        await using var two = await TestOffice.OnAsync(database);

        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i =>
            (i % 2 == 0 ? one : two).Agent.CallAsync("create_invoice", new { client_id = client, line_items = Stories.Line(5) }, requestId: "once")));

        Assert.All(answers, a => Assert.True(a.Refusal is null or { Code: "request_in_progress" }, a.Refusal?.Code));
        Assert.Single(answers.Where(a => a.Refusal is null).Select(a => a.Text("id")).Distinct());
        Assert.Equal(1, (await two.Agent.AskAsync("list_invoices", new { })).Count("invoices"));
    }

    [Fact]
    public async Task A_page_mark_of_one_process_is_good_in_another()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var one = await TestOffice.OnAsync(database);
        await one.FoundAsync(Juniper);
        var client = await one.GreenLeafAsync();
        foreach (var amount in (int[])[1, 2, 3])
            await one.FreshDraftAsync(client, amount);
        await using var two = await TestOffice.OnAsync(database);

        var first = await one.Agent.AskAsync("list_invoices", new { limit = 2 });
        var rest = await two.Agent.AskAsync("list_invoices", new { limit = 2, cursor = first.Text("next_cursor") });

        Assert.Equal(1, rest.Count("invoices"));
    }

    [Fact]
    public async Task Statements_that_forget_to_name_the_business_still_see_no_other()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var office = await TestOffice.OnAsync(database);
        await office.FoundAsync(Juniper);
        await office.Owner.AskAsync("update_business", TestOffice.Lindenwerk);
        await office.BusyAsync();
        await office.Owner.AskAsync("create_key", new { name = "a key" });
        await office.FoundAsync(Juniper);

        foreach (var table in Tables)
        {
            var column = table == "business" ? "id" : "business_id";
            var foreign = await office.Installation.Database.ReadAsync(
                office.Business,
                session => session.FirstAsync<long>($"select count(*) from {table} where {column} <> @Business", new { office.Business }),
                CancellationToken.None);
            Assert.True(foreign == 0, table);
        }

        var changed = await office.Installation.Database.WriteAsync(office.Business, session => session.ExecuteAsync("update client set name = 'x'"), CancellationToken.None);
        Assert.Equal(0, changed);
    }

    [Theory]
    [InlineData("update invoice set payable_minor = 1 where state = 'issued'")]
    [InlineData("delete from invoice where state = 'issued'")]
    [InlineData("update invoice_snapshot set sha256 = snapshot")]
    [InlineData("delete from payment")]
    [InlineData("update number_series set next_seq = 1")]
    [InlineData("delete from number_register")]
    [InlineData("update audit_entry set entry = '{}'")]
    [InlineData("update outbox set recipients = '[]'")]
    public async Task What_was_issued_can_not_be_changed_by_raw_sql(string sql)
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var office = await TestOffice.OnAsync(database);
        await office.FoundAsync(Juniper);
        await office.Owner.AskAsync("update_business", TestOffice.Lindenwerk);
        await office.BusyAsync();

        var failure = await Assert.ThrowsAsync<PostgresException>(() =>
            office.Installation.Database.WriteAsync(office.Business, session => session.ExecuteAsync(sql), CancellationToken.None));

        Assert.Equal(PostgresErrorCodes.RestrictViolation, failure.SqlState);
    }

    private static async Task VerifiedAsync(TestOffice office)
    {
        var report = await office.Owner.AskAsync("verify_data", new { });
        Assert.True(report.Flag("ok"), report.Value.GetRawText());
    }
}
