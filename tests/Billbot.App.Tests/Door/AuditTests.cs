using System.Text.Json;
using Billbot.App.Access;
using Billbot.App.Door;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Billbot.App.Tests.Door;

public sealed class AuditTests
{
    [Fact]
    public async Task Every_committed_change_has_one_entry_with_what_was_before_and_after()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var start = Entries(office).Count;

        await office.Agent.AskAsync("update_client", new { client_id = client, email = "ap@greenleaf.example" });

        var entry = Entries(office)[start..].Single();
        Assert.Equal("update_client", entry.GetProperty("operation").GetString());
        Assert.Equal("ok", entry.GetProperty("outcome").GetString());
        Assert.Equal("local agent", entry.GetProperty("actor").GetProperty("name").GetString());
        Assert.Equal("mcp", entry.GetProperty("face").GetString());
        var change = entry.GetProperty("changes")[0];
        Assert.Equal(client, change.GetProperty("subject").GetString());
        Assert.Equal("billing@greenleaforganic.com", change.GetProperty("before").GetProperty("email").GetString());
        Assert.Equal("ap@greenleaf.example", change.GetProperty("after").GetProperty("email").GetString());
    }

    [Fact]
    public async Task Issuing_is_recorded_as_the_step_from_draft_to_issued()
    {
        await using var office = await TestOffice.OpenAsync();

        var sent = await office.IssuedAsync(await office.GreenLeafAsync());

        var change = Entries(office)[^1].GetProperty("changes")[0];
        Assert.Equal(sent.Text("invoice_id"), change.GetProperty("subject").GetString());
        Assert.Equal("draft", change.GetProperty("before").GetProperty("state").GetString());
        Assert.Equal("issued", change.GetProperty("after").GetProperty("state").GetString());
    }

    [Fact]
    public async Task Calls_that_change_nothing_leave_no_entry()
    {
        await using var office = await TestOffice.OpenAsync();
        var client = await office.GreenLeafAsync();
        var draft = await office.DraftAsync(client);
        await office.Agent.AskAsync("create_client", new { name = "Repeated" }, requestId: "r-1");
        var before = Entries(office).Count;

        await office.Agent.AskAsync("list_invoices", new { });
        await office.Agent.AskAsync("get_invoice", new { invoice_id = draft.Text("id") });
        await office.Agent.AskAsync("create_client", new { name = "Repeated" }, requestId: "r-1");
        await office.Agent.RefusedAsync("create_client", new { name = "" });
        await office.Agent.RefusedAsync("get_invoice", new { invoice_id = "INV-1999-0001" });
        await office.Agent.RefusedAsync("update_invoice", new { invoice_id = draft.Text("id"), version = 99 });

        Assert.Equal(before, Entries(office).Count);
    }

    [Fact]
    public async Task A_refusal_for_lack_of_rights_is_on_record_with_the_key_that_tried()
    {
        await using var office = await TestOffice.OpenAsync();
        var before = Entries(office).Count;

        await office.Keyed(Preset.Read).RefusedAsync("send_invoice", new { invoice_id = "INV-2026-0001" });
        await office.Keyed(Preset.Autopilot).RefusedAsync("create_key", new { name = "mine" });

        var added = Entries(office)[before..];
        Assert.Equal(["missing_scope", "needs_owner"], added.Select(e => e.GetProperty("outcome").GetString()));
        Assert.All(added, e => Assert.StartsWith("key_", e.GetProperty("actor").GetProperty("key").GetString(), StringComparison.Ordinal));
        Assert.All(added, e => Assert.False(e.TryGetProperty("changes", out _)));
    }

    [Fact]
    public async Task The_record_holds_the_digest_of_an_input_and_no_secret()
    {
        await using var office = await TestOffice.OpenAsync();

        var key = (await office.Owner.AskAsync("create_key", new { name = "Claude" })).Text("key");

        Assert.Matches("^[0-9a-f]{64}$", Entries(office)[^1].GetProperty("input_sha256").GetString());
        Assert.DoesNotContain(key, Rows.All(office), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_record_of_a_business_counts_without_a_gap_under_many_writers()
    {
        await using var office = await TestOffice.OpenAsync();

        await Task.WhenAll(Enumerable.Range(0, 64).Select(i => Task.Run(() => office.Agent.AskAsync("create_client", new { name = $"Client {i}" }))));

        var seqs = Rows.Many<long>(office, "select seq from audit_entry order by seq");
        Assert.Equal(Enumerable.Range(1, seqs.Count).Select(i => (long)i), seqs);
        Assert.True((await office.Owner.AskAsync("verify_data", new { })).Flag("ok"));
    }

    [Fact]
    public async Task What_a_program_says_of_itself_is_kept_short_whoever_passes_it_on()
    {
        await using var office = await TestOffice.OpenAsync();
        var useCase = office.Services.GetServices<UseCase>().Single(u => u.Operation.Name == "create_client");
        var call = new Call(office.Agent.Caller, Face.Rest) { Agent = new string('a', 5000), Ip = new string('1', 5000) };

        Assert.True((await useCase.RunJsonAsync(call, JsonSerializer.SerializeToElement(new { name = "Acme" }))).Succeeded(out _, out _));

        var entry = Entries(office)[^1];
        Assert.Equal((120, 64), (entry.GetProperty("agent").GetString()!.Length, entry.GetProperty("ip").GetString()!.Length));
    }

    private static List<JsonElement> Entries(TestOffice office) =>
        [.. Rows.Many<string>(office, "select entry from audit_entry order by seq").Select(e => JsonSerializer.Deserialize<JsonElement>(e))];
}
