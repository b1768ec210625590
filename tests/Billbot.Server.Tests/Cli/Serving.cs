using System.Net;
using System.Text.RegularExpressions;
using Billbot.Testing;

namespace Billbot.Server.Tests.Cli;

public partial class Serving
{
    [Fact]
    public async Task The_first_start_prints_one_key_and_what_to_paste_and_no_later_start_does()
    {
        using var folder = new TemporaryFolder();
        string key;
        await using (var server = await RunningServer.StartAsync(folder.Path, "--print-key"))
        {
            var text = await server.WelcomeAsync("business set");
            key = Assert.Single(KeyPattern().Matches(text).Select(m => m.Value).Distinct());
            var url = $"http://localhost:{server.Address.Port}/api/mcp";
            Assert.Contains($"claude mcp add --transport http billbot {url} --header \"Authorization: Bearer {key}\"", text, StringComparison.Ordinal);
            Assert.Contains($"\"url\": \"{url}\"", text, StringComparison.Ordinal);
            Assert.Contains("\"command\": ", text, StringComparison.Ordinal);
            Assert.Contains("\"mcp\"", text, StringComparison.Ordinal);
            Assert.Contains("--email", text, StringComparison.Ordinal);
            Assert.DoesNotContain(key, server.Error, StringComparison.Ordinal);
            Assert.Equal(0, await server.StopAsync());
        }

        await using var again = await RunningServer.StartAsync(folder.Path, "--print-key");
        await again.WelcomeAsync("business set");
        Assert.DoesNotMatch(KeyPattern(), again.Out + again.Error);
    }

    [Fact]
    public async Task Where_nobody_reads_it_no_key_is_made_and_it_says_how_to_make_one()
    {
        await using var house = await House.OpenAsync(server: true);

        var text = await house.Server!.WelcomeAsync("business set");

        Assert.DoesNotContain("bb_sk_", text + house.Server.Error, StringComparison.Ordinal);
        Assert.Contains("keys create", text, StringComparison.Ordinal);
        Assert.Empty((await house.AskAsync("keys", "list"))["keys"]!.AsArray());
    }

    [Fact]
    public async Task It_is_ready_when_it_says_so_and_the_owners_channel_is_not_on_the_network()
    {
        await using var house = await House.OpenAsync(server: true);
        var http = house.Server!.Http;

        using var health = await http.GetAsync("/healthz");
        using var owner = await http.GetAsync("/owner");
        using var keys = await http.PostAsync("/owner/list_keys", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));
        using var agent = await http.PostAsync("/api/mcp", new StringContent("{}", System.Text.Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Empty(health.Headers.Server);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (owner.StatusCode, keys.StatusCode));
        Assert.Equal(HttpStatusCode.Unauthorized, agent.StatusCode);
    }

    [Fact]
    public async Task The_socket_is_for_its_owner_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var house = await House.OpenAsync(server: true);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Combine(house.Path, "billbot.sock")));
    }

    [Fact]
    public async Task A_second_server_is_refused_and_told_who_has_the_folder()
    {
        await using var house = await House.OpenAsync(server: true);

        var second = await house.RunAsync("serve", "--urls", "http://127.0.0.1:0");

        Assert.Equal(5, second.ExitCode);
        Assert.Contains($"process {house.Server!.Id}", second.Error, StringComparison.Ordinal);
        Assert.Contains("fix:", second.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_and_an_unusable_folder_are_told_in_one_line_each()
    {
        await using var house = await House.OpenAsync(server: true);
        using var other = new TemporaryFolder();
        await File.WriteAllTextAsync(other.File("plain"), "not a folder");

        var port = await BillbotProgram.RunAsync("serve", "--data", other.File("data"), "--urls", $"http://127.0.0.1:{house.Server!.Address.Port}");
        var folder = await BillbotProgram.RunAsync("serve", "--data", other.File("plain"));
        var address = await BillbotProgram.RunAsync("serve", "--data", other.File("data"), "--urls", "here");

        Assert.Equal((5, 5, 2), (port.ExitCode, folder.ExitCode, address.ExitCode));
        Assert.Contains("[port_in_use]", port.Error, StringComparison.Ordinal);
        Assert.Contains("[folder_unusable]", folder.Error, StringComparison.Ordinal);
        Assert.All([port, folder, address], ran => Assert.Equal(2, ran.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length));
    }

    [Fact]
    public async Task A_killed_server_leaves_nothing_that_the_next_one_trips_over()
    {
        await using var house = await House.OpenAsync(server: true);
        await house.AskAsync("clients", "set", "Acme");

        await house.Server!.KillAsync();

        Assert.Single((await house.AskAsync("clients", "list"))["clients"]!.AsArray());
        await using var next = await RunningServer.StartAsync(house.Path);
        Assert.Single((await house.AskAsync("clients", "list"))["clients"]!.AsArray());
        Assert.True((await house.AskAsync("verify"))["ok"]!.GetValue<bool>());
        Assert.Equal(0, await next.StopAsync());
        Assert.False(File.Exists(Path.Combine(house.Path, "billbot.sock")));
    }

    [Fact]
    public async Task A_server_that_is_told_to_end_while_it_starts_ends_quietly()
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new TemporaryFolder();
        for (var i = 0; i < 3; i++)
        {
            using var process = BillbotProgram.Start([], "serve", "--data", folder.Path, "--urls", "http://127.0.0.1:0");
            var error = process.StandardError.ReadToEndAsync();
            // The socket is bound in the middle of the start, when signals are heard already.
            while (!File.Exists(Path.Combine(folder.Path, "billbot.sock")) && !process.HasExited)
                await Task.Delay(1);
            using var kill = System.Diagnostics.Process.Start("kill", ["-TERM", process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(15));

            Assert.Equal(0, process.ExitCode);
            Assert.Equal("", await error);
        }
    }

    [Fact]
    public async Task A_folder_deep_down_has_its_socket_elsewhere_and_it_goes_with_the_server()
    {
        using var folder = new TemporaryFolder();
        var deep = folder.File(Path.Combine(new string('a', 60), new string('b', 60)));
        await using var server = await RunningServer.StartAsync(deep);
        var socket = await File.ReadAllTextAsync(Path.Combine(deep, "billbot.sock.at"));

        var refused = await BillbotProgram.RunAsync("serve", "--data", deep, "--urls", "http://127.0.0.1:0");
        var set = await BillbotProgram.RunAsync("business", "set", "--name", "Juniper Works", "--data", deep);
        await server.StopAsync();

        Assert.Equal((5, 0), (refused.ExitCode, set.ExitCode));
        Assert.False(Directory.Exists(Path.GetDirectoryName(socket)));
    }

    [GeneratedRegex("bb_sk_[0-9A-Za-z]{36}")]
    private static partial Regex KeyPattern();
}
