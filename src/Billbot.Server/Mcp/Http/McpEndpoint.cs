using System.Security.Cryptography;
using Billbot.App.Storage;
using Billbot.Server.Mcp.Wire;
using Billbot.Server.Security;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp.Http;

/// <summary>
/// Streamable HTTP in both eras of the protocol on one address. Every request passes the same checks in the same order;
/// after them a modern one gets a server of its own, an older one goes to its session.
/// </summary>
public sealed class McpEndpoint(
    IMcpFront front,
    McpSessions sessions,
    HostGate gate,
    RequestLimits limits,
    IOptions<McpOptions> options,
    IHostApplicationLifetime lifetime,
    ILoggerFactory logs)
{
    private readonly ILogger _log = logs.CreateLogger<McpEndpoint>();
    private readonly McpOptions _options = options.Value;

    /// <summary>One message in, its answer out.</summary>
    public Task PostAsync(HttpContext http) => GuardAsync(http, async admission =>
    {
        using var permit = await limits.EnterAsync(admission.Key, admission.Business, admission.Unlimited, http.RequestAborted);
        if (permit.Refusal is { } over)
        {
            await http.RefuseAsync(over);
            return;
        }

        if (RequestBody.RefusalOfForm(http.Request, _options.MaxBodyBytes) is { } form)
        {
            await http.RefuseAsync(form);
            return;
        }

        if (await RequestBody.ReadAsync(http.Request, _options.MaxBodyBytes, http.RequestAborted) is not { } body)
        {
            await http.RefuseAsync(Refusals.TooLarge(_options.MaxBodyBytes));
            return;
        }

        if (!IncomingMessage.TryRead(body, out var message, out var refusal))
        {
            await http.RefuseAsync(refusal);
            return;
        }

        if (EraChecks.RefusalOf(http.Request, message) is { } mismatch)
        {
            await http.RefuseAsync(mismatch.For(message.Id));
            return;
        }

        message.Message.Context = new JsonRpcMessageContext { User = admission.User, ProtocolVersion = EraChecks.VersionOf(http.Request) };
        if (EraChecks.IsModern(http.Request, message))
            await AnswerOnceAsync(http, admission, message, modern: true);
        else if (_options.LegacySessions)
            await sessions.PostAsync(http, admission, message);
        else
            await AnswerOnceAsync(http, admission, message, modern: false);
    });

    /// <summary>The stream from server to client that sessions of 2025 may open.</summary>
    public Task GetAsync(HttpContext http) => GuardAsync(http, admission =>
    {
        if (!ServesSessions(http))
            return http.RefuseAsync(Refusals.MethodNotAllowed("POST"));
        return RequestBody.Accepts(http.Request, "text/event-stream")
            ? sessions.GetAsync(http, admission)
            : http.RefuseAsync(Refusals.NotAcceptableStream);
    });

    /// <summary>The end of a session of 2025.</summary>
    public Task DeleteAsync(HttpContext http) => GuardAsync(http, admission =>
        ServesSessions(http) ? sessions.DeleteAsync(http, admission) : http.RefuseAsync(Refusals.MethodNotAllowed("POST")));

    private bool ServesSessions(HttpContext http) => _options.LegacySessions && EraChecks.VersionOf(http.Request) != ProtocolVersions.Modern;

    /// <summary>The checks that need no body, and the last net: what throws is a bug and is told by a reference only.</summary>
    private async Task GuardAsync(HttpContext http, Func<Admission, Task> answer)
    {
        try
        {
            http.Response.Headers.CacheControl = "no-store";
            if (gate.RefusalOf(http) is { } foreign)
            {
                await http.RefuseAsync(foreign);
                return;
            }

            var admission = await front.AdmitAsync(http);
            await (admission.Refusal is { } refusal ? http.RefuseAsync(refusal) : answer(admission));
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is there to be told.
        }
        catch (OperationCanceledException) when (lifetime.ApplicationStopping.IsCancellationRequested)
        {
            await http.RefuseAsync(Refusals.Stopping);
        }
        catch (StorageException failure)
        {
            _log.LogWarning(failure, "The database does not answer");
            await http.RefuseAsync(Refusals.DatabaseAway);
        }
        catch (BadHttpRequestException failure)
        {
            http.Response.StatusCode = failure.StatusCode;
        }
#pragma warning disable CA1031 // The outermost net of this face.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            var reference = RandomNumberGenerator.GetHexString(8, lowercase: true);
            _log.LogError(failure, "MCP request failed, reference {Reference}", reference);
            await http.RefuseAsync(Refusals.Failed(reference));
        }
    }

    /// <summary>One transport and one server for one message. When the client goes away, what runs for it is cancelled.</summary>
    private async Task AnswerOnceAsync(HttpContext http, Admission admission, IncomingMessage message, bool modern)
    {
        var use = new ServerUse(admission.User, Stateless: true, Introduces: message.Method is "server/discover" or "initialize");
        var serverOptions = await front.OptionsForAsync(use, http.RequestAborted);
        var transport = new StreamableHttpServerTransport(logs) { Stateless = true };
        await using var server = McpServer.Create(transport, serverOptions, logs, http.RequestServices);
        using var run = new CancellationTokenSource();
        var loop = server.RunAsync(run.Token);
        await using var answer = new JsonFirst(http, modern);
        try
        {
            await answer.FinishAsync(await answer.AskAsync(transport, message));
        }
        finally
        {
            // In this order a disconnect cancels the tool.
            await transport.DisposeAsync();
            await run.CancelAsync();
            await loop.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
