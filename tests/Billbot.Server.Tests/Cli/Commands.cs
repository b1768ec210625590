using System.Text.Json.Nodes;

namespace Billbot.Server.Tests.Cli;

public class Commands
{
    [Theory, InlineData(false), InlineData(true)]
    public async Task Demo_shows_every_status_sends_its_mails_and_is_made_once(bool server)
    {
        await using var house = await House.OpenAsync(server);

        var demo = await house.AskAsync("demo");

        var statuses = demo["invoices"]!.AsArray().Select(i => i!["status"]!.ToString()).Distinct().Order();
        Assert.Equal(["draft", "overdue", "paid", "partially_paid", "sent", "void"], statuses);
        Assert.Equal(6, Directory.GetFiles(Path.Combine(house.Path, "outbox"), "*.eml").Length);
        Assert.True((await house.AskAsync("verify"))["ok"]!.GetValue<bool>());
        Assert.Equal("business_in_use", (await house.RefusedAsync(3, "demo"))["code"]!.ToString());
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Verify_ends_with_1_where_the_data_is_not_as_it_was_written(bool server)
    {
        await using var house = await House.OpenAsync(server);
        await house.AskAsync("demo");
        var good = await house.AskAsync("verify");
        Assert.All(good["checks"]!.AsArray(), check => Assert.True(check!["ok"]!.GetValue<bool>()));

        if (house.Server is not null)
            await house.Server.StopAsync();
        await Tampering.ChangeAsync(Path.Combine(house.Path, "billbot.db"), "update invoice_balance set outstanding_minor = outstanding_minor + 1 where outstanding_minor > 0");
        await using var again = server ? await RunningServer.StartAsync(house.Path) : null;
        var ran = await house.RunAsync("verify", "--json");

        Assert.Equal(1, ran.ExitCode);
        var report = JsonNode.Parse(ran.Out)!;
        Assert.False(report["ok"]!.GetValue<bool>());
        Assert.NotEmpty(report["checks"]!.AsArray().First(c => !c!["ok"]!.GetValue<bool>())!["findings"]!.AsArray());
    }

    [Fact]
    public async Task Wrong_usage_ends_with_2_and_says_where_to_look()
    {
        foreach (var arguments in (string[][])[["nonsense"], ["business"], ["business", "set", "--nmae", "x"], ["keys", "revoke"], ["serve", "--urls"]])
        {
            var ran = await BillbotProgram.RunAsync(arguments);
            Assert.Equal(2, ran.ExitCode);
            Assert.Empty(ran.Out);
            Assert.Contains("--help", ran.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Version_and_help_need_no_folder()
    {
        var version = await BillbotProgram.RunAsync("version");
        var json = await BillbotProgram.RunAsync("version", "--json");
        var help = await BillbotProgram.RunAsync("--help");

        Assert.Matches("^billbot [0-9]+\\.[0-9]+\\.[0-9]+\n$", version.Out);
        Assert.StartsWith("billbot ", version.Out, StringComparison.Ordinal);
        Assert.Equal(version.Out.Trim()["billbot ".Length..], JsonNode.Parse(json.Out)!["version"]!.ToString());
        Assert.Equal(0, help.ExitCode);
        Assert.All(["serve", "mcp", "business", "clients", "keys", "verify", "demo", "version"], word => Assert.Contains(word, help.Out, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Commands_at_the_same_time_wait_for_each_other()
    {
        await using var house = await House.OpenAsync(server: false);

        var added = await Task.WhenAll(Enumerable.Range(1, 4).Select(i => house.RunAsync("clients", "set", $"Client {i}")));

        Assert.All(added, ran => Assert.Equal(0, ran.ExitCode));
        Assert.Equal(4, (await house.AskAsync("clients", "list"))["clients"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_left_alone()
    {
        await using var house = await House.OpenAsync(server: false);
        Directory.CreateDirectory(house.Path);
        await File.WriteAllTextAsync(Path.Combine(house.Path, "billbot.db"), "This is a letter to my aunt, long enough to be no database at all.");

        var ran = await house.RunAsync("business", "show");

        Assert.Equal(5, ran.ExitCode);
        Assert.Contains("[database_unusable]", ran.Error, StringComparison.Ordinal);
        Assert.StartsWith("This is a letter", await File.ReadAllTextAsync(Path.Combine(house.Path, "billbot.db")), StringComparison.Ordinal);
    }
}
