using Billbot.App;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>Sees to it that somebody holds the data folder when the process that did is gone: whoever has it by now, else this process.</summary>
internal sealed class Successor(string path, ServerSettings settings) : IAsyncDisposable
{
    private Installation? _own;
    private WebApplication? _app;

    /// <summary>Whether there is a holder again. To be called once at a time.</summary>
    public async Task<bool> TakeOverAsync(CancellationToken cancel)
    {
        if (_app is not null)
            return true;
        if (!(await OfficeDoor.OpenAsync(path, settings.Database, cancel)).Succeeded(out var holding, out _))
            return false;
        if (holding.Holder is { } other)
        {
            await other.DisposeAsync();
            return true;
        }

        _own = holding.Own;
        _app = BillbotHost.Build(_own!, settings);
        return await _app.TryStartAsync(settings, cancel) is null;
    }

    public async ValueTask DisposeAsync()
    {
        if (_own is null)
            return;
        if (_app is not null)
        {
            await _app.StopAsync(CancellationToken.None);
            await _app.DisposeAsync();
            OwnerSocket.Leave(_own);
        }

        await _own.DisposeAsync();
    }
}
