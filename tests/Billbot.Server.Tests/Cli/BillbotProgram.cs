using System.Diagnostics;
using System.Text;

namespace Billbot.Server.Tests.Cli;

/// <summary>What a run of the executable left.</summary>
internal sealed record Ran(int ExitCode, string Out, string Error);

/// <summary>Starts the real executable as users do, in a clean environment.</summary>
internal static class BillbotProgram
{
    private static readonly TimeSpan HangGuard = TimeSpan.FromMinutes(2);

    public static string File { get; } = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "billbot.exe" : "billbot");

    public static Task<Ran> RunAsync(params string[] arguments) => RunWithAsync(null, [], arguments);

    /// <summary>Runs to the end; a run that hangs is ended and fails the test.</summary>
    public static async Task<Ran> RunWithAsync(string? input, Dictionary<string, string> environment, params string[] arguments)
    {
        using var process = Start(environment, arguments);
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null)
            await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        using var guard = new CancellationTokenSource(HangGuard);
        try
        {
            await process.WaitForExitAsync(guard.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            Assert.Fail($"billbot {string.Join(' ', arguments)} hangs.\n{await output}\n{await error}");
        }

        return new Ran(process.ExitCode, await output, await error);
    }

    public static Process Start(Dictionary<string, string> environment, params string[] arguments)
    {
        var start = new ProcessStartInfo(File, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(false),
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
        };
        foreach (var name in start.Environment.Keys.Where(k => k.StartsWith("BILLBOT_", StringComparison.Ordinal) || k.StartsWith("LC_", StringComparison.Ordinal)).ToList())
            start.Environment.Remove(name);
        start.Environment["TZ"] = "Europe/Paris";
        start.Environment["LANG"] = "fr_FR.UTF-8";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
