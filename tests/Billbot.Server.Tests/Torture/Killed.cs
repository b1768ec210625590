using System.Collections.Concurrent;
using Billbot.Server.Tests.Cli;
using Xunit.Abstractions;

namespace Billbot.Server.Tests.Torture;

/// <summary>64 callers create, send, pay, void and correct over MCP while the server is killed at random moments.</summary>
public sealed class Killed(ITestOutputHelper output)
{
    private const int Callers = 64;

    [Fact]
    public async Task What_was_acknowledged_survives_every_kill_and_no_retry_does_anything_twice()
    {
        var kills = Environment.GetEnvironmentVariable("BILLBOT_LONG") == "1" ? 200 : 20;
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync(["business", "set", .. Story.Seller]);
        var key = (await house.AskAsync("keys", "create", "--name", "torture", "--preset", "autopilot", "--unlimited"))["key"]!.ToString();
        var (done, open) = (new ConcurrentBag<Story>(), new ConcurrentQueue<Story>());
        string? client = null;
        for (var round = 0; round <= kills; round++)
        {
            await using var server = await RunningServer.StartAsync(house.Path);
            using var caller = new Caller(server.Http.BaseAddress!, key);
            client ??= await Story.ClientAsync(caller);
            var last = round == kills;
            using var until = new CancellationTokenSource();
            var callers = Enumerable.Range(0, Callers).Select(lane => WorkAsync(caller, client, lane, $"r{round}-l{lane}", last, until.Token)).ToList();
            if (!last)
            {
                await Task.Delay(random.Next(50, 600), CancellationToken.None);
                await server.KillAsync();
                await until.CancelAsync();
            }

            await Task.WhenAll(callers);
        }

        Assert.False(done.IsEmpty, $"Nothing was finished, seed {seed}.");
        var verified = await house.RunAsync("verify", "--json");
        Assert.True(verified.ExitCode == 0, verified.Out + verified.Error);
        var kept = await Register.OfAsync(house.Path);
        foreach (var story in done)
            story.TakeFrom(kept);

        // Every story was told to its end, so that no number is left that nobody was told of: no effect was had twice.
        Assert.True(kept.Count == 0, $"{string.Join(", ", kept.Keys.Take(5))} were taken for nobody, seed {seed}.");

        async Task WorkAsync(Caller caller, string to, int lane, string name, bool finish, CancellationToken stop)
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                // First what an earlier round could not tell the end of, with the same request ids.
                var story = open.TryDequeue(out var unfinished) ? unfinished : finish ? null : new Story($"{name}-{i}", Story.EndOf(lane + i));
                if (story is null)
                    return;
                try
                {
                    await story.TellAsync(caller, to);
                    done.Add(story);
                }
                catch (Exception failure) when (failure is HttpRequestException or TaskCanceledException)
                {
                    open.Enqueue(story);
                    if (!finish)
                        return;
                }
            }
        }
    }
}
