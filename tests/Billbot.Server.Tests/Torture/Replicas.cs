using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Billbot.Server.Tests.Cli;
using Billbot.Testing;
using Dapper;
using Npgsql;
using Xunit.Abstractions;

namespace Billbot.Server.Tests.Torture;

/// <summary>Three servers on one PostgreSQL behind a load balancer, each killed at random moments, while 64 callers work.</summary>
public sealed class Replicas(ITestOutputHelper output)
{
    private const int Callers = 64;
    private const int Servers = 3;

    [Fact]
    public async Task What_was_acknowledged_survives_the_kill_of_any_replica_and_nothing_is_done_twice()
    {
        var kills = Environment.GetEnvironmentVariable("BILLBOT_LONG") == "1" ? 200 : 20;
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var database = await TestDatabase.CreateAsync(empty: true);
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["BILLBOT_DATABASE"] = database.Connection };
        using var balancer = new RoundRobin(Servers);

        // All at once on an empty database: one makes the tables, one the business.
        await using var fleet = new Fleet([.. Enumerable.Range(0, Servers).Select(StartAsync)], balancer);
        await fleet.ReadyAsync();
        await AskAsync(["business", "set", .. Story.Seller]);
        using var caller = new Caller(balancer.Address, (await AskAsync("keys", "create", "--name", "torture", "--preset", "autopilot", "--unlimited"))["key"]!.ToString());
        var client = await Story.ClientAsync(caller);

        var (done, retries) = (new ConcurrentBag<Story>(), 0);
        using var until = new CancellationTokenSource();
        var began = Stopwatch.GetTimestamp();
        var callers = Enumerable.Range(0, Callers).Select(WorkAsync).ToList();
        for (var kill = 0; kill < kills; kill++)
        {
            await Task.Delay(random.Next(50, 400));
            var victim = random.Next(Servers);
            // One that is still starting is waited for; the others may fall meanwhile, so that now and then none is left.
            await fleet.EndAsync(victim);
            fleet.Begin(victim, StartAsync(victim));
        }

        await fleet.ReadyAsync();
        output.WriteLine($"killed for {Stopwatch.GetElapsedTime(began).TotalSeconds:0} s");

        await until.CancelAsync();
        await Task.WhenAll(callers);
        var uncertain = await MailsAsync(kills);
        await fleet.DisposeAsync();

        var verified = await RunAsync("verify", "--json");
        Assert.True(verified.ExitCode == 0, verified.Out + verified.Error);
        var kept = await Register.OfAsync(folder.File("replica-0"), environment);
        foreach (var story in done)
            story.TakeFrom(kept);

        // Every story was told to its end, so that no number is left that nobody was told of: no effect was had twice.
        Assert.True(kept.Count == 0, $"{string.Join(", ", kept.Keys.Take(5))} were taken for nobody, seed {seed}.");
        output.WriteLine($"{kills} kills, {done.Count} stories, {retries} repeated, {uncertain} mails uncertain");

        async Task<RunningServer> StartAsync(int i)
        {
            var server = await RunningServer.StartWithAsync(environment, folder.File($"replica-{i}"));
            balancer.Set(i, server.Http.BaseAddress);
            return server;
        }

        // Repeats every step under its request id until it is answered, as the fix of each such refusal says.
        async Task WorkAsync(int lane)
        {
            for (var i = 0; !until.IsCancellationRequested; i++)
            {
                var story = new Story($"l{lane}-{i}", Story.EndOf(lane + i));
                Interlocked.Add(ref retries, await story.TellPatientlyAsync(caller, client));
                done.Add(story);
            }
        }

        // Each replica has a folder of its own for mails: one that left twice lies in two of them.
        async Task<int> MailsAsync(int killed)
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false }.ToString());
            const string open = "select count(*) from outbox where state in ('queued', 'sending', 'final')";
            for (var i = 0; i < 240 && await connection.QueryFirstAsync<long>(open) > 0; i++)
                await Task.Delay(250);
            Assert.Equal(0, await connection.QueryFirstAsync<long>(open));

            var left = Enumerable.Range(0, Servers).SelectMany(i => Directory.GetFiles(Path.Combine(folder.File($"replica-{i}"), "outbox"), "*.eml")).Select(Path.GetFileNameWithoutExtension).ToList();
            Assert.Equal(left.Count, left.Distinct().Count());
            var states = (await connection.QueryAsync<(string Id, string State)>("select trim(both '<>' from message_id), state from outbox")).ToList();
            Assert.All(states.Where(m => m.State == "sent"), m => Assert.Contains(m.Id, left));
            Assert.All(states, m => Assert.Contains(m.State, (string[])["sent", "uncertain", "cancelled"]));
            var unproven = states.Count(m => m.State == "uncertain");
            Assert.True(unproven <= 2 * killed, string.Create(CultureInfo.InvariantCulture, $"{unproven} mails are uncertain after {killed} kills."));
            return unproven;
        }

        Task<Ran> RunAsync(params string[] arguments) => BillbotProgram.RunWithAsync(null, environment, [.. arguments, "--data", folder.File("replica-0")]);

        async Task<JsonNode> AskAsync(params string[] arguments)
        {
            var ran = await RunAsync([.. arguments, "--json"]);
            return ran.ExitCode == 0 ? JsonNode.Parse(ran.Out)! : throw new InvalidOperationException(ran.Error);
        }
    }

    /// <summary>The servers, up or starting, ended however the test ends.</summary>
    private sealed class Fleet(Task<RunningServer>[] servers, RoundRobin balancer) : IAsyncDisposable
    {
        private bool _ended;

        public Task ReadyAsync() => Task.WhenAll(servers);

        public void Begin(int i, Task<RunningServer> server) => servers[i] = server;

        public async Task EndAsync(int i)
        {
            var server = await servers[i];
            balancer.Set(i, null);
            await server.DisposeAsync();
        }

        public async ValueTask DisposeAsync()
        {
            if (_ended)
                return;
            _ended = true;
            for (var i = 0; i < servers.Length; i++)
                await EndAsync(i);
        }
    }
}
