namespace Billbot.App.Outbox;

/// <summary>Sends what is queued.</summary>
public sealed class OutboxWorker
{
    internal OutboxWorker()
    {
    }

    /// <summary>Sends until <paramref name="stop"/>.</summary>
    public Task RunAsync(CancellationToken stop) => throw new NotSupportedException();

    /// <summary>Sends all that is due now; the number of mails that were handed over.</summary>
    public Task<int> DrainAsync(CancellationToken cancel) => throw new NotSupportedException();
}
