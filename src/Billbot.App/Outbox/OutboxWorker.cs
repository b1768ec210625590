using System.Globalization;
using Billbot.App.Mail.Outbound;
using Billbot.App.Storage;
using Microsoft.Extensions.Logging;

namespace Billbot.App.Outbox;

/// <summary>
/// Sends what is queued, after the commit that queued it. Each step is a commit of its own, so that whenever the process ends, no mail is
/// lost and none leaves twice by itself.
/// </summary>
public sealed class OutboxWorker
{
    private const int Lanes = 2;

    private static readonly TimeSpan LookAgain = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AfterTrouble = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LastMails = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan ShutdownGrace = TimeSpan.FromSeconds(10);

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly OutboxSignal _signal;
    private readonly IMailTransport _transport;
    private readonly OutboxAttempt _attempt;
    private readonly ILogger<OutboxWorker> _logger;
    private readonly Lock _starting = new();
    private readonly string _owner = $"{Environment.MachineName}:{Environment.ProcessId.ToString(CultureInfo.InvariantCulture)}";
    private Task? _started;

    internal OutboxWorker(Database database, TimeProvider time, OutboxSignal signal, IMailTransport transport, MailComposition composition, ILogger<OutboxWorker> logger)
    {
        _database = database;
        _time = time;
        _signal = signal;
        _transport = transport;
        _attempt = new OutboxAttempt(database, time, transport, composition, logger);
        _logger = logger;
    }

    /// <summary>
    /// Sends until <paramref name="stop"/>; then what is due goes on leaving for four seconds, so that a mail asked for just before the end leaves, and what is
    /// in its last act has ten.
    /// </summary>
    public async Task RunAsync(CancellationToken stop)
    {
        using var last = new CancellationTokenSource();
        var lanes = Task.WhenAll(Enumerable.Range(0, Lanes).Select(_ => Task.Run(() => LaneAsync(stop, last.Token), CancellationToken.None)));
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = stop.Register(stopped.SetResult);
        await stopped.Task;
        last.CancelAfter(LastMails);
        await Task.WhenAny(lanes, Task.Delay(ShutdownGrace, CancellationToken.None));
    }

    /// <summary>Sends all that is due now and answers how many mails were handed over.</summary>
    public async Task<int> DrainAsync(CancellationToken cancel)
    {
        await StartAsync();
        var sent = 0;
        while (await NextAsync(cancel) is { Any: true } found)
        {
            if (found.Leased is { } row && await _attempt.RunAsync(row, cancel))
                sent++;
        }

        return sent;
    }

    private async Task LaneAsync(CancellationToken stop, CancellationToken last)
    {
        while (true)
        {
            try
            {
                var ending = stop.IsCancellationRequested;
                await StartAsync();
                while (await NextAsync(last) is { Any: true } found)
                {
                    // One wake-up wakes one lane: where one mail was, there may be more.
                    _signal.Wake();
                    if (found.Leased is { } row)
                        await _attempt.RunAsync(row, last);
                }

                if (ending)
                    return;
                await _signal.WaitAsync(LookAgain, stop);
            }
            catch (OperationCanceledException) when (last.IsCancellationRequested)
            {
                return;
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                // One last look at what is due.
            }
            catch (Exception failure)
            {
                // Most likely the disk. The lease of a mail in hand runs out, and it goes on from its last commit.
                _logger.LogError(failure, "The mail worker is in trouble and looks again in a moment");
                if (stop.IsCancellationRequested)
                    return;
                await Task.Delay(AfterTrouble, stop).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            }
        }
    }

    /// <summary>What an earlier process left in the middle is taken up first, once.</summary>
    private Task StartAsync()
    {
        lock (_starting)
        {
            if (_started is null or { IsFaulted: true })
                _started = _database.Dialect.Shared ? Task.CompletedTask : _database.WriteAsync(default, session => OutboxLeases.ReleaseAllAsync(session, _time.GetUtcNow()), CancellationToken.None);
            return _started;
        }
    }

    private async Task<OutboxSteps.Found> NextAsync(CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        return await _database.WriteAsync(default, async session =>
        {
            var found = await OutboxSteps.LeaseNextAsync(session, _owner, _transport, _time.GetUtcNow());
            return (found, found.Any ? Ending.Keep : Ending.Discard);
        }, cancel);
    }
}
