using Billbot.Server.Tests.Cli;
using Billbot.Testing;

namespace Billbot.Server.Tests.Mcp;

/// <summary>The same conversation through the official TypeScript clients, which check answers against output schemas themselves.</summary>
public sealed class TypeScriptClients
{
    [Theory]
    [InlineData("v1")]
    [InlineData("v2-auto")]
    [InlineData("v2-legacy")]
    public async Task A_TypeScript_client_bills_over_HTTP(string sdk)
    {
        await using var office = await McpOffice.OpenAsync();
        await ConverseAsync(sdk, "http", office.Endpoint.ToString(), office.Key);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2-auto")]
    [InlineData("v2-legacy")]
    public async Task A_TypeScript_client_starts_billbot_itself_and_bills_over_its_lines(string sdk)
    {
        using var folder = new TemporaryFolder();
        await FoundAsync(folder);
        await ConverseAsync(sdk, "stdio", BillbotProgram.File, "mcp", "--data", folder.Path);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2-auto")]
    public async Task With_a_server_running_its_lines_lead_there_over_the_owners_socket(string sdk)
    {
        using var folder = new TemporaryFolder();
        await FoundAsync(folder);
        await using var server = await RunningServer.StartAsync(folder.Path);
        await ConverseAsync(sdk, "stdio", BillbotProgram.File, "mcp", "--data", folder.Path);
    }

    [Theory]
    [InlineData("v1")]
    [InlineData("v2-auto")]
    public async Task With_a_URL_and_a_key_its_lines_lead_to_a_server_elsewhere(string sdk)
    {
        await using var office = await McpOffice.OpenAsync();
        await ConverseAsync(sdk, "stdio", BillbotProgram.File, "mcp", "--url", new Uri(office.Endpoint, "/").ToString(), "--key", office.Key);
    }

    /// <summary>A business that may send: with a name and an address of its own.</summary>
    private static async Task FoundAsync(TemporaryFolder folder)
    {
        var ran = await BillbotProgram.RunAsync("business", "create", "--name", "Juniper Works", "--country", "US", "--currency", "USD", "--email", "me@juniper.example", "--data", folder.Path);
        Assert.True(ran.ExitCode == 0, ran.Error);
    }

    private static async Task ConverseAsync(params string[] arguments)
    {
        var (exitCode, output) = await NodeTools.RunAsync(["conversation.mjs", .. arguments]);
        Assert.True(exitCode == 0, output);
        Assert.Contains("-0001\"", output, StringComparison.Ordinal);
    }
}
