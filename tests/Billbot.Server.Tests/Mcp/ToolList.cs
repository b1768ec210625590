using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Billbot.Server.Tests.Mcp;

/// <summary>What an agent sees of the tools before it calls one.</summary>
public sealed class ToolList(ITestOutputHelper output)
{
    private const int Budget = 4800;

    /// <summary>Room that the tool still to come will take.</summary>
    private const int ReservedForOneMore = 190;

    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public async Task Every_tool_is_as_it_was_reviewed()
    {
        await using var office = await McpOffice.OpenAsync();
        foreach (var tool in await ToolsAsync(office))
            Snapshot.Matches($"{tool!["name"]}.json", tool.ToJsonString(Readable));
    }

    [Fact]
    public async Task The_order_of_tools_and_the_instructions_are_as_they_were_reviewed()
    {
        await using var office = await McpOffice.OpenAsync();
        await using var agent = await office.ConnectAsync();
        var names = (await ToolsAsync(office)).Select(t => t!["name"]!.GetValue<string>());
        Snapshot.Matches("instructions.txt", $"{agent.ServerInstructions}\n\n{string.Join('\n', names)}");
        Assert.InRange(System.Text.Encoding.UTF8.GetByteCount(agent.ServerInstructions!), 1, 1200);
    }

    [Fact]
    public async Task All_tools_together_stay_within_their_budget_of_tokens()
    {
        await using var office = await McpOffice.OpenAsync();
        var tools = await ToolsAsync(office);
        foreach (var tool in tools)
            output.WriteLine($"{tool!["name"],-24}{tool.ToJsonString(Compact).Length / 4,6}");
        var whole = new JsonObject { ["tools"] = tools.DeepClone() }.ToJsonString(Compact).Length / 4;
        output.WriteLine($"{"all",-24}{whole,6}");
        Assert.InRange(whole, 1, Budget - ReservedForOneMore);
    }

    [Fact]
    public async Task Schemas_speak_a_dialect_that_every_host_understands()
    {
        await using var office = await McpOffice.OpenAsync();
        foreach (var tool in await ToolsAsync(office))
        {
            Assert.InRange(tool!["description"]!.GetValue<string>().Length, 10, 220);
            Assert.NotEmpty(tool["title"]!.GetValue<string>());
            foreach (var schema in SchemasIn(tool["inputSchema"]!.AsObject()))
            {
                Assert.All(schema["properties"]?.AsObject() ?? [], member => Assert.True(member.Value!["description"] is not null, $"{tool["name"]}: {member.Key}"));
                Assert.Equal(JsonValueKind.String, schema["type"]!.GetValueKind());
                Assert.False(schema.ContainsKey("format"));
                Assert.True((schema["description"]?.GetValue<string>().Length ?? 0) <= 90);
                if (schema.ContainsKey("properties"))
                    Assert.False(schema["additionalProperties"]!.GetValue<bool>());
            }
        }
    }

    [Theory]
    [InlineData("read", 7)]
    [InlineData("draft", 13)]
    [InlineData("assistant", 16)]
    public async Task A_key_sees_the_tools_it_may_call(string preset, int count)
    {
        await using var office = await McpOffice.OpenAsync();
        var key = await office.NewKeyAsync(preset);
        Assert.Equal(count, (await ToolsAsync(office, key)).Count);
    }

    [Fact]
    public async Task A_tool_beyond_the_key_is_refused_as_missing_scope_whatever_its_arguments_are()
    {
        await using var office = await McpOffice.OpenAsync();
        var key = await office.NewKeyAsync("read");

        var well = await office.CallAsync("void_invoice", """{"invoice_id":"INV-2026-0001","reason":"Wrong"}""", key);
        Assert.Equal(("missing_scope", "no"), (well.Code, well.Problem["retry"]!.GetValue<string>()));
        Assert.Equal("missing_scope", (await office.CallAsync("void_invoice", """{"nonsense":1}""", key)).Code);
    }

    internal static async Task<JsonArray> ToolsAsync(McpOffice office, string? key = null)
    {
        using var http = office.ClientWith(key ?? office.Key);
        using var response = await http.SendAsync(office.ModernRequest("tools/list"));
        var result = JsonNode.Parse(await response.Content.ReadAsStringAsync())!["result"]!.AsObject();
        Assert.Equal(300_000, result["ttlMs"]!.GetValue<int>());
        Assert.Equal("private", result["cacheScope"]!.GetValue<string>());
        return result["tools"]!.AsArray();
    }

    private static IEnumerable<JsonObject> SchemasIn(JsonObject schema)
    {
        yield return schema;
        foreach (var (_, member) in schema["properties"]?.AsObject() ?? [])
        {
            foreach (var inner in SchemasIn(member!.AsObject()))
                yield return inner;
        }

        if (schema["items"] is JsonObject items)
        {
            foreach (var inner in SchemasIn(items))
                yield return inner;
        }
    }
}
