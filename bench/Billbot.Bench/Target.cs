using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billbot.Bench;

/// <summary>A server under load: a process of its own on a free loopback port, with a folder of its own.</summary>
internal sealed class Target : IAsyncDisposable
{
    private readonly Process _process;
    private readonly HttpClient _http;
    private readonly bool _modern;

    private Target(string name, string folder, Process process, Uri address, string key, bool modern)
    {
        Name = name;
        Folder = folder;
        _process = process;
        _modern = modern;
        _http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 128 }) { BaseAddress = address };
        _http.DefaultRequestHeaders.Add("Accept", "application/json, text/event-stream");
        if (modern)
        {
            _http.DefaultRequestHeaders.Authorization = new("Bearer", key);
            _http.DefaultRequestHeaders.Add("MCP-Protocol-Version", "2026-07-28");
        }
    }

    public string Name { get; }

    public string Folder { get; }

    /// <summary>Processor time that the server has used so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static async Task<Target> BillbotAsync(string billbot, string folder)
    {
        await RunAsync(billbot, ["business", "set", "--data", folder, "--name", "Juniper Works", "--country", "US", "--currency", "USD", "--time-zone", "America/New_York", "--email", "me@juniper.example"]);
        var key = JsonNode.Parse(await RunAsync(billbot, ["keys", "create", "--data", folder, "--name", "bench", "--preset", "autopilot", "--unlimited", "--json"]))!["key"]!.GetValue<string>();
        var port = FreePort();
        var process = Start(billbot, ["serve", "--data", folder, "--urls", $"http://127.0.0.1:{port}"]);
        var target = new Target("Billbot", folder, process, Address(port), key, modern: true);
        await target.WaitAsync("/healthz");
        return target;
    }

    public static async Task<Target> PeerAsync(string peer, string node, string folder)
    {
        var port = FreePort();
        var process = Start(node, [Path.Combine(peer, "server.mjs"), Path.Combine(folder, "peer.db"), port.ToString(CultureInfo.InvariantCulture)]);
        var target = new Target("TypeScript SDK", folder, process, Address(port), "", modern: false);
        await target.WaitAsync("/");
        return target;
    }

    /// <summary>Calls a tool; the structured answer.</summary>
    public async Task<JsonElement> CallAsync(string tool, JsonObject arguments)
    {
        var parameters = new JsonObject { ["name"] = tool, ["arguments"] = arguments };
        if (_modern)
        {
            parameters["_meta"] = new JsonObject
            {
                ["io.modelcontextprotocol/protocolVersion"] = "2026-07-28",
                ["io.modelcontextprotocol/clientCapabilities"] = new JsonObject(),
            };
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, _modern ? "/api/mcp" : "/mcp");
        request.Content = new StringContent(
            new JsonObject { ["jsonrpc"] = "2.0", ["id"] = 1, ["method"] = "tools/call", ["params"] = parameters }.ToJsonString(), Encoding.UTF8, "application/json");
        if (_modern)
        {
            request.Headers.Add("Mcp-Method", "tools/call");
            request.Headers.Add("Mcp-Name", tool);
        }

        using var response = await _http.SendAsync(request);
        using var answer = await JsonDocument.ParseAsync(await response.Content.ReadAsStreamAsync());
        return answer.RootElement.TryGetProperty("result", out var result) && result.TryGetProperty("structuredContent", out var content)
            ? content.Clone()
            : throw new InvalidOperationException($"{Name}: {answer.RootElement}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _http.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    public static string NewFolder() => Directory.CreateTempSubdirectory("billbot-bench-").FullName;

    private static Uri Address(int port) => new($"http://127.0.0.1:{port}");

    private static async Task<string> RunAsync(string program, string[] arguments)
    {
        using var process = Start(program, arguments);
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? output : throw new InvalidOperationException($"{program} {string.Join(' ', arguments)} ended with {process.ExitCode}.");
    }

    private static Process Start(string program, string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitAsync(string path)
    {
        for (var i = 0; i < 200; i++)
        {
            try
            {
                using var response = await _http.GetAsync(path);
                return;
            }
            catch (HttpRequestException)
            {
                await Task.Delay(100);
            }
        }

        throw new InvalidOperationException($"{Name} does not start.");
    }
}
