using System.Net;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.Server.Mcp.Wire;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Stdio;

/// <summary>One relay's end of the HTTP side: headers from the message, the session, answers as single lines.</summary>
internal sealed class RelayLink(RelayTarget target) : IDisposable
{
    private readonly SemaphoreSlim _opening = new(1, 1);
    private string? _session;
    private string? _version;
    private (IncomingMessage Message, ReadOnlyMemory<byte> Text)? _first;

    public static Refusal Unreachable { get; } = new(502, -32603, "The Billbot server cannot be reached. Start it with billbot serve, or check the address, then repeat the call.");

    public bool HasSession => _session is not null;

    /// <summary>Sends one message and gives back the lines of its answer.</summary>
    public async IAsyncEnumerable<ReadOnlyMemory<byte>> SendAsync(IncomingMessage message, ReadOnlyMemory<byte> text, [EnumeratorCancellation] CancellationToken cancel)
    {
        if (message.Method == "initialize")
        {
            (_session, _version) = (null, null);
            _first = (message, text);
        }

        var session = _session;
        var response = await PostAsync(message, text, cancel);
        if (response.StatusCode == HttpStatusCode.NotFound && session is not null && message.Method != "initialize" && await ReopenAsync(session, cancel))
        {
            response.Dispose();
            response = await PostAsync(message, text, cancel);
        }

        using (response)
        {
            if (response.Content.Headers.ContentType?.MediaType == "text/event-stream")
            {
                await using var stream = await response.Content.ReadAsStreamAsync(cancel);
                await foreach (var item in SseParser.Create(stream).EnumerateAsync(cancel))
                {
                    if (item.Data.Length > 0)
                        yield return Line(Encoding.UTF8.GetBytes(item.Data), message);
                }
            }
            else if (await response.Content.ReadAsByteArrayAsync(cancel) is { Length: > 0 } body)
            {
                yield return Line(body, message);
            }
            else if (message.IsRequest)
            {
                yield return Failed(message).ToJson();
            }
        }
    }

    /// <summary>Ends the session, if there is one; that the server is gone already is no fault.</summary>
    public async Task CloseAsync()
    {
        if (_session is null)
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        using var request = new HttpRequestMessage(HttpMethod.Delete, target.Address);
        request.Headers.Add(McpHeaders.SessionId, _session);
        try
        {
            using var response = await target.Http.SendAsync(request, patience.Token);
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            // It forgets idle sessions by itself.
        }
    }

    public void Dispose() => _opening.Dispose();

    private async Task<HttpResponseMessage> PostAsync(IncomingMessage message, ReadOnlyMemory<byte> text, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, target.Address);
        request.Content = new ReadOnlyMemoryContent(text);
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.Accept.ParseAdd("application/json, text/event-stream");
        if (message.MetaVersion is { } modern && !ProtocolVersions.IsLegacy(modern))
        {
            request.Headers.Add(McpHeaders.ProtocolVersion, modern);
            request.Headers.Add(McpHeaders.Method, message.Method);
            if (message.HasTarget)
                request.Headers.Add(McpHeaders.Name, McpHeaderEncoder.EncodeValue(message.Target));
        }
        else if (_session is not null && message.Method != "initialize")
        {
            request.Headers.Add(McpHeaders.SessionId, _session);
            request.Headers.Add(McpHeaders.ProtocolVersion, _version);
        }

        var response = await target.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancel);
        if (response.Headers.TryGetValues(McpHeaders.SessionId, out var ids))
            _session = ids.First();
        return response;
    }

    /// <summary>The server was started anew and knows the session no more: opens another with the client's own first message.</summary>
    private async Task<bool> ReopenAsync(string forgotten, CancellationToken cancel)
    {
        await _opening.WaitAsync(cancel);
        try
        {
            // Of several calls that met the closed door, the first opens it for all.
            if (_session != forgotten)
                return HasSession;
            if (_first is not { } first)
                return false;
            _session = null;
            using var response = await PostAsync(first.Message, first.Text, cancel);
            if (!response.IsSuccessStatusCode || !HasSession)
                return false;
            await response.Content.ReadAsByteArrayAsync(cancel);
            var ready = """{"jsonrpc":"2.0","method":"notifications/initialized"}"""u8.ToArray();
            if (!IncomingMessage.TryRead(ready, out var message, out _))
                return false;
            using var accepted = await PostAsync(message, ready, cancel);
            return accepted.IsSuccessStatusCode;
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>One message on one line. An error that names no request gets the id of the one it answers.</summary>
    private byte[] Line(byte[] body, IncomingMessage sent)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject answer)
                return Failed(sent).ToJson();
            if (sent.Method == "initialize" && answer["result"]?["protocolVersion"] is JsonValue version)
                _version = version.ToString();
            if (answer["id"] is not null || answer["method"] is not null)
                return body.AsSpan().Contains((byte)'\n') ? Encoding.UTF8.GetBytes(answer.ToJsonString()) : body;
            return sent.IsRequest && answer["error"] is JsonObject error
                ? new Refusal(0, error["code"]?.GetValue<int>() ?? -32603, error["message"]?.ToString() ?? "") { Data = error["data"]?.DeepClone() as JsonObject }.For(sent.Id).ToJson()
                : body;
        }
        catch (JsonException)
        {
            return Failed(sent).ToJson();
        }
    }

    private static Refusal Failed(IncomingMessage sent) =>
        new Refusal(502, -32603, "The server at this address did not answer as Billbot does. Check the address and the key.").For(sent.Id);
}
