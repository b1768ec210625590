using System.Diagnostics;
using System.Text.RegularExpressions;

namespace Billbot.Server.Tests.Mcp;

/// <summary>The official conformance suite, on the product's endpoint with the suite's own tools behind it.</summary>
public sealed partial class Conformance
{
    [Theory]
    [InlineData("2026-07-28", 37)]
    [InlineData("2025-11-25", 30)]
    public async Task The_official_suite_passes_every_scenario_that_a_revision_requires(string revision, int required)
    {
        await using var host = await ConformanceHost.StartAsync();
        var (exitCode, output) = await NodeTools.RunAsync(
            NodeTools.Module("@modelcontextprotocol/conformance/dist/index.js"), "server", "--url", host.Address, "--requirements", revision);

        var results = Scenario().Matches(output[output.IndexOf("=== SUMMARY ===", StringComparison.Ordinal)..]);
        var scenarios = await RequiredAsync(revision);
        Assert.Equal(required, scenarios.Count);
        var passed = results.Where(r => r.Groups["mark"].Value == "✓" && r.Groups["failed"].Value == "0").Select(r => r.Groups["name"].Value).ToHashSet();
        Assert.Equal([], scenarios.Except(passed));
        Assert.Equal(0, exitCode);
    }

    [Fact]
    public async Task The_official_suite_passes_all_checks_of_headers()
    {
        await using var host = await ConformanceHost.StartAsync();
        var (_, output) = await NodeTools.RunAsync(
            NodeTools.Module("@modelcontextprotocol/conformance/dist/index.js"), "server", "--url", host.Address, "--scenario", "http-header-validation", "--spec-version", "2026-07-28");
        Assert.Contains("Passed: 14/14", output, StringComparison.Ordinal);
    }

    /// <summary>The scenarios of a revision as the suite lists them itself, without those it does not score.</summary>
    private static async Task<IReadOnlyList<string>> RequiredAsync(string revision)
    {
        var text = await File.ReadAllTextAsync(NodeTools.Module($"@modelcontextprotocol/conformance/requirements/{revision}.yaml"));
        return [.. text.Split('\n').SkipWhile(l => l != "server:").Skip(1).TakeWhile(l => l.StartsWith("  - ", StringComparison.Ordinal)).Select(l => l[4..].Trim())];
    }

    [GeneratedRegex(@"^(?<mark>[✓✗]) (?<name>[a-z0-9-]+): \d+ passed, (?<failed>\d+) failed", RegexOptions.Multiline)]
    private static partial Regex Scenario();

    /// <summary>The host of the suite as a process of its own.</summary>
    private sealed class ConformanceHost : IAsyncDisposable
    {
        private readonly Process _process;

        private ConformanceHost(Process process, string address) => (_process, Address) = (process, address);

        public string Address { get; }

        public static async Task<ConformanceHost> StartAsync()
        {
            var program = Path.Combine(AppContext.BaseDirectory, "Billbot.Mcp.ConformanceHost.dll");
            var process = Process.Start(new ProcessStartInfo("dotnet", [program, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            var address = await process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60));
            return new ConformanceHost(process, address ?? throw new InvalidOperationException(await process.StandardError.ReadToEndAsync()));
        }

        public async ValueTask DisposeAsync()
        {
            _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }
    }
}
