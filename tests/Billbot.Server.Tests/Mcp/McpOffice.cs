using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Billbot.App;
using Billbot.App.Access;
using Billbot.App.Storage;
using Billbot.Server.Mcp;
using Billbot.Server.Security;
using Billbot.Testing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol.Client;

namespace Billbot.Server.Tests.Mcp;

/// <summary>An office with the MCP endpoint on a real port and on the owner's socket, and a key of preset assistant.</summary>
public sealed class McpOffice : IAsyncDisposable
{
    public const string Modern = "2026-07-28";

    private readonly WebApplication _app;

    private McpOffice(TestOffice office, WebApplication app, string key)
    {
        (Office, _app, Key) = (office, app, key);
        Endpoint = new Uri($"{app.Urls.First(u => u.StartsWith("http://127", StringComparison.Ordinal))}/api/mcp");
        Http = ClientWith(key);
    }

    public TestOffice Office { get; }

    public string Key { get; }

    public Uri Endpoint { get; }

    /// <summary>Sends the key with each request.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public string SocketPath => DataFolder.SocketOf(Office.Folder.Path);

    public static async Task<McpOffice> OpenAsync(Action<IServiceCollection>? configure = null)
    {
        var office = await TestOffice.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddBillbot(office.Installation).AddBillbotMcp();
        // Tests ask faster than any agent; the limits have tests of their own.
        builder.Services.Configure<LimitOptions>(limits => (limits.KeyPerSecond, limits.KeyBurst, limits.BusinessPerSecond, limits.BusinessBurst) = (5000, 5000, 5000, 5000));
        configure?.Invoke(builder.Services);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.ListenUnixSocket(DataFolder.SocketOf(office.Folder.Path), OwnerChannel.MarkAll);
        });
        var app = builder.Build();
        app.MapBillbotMcp();
        await app.StartAsync();
        return new McpOffice(office, app, await NewKeyAsync(office, Preset.Assistant.Name, unlimited: true));
    }

    public Task<string> NewKeyAsync(string preset, bool unlimited = true) => NewKeyAsync(Office, preset, unlimited);

    public HttpClient ClientWith(string? key)
    {
        var http = new HttpClient { BaseAddress = Endpoint };
        if (key is not null)
            http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key);
        return http;
    }

    public Task<McpClient> ConnectAsync(string? version = null, string? key = null) => McpClient.CreateAsync(
        new HttpClientTransport(new HttpClientTransportOptions
        {
            Endpoint = Endpoint,
            TransportMode = HttpTransportMode.StreamableHttp,
            AdditionalHeaders = new Dictionary<string, string> { ["Authorization"] = $"Bearer {key ?? Key}" },
        }),
        new McpClientOptions { ProtocolVersion = version });

    /// <summary>A modern tools/call, as JSON that may be as wrong as the test wants.</summary>
    public async Task<ToolAnswer> CallAsync(string tool, string arguments = "{}", string? key = null)
    {
        using var client = ClientWith(key ?? Key);
        using var response = await client.SendAsync(ModernRequest("tools/call", $$"""{"name":"{{tool}}","arguments":{{arguments}}}""", tool));
        return new ToolAnswer(response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync())!.AsObject());
    }

    public HttpRequestMessage ModernRequest(string method, string parameters = "{}", string? name = null)
    {
        var request = Raw($$"""{"jsonrpc":"2.0","id":1,"method":"{{method}}","params":{{WithMeta(parameters)}}}""");
        request.Headers.Add("MCP-Protocol-Version", Modern);
        request.Headers.Add("Mcp-Method", method);
        if (name is not null)
            request.Headers.Add("Mcp-Name", name);
        return request;
    }

    public HttpRequestMessage Raw(string body) => Raw(Encoding.UTF8.GetBytes(body));

    public HttpRequestMessage Raw(byte[] body)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, Endpoint) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        return request;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        await Office.DisposeAsync();
    }

    /// <summary>Adds what every modern request carries; text is spliced, so that the arguments reach the server as the test wrote them.</summary>
    private static string WithMeta(string parameters)
    {
        var meta = $$$"""{"_meta":{"io.modelcontextprotocol/protocolVersion":"{{{Modern}}}","io.modelcontextprotocol/clientCapabilities":{}}""";
        var rest = parameters.Trim()[1..];
        return rest.Trim() == "}" ? meta + "}" : $"{meta},{rest}";
    }

    private static async Task<string> NewKeyAsync(TestOffice office, string preset, bool unlimited)
    {
        var made = await office.Owner.AskAsync("create_key", new { name = $"test {preset}", preset, unlimited });
        return made.Text("key");
    }
}

/// <summary>What a tool answered.</summary>
public sealed record ToolAnswer(HttpStatusCode Status, JsonObject Message)
{
    public JsonObject Result => Message["result"]?.AsObject() ?? throw new InvalidOperationException(Message.ToJsonString());

    public bool IsError => Result["isError"]?.GetValue<bool>() == true;

    public JsonObject Structured => IsError ? throw new InvalidOperationException(Text) : Result["structuredContent"]!.AsObject();

    public string Text => Result["content"]![0]!["text"]!.GetValue<string>();

    /// <summary>The refusal, where it is one.</summary>
    public JsonObject Problem => IsError ? JsonNode.Parse(Text)!.AsObject() : throw new InvalidOperationException($"Not refused: {Text}");

    public string Code => Problem["code"]!.GetValue<string>();

    /// <summary>The faults of a refusal of arguments: code and field of each.</summary>
    public IReadOnlyList<(string Code, string Field)> Faults =>
        [.. (Problem["details"]?["errors"] ?? throw new InvalidOperationException(Text)).AsArray().Select(e => (e!["code"]!.GetValue<string>(), e["field"]?.GetValue<string>() ?? ""))];
}
