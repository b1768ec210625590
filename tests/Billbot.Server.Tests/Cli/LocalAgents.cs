using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Cli;

/// <summary><c>billbot mcp</c>, as programs start it that know only local commands.</summary>
public class LocalAgents
{
    private static readonly string Conversation = string.Join('\n', [
        McpMessages.Initialize, McpMessages.Initialized,
        McpMessages.Call(2, "create_client", """{"name":"GreenLeaf Organic","email":"billing@greenleaforganic.com"}"""),
        "",
    ]);

    [Theory, InlineData(false), InlineData(true)]
    public async Task An_agent_works_on_the_folder_without_a_key_and_none_is_printed(bool server)
    {
        await using var house = await House.OpenAsync(server);

        var ran = await BillbotProgram.RunWithAsync(Conversation, [], "mcp", "--data", house.Path);

        Assert.Equal(0, ran.ExitCode);
        Assert.DoesNotContain("bb_sk_", ran.Out + ran.Error, StringComparison.Ordinal);
        var answers = ran.Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal([1, 2], answers.Select(a => a["id"]!.GetValue<int>()).Order());
        Assert.Equal("GreenLeaf Organic", (await house.AskAsync("clients", "list"))["clients"]![0]!["name"]!.ToString());
    }

    [Fact]
    public async Task The_local_agent_is_not_the_owner()
    {
        await using var house = await House.OpenAsync(server: true);
        await BillbotProgram.RunWithAsync(Conversation, [], "mcp", "--data", house.Path);

        var tools = await BillbotProgram.RunWithAsync(
            string.Join('\n', McpMessages.Initialize, McpMessages.Initialized, """{"jsonrpc":"2.0","id":2,"method":"tools/list"}""", ""), [], "mcp", "--data", house.Path);

        Assert.Contains("\"create_invoice\"", tools.Out, StringComparison.Ordinal);
        Assert.DoesNotContain("\"create_key\"", tools.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task While_an_agent_holds_the_folder_commands_go_through_it_and_a_server_is_refused()
    {
        await using var house = await House.OpenAsync(server: false);
        using var agent = BillbotProgram.Start([], "mcp", "--data", house.Path);
        try
        {
            await agent.StandardInput.WriteLineAsync(McpMessages.Initialize);
            await agent.StandardInput.FlushAsync();
            Assert.Contains("serverInfo", await agent.StandardOutput.ReadLineAsync(), StringComparison.Ordinal);

            await house.AskAsync("business", "set", "--name", "Juniper Works");
            var refused = await house.RunAsync("serve", "--urls", "http://127.0.0.1:0");
            Assert.Equal(5, refused.ExitCode);
            Assert.Contains($"process {agent.Id}", refused.Error, StringComparison.Ordinal);
            Assert.Contains("billbot mcp", refused.Error, StringComparison.Ordinal);

            agent.StandardInput.Close();
            await agent.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal(0, agent.ExitCode);
        }
        finally
        {
            if (!agent.HasExited)
                agent.Kill();
        }

        Assert.Equal("Juniper Works", (await house.AskAsync("business", "show"))["name"]!.ToString());
    }

    [Fact]
    public async Task When_the_agent_that_holds_the_folder_ends_the_next_one_takes_it()
    {
        await using var house = await House.OpenAsync(server: false);
        using var first = BillbotProgram.Start([], "mcp", "--data", house.Path);
        using var second = BillbotProgram.Start([], "mcp", "--data", house.Path);
        try
        {
            await AskAsync(first, McpMessages.Initialize);
            await AskAsync(second, McpMessages.Initialize);
            await second.StandardInput.WriteLineAsync(McpMessages.Initialized);
            Assert.Contains("GreenLeaf", await AskAsync(second, McpMessages.Call(2, "create_client", "{\"name\":\"GreenLeaf Organic\"}")), StringComparison.Ordinal);

            // Whichever of the two came first and holds the folder.
            var (holder, other) = (await house.RunAsync("serve", "--urls", "http://127.0.0.1:0")).Error.Contains($"process {first.Id}", StringComparison.Ordinal) ? (first, second) : (second, first);
            holder.StandardInput.Close();
            await holder.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));

            Assert.Contains("GreenLeaf Organic", await AskAsync(other, McpMessages.Call(3, "list_clients")), StringComparison.Ordinal);
            Assert.Single((await house.AskAsync("clients", "list"))["clients"]!.AsArray());
            other.StandardInput.Close();
            await other.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30));
            Assert.Equal((0, 0), (first.ExitCode, second.ExitCode));
        }
        finally
        {
            foreach (var agent in new[] { first, second }.Where(a => !a.HasExited))
                agent.Kill();
        }

        static async Task<string?> AskAsync(System.Diagnostics.Process agent, string message)
        {
            await agent.StandardInput.WriteLineAsync(message);
            await agent.StandardInput.FlushAsync();
            return await agent.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task A_mail_asked_for_with_the_last_call_leaves_before_the_program_ends()
    {
        await using var house = await House.OpenAsync(server: false);
        await house.AskAsync("business", "set", "--name", "Juniper Works", "--country", "US", "--email", "me@juniper.example");
        await BillbotProgram.RunWithAsync(Conversation, [], "mcp", "--data", house.Path);
        var line = "[{\"description\":\"Design\",\"unit_price\":125}]";

        await BillbotProgram.RunWithAsync(
            string.Join('\n', McpMessages.Initialize, McpMessages.Initialized, McpMessages.Call(2, "create_invoice", $"{{\"client_id\":\"GreenLeaf Organic\",\"line_items\":{line}}}"), ""), [], "mcp", "--data", house.Path);
        var number = (await house.AskAsync("invoices", "list"))["invoices"]![0]!["number"]!.ToString();
        var sent = await BillbotProgram.RunWithAsync(
            string.Join('\n', McpMessages.Initialize, McpMessages.Initialized, McpMessages.Call(2, "send_invoice", $"{{\"invoice_id\":\"{number}\"}}"), ""), [], "mcp", "--data", house.Path);

        Assert.Contains("queued", sent.Out, StringComparison.Ordinal);
        Assert.Single(Directory.GetFiles(Path.Combine(house.Path, "outbox"), "*.eml"));
    }

    [Fact]
    public async Task With_a_url_and_a_key_it_works_on_a_server_elsewhere_and_keeps_the_key_to_itself()
    {
        await using var house = await House.OpenAsync(server: true);
        var key = (await house.AskAsync("keys", "create", "--name", "Bridge"))["key"]!.ToString();

        var ran = await BillbotProgram.RunWithAsync(Conversation, new() { ["BILLBOT_URL"] = house.Server!.Http.BaseAddress!.ToString(), ["BILLBOT_API_KEY"] = key }, "mcp");

        Assert.Equal(0, ran.ExitCode);
        Assert.Contains("GreenLeaf Organic", ran.Out, StringComparison.Ordinal);
        Assert.DoesNotContain(key, ran.Out + ran.Error + house.Server.Out + house.Server.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_to_work_has_to_be_clear()
    {
        await using var house = await House.OpenAsync(server: false);

        var both = await BillbotProgram.RunAsync("mcp", "--data", house.Path, "--url", "http://127.0.0.1:1", "--key", "bb_sk_x");
        var noKey = await BillbotProgram.RunAsync("mcp", "--url", "http://127.0.0.1:1");

        Assert.Equal((2, 2), (both.ExitCode, noKey.ExitCode));
        Assert.Contains("BILLBOT_API_KEY", noKey.Error, StringComparison.Ordinal);
        Assert.Empty(both.Out + noKey.Out);
    }
}
