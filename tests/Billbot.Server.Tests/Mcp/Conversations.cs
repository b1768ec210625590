using System.Text.Json;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Tests.Mcp;

/// <summary>The conversation of an agent with its person, through the official client in each era of the protocol.</summary>
public sealed class Conversations
{
    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    [InlineData("2025-06-18")]
    [InlineData("2025-03-26")]
    public async Task An_agent_bills_a_client_from_start_to_end(string? version)
    {
        await using var office = await McpOffice.OpenAsync();
        await using var agent = await office.ConnectAsync(version);
        Assert.Equal(version ?? McpOffice.Modern, agent.NegotiatedProtocolVersion);
        Assert.Contains("today is 2026-03-09 (Monday), zone America/New_York, default currency USD", agent.ServerInstructions, StringComparison.Ordinal);

        var client = await DoAsync(agent, "create_client", new() { ["name"] = "GreenLeaf Organic", ["email"] = "billing@greenleaf.example", ["currency"] = "USD", ["due_days"] = 30 });
        var found = await DoAsync(agent, "list_clients", new() { ["query"] = "greenleaf" });
        Assert.Equal(client.GetProperty("id").GetString(), found.GetProperty("clients")[0].GetProperty("id").GetString());

        var draft = await DoAsync(agent, "create_invoice", new()
        {
            ["client_id"] = client.GetProperty("id").GetString(),
            ["line_items"] = new object[]
            {
                new Dictionary<string, object> { ["description"] = "Website redesign — design work", ["quantity"] = 60, ["unit_price"] = 125.00 },
                new Dictionary<string, object> { ["description"] = "Stock photography", ["quantity"] = 1, ["unit_price"] = 500.00 },
            },
            ["due_days"] = 30,
        });
        Assert.Equal("8000.00", draft.GetProperty("total").GetString());
        Assert.Equal("2026-04-08", draft.GetProperty("due_date").GetString());
        Assert.Equal("draft", draft.GetProperty("status").GetString());

        var number = draft.GetProperty("number").GetString();
        var sent = await DoAsync(agent, "send_invoice", new() { ["invoice_id"] = number, ["expected_total"] = 8000, ["expected_recipient"] = "billing@greenleaf.example" });
        Assert.Equal("queued", sent.GetProperty("status").GetString());
        Assert.Equal("sent", (await DoAsync(agent, "get_invoice_status", new() { ["invoice_id"] = number })).GetProperty("status").GetString());
        Assert.Equal("paid", (await DoAsync(agent, "record_payment", new() { ["invoice_id"] = number, ["amount"] = "8000.00", ["reference"] = "TR-881" })).GetProperty("status").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    public async Task A_wrong_argument_is_told_with_its_mending_and_the_conversation_goes_on(string? version)
    {
        await using var office = await McpOffice.OpenAsync();
        await using var agent = await office.ConnectAsync(version);

        var refused = await agent.CallToolAsync("create_client", new Dictionary<string, object?> { ["customer"] = "GreenLeaf" });
        Assert.True(refused.IsError);
        Assert.Null(refused.StructuredContent);
        Assert.Contains("Send name instead of it.", Assert.IsType<TextContentBlock>(refused.Content[0]).Text, StringComparison.Ordinal);

        Assert.Equal("GreenLeaf", (await DoAsync(agent, "create_client", new() { ["name"] = "GreenLeaf" })).GetProperty("name").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("2025-11-25")]
    public async Task A_repeated_request_id_does_nothing_twice_and_says_so(string? version)
    {
        await using var office = await McpOffice.OpenAsync();
        await using var agent = await office.ConnectAsync(version);
        var arguments = new Dictionary<string, object?> { ["name"] = "GreenLeaf", ["request_id"] = "add-greenleaf" };

        var first = await DoAsync(agent, "create_client", arguments);
        var again = await DoAsync(agent, "create_client", arguments);

        Assert.False(first.TryGetProperty("replayed", out _));
        Assert.True(again.GetProperty("replayed").GetBoolean());
        Assert.Equal(first.GetProperty("id").GetString(), again.GetProperty("id").GetString());
    }

    [Fact]
    public async Task A_dry_run_shows_the_invoice_and_leaves_nothing()
    {
        await using var office = await McpOffice.OpenAsync();
        await office.CallAsync("create_client", """{"name":"GreenLeaf"}""");

        var dry = await office.CallAsync("create_invoice", """{"client_id":"GreenLeaf","line_items":[{"description":"Design","unit_price":"12.50"}],"dry_run":true}""");
        Assert.Equal("12.50", dry.Structured["total"]!.GetValue<string>());
        Assert.False(dry.Structured.ContainsKey("id"));
        Assert.Empty((await office.CallAsync("list_invoices")).Structured["invoices"]!.AsArray());
    }

    private static async Task<JsonElement> DoAsync(McpClient agent, string tool, Dictionary<string, object?> arguments)
    {
        var result = await agent.CallToolAsync(tool, arguments);
        Assert.False(result.IsError == true, (result.Content[0] as TextContentBlock)?.Text);
        var structured = result.StructuredContent!.Value;
        Assert.True(JsonElement.DeepEquals(structured, JsonElement.Parse(Assert.IsType<TextContentBlock>(result.Content[0]).Text)));
        return structured;
    }
}
