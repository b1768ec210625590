using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Torture;

/// <summary>Calls tools of a running server over HTTP with as little between as possible.</summary>
internal sealed class Caller(Uri server, string key) : IDisposable
{
    private const string Version = "2026-07-28";

    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 128, PooledConnectionLifetime = TimeSpan.FromSeconds(1) }) { BaseAddress = server, Timeout = TimeSpan.FromSeconds(60) };

    /// <summary>The structured answer. Throws where there is none: the server is gone, or refuses.</summary>
    public async Task<JsonElement> CallAsync(string tool, JsonObject arguments)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/mcp");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("Accept", "application/json, text/event-stream");
        request.Headers.Add("MCP-Protocol-Version", Version);
        request.Headers.Add("Mcp-Method", "tools/call");
        request.Headers.Add("Mcp-Name", tool);
        request.Content = JsonContent.Create(new JsonObject
        {
            ["jsonrpc"] = "2.0",
            ["id"] = 1,
            ["method"] = "tools/call",
            ["params"] = new JsonObject
            {
                ["name"] = tool,
                ["arguments"] = arguments,
                ["_meta"] = new JsonObject
                {
                    ["io.modelcontextprotocol/protocolVersion"] = Version,
                    ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
                },
            },
        });
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");

        using var response = await _http.SendAsync(request);
        var text = await response.Content.ReadAsStringAsync();
        using var answer = JsonDocument.Parse(text);
        return answer.RootElement.TryGetProperty("result", out var result) && result.TryGetProperty("structuredContent", out var content)
            ? content.Clone()
            : throw new RefusedException(text);
    }

    public void Dispose() => _http.Dispose();
}

internal sealed class RefusedException(string message) : Exception(message);
