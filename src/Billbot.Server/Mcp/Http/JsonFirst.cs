using Billbot.Server.Mcp.Wire;
using Microsoft.AspNetCore.Http.Features;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Http;

/// <summary>
/// Turns the package's event stream into a plain JSON answer where the answer is a single message, which it nearly always is:
/// proxies do not buffer it and clients parse less. Anything else (progress, a slow tool) is passed on as the stream it is.
/// </summary>
internal sealed class JsonFirst(HttpContext http, bool modern) : Stream
{
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

    /// <summary>Called by the package before its first write, with the message it is about to write; null when it only opens the stream.</summary>
    public ValueTask StartingAsync(JsonRpcMessage? first)
    {
        if (first is JsonRpcResponse or JsonRpcError)
        {
            Single = first;
            return default;
        }

        http.Response.ContentType = "text/event-stream";
        http.Response.Headers.ContentEncoding = "identity";
        http.Response.Headers["X-Accel-Buffering"] = "no";
        http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        _streams = true;
        return default;
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

    /// <summary>Swallows what is written until it is known that the answer is a stream.</summary>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default) =>
        _streams ? http.Response.Body.WriteAsync(buffer, cancellationToken) : default;

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

    private int StatusOf(JsonRpcMessage message) => modern && message is JsonRpcError error
        ? (McpErrorCode)error.Error.Code switch
        {
            McpErrorCode.MethodNotFound => StatusCodes.Status404NotFound,
            McpErrorCode.HeaderMismatch or McpErrorCode.MissingRequiredClientCapability or McpErrorCode.UnsupportedProtocolVersion => StatusCodes.Status400BadRequest,
            _ => StatusCodes.Status200OK,
        }
        : StatusCodes.Status200OK;
}
