using System.Diagnostics;
using System.Text;

namespace Billbot.Server.Tests.Cli;

/// <summary><c>billbot serve</c> on a free loopback port, until it is disposed of.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _out = new();
    private readonly StringBuilder _error = new();
    private readonly TaskCompletionSource<Uri> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private RunningServer(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Take(_out, line.Data);
        process.ErrorDataReceived += (_, line) => Take(_error, line.Data);
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => _ready.TrySetException(new InvalidOperationException($"The server ended: {Error}"));
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public Uri Address { get; private set; } = null!;

    public int Id => _process.Id;

    public string Out => TextOf(_out);

    public string Error => TextOf(_error);

    public HttpClient Http { get; private set; } = null!;

    public static Task<RunningServer> StartAsync(string folder, params string[] more) => StartWithAsync([], folder, more);

    public static async Task<RunningServer> StartWithAsync(Dictionary<string, string> environment, string folder, params string[] more)
    {
        string[] urls = more.Contains("--urls") || environment.ContainsKey("BILLBOT_URLS") ? [] : ["--urls", "http://127.0.0.1:0"];
        var server = new RunningServer(BillbotProgram.Start(environment, ["serve", "--data", folder, .. urls, .. more]));
        try
        {
            server.Address = await server._ready.Task.WaitAsync(TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException)
        {
            await server.DisposeAsync();
            Assert.Fail($"The server is not ready.\n{server.Out}\n{server.Error}");
        }

        server.Http = new HttpClient { BaseAddress = new UriBuilder(server.Address) { Host = "127.0.0.1" }.Uri };
        return server;
    }

    /// <summary>All it says at its start; the last line comes after the one that it is ready.</summary>
    public async Task<string> WelcomeAsync(string last)
    {
        for (var i = 0; i < 200 && !Out.Contains(last, StringComparison.Ordinal); i++)
            await Task.Delay(50);
        return Out;
    }

    /// <summary>Ends it without a warning, as a loss of power does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop, as a service manager does; its exit code.</summary>
    public async Task<int> StopAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15));
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            await KillAsync();
        Http?.Dispose();
        _process.Dispose();
    }

    private void Take(StringBuilder text, string? line)
    {
        if (line is null)
            return;
        lock (text)
            text.Append(line).Append('\n');
        if (text == _out && line.Split(' ') is ["Billbot", _, "is", "ready", "on", var address, ..])
            _ready.TrySetResult(new Uri(address.TrimEnd(',')));
    }

    private static string TextOf(StringBuilder text)
    {
        lock (text)
            return text.ToString();
    }
}
