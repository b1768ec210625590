using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Billbot.Server.Tests.Cli;

namespace Billbot.Server.Tests.Torture;

/// <summary>Many callers at once, and a server that dies in the middle.</summary>
public sealed class ManyCallers
{
    private const int Callers = 64;

    [Fact]
    public async Task Sixty_four_callers_at_once_take_the_numbers_one_after_the_other()
    {
        await using var house = await House.OpenAsync(server: false);
        await using var server = await RunningServer.StartAsync(house.Path);
        using var caller = new Caller(server.Http.BaseAddress!, await KeyAsync(house));
        var client = await ClientAsync(caller);

        var numbers = await Task.WhenAll(Enumerable.Range(0, Callers * 4).Select(i => CreateAsync(caller, client, $"job-{i}")));

        Assert.Equal(Numbers(Callers * 4), numbers.Order(StringComparer.Ordinal));
        await AssertSoundAsync(house);
    }

    [Fact]
    public async Task What_was_acknowledged_survives_every_kill_and_a_retry_makes_no_second_invoice()
    {
        var kills = Environment.GetEnvironmentVariable("BILLBOT_LONG") == "1" ? 20 : 3;
        var seed = Environment.TickCount;
        var random = new Random(seed);
        await using var house = await House.OpenAsync(server: false);
        var key = await KeyAsync(house);
        var acknowledged = new ConcurrentDictionary<string, string>();
        var open = new ConcurrentQueue<string>();
        string? client = null;
        for (var round = 0; round <= kills; round++)
        {
            await using var server = await RunningServer.StartAsync(house.Path);
            using var caller = new Caller(server.Http.BaseAddress!, key);
            client ??= await ClientAsync(caller);
            var last = round == kills;
            using var until = new CancellationTokenSource();
            var callers = Enumerable.Range(0, Callers).Select(lane => WorkAsync(lane, round, last, until.Token)).ToList();
            if (!last)
            {
                await Task.Delay(random.Next(50, 600), CancellationToken.None);
                await server.KillAsync();
                await until.CancelAsync();
            }

            await Task.WhenAll(callers);

            async Task WorkAsync(int lane, int ofRound, bool finish, CancellationToken stop)
            {
                for (var i = 0; !stop.IsCancellationRequested && (!finish || !open.IsEmpty); i++)
                {
                    // First what an earlier round could not tell the end of, with the same request id.
                    var intent = open.TryDequeue(out var unanswered) ? unanswered : finish ? null : $"r{ofRound}-l{lane}-{i}";
                    if (intent is null)
                        return;
                    try
                    {
                        acknowledged[intent] = await CreateAsync(caller, client, intent);
                    }
                    catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
                    {
                        open.Enqueue(intent);
                        return;
                    }
                }
            }
        }

        Assert.False(acknowledged.IsEmpty, $"Nothing was acknowledged, seed {seed}.");
        await AssertSoundAsync(house);
        var kept = (await house.AskAsync("verify"))["checks"]!.AsArray().Single(c => c!["name"]!.ToString() == "numbers_contiguous")!["looked"]!.GetValue<int>();
        Assert.Equal(acknowledged.Count, acknowledged.Values.Distinct().Count());
        Assert.True(acknowledged.Values.ToHashSet().SetEquals(Numbers(kept)), $"{acknowledged.Count} acknowledged, {kept} kept, seed {seed}.");
    }

    private static IEnumerable<string> Numbers(int count) =>
        Enumerable.Range(1, count).Select(n => $"INV-{Year}-{n:0000}").Order(StringComparer.Ordinal);

    private static int Year => TimeZoneInfo.ConvertTime(TimeProvider.System.GetUtcNow(), TimeZoneInfo.FindSystemTimeZoneById("Europe/Paris")).Year;

    private static async Task<string> KeyAsync(House house) =>
        (await house.AskAsync("keys", "create", "--name", "torture", "--preset", "autopilot", "--unlimited"))["key"]!.ToString();

    private static async Task<string> ClientAsync(Caller caller) =>
        (await caller.CallAsync("create_client", new JsonObject { ["name"] = "GreenLeaf Organic", ["email"] = "billing@greenleaforganic.com", ["currency"] = "USD" })).GetProperty("id").GetString()!;

    private static async Task<string> CreateAsync(Caller caller, string client, string intent) => (await caller.CallAsync("create_invoice", new JsonObject
    {
        ["client_id"] = client,
        ["line_items"] = new JsonArray(new JsonObject { ["description"] = "Design work", ["quantity"] = 60, ["unit_price"] = 125 }),
        ["request_id"] = intent,
    })).GetProperty("number").GetString()!;

    private static async Task AssertSoundAsync(House house)
    {
        var report = await house.RunAsync("verify", "--json");
        Assert.True(report.ExitCode == 0, report.Out + report.Error);
    }
}
