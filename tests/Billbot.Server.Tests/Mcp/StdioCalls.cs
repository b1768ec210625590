using System.IO.Pipelines;
using System.Text;
using System.Text.Json.Nodes;
using Billbot.Server.Mcp.Stdio;
using ModelContextProtocol;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Tests.Mcp;

/// <summary>MCP as lines on two streams: served in the process, or relayed over the owner's socket or to a URL.</summary>
public sealed class StdioCalls
{
    public static TheoryData<string, string?> Ways => new()
    {
        { "in process", null },
        { "in process", "2025-11-25" },
        { "socket", null },
        { "socket", "2025-11-25" },
        { "url", null },
        { "url", "2025-06-18" },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_agent_works_over_lines_as_it_does_over_HTTP(string way, string? version)
    {
        await using var office = await McpOffice.OpenAsync();
        await using var line = new Line(office, way);
        await using var agent = await McpClient.CreateAsync(line.Transport, new McpClientOptions { ProtocolVersion = version });
        Assert.Equal(version ?? McpOffice.Modern, agent.NegotiatedProtocolVersion);
        Assert.Equal(16, (await agent.ListToolsAsync()).Count);

        var made = await agent.CallToolAsync("create_client", new Dictionary<string, object?> { ["name"] = "Grünblatt 寿司" });
        Assert.Equal("Grünblatt 寿司", made.StructuredContent!.Value.GetProperty("name").GetString());
        var refused = await agent.CallToolAsync("create_invoice", new Dictionary<string, object?> { ["client_id"] = "Grünblatt 寿司" });
        Assert.True(refused.IsError);
        await Assert.ThrowsAnyAsync<McpProtocolException>(async () => await agent.CallToolAsync("no_such_tool"));
        Assert.Single(await agent.ListResourceTemplatesAsync(), t => t.UriTemplate == "invoice://{id}/pdf");
    }

    [Theory]
    [InlineData("in process")]
    [InlineData("socket")]
    [InlineData("url")]
    public async Task Many_calls_at_once_get_their_own_answers(string way)
    {
        await using var office = await McpOffice.OpenAsync();
        await using var line = new Line(office, way);
        await using var agent = await McpClient.CreateAsync(line.Transport);
        var made = await Task.WhenAll(Enumerable.Range(0, 20).Select(i =>
            agent.CallToolAsync("create_client", new Dictionary<string, object?> { ["name"] = $"Client {i}" }).AsTask()));
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"Client {i}"), made.Select(m => m.StructuredContent!.Value.GetProperty("name").GetString()));
    }

    [Theory]
    [InlineData("in process")]
    [InlineData("socket")]
    public async Task What_is_no_message_is_answered_and_the_next_line_is_served(string way)
    {
        await using var office = await McpOffice.OpenAsync();
        var lines = await TalkAsync(office, way, "{", "[]", """{"jsonrpc":"2.0","id":null,"method":"x"}""", new string('x', 1_200_000), "", ModernCall(7, "get_billing_context"));

        Assert.Equal([-32700, -32600, -32600, -32600], lines.Take(4).Select(l => l["error"]!["code"]!.GetValue<int>()));
        Assert.Equal(7, lines[4]["id"]!.GetValue<int>());
        Assert.Equal("2026-03-09", lines[4]["result"]!["structuredContent"]!["today"]!.GetValue<string>());
    }

    [Theory]
    [InlineData("in process")]
    [InlineData("url")]
    public async Task Answers_that_are_due_come_out_after_the_input_has_ended(string way)
    {
        await using var office = await McpOffice.OpenAsync();
        var lines = await TalkAsync(office, way, [.. Enumerable.Range(1, 5).Select(i => ModernCall(i, "get_billing_context"))]);
        Assert.Equal([1, 2, 3, 4, 5], lines.Select(l => l["id"]!.GetValue<int>()).Order());
    }

    [Fact]
    public async Task A_relay_opens_a_new_session_when_the_server_has_forgotten_the_old_one()
    {
        await using var office = await McpOffice.OpenAsync();
        await using var line = new Line(office, "socket");
        await using var agent = await McpClient.CreateAsync(line.Transport, new McpClientOptions { ProtocolVersion = "2025-11-25" });
        await agent.ListToolsAsync();
        office.Office.Clock.Advance(TimeSpan.FromHours(2));
        Assert.Equal(16, (await agent.ListToolsAsync()).Count);
    }

    [Fact]
    public async Task A_relay_says_that_the_server_is_not_there_and_that_a_key_is_wrong()
    {
        await using var office = await McpOffice.OpenAsync();
        var away = await TalkAsync(RelayTarget.Url(new Uri("http://127.0.0.1:9"), office.Key), ModernCall(1, "get_billing_context"));
        Assert.Contains("cannot be reached", away[0]["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(1, away[0]["id"]!.GetValue<int>());

        var wrong = await TalkAsync(RelayTarget.Url(new Uri(office.Endpoint, "/"), "bb_sk_wrong"), ModernCall(2, "get_billing_context"));
        Assert.Contains("needs a valid key", wrong[0]["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(2, wrong[0]["id"]!.GetValue<int>());
    }

    [Fact]
    public async Task Over_the_owners_socket_no_key_is_needed_but_the_business_has_to_be_clear()
    {
        await using var office = await McpOffice.OpenAsync();
        var first = office.Office.Business;
        await office.Office.FoundAsync(new { name = "Second", country = "US", currency = "USD" });

        var unclear = await TalkAsync(RelayTarget.Socket(office.SocketPath), ModernCall(1, "get_billing_context"));
        Assert.Contains("--business", unclear[0]["error"]!["message"]!.GetValue<string>(), StringComparison.Ordinal);
        var clear = await TalkAsync(RelayTarget.Socket(office.SocketPath, first.Value), ModernCall(2, "get_billing_context"));
        Assert.Equal("local agent", clear[0]["result"]!["structuredContent"]!["key"]!["name"]!.GetValue<string>());
    }

    private static string ModernCall(int id, string tool) => new JsonObject
    {
        ["jsonrpc"] = "2.0",
        ["id"] = id,
        ["method"] = "tools/call",
        ["params"] = new JsonObject
        {
            ["name"] = tool,
            ["_meta"] = new JsonObject
            {
                ["io.modelcontextprotocol/protocolVersion"] = McpOffice.Modern,
                ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
            },
        },
    }.ToJsonString();

    private static Task<List<JsonObject>> TalkAsync(McpOffice office, string way, params string[] lines) =>
        TalkAsync((input, output) => Line.RunAsync(office, way, input, output), lines);

    private static Task<List<JsonObject>> TalkAsync(RelayTarget target, params string[] lines) =>
        TalkAsync((input, output) => StdioRelay.RunAsync(target, input, output), lines);

    /// <summary>Says all lines, ends the input, and gives back every line that came out.</summary>
    private static async Task<List<JsonObject>> TalkAsync(Func<Stream, Stream, Task> run, string[] lines)
    {
        using var input = new MemoryStream(Encoding.UTF8.GetBytes(string.Join('\n', lines) + "\n"));
        using var output = new MemoryStream();
        await run(input, output).WaitAsync(TimeSpan.FromSeconds(60));
        return [.. Encoding.UTF8.GetString(output.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonNode.Parse(l)!.AsObject())];
    }

    /// <summary>Two pipes, and on their other side one of the ways to serve lines.</summary>
    private sealed class Line : IAsyncDisposable
    {
        private readonly Pipe _in = new();
        private readonly Pipe _out = new();
        private readonly Task _serving;

        public Line(McpOffice office, string way)
        {
            _serving = Task.Run(() => RunAsync(office, way, _in.Reader.AsStream(), _out.Writer.AsStream()));
            Transport = new StreamClientTransport(_in.Writer.AsStream(), _out.Reader.AsStream());
        }

        public IClientTransport Transport { get; }

        public static Task RunAsync(McpOffice office, string way, Stream input, Stream output) => way switch
        {
            "in process" => StdioServer.RunAsync(office.Services, office.Office.Agent.Caller, input, output),
            "socket" => StdioRelay.RunAsync(RelayTarget.Socket(office.SocketPath), input, output),
            _ => StdioRelay.RunAsync(RelayTarget.Url(office.Endpoint, office.Key), input, output),
        };

        public async ValueTask DisposeAsync()
        {
            await _in.Writer.CompleteAsync();
            await _serving.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }
}
