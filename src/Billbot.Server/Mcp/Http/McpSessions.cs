using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using Billbot.Server.Mcp.Wire;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp.Http;

/// <summary>
/// The sessions that clients of the 2025 protocols open with initialize. A session belongs to one key; to any other, and when it is
/// over, it does not exist. The day nobody speaks 2025 any more, this file and McpSession.cs go.
/// </summary>
public sealed class McpSessions(
    IMcpFront front,
    IOptions<McpOptions> options,
    TimeProvider time,
    IHostApplicationLifetime lifetime,
    IServiceProvider services,
    ILoggerFactory logs) : IAsyncDisposable
{
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, McpSession> _sessions = new();
    private readonly SemaphoreSlim _opening = new(1, 1);
    private readonly McpOptions _options = options.Value;
    private ITimer? _sweeper;

    public int Count => _sessions.Count;

    internal async Task PostAsync(HttpContext http, Admission admission, IncomingMessage message)
    {
        var isNew = message.Method == "initialize" && IdOf(http) is null;
        var (session, refusal) = isNew ? await OpenAsync(admission, http.RequestAborted) : Enter(http, admission);
        if (session is null)
        {
            await http.RefuseAsync(refusal!.For(message.Id));
            return;
        }

        try
        {
            http.Response.Headers[McpHeaders.SessionId] = session.Id;
            await session.PostAsync(http, message);
        }
        finally
        {
            session.Leave(time.GetUtcNow());
            if (isNew && !session.IsInitialized)
                await CloseAsync(session);
        }
    }

    internal async Task GetAsync(HttpContext http, Admission admission)
    {
        var (session, refusal) = Enter(http, admission);
        if (session is null)
        {
            await http.RefuseAsync(refusal!);
            return;
        }

        try
        {
            http.Response.Headers[McpHeaders.SessionId] = session.Id;
            await session.StreamAsync(http, lifetime.ApplicationStopping);
        }
        finally
        {
            session.Leave(time.GetUtcNow());
        }
    }

    internal async Task DeleteAsync(HttpContext http, Admission admission)
    {
        var (session, refusal) = Enter(http, admission);
        if (session is null)
        {
            await http.RefuseAsync(refusal!);
            return;
        }

        await CloseAsync(session);
        http.Response.StatusCode = StatusCodes.Status204NoContent;
    }

    public async ValueTask DisposeAsync()
    {
        _sweeper?.Dispose();
        foreach (var session in _sessions.Values)
            await CloseAsync(session);
        _opening.Dispose();
    }

    private static string? IdOf(HttpContext http) => http.Request.Headers[McpHeaders.SessionId].ToString() is { Length: > 0 } id ? id : null;

    private (McpSession? Session, Refusal? Refusal) Enter(HttpContext http, Admission admission)
    {
        if (IdOf(http) is not { } id)
            return (null, Refusals.SessionMissing);
        return _sessions.TryGetValue(id, out var session) && session.Owner == admission.Key && !HasExpired(session) && session.TryEnter(time.GetUtcNow())
            ? (session, null)
            : (null, Refusals.SessionNotFound);
    }

    /// <summary>Opens a session with a first request counted in. The instructions are those of the moment.</summary>
    private async Task<(McpSession? Session, Refusal? Refusal)> OpenAsync(Admission admission, CancellationToken cancel)
    {
        var serverOptions = await front.OptionsForAsync(new ServerUse(admission.User, Stateless: false, Introduces: true), cancel);
        await _opening.WaitAsync(cancel);
        try
        {
            if (!await MakeRoomAsync(admission.Key))
                return (null, Refusals.SessionsFull);

            var id = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
            var transport = new StreamableHttpServerTransport(logs) { SessionId = id, FlowExecutionContextFromRequests = true };
            var session = new McpSession(id, admission.Key, transport, McpServer.Create(transport, serverOptions, logs, services), time.GetUtcNow());
            session.TryEnter(time.GetUtcNow());
            _sessions[id] = session;
            _sweeper ??= time.CreateTimer(_ => _ = SweepAsync(), null, SweepEvery, SweepEvery);
            return (session, null);
        }
        finally
        {
            _opening.Release();
        }
    }

    /// <summary>The oldest idle session goes when a key, or the server, has as many as it may. False when none is idle.</summary>
    private async Task<bool> MakeRoomAsync(string owner)
    {
        var own = _sessions.Values.Where(s => s.Owner == owner).ToList();
        if (own.Count >= _options.SessionsPerKey && !await CloseOldestAsync(own))
            return false;
        return _sessions.Count < _options.SessionsInAll || await CloseOldestAsync(_sessions.Values);
    }

    private async Task<bool> CloseOldestAsync(IEnumerable<McpSession> among)
    {
        foreach (var session in among.Where(s => s.IsIdle).OrderBy(s => s.LastUsed).ToList())
        {
            if (!session.TryClose())
                continue;
            await CloseAsync(session);
            return true;
        }

        return false;
    }

    private async Task SweepAsync()
    {
        foreach (var session in _sessions.Values)
        {
            if (HasExpired(session) && session.TryClose())
                await CloseAsync(session);
        }
    }

    private bool HasExpired(McpSession session) => session.IsIdle && session.LastUsed + _options.SessionIdle < time.GetUtcNow();

    private async Task CloseAsync(McpSession session)
    {
        if (_sessions.TryRemove(session.Id, out _))
            await session.DisposeAsync();
    }
}
