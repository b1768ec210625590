using System.Collections.Concurrent;
using System.Net.Sockets;
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
    private readonly Func<CancellationToken, Task<bool>>? _revive;
    private readonly SemaphoreSlim _reviving = new(1, 1);

    private StdioRelay(RelayTarget target, Stream input, Stream output, Func<CancellationToken, Task<bool>>? revive)
    {
        _revive = revive;
        _lines = new Lines(input, output);
        _link = new RelayLink(target);
    }

    /// <summary>
    /// Relays standard input and output until the input ends. <paramref name="revive"/> is asked when nobody listens at the target any more: true when
    /// somebody does again.
    /// </summary>
    public static Task RunAsync(RelayTarget target, Func<CancellationToken, Task<bool>>? revive, CancellationToken cancel = default)
    {
        var (input, output) = (Console.OpenStandardInput(), Console.OpenStandardOutput());
        Console.SetOut(Console.Error);
        return RunAsync(target, input, output, revive, cancel);
    }

    /// <summary>The same on any two streams.</summary>
    public static async Task RunAsync(RelayTarget target, Stream input, Stream output, Func<CancellationToken, Task<bool>>? revive = null, CancellationToken cancel = default)
    {
        using var relay = new StdioRelay(target, input, output, revive);
        await relay.RelayAsync(cancel);
    }

    public void Dispose()
    {
        _link.Dispose();
        _reviving.Dispose();
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
            try
            {
                await AnswerAsync(message, text, call.Token);
            }
            catch (HttpRequestException nobody) when (_revive is not null && nobody.InnerException is SocketException)
            {
                // The message never left, so sending it again can do nothing twice.
                if (!await ReviveAsync(call.Token))
                    throw;
                await AnswerAsync(message, text, call.Token);
            }
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

    private async Task AnswerAsync(IncomingMessage message, ReadOnlyMemory<byte> text, CancellationToken cancel)
    {
        await foreach (var answer in _link.SendAsync(message, text, cancel))
            await _lines.WriteAsync(answer, cancel);
    }

    /// <summary>One at a time: of several calls that found nobody, the first sees to it.</summary>
    private async Task<bool> ReviveAsync(CancellationToken cancel)
    {
        await _reviving.WaitAsync(cancel);
        try
        {
            return await _revive!(cancel);
        }
        finally
        {
            _reviving.Release();
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
