using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.Server.Tests.Cli;
using ModelContextProtocol.Client;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Tests.Story;

/// <summary>An agent that speaks through the official C# client.</summary>
internal sealed class CSharpAgent : IAgent
{
    private readonly McpClient _client;

    private CSharpAgent(McpClient client) => _client = client;

    public static async Task<CSharpAgent> ConnectAsync(JuniperWorks office, Way way, string version)
    {
        // The first answer comes when the program has started, which a busy machine lets take longer than the 5 seconds that the client gives it.
        var options = new McpClientOptions { ProtocolVersion = version, DiscoverProbeTimeout = Timeout.InfiniteTimeSpan };
        var client = await McpClient.CreateAsync(TransportTo(office, way), options);
        Assert.Equal(version, client.NegotiatedProtocolVersion);
        return new CSharpAgent(client);
    }

    public async Task<JsonObject> CallAsync(string tool, string arguments)
    {
        var answer = await _client.CallToolAsync(tool, JsonSerializer.Deserialize<Dictionary<string, object?>>(arguments));
        var text = Assert.IsType<TextContentBlock>(Assert.Single(answer.Content)).Text;
        Assert.False(answer.IsError == true, text);
        Assert.True(JsonElement.DeepEquals(answer.StructuredContent!.Value, JsonElement.Parse(text)));
        return JsonNode.Parse(text)!.AsObject();
    }

    public ValueTask DisposeAsync() => _client.DisposeAsync();

    private static IClientTransport TransportTo(JuniperWorks office, Way way)
    {
        if (way != Way.Http)
            return new StdioClientTransport(new StdioClientTransportOptions { Command = BillbotProgram.File, Arguments = office.CommandFor(way) });
        var (endpoint, key) = office.Address;
        return new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = endpoint,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {key}" },
        });
    }
}
