using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Billbot.Testing;
using Npgsql;

namespace Billbot.Server.Tests.Cli;

/// <summary>The executable on PostgreSQL: servers beside each other, commands beside them, and clear words where it does not work.</summary>
public sealed class SharedDatabase
{
    [Fact]
    public async Task Servers_that_start_at_once_found_one_business_and_print_one_key()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);
        using var folder = new TemporaryFolder();
        var environment = On(database);

        var servers = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => RunningServer.StartWithAsync(environment, folder.File($"{i}"), "--print-key")));

        Assert.Single((await AskAsync(environment, folder, "business", "list"))["businesses"]!.AsArray());
        foreach (var server in servers)
        {
            await server.WelcomeAsync("business set");
            Assert.Equal(0, await server.StopAsync());
        }

        Assert.Single((await AskAsync(environment, folder, "keys", "list"))["keys"]!.AsArray());
        Assert.Single(servers, s => s.Out.Contains("bb_sk_", StringComparison.Ordinal));
        foreach (var server in servers)
            await server.DisposeAsync();
    }

    [Fact]
    public async Task A_client_of_2025_is_served_by_any_server_without_a_session()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var folder = new TemporaryFolder();
        var environment = On(database);
        await using var one = await RunningServer.StartWithAsync(environment, folder.File("1"));
        await using var two = await RunningServer.StartWithAsync(environment, folder.File("2"));
        var key = (await AskAsync(environment, folder, "keys", "create", "--name", "old"))["key"]!.ToString();

        using var introduced = await PostAsync(one, key, McpMessages.Initialize);
        using var called = await PostAsync(two, key, McpMessages.Call(2, "list_clients"));

        Assert.Equal(HttpStatusCode.OK, introduced.StatusCode);
        Assert.False(introduced.Headers.Contains("Mcp-Session-Id"));
        Assert.Contains("\"clients\":", await called.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Health_is_that_of_the_database()
    {
        var database = await TestDatabase.CreateAsync();
        using var folder = new TemporaryFolder();
        await using var server = await RunningServer.StartWithAsync(On(database), folder.Path);
        using (var well = await server.Http.GetAsync("/healthz"))
            Assert.Equal(HttpStatusCode.OK, well.StatusCode);

        await database.DisposeAsync();

        using var ill = await server.Http.GetAsync("/healthz");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ill.StatusCode);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1;Username=nobody", "database_unreachable", 5)]
    [InlineData("User nobody", "database_login_refused", 5)]
    [InlineData("Database nowhere", "database_missing", 5)]
    [InlineData("Host=127.0.0.1;Colour=blue", "database_setting_invalid", 2)]
    public async Task A_database_that_can_not_be_used_is_told_in_clear_words(string connection, string code, int exit)
    {
        await using var database = await TestDatabase.CreateAsync();
        using var folder = new TemporaryFolder();
        var given = connection.Split(' ') is [var name, var value] ? new NpgsqlConnectionStringBuilder(database.Connection) { [name == "User" ? "Username" : name] = value }.ToString() : connection;

        foreach (var command in (string[][])[["business", "show"], ["serve"], ["mcp"]])
        {
            var ran = await BillbotProgram.RunWithAsync(null, new() { ["BILLBOT_DATABASE"] = given }, [.. command, "--data", folder.Path]);
            Assert.Equal(exit, ran.ExitCode);
            Assert.Contains($"[{code}]", ran.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_house_moves_over_and_goes_on_there()
    {
        await using var database = await TestDatabase.CreateAsync(empty: true);
        using var folder = new TemporaryFolder();
        Assert.Equal(0, (await BillbotProgram.RunAsync("demo", "--data", folder.Path)).ExitCode);
        var before = await AskAsync([], folder, "numbers", "list");

        var moved = await BillbotProgram.RunAsync("migrate", "--from", folder.Path, "--to", database.Connection, "--json");

        Assert.True(moved.ExitCode == 0, moved.Error);
        Assert.Equal(before.ToJsonString(), (await AskAsync(On(database), folder, "numbers", "list")).ToJsonString());
        Assert.Equal(before.ToJsonString(), (await AskAsync([], folder, "numbers", "list")).ToJsonString());
        Assert.Equal(0, (await RunAsync(On(database), folder, "verify")).ExitCode);
        var again = await BillbotProgram.RunAsync("migrate", "--from", folder.Path, "--to", database.Connection);
        Assert.Equal(3, again.ExitCode);
        Assert.Contains("[target_not_empty]", again.Error, StringComparison.Ordinal);
    }

    private static Dictionary<string, string> On(TestDatabase database) => new() { ["BILLBOT_DATABASE"] = database.Connection };

    private static Task<Ran> RunAsync(Dictionary<string, string> environment, TemporaryFolder folder, params string[] arguments) =>
        BillbotProgram.RunWithAsync(null, environment, [.. arguments, "--data", folder.Path]);

    private static async Task<JsonNode> AskAsync(Dictionary<string, string> environment, TemporaryFolder folder, params string[] arguments)
    {
        var ran = await RunAsync(environment, folder, [.. arguments, "--json"]);
        return ran.ExitCode == 0 ? JsonNode.Parse(ran.Out)! : throw new InvalidOperationException(ran.Error);
    }

    private static Task<HttpResponseMessage> PostAsync(RunningServer server, string key, string message)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/api/mcp") { Content = new StringContent(message, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        request.Headers.Add("Accept", "application/json, text/event-stream");
        return server.Http.SendAsync(request);
    }
}
