using System.IO.Pipelines;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Billbot.Server.Mcp;
using Billbot.Server.Mcp.Stdio;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Server.Tests.Mcp;

/// <summary>What becomes of a tool that takes its time: the endpoint with two tools of the test behind it.</summary>
public sealed class SlowTools
{
    [Fact]
    public async Task A_slow_answer_is_plain_JSON_too_and_one_with_progress_is_a_stream()
    {
        await using var host = await Host.StartAsync();
        var slow = host.PostAsync("slow");
        await host.Front.Started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await Task.Delay(400);
        host.Front.Go.SetResult();
        using var answer = await slow;
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);

        using var progress = await host.PostAsync("progress");
        Assert.Equal("text/event-stream", progress.Content.Headers.ContentType!.MediaType);
        Assert.Equal(["no"], progress.Headers.GetValues("X-Accel-Buffering"));
        var events = (await progress.Content.ReadAsStringAsync()).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(4, events.Length);
        Assert.Contains("\"result\"", events[3], StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_a_modern_client_goes_away_its_tool_is_cancelled()
    {
        await using var host = await Host.StartAsync();
        using var leaving = new CancellationTokenSource();
        var call = host.PostAsync("slow", cancel: leaving.Token);
        await host.Front.Started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.True(await host.Front.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task When_a_client_of_2025_goes_away_its_tool_runs_to_the_end()
    {
        await using var host = await Host.StartAsync();
        var session = await host.InitializeAsync();
        using var leaving = new CancellationTokenSource();
        var call = host.PostAsync("slow", session, leaving.Token);
        await host.Front.Started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await Task.Delay(200);
        host.Front.Go.SetResult();
        Assert.False(await host.Front.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task A_relay_closes_the_call_that_its_client_no_longer_wants()
    {
        await using var host = await Host.StartAsync();
        var (input, output) = (new Pipe(), new Pipe());
        var relaying = StdioRelay.RunAsync(RelayTarget.Url(host.Address, "none"), input.Reader.AsStream(), output.Writer.AsStream());

        await input.Writer.WriteAsync(Encoding.UTF8.GetBytes(Host.CallOf("slow", modern: true) + "\n"));
        await host.Front.Started.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await input.Writer.WriteAsync("{\"jsonrpc\":\"2.0\",\"method\":\"notifications/cancelled\",\"params\":{\"requestId\":1}}\n"u8.ToArray());
        Assert.True(await host.Front.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(30)));

        await input.Writer.CompleteAsync();
        await relaying.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.False(output.Reader.TryRead(out _));
    }

    /// <summary>Lets everybody in and serves a tool that waits and one that reports progress.</summary>
    private sealed class Front : IMcpFront
    {
        public TaskCompletionSource Started { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Go { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <summary>How the slow tool ended.</summary>
        public TaskCompletionSource<bool> Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ValueTask<Admission> AdmitAsync(HttpContext http) => new(Admission.Of(new ClaimsPrincipal(), "test", "test"));

        public ValueTask<McpServerOptions> OptionsForAsync(ServerUse use, CancellationToken cancel) => new(new McpServerOptions
        {
            ScopeRequests = !use.Stateless,
            ToolCollection = [new Tool("slow", WaitAsync), new Tool("progress", ReportAsync)],
        });

        private async ValueTask<CallToolResult> WaitAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
        {
            Started.SetResult();
            try
            {
                await Go.Task.WaitAsync(cancel);
                Cancelled.SetResult(false);
            }
            catch (OperationCanceledException)
            {
                Cancelled.SetResult(true);
                throw;
            }

            return new CallToolResult();
        }

        private static async ValueTask<CallToolResult> ReportAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancel)
        {
            for (var i = 1; i <= 3; i++)
                await request.Server.NotifyProgressAsync(request.Params.ProgressToken!.Value, new ProgressNotificationValue { Progress = i }, cancellationToken: cancel);
            return new CallToolResult();
        }

        private sealed class Tool(string name, Func<RequestContext<CallToolRequestParams>, CancellationToken, ValueTask<CallToolResult>> body) : McpServerTool
        {
            public override ModelContextProtocol.Protocol.Tool ProtocolTool { get; } = new() { Name = name, InputSchema = JsonElement.Parse("""{"type":"object"}""") };

            public override IReadOnlyList<object> Metadata { get; } = [];

            public override ValueTask<CallToolResult> InvokeAsync(RequestContext<CallToolRequestParams> request, CancellationToken cancellationToken = default) => body(request, cancellationToken);
        }
    }

    private sealed class Host(WebApplication app, Front front) : IAsyncDisposable
    {
        private readonly HttpClient _http = new() { BaseAddress = new Uri($"{app.Urls.First()}/api/mcp") };

        public Front Front => front;

        public Uri Address => _http.BaseAddress!;

        public static string CallOf(string tool, bool modern)
        {
            var meta = modern ? """, "io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{} """ : "";
            return """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"TOOL","_meta":{"progressToken":"p" META }}}"""
                .Replace("TOOL", tool, StringComparison.Ordinal).Replace("META", meta, StringComparison.Ordinal);
        }

        public static async Task<Host> StartAsync()
        {
            var front = new Front();
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.Services.AddMcpEndpoint().AddSingleton<IMcpFront>(front);
            builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
            var app = builder.Build();
            app.MapBillbotMcp();
            await app.StartAsync();
            return new Host(app, front);
        }

        public Task<HttpResponseMessage> PostAsync(string tool, string? session = null, CancellationToken cancel = default)
        {
            var request = Request(CallOf(tool, modern: session is null));
            if (session is null)
            {
                request.Headers.Add("MCP-Protocol-Version", McpOffice.Modern);
                request.Headers.Add("Mcp-Method", "tools/call");
                request.Headers.Add("Mcp-Name", tool);
            }
            else
            {
                request.Headers.Add("Mcp-Session-Id", session);
            }

            return _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        }

        public async Task<string> InitializeAsync()
        {
            using var response = await _http.SendAsync(Request(
                """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"test","version":"1"}}}"""));
            return response.Headers.GetValues("Mcp-Session-Id").Single();
        }

        public async ValueTask DisposeAsync()
        {
            _http.Dispose();
            await app.DisposeAsync();
        }

        private static HttpRequestMessage Request(string body)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "") { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
            request.Headers.Accept.ParseAdd("application/json, text/event-stream");
            return request;
        }
    }
}
