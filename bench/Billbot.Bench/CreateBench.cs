using System.Globalization;
using System.Text.Json.Nodes;

namespace Billbot.Bench;

/// <summary>create_invoice over MCP, durable, Billbot beside the peer: alternating rounds, medians, ratios.</summary>
internal static class CreateBench
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(20);
    private static int _next;

    public static async Task<int> RunAsync(string billbot, string peer, string node, int seconds, int rounds)
    {
        await using var ours = await Target.BillbotAsync(billbot, Target.NewFolder());
        await using var theirs = await Target.PeerAsync(peer, node, Target.NewFolder());
        var client = (await ours.CallAsync("create_client", new JsonObject { ["name"] = "GreenLeaf Organic", ["email"] = "billing@greenleaforganic.com", ["currency"] = "USD" })).GetProperty("id").GetString()!;
        foreach (var target in (Target[])[ours, theirs])
            await Load.RunAsync(target, 16, WarmUp, _ => CreateAsync(target, client));

        Console.WriteLine($"create_invoice over MCP, 3 lines, synchronous=FULL; median of {rounds} alternating runs of {seconds} s");
        Console.WriteLine("callers | server         |  calls/s |  p50 ms |  p99 ms | CPU ms/call");
        foreach (var callers in (int[])[1, 16, 64])
        {
            var (a, b) = (new List<Measured>(), new List<Measured>());
            for (var round = 0; round < rounds; round++)
            {
                a.Add(await Load.RunAsync(ours, callers, TimeSpan.FromSeconds(seconds), _ => CreateAsync(ours, client)));
                b.Add(await Load.RunAsync(theirs, callers, TimeSpan.FromSeconds(seconds), _ => CreateAsync(theirs, client)));
            }

            var (mine, other) = (Measured.MedianOf(a), Measured.MedianOf(b));
            Row(callers, ours.Name, mine);
            Row(callers, theirs.Name, other);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{callers,7} | ratio          | {mine.PerSecond / other.PerSecond,7:0.00}x | {mine.Median / other.Median,6:0.00}x | {mine.P99 / other.P99,6:0.00}x | {mine.CpuPerCall / other.CpuPerCall,6:0.00}x"));
        }

        return 0;
    }

    private static Task CreateAsync(Target target, string client) => target.CallAsync("create_invoice", new JsonObject
    {
        ["client_id"] = client,
        ["line_items"] = new JsonArray(
            Line("Website redesign — design work", 60, 125), Line("Stock photography", 1, 500), Line("Hosting, per month", 3, 19.99m)),
        ["due_days"] = 30,
        ["request_id"] = string.Create(CultureInfo.InvariantCulture, $"bench-{Interlocked.Increment(ref _next)}"),
    });

    private static JsonObject Line(string description, decimal quantity, decimal price) =>
        new() { ["description"] = description, ["quantity"] = quantity, ["unit_price"] = price };

    private static void Row(int callers, string name, Measured run) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
        $"{callers,7} | {name,-14} | {run.PerSecond,8:0} | {run.Median,7:0.00} | {run.P99,7:0.00} | {run.CpuPerCall,11:0.000}"));
}
