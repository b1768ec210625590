using Billbot.App.Storage;
using Billbot.Testing;

namespace Billbot.App.Tests.Support;

/// <summary>Keeps the gate busy with a piece of work until it is opened, so that others wait.</summary>
internal sealed class HeldGate : IDisposable
{
    private readonly ManualResetEventSlim _open = new();

    public HeldGate(TestOffice office)
    {
        var inside = new ManualResetEventSlim();
        _ = Task.Run(() => office.Installation.Database.WriteAsync(office.Business, session =>
        {
            inside.Set();
            _open.Wait(TimeSpan.FromMinutes(1));
            return Task.FromResult((true, Ending.Discard));
        }, CancellationToken.None));
        inside.Wait(TimeSpan.FromMinutes(1));
    }

    public void Open() => _open.Set();

    public void Dispose() => _open.Set();
}
