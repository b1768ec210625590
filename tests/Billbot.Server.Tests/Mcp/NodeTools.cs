using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Billbot.Server.Tests.Mcp;

/// <summary>The npm project of the MCP tests: the official conformance suite and the official TypeScript clients, on the Node they need.</summary>
internal static class NodeTools
{
    private static readonly Lazy<Task<string>> Installed = new(InstallAsync);

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    private static string Project => Path.Combine(Root, "tests", "mcp");

    /// <summary>Runs a script or a module's program; the output is both streams.</summary>
    public static async Task<(int ExitCode, string Output)> RunAsync(params string[] arguments)
    {
        var node = await Installed.Value;
        return await ExecuteAsync(node, arguments);
    }

    /// <summary>Starts a script that talks: its input stays open.</summary>
    public static async Task<Process> StartAsync(params string[] arguments) => Start(await Installed.Value, arguments);

    /// <summary>The program of an installed module.</summary>
    public static string Module(string path) => Path.Combine(Project, "node_modules", path);

    private static async Task<string> InstallAsync()
    {
        var stamp = Path.Combine(Project, "node_modules", ".stamp");
        var locked = await File.ReadAllTextAsync(Path.Combine(Project, "package-lock.json"));
        if (!File.Exists(stamp) || await File.ReadAllTextAsync(stamp) != locked)
        {
            var (exitCode, output) = await ExecuteAsync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
            if (exitCode != 0)
                throw new InvalidOperationException($"npm ci failed; these tests need npm and a package registry.\n{output}");
            await File.WriteAllTextAsync(stamp, locked);
        }

        // The suite needs Node 22 or newer; where the lock file brings one for this system, that one runs.
        var own = Path.Combine(Project, "node_modules", $"node-linux-{RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant()}", "bin", "node");
        return File.Exists(own) ? own : "node";
    }

    private static async Task<(int ExitCode, string Output)> ExecuteAsync(string program, IReadOnlyList<string> arguments)
    {
        using var process = Start(program, arguments);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(5));
        try
        {
            await process.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{program} {string.Join(' ', arguments)} did not end.");
        }

        return (process.ExitCode, $"{await output}\n{await errors}");
    }

    private static Process Start(string program, IReadOnlyList<string> arguments) => Process.Start(
        new ProcessStartInfo(program, arguments) { WorkingDirectory = Project, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true })!;

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Billbot.slnx")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests run from inside the repository.");
    }
}
