using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Mcp;

/// <summary>Every answer of every tool keeps what its output schema promises.</summary>
public sealed class Answers
{
    [Fact]
    public async Task Every_answer_of_every_tool_fits_its_output_schema()
    {
        await using var office = await McpOffice.OpenAsync();
        var schemas = (await ToolList.ToolsAsync(office)).ToDictionary(t => t!["name"]!.GetValue<string>(), t => JsonElement.Parse(t!["outputSchema"]!.ToJsonString()));
        var inputs = (await ToolList.ToolsAsync(office)).ToDictionary(t => t!["name"]!.GetValue<string>(), t => JsonElement.Parse(t!["inputSchema"]!.ToJsonString()));
        var seen = new HashSet<string>();

        async Task<JsonObject> Do(string tool, string arguments = "{}")
        {
            Assert.Empty(SchemaCheck.Faults(inputs[tool], JsonElement.Parse(arguments)));
            var answer = await office.CallAsync(tool, arguments);
            Assert.False(answer.IsError, answer.Text);
            Assert.Empty(SchemaCheck.Faults(schemas[tool], JsonElement.Parse(answer.Structured.ToJsonString())));
            seen.Add(tool);
            return answer.Structured;
        }

        await Do("get_billing_context");
        await Do("list_clients");
        await Do("create_client", """{"name":"GreenLeaf Organic","email":"billing@greenleaf.example","currency":"USD","rates":[{"name":"weekly","unit":"week","unit_price":4000}],"address":{"line1":"1 Main St","country":"US"}}""");
        await Do("create_client", """{"name":"GreenLeaf Organic"}""");
        await Do("update_client", """{"client_id":"GreenLeaf Organic","due_days":14}""");
        await Do("get_client", """{"client_id":"GreenLeaf Organic"}""");
        await Do("list_clients", """{"detail":"detailed"}""");
        await Do("create_invoice", """{"client_id":"GreenLeaf Organic","line_items":[{"description":"Sprint","quantity":2,"rate":"weekly"}],"dry_run":true}""");
        var first = (await Do("create_invoice", """{"client_id":"GreenLeaf Organic","line_items":[{"description":"Sprint","quantity":2,"rate":"weekly"}],"request_id":"a"}"""))["id"];
        await Do("create_invoice", """{"client_id":"GreenLeaf Organic","line_items":[{"description":"Sprint","quantity":2,"rate":"weekly"}],"request_id":"a"}""");
        await Do("update_invoice", $$"""{"invoice_id":"{{first}}","due_days":14}""");
        await Do("send_invoice", $$"""{"invoice_id":"{{first}}","dry_run":true}""");
        await Do("send_invoice", $$"""{"invoice_id":"{{first}}","expected_total":8000}""");
        await Do("send_invoice", $$"""{"invoice_id":"{{first}}"}""");
        await Do("get_invoice", $$"""{"invoice_id":"{{first}}"}""");
        await Do("get_invoice_status", $$"""{"invoice_id":"{{first}}"}""");
        await Do("record_payment", $$"""{"invoice_id":"{{first}}","amount":100}""");
        await Do("list_invoices", """{"status":"partially_paid","detail":"detailed"}""");
        office.Office.Clock.Advance(TimeSpan.FromDays(40));
        await Do("list_overdue_invoices");
        var second = (await Do("create_invoice", """{"client_id":"GreenLeaf Organic","line_items":[]}"""))["id"];
        await Do("delete_draft_invoice", $$"""{"invoice_id":"{{second}}"}""");
        var third = (await Do("create_invoice", """{"client_id":"GreenLeaf Organic","line_items":[{"description":"Audit","unit_price":900}]}"""))["id"];
        await Do("send_invoice", $$"""{"invoice_id":"{{third}}"}""");
        await Do("void_invoice", $$"""{"invoice_id":"{{third}}","reason":"Wrong client"}""");
        await Do("create_corrected_invoice", $$"""{"invoice_id":"{{first}}","line_items":[{"description":"Sprint","quantity":1,"rate":"weekly"}]}""");
        await Do("list_invoices");

        Assert.Equal(schemas.Keys.Order(), seen.Order());
    }

    [Fact]
    public async Task An_invoice_comes_with_the_address_of_its_PDF()
    {
        await using var office = await McpOffice.OpenAsync();
        await office.CallAsync("create_client", """{"name":"GreenLeaf"}""");
        var id = (await office.CallAsync("create_invoice", """{"client_id":"GreenLeaf","line_items":[{"description":"A","unit_price":1}]}""")).Structured["id"]!.GetValue<string>();

        var content = (await office.CallAsync("get_invoice", $$"""{"invoice_id":"{{id}}"}""")).Result["content"]!.AsArray();
        Assert.Equal(["text", "resource_link"], content.Select(c => c!["type"]!.GetValue<string>()));
        Assert.Equal($"invoice://{id}/pdf", content[1]!["uri"]!.GetValue<string>());
    }

    [Fact]
    public async Task Text_of_people_comes_back_as_it_was_and_unescaped()
    {
        await using var office = await McpOffice.OpenAsync();
        const string name = "Mädchen & Söhne <b>\u201CÜ\u201D</b> 寿司";
        using var response = await office.Http.SendAsync(office.ModernRequest("tools/call", $$$"""{"name":"create_client","arguments":{"name":"{{{name}}}"}}""", "create_client"));
        var raw = await response.Content.ReadAsStringAsync();
        Assert.Contains("Mädchen & Söhne <b>“Ü”</b> 寿司", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\\\\u", raw, StringComparison.Ordinal);
        Assert.Equal(name, JsonNode.Parse(raw)!["result"]!["structuredContent"]!["name"]!.GetValue<string>());
    }

    [Fact]
    public async Task Foreign_and_unknown_invoices_answer_the_same_bytes()
    {
        await using var office = await McpOffice.OpenAsync();
        await using var other = await McpOffice.OpenAsync();
        await other.CallAsync("create_client", """{"name":"GreenLeaf"}""");
        var foreign = (await other.CallAsync("create_invoice", """{"client_id":"GreenLeaf","line_items":[{"description":"A","unit_price":1}]}""")).Structured["id"]!.GetValue<string>();

        var unknown = (await office.CallAsync("get_invoice", """{"invoice_id":"inv_00000000000000000000000000"}""")).Text;
        Assert.Equal(unknown, (await office.CallAsync("get_invoice", $$"""{"invoice_id":"{{foreign}}"}""")).Text);
        Assert.Equal(unknown, (await office.CallAsync("get_invoice", """{"invoice_id":"../../etc/passwd"}""")).Text);
    }
}
