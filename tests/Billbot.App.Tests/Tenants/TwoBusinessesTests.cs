using System.Text.Json;
using Billbot.App.Tests.Support;
using Billbot.Domain;
using Billbot.Testing;

namespace Billbot.App.Tests.Tenants;

/// <summary>Two businesses in one installation know nothing of each other.</summary>
public sealed class TwoBusinessesTests
{
    [Fact]
    public async Task An_id_of_another_business_answers_byte_for_byte_as_an_id_that_nobody_has()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        var busy = await office.BusyAsync();
        var key = (await office.Owner.AskAsync("create_key", new { name = "k" })).Text("id");
        var other = await SecondAsync(office);
        var (agent, owner) = (office.AgentOf(other), office.OwnerOf(other));
        var rowsOfFirst = RowsOf(office, office.Business);
        var invoices = new[] { busy.Paid, busy.Open, busy.Voided, busy.Draft, "INV-2026-0001", "CN-2026-0001" };
        const string nobody = "00000000000000000000000000";

        foreach (var id in invoices)
        {
            var unknown = id.StartsWith("inv_", StringComparison.Ordinal) ? $"inv_{nobody}" : "INV-2026-9999";
            foreach (var operation in new[] { "get_invoice", "get_invoice_status", "get_invoice_pdf", "update_invoice", "delete_draft_invoice", "send_invoice" })
                await SameAsync(agent, operation, new { invoice_id = id }, new { invoice_id = unknown });
            await SameAsync(agent, "void_invoice", new { invoice_id = id, reason = "x" }, new { invoice_id = unknown, reason = "x" });
            await SameAsync(agent, "record_payment", new { invoice_id = id, amount = 1 }, new { invoice_id = unknown, amount = 1 });
        }

        foreach (var (client, unknown) in new[] { (busy.Client, $"cl_{nobody}"), ("Kontor Spree GmbH", "Kontor Nirgends GmbH") })
        {
            foreach (var operation in new[] { "get_client", "update_client", "list_invoices", "list_overdue_invoices" })
                await SameAsync(agent, operation, new { client_id = client }, new { client_id = unknown });
            await SameAsync(owner, "set_client", new { client_id = client }, new { client_id = unknown });
            await SameAsync(agent, "create_invoice", new { client_id = client, line_items = Stories.Line(1) }, new { client_id = unknown, line_items = Stories.Line(1) });
        }

        await SameAsync(owner, "revoke_key", new { key_id = key }, new { key_id = $"key_{nobody}" });
        Assert.Equal(rowsOfFirst, RowsOf(office, office.Business));
    }

    [Fact]
    public async Task Lists_context_and_report_speak_of_the_own_business_alone()
    {
        await using var office = await TestOffice.OpenInBerlinAsync();
        await office.BusyAsync();
        var other = await SecondAsync(office);
        var agent = office.AgentOf(other);

        var context = await agent.AskAsync("get_billing_context", new { });

        Assert.Equal(0, (await agent.AskAsync("list_clients", new { })).Count("clients"));
        Assert.Equal(0, (await agent.AskAsync("list_invoices", new { query = "INV" })).Count("invoices"));
        Assert.Equal(0, (await agent.AskAsync("list_overdue_invoices", new { })).Count("invoices"));
        Assert.Equal(0, context.Number("unsent_drafts"));
        Assert.Equal("INV-2026-0001", context.Text("numbering/next_preview"));
        Assert.Equal(0, (await office.OwnerOf(other).AskAsync("list_keys", new { })).Count("keys"));
        Assert.Equal(3, (await office.OwnerOf(other).AskAsync("verify_data", new { })).At("checks").EnumerateArray().Sum(c => c.GetProperty("looked").GetInt64()));
    }

    [Fact]
    public async Task Numbers_references_request_ids_and_names_are_each_businesss_own()
    {
        await using var office = await TestOffice.OpenAsync();
        var other = await SecondAsync(office);

        foreach (var agent in new[] { office.Agent, office.AgentOf(other) })
        {
            var made = await agent.AskAsync("create_client", new { name = "GreenLeaf Organic", email = "billing@greenleaforganic.com" }, requestId: "client");
            var draft = await agent.AskAsync("create_invoice", new { client_id = "greenleaf organic", line_items = Stories.Line(10) }, requestId: "draft");
            await agent.AskAsync("send_invoice", new { invoice_id = draft.Text("id") });
            var paid = await agent.AskAsync("record_payment", new { invoice_id = draft.Text("number"), amount = 10, reference = "TR-1" });

            Assert.True(made.Flag("created"));
            Assert.Equal("INV-2026-0001", draft.Text("number"));
            Assert.True(paid.Flag("created"));
        }
    }

    [Fact]
    public async Task A_reference_across_businesses_can_not_be_stored()
    {
        await using var office = await TestOffice.OpenAsync();
        await office.IssuedAsync(await office.GreenLeafAsync());
        var other = await SecondAsync(office);

        foreach (var sql in new[]
        {
            $"update client set business_id = '{other}'",
            $"update invoice_balance set business_id = '{other}'",
            $"insert into invoice_snapshot select '{other}', invoice_id, snapshot, sha256 from invoice_snapshot",
            $"insert into payment values ('{other}', 'pay_x', (select id from invoice), 'payment', 1, 'USD', '2026-01-01', null, null, null, null, 'x', 1)",
        })
            await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => Rows.ThroughTheGateAsync(office, sql));
    }

    private static async Task<BusinessId> SecondAsync(TestOffice office) =>
        Stories.BusinessOf(await office.Owner.AskAsync("create_business", new { name = "Second", country = "US", email = "second@business.example" }));

    private static async Task SameAsync(Billbot.Testing.TestCaller caller, string operation, object foreign, object unknown)
    {
        var theirs = JsonSerializer.Serialize(await caller.RefusedAsync(operation, foreign), AppJson.Options);
        var nobodys = JsonSerializer.Serialize(await caller.RefusedAsync(operation, unknown), AppJson.Options);
        Assert.Equal(nobodys, theirs);
    }

    private static string RowsOf(TestOffice office, BusinessId business) =>
        string.Join('\n', Rows.All(office).Split('\n').Where(r => r.Contains(business.Value, StringComparison.Ordinal)));
}
