using System.Globalization;

namespace Billbot.Server.Cli;

/// <summary>How far a long command is: one line on standard error that is written over and over, and only where a person reads it.</summary>
internal sealed class ProgressLine(Terminal terminal) : IDisposable
{
    private const long MiB = 1 << 20;

    private readonly bool _shown = !Console.IsErrorRedirected;
    private int _length;

    public void Say(string text)
    {
        if (!_shown)
            return;
        terminal.Error.Write("\r" + text.PadRight(_length));
        _length = text.Length;
    }

    public void Dispose()
    {
        if (_length > 0)
            terminal.Error.Write("\r" + new string(' ', _length) + "\r");
        _length = 0;
    }

    /// <summary>Says every half second what <paramref name="measure"/> finds in bytes, until <paramref name="work"/> ends.</summary>
    public async Task<T> WatchAsync<T>(string what, Task<T> work, Func<long> measure)
    {
        while (_shown && await Task.WhenAny(work, Task.Delay(500)) != work)
            Say(string.Create(CultureInfo.InvariantCulture, $"{what} {measure() / MiB} MiB"));
        return await work;
    }
}
