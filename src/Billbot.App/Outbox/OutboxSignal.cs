namespace Billbot.App.Outbox;

/// <summary>Wakes the mail worker after a commit. A lost wake-up costs seconds, never a mail.</summary>
internal sealed class OutboxSignal : IDisposable
{
    private readonly SemaphoreSlim _waiting = new(0, 1);

    public void Wake()
    {
        try
        {
            _waiting.Release();
        }
        catch (SemaphoreFullException)
        {
            // Already awake.
        }
    }

    /// <summary>Ends on the next wake-up or after <paramref name="most"/>.</summary>
    public Task WaitAsync(TimeSpan most, CancellationToken cancel) => _waiting.WaitAsync(most, cancel);

    public void Dispose() => _waiting.Dispose();
}
