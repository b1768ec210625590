using Billbot.Testing;

namespace Billbot.Server.Tests.Cli;

/// <summary>Flags win over variables, variables over the file in the folder.</summary>
public class Settings
{
    [Fact]
    public async Task The_file_is_read_and_the_variable_wins_over_it()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("billbot.json"), """{"urls":["http://127.0.0.1:0"],"public_url":"https://file.example","limits":{"key_per_second":5}}""");

        await using (var server = await RunningServer.StartAsync(folder.Path))
            Assert.Contains("https://file.example/api/mcp", await server.WelcomeAsync("business set"), StringComparison.Ordinal);
        await using (var server = await RunningServer.StartWithAsync(new() { ["BILLBOT_PUBLIC_URL"] = "https://variable.example" }, folder.Path))
            Assert.Contains("https://variable.example/api/mcp", await server.WelcomeAsync("business set"), StringComparison.Ordinal);
        await using (var server = await RunningServer.StartWithAsync(new() { ["BILLBOT_PUBLIC_URL"] = "https://variable.example" }, folder.Path, "--public-url", "https://flag.example"))
            Assert.Contains("https://flag.example/api/mcp", await server.WelcomeAsync("business set"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_folder_can_come_from_a_variable()
    {
        using var folder = new TemporaryFolder();
        var environment = new Dictionary<string, string> { ["BILLBOT_DATA"] = folder.File("data") };

        Assert.Equal(0, (await BillbotProgram.RunWithAsync(null, environment, "business", "set", "--name", "Juniper Works")).ExitCode);

        Assert.True(File.Exists(folder.File("data/billbot.db")));
    }

    [Theory]
    [InlineData("""{"url":"http://127.0.0.1:0"}""", "setting_unknown")]
    [InlineData("""{"urls":""", "settings_invalid")]
    [InlineData("""{"urls":"https://127.0.0.1:0"}""", "invalid_url")]
    [InlineData("""{"public_url":"billing.example.com"}""", "invalid_url")]
    public async Task A_file_that_can_not_be_meant_stops_the_start(string json, string code)
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("billbot.json"), json);

        var ran = await BillbotProgram.RunAsync("serve", "--data", folder.Path);

        Assert.Equal(2, ran.ExitCode);
        Assert.Contains($"[{code}]", ran.Error, StringComparison.Ordinal);
    }
}
