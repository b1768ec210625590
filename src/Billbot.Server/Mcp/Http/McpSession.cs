using Billbot.Server.Mcp.Wire;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp.Http;

/// <summary>One conversation of the 2025 protocols: a transport, its server, and how many requests are in it right now.</summary>
internal sealed class McpSession : IAsyncDisposable
{
    private readonly Lock _lock = new();
    private readonly CancellationTokenSource _run = new();
    private readonly StreamableHttpServerTransport _transport;
    private readonly McpServer _server;
    private readonly Task _loop;
    private int _running;
    private bool _closed;
    private GetStream _stream = GetStream.None;

    public McpSession(string id, string owner, StreamableHttpServerTransport transport, McpServer server, DateTimeOffset now)
    {
        (Id, Owner, LastUsed) = (id, owner, now);
        (_transport, _server) = (transport, server);
        _loop = server.RunAsync(_run.Token);
    }

    private enum GetStream
    {
        None,
        Open,
        Over,
    }

    public string Id { get; }

    /// <summary>The key that opened the session. Nobody else can see it.</summary>
    public string Owner { get; }

    public DateTimeOffset LastUsed { get; private set; }

    public bool IsIdle => _running == 0;

    /// <summary>Whether initialize came to a good end.</summary>
    public bool IsInitialized => _server.NegotiatedProtocolVersion is not null;

    /// <summary>Counts a request in; false when the session is closing.</summary>
    public bool TryEnter(DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_closed)
                return false;
            _running++;
            LastUsed = now;
            return true;
        }
    }

    public void Leave(DateTimeOffset now)
    {
        lock (_lock)
        {
            _running--;
            LastUsed = now;
        }
    }

    /// <summary>Closes the session if nothing runs in it.</summary>
    public bool TryClose()
    {
        lock (_lock)
        {
            if (_closed || _running > 0)
                return false;
            _closed = true;
            return true;
        }
    }

    public async Task PostAsync(HttpContext http, IncomingMessage message)
    {
        await using var answer = new JsonFirst(http, modern: false);
        var answered = await answer.AskAsync(_transport, message);
        if (message.Method == "initialize" && !IsInitialized)
            http.Response.Headers.Remove(McpHeaders.SessionId);
        await answer.FinishAsync(answered);
    }

    /// <summary>Holds the stream from server to client open. The package lets a session have one in its life.</summary>
    public async Task StreamAsync(HttpContext http, CancellationToken stopping)
    {
        if (RefusalOfStream() is { } refusal)
        {
            await http.RefuseAsync(refusal);
            return;
        }

        using var ended = CancellationTokenSource.CreateLinkedTokenSource(http.RequestAborted, stopping);
        try
        {
            await using var stream = new JsonFirst(http, modern: false);
            stream.Open();
            await _transport.HandleGetRequestAsync(stream, ended.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // The usual end of a stream.
        }
        finally
        {
            _stream = GetStream.Over;
        }
    }

    public async ValueTask DisposeAsync()
    {
        lock (_lock)
            _closed = true;
        await _transport.DisposeAsync();
        await _run.CancelAsync();
        await _loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _server.DisposeAsync();
        _run.Dispose();
    }

    private Refusal? RefusalOfStream()
    {
        lock (_lock)
        {
            if (_stream == GetStream.Open)
                return Refusals.StreamOpen;
            // Clients take 405 for "no stream here" and go on without.
            if (_stream == GetStream.Over)
                return Refusals.MethodNotAllowed("POST, DELETE");
            _stream = GetStream.Open;
            return null;
        }
    }
}
