using System.Net;
using System.Text.Json.Nodes;
using Billbot.Server.Tests.Cli;
using Billbot.Testing;
using Npgsql;

namespace Billbot.Server.Tests.Torture;

/// <summary>The way to PostgreSQL is cut and comes back while callers work.</summary>
public sealed class LostDatabase
{
    private const int Callers = 16;
    private const int Cuts = 3;

    [Fact]
    public async Task While_the_database_is_away_calls_say_so_and_afterwards_nothing_is_lost_or_doubled()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);
        using var folder = new TemporaryFolder();
        var real = new NpgsqlConnectionStringBuilder(database.Connection);
        using var cable = new RoundRobin(servers: 1);
        var server = new UriBuilder("tcp", real.Host, real.Port).Uri;
        cable.Set(0, server);
        var environment = new Dictionary<string, string>
        {
            ["BILLBOT_DATABASE"] = new NpgsqlConnectionStringBuilder(database.Connection) { Host = cable.Address.Host, Port = cable.Address.Port }.ToString(),
        };
        await using var billbot = await RunningServer.StartWithAsync(environment, folder.File("data"));
        await AskAsync(["business", "set", .. Story.Seller]);
        using var caller = new Caller(billbot.Http.BaseAddress!, (await AskAsync(["keys", "create", "--name", "torture", "--preset", "autopilot", "--unlimited"]))["key"]!.ToString());
        var client = await Story.ClientAsync(caller);

        using var until = new CancellationTokenSource();
        var told = Enumerable.Range(0, Callers).Select(WorkAsync).ToList();
        for (var cut = 0; cut < Cuts; cut++)
        {
            await Task.Delay(400);
            cable.Set(0, null);
            cable.Cut();
            await HealthIsAsync(HttpStatusCode.ServiceUnavailable);
            cable.Set(0, server);
            await HealthIsAsync(HttpStatusCode.OK);
        }

        await until.CancelAsync();
        var stories = (await Task.WhenAll(told)).SelectMany(s => s).ToList();
        Assert.NotEmpty(stories);
        var verified = await RunAsync(["verify", "--json"]);
        Assert.True(verified.ExitCode == 0, verified.Out + verified.Error);
        var kept = await Register.OfAsync(folder.File("data"), environment);
        foreach (var story in stories)
            story.TakeFrom(kept);
        Assert.Empty(kept);

        async Task<List<Story>> WorkAsync(int lane)
        {
            var done = new List<Story>();
            for (var i = 0; !until.IsCancellationRequested; i++)
            {
                var story = new Story($"l{lane}-{i}", Story.EndOf(lane + i));
                try
                {
                    await story.TellPatientlyAsync(caller, client);
                }
                catch (RefusedException refused)
                {
                    Assert.Fail($"{refused.Message}\n{billbot.Error}");
                }

                done.Add(story);
            }

            return done;
        }

        async Task HealthIsAsync(HttpStatusCode wanted)
        {
            var seen = HttpStatusCode.Unused;
            for (var i = 0; i < 300 && seen != wanted; i++)
            {
                await Task.Delay(50);
                using var answer = await billbot.Http.GetAsync("/healthz");
                seen = answer.StatusCode;
            }

            Assert.Equal(wanted, seen);
        }

        Task<Ran> RunAsync(string[] arguments) => BillbotProgram.RunWithAsync(null, environment, [.. arguments, "--data", folder.File("data")]);

        async Task<JsonNode> AskAsync(string[] arguments)
        {
            var ran = await RunAsync([.. arguments, "--json"]);
            return ran.ExitCode == 0 ? JsonNode.Parse(ran.Out)! : throw new InvalidOperationException(ran.Error);
        }
    }
}
