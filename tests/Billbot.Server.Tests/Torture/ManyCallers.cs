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
