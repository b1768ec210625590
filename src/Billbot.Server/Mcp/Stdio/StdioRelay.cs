using System.Collections.Concurrent;
using Billbot.Server.Mcp.Wire;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Stdio;

/// <summary>
/// Passes MCP from standard input on to a server and its answers back. It knows no tools: each line becomes a POST, the headers come
/// from the message, the session id is kept, JSON and event streams turn into lines again.
/// </summary>
public sealed class StdioRelay : IDisposable
{
    private const int MaxLine = 1024 * 1024;

    private readonly ConcurrentDictionary<RequestId, CancellationTokenSource> _running = new();
    private readonly Lines _lines;
    private readonly RelayLink _link;

    private StdioRelay(RelayTarget target, Stream input, Stream output)
    {
        _lines = new Lines(input, output);
        _link = new RelayLink(target);
    }

    /// <summary>Relays standard input and output until the input ends.</summary>
    public static Task RunAsync(RelayTarget target, CancellationToken cancel = default)
    {
        var (input, output) = (Console.OpenStandardInput(), Console.OpenStandardOutput());
        Console.SetOut(Console.Error);
        return RunAsync(target, input, output, cancel);
    }

    /// <summary>The same on any two streams.</summary>
    public static async Task RunAsync(RelayTarget target, Stream input, Stream output, CancellationToken cancel = default)
    {
        using var relay = new StdioRelay(target, input, output);
        await relay.RelayAsync(cancel);
    }

    public void Dispose()
    {
        _link.Dispose();
        _lines.Dispose();
    }

    private async Task RelayAsync(CancellationToken cancel)
    {
        var calls = new ConcurrentDictionary<Task, bool>();
        await foreach (var line in _lines.ReadAsync(MaxLine, cancel))
        {
            if (line is not { } text)
            {
                await _lines.WriteAsync(Refusals.TooLarge(MaxLine).ToJson(), cancel);
                continue;
            }

            if (!IncomingMessage.TryRead(text, out var message, out var refusal))
            {
                await _lines.WriteAsync(refusal.ToJson(), cancel);
                continue;
            }

            if (IsCancelOfModernCall(message))
                continue;
            var call = PassOnAsync(message, text, cancel);
            // Whatever follows needs the session of initialize, and notifications keep their place.
            if (!message.IsRequest || message.Method == "initialize")
            {
                await call;
                continue;
            }

            calls[call] = true;
            _ = call.ContinueWith(done => calls.TryRemove(done, out _), CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        }

        await Task.WhenAll(calls.Keys);
        await _link.CloseAsync();
    }

    private async Task PassOnAsync(IncomingMessage message, ReadOnlyMemory<byte> text, CancellationToken cancel)
    {
        using var call = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        if (message is { IsRequest: true, Id: { } started })
            _running[started] = call;
        try
        {
            await foreach (var answer in _link.SendAsync(message, text, call.Token))
                await _lines.WriteAsync(answer, cancel);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            // The client no longer wants the answer.
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            if (message.IsRequest)
                await _lines.WriteAsync(RelayLink.Unreachable.For(message.Id).ToJson(), cancel);
        }
        finally
        {
            if (message is { IsRequest: true, Id: { } ended })
                _running.TryRemove(ended, out _);
        }
    }

    /// <summary>A modern server is told by closing the call; to one with sessions the notification itself goes on.</summary>
    private bool IsCancelOfModernCall(IncomingMessage message)
    {
        if (message.Method != "notifications/cancelled" || _link.HasSession)
            return false;
        if (message.Cancelled is { } id && _running.TryRemove(id, out var call))
            call.Cancel();
        return true;
    }
}
