using System.Collections.Concurrent;
using System.Security.Claims;
using System.Threading.Channels;
using Billbot.Server.Mcp.Wire;
using ModelContextProtocol.Protocol;

namespace Billbot.Server.Mcp.Stdio;

/// <summary>
/// The package's idea of a transport over lines, read as strictly as the HTTP endpoint reads: what cannot be understood is answered,
/// not dropped. At the end of the input it waits for the answers that are still due.
/// </summary>
internal sealed class LineTransport : ITransport
{
    private static readonly TimeSpan LastAnswers = TimeSpan.FromSeconds(30);

    private readonly Channel<JsonRpcMessage> _messages = Channel.CreateUnbounded<JsonRpcMessage>(new() { SingleReader = true, SingleWriter = true });
    private readonly ConcurrentDictionary<RequestId, bool> _due = new();
    private readonly TaskCompletionSource _answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly CancellationTokenSource _stop = new();
    private readonly Lines _lines;
    private readonly ClaimsPrincipal _user;
    private readonly int _limit;
    private readonly Task _reading;
    private volatile bool _ended;

    public LineTransport(Lines lines, ClaimsPrincipal user, int limit)
    {
        (_lines, _user, _limit) = (lines, user, limit);
        _reading = Task.Run(ReadAsync);
    }

    public string? SessionId => null;

    public ChannelReader<JsonRpcMessage> MessageReader => _messages.Reader;

    public async Task SendMessageAsync(JsonRpcMessage message, CancellationToken cancellationToken = default)
    {
        await _lines.WriteAsync(WireJson.Write(message), cancellationToken);
        if (message is JsonRpcResponse or JsonRpcError)
        {
            _due.TryRemove(((JsonRpcMessageWithId)message).Id, out _);
            SeeWhetherAllIsAnswered();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _messages.Writer.TryComplete();
        // A read from the console cannot be called back; it ends with the process.
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromMilliseconds(100)));
    }

    private async Task ReadAsync()
    {
        try
        {
            await foreach (var line in _lines.ReadAsync(_limit, _stop.Token))
            {
                if (line is not { } text)
                    await _lines.WriteAsync(Refusals.TooLarge(_limit).ToJson(), _stop.Token);
                else if (IncomingMessage.TryRead(text, out var message, out var refusal))
                    await TakeAsync(message);
                else
                    await _lines.WriteAsync(refusal.ToJson(), _stop.Token);
            }

            _ended = true;
            SeeWhetherAllIsAnswered();
            await _answered.Task.WaitAsync(LastAnswers, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        catch (OperationCanceledException)
        {
            // Told to stop.
        }
        catch (IOException)
        {
            // The other side is gone.
        }
        finally
        {
            _messages.Writer.TryComplete();
        }
    }

    private ValueTask TakeAsync(IncomingMessage message)
    {
        message.Message.Context = new JsonRpcMessageContext { User = _user };
        if (message is { IsRequest: true, Id: { } id })
            _due[id] = true;
        else if (message.Cancelled is { } cancelled)
            _due.TryRemove(cancelled, out _);
        return _messages.Writer.WriteAsync(message.Message, _stop.Token);
    }

    private void SeeWhetherAllIsAnswered()
    {
        if (_ended && _due.IsEmpty)
            _answered.TrySetResult();
    }
}
