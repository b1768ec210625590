using System.Text.Json;
using Billbot.Server.Mcp.Wire;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp.Http;

/// <summary>
/// Turns the package's event stream into a plain JSON answer where the answer is a single message, which it nearly always is:
/// proxies do not buffer it and clients parse less. Anything else (progress, a slow tool) is passed on as the stream it is.
/// </summary>
internal sealed class JsonFirst(HttpContext http, bool modern) : Stream
{
    private readonly MemoryStream _held = new();
    private bool _streams;

    /// <summary>The one message of the answer, if it is one.</summary>
    public JsonRpcMessage? Single { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Hands the message to the transport and waits for its answer; false when it has none.</summary>
    public async Task<bool> AskAsync(StreamableHttpServerTransport transport, IncomingMessage message)
    {
        try
        {
            return await transport.HandlePostRequestAsync(message.Message, this, StartingAsync, http.RequestAborted);
        }
        catch (JsonException) when (message.Method == "initialize")
        {
            // The transport reads this one itself, before any server could answer.
            Single = new JsonRpcError { Id = message.Id!.Value, Error = new() { Code = (int)McpErrorCode.InvalidParams, Message = "initialize needs protocolVersion, capabilities and clientInfo with name and version." } };
            return true;
        }
    }

    /// <summary>
    /// Called by the package before its first write, with the message it is about to write. After a quarter of a second without one it
    /// comes with null, to have the headers sent; they wait all the same, because a slow answer is a single message as a rule too.
    /// </summary>
    private ValueTask StartingAsync(JsonRpcMessage? first)
    {
        if (first is JsonRpcResponse or JsonRpcError)
            Single = first;
        else if (first is not null)
            Open();
        return default;
    }

    /// <summary>Makes the answer a stream of events.</summary>
    public void Open()
    {
        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.ContentEncoding = "identity";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _streams = true;
    }

    /// <summary>Writes the answer if it was a single message; 202 if there was none.</summary>
    public Task FinishAsync(bool answered)
    {
        if (!answered)
        {
            http.Response.StatusCode = StatusCodes.Status202Accepted;
            return Task.CompletedTask;
        }

        return Single is null ? Task.CompletedTask : http.WriteJsonAsync(StatusOf(Single), WireJson.Write(Single));
    }

    /// <summary>Keeps what is written to itself until it is known whether the answer is one message or a stream.</summary>
    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_streams)
        {
            await http.Response.Body.WriteAsync(buffer, cancellationToken);
            return;
        }

        if (Single is not null)
            return;
        _held.Write(buffer.Span);
        if (!_held.GetBuffer().AsSpan(0, (int)_held.Length).EndsWith("\n\n"u8))
            return;
        Single = SingleIn(_held.GetBuffer().AsSpan(0, (int)_held.Length));
        if (Single is not null)
            return;
        Open();
        await http.Response.Body.WriteAsync(_held.GetBuffer().AsMemory(0, (int)_held.Length), cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override Task FlushAsync(CancellationToken cancellationToken) =>
        _streams ? http.Response.Body.FlushAsync(cancellationToken) : Task.CompletedTask;

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        _held.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The answer in the first event that was written, if it is one.</summary>
    private static JsonRpcMessage? SingleIn(ReadOnlySpan<byte> written)
    {
        var data = "data: "u8;
        var start = written.IndexOf(data);
        if (start < 0)
            return null;
        var line = written[(start + data.Length)..];
        return JsonSerializer.Deserialize(line[..line.IndexOf((byte)'\n')], WireJson.Message) is { } message and (JsonRpcResponse or JsonRpcError) ? message : null;
    }

    private int StatusOf(JsonRpcMessage message) => modern && message is JsonRpcError error
        ? (McpErrorCode)error.Error.Code switch
        {
            McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
            McpErrorCode.HeaderMismatch or McpErrorCode.MissingRequiredClientCapability or McpErrorCode.UnsupportedProtocolVersion => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        }
        : StatusCodes.Status200OK;
}
