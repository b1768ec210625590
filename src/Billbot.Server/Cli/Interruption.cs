using System.Runtime.InteropServices;

namespace Billbot.Server.Cli;

/// <summary>Turns Ctrl+C and the request to end into a cancellation, so that a long command can put away what it has begun.</summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source;
    private readonly PosixSignalRegistration[] _signals;

    public Interruption(CancellationToken cancel)
    {
        _source = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        _signals = [.. new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGHUP }.Select(s => PosixSignalRegistration.Create(s, Stop))];
    }

    public CancellationToken Token => _source.Token;

    public void Dispose()
    {
        foreach (var signal in _signals)
            signal.Dispose();
        _source.Dispose();
    }

    /// <summary>Runs <paramref name="command"/>; an interrupted one says so and ends with the code that shells use.</summary>
    public static async Task<int> GuardAsync(Terminal terminal, Func<CancellationToken, Task<int>> command, CancellationToken cancel)
    {
        using var interruption = new Interruption(cancel);
        try
        {
            return await command(interruption.Token);
        }
        catch (OperationCanceledException) when (interruption.Token.IsCancellationRequested)
        {
            terminal.Error.WriteLine("Interrupted; nothing was left behind.");
            return ExitCode.Interrupted;
        }
    }

    private void Stop(PosixSignalContext context)
    {
        context.Cancel = true;
        _source.Cancel();
    }
}
