using System.Text.Json.Nodes;
using Billbot.Testing;

namespace Billbot.Server.Tests.Cli;

/// <summary>A data folder for one test, with a server on it or none: commands must not tell the difference.</summary>
internal sealed class House : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    public string Path => _folder.File("data");

    public RunningServer? Server { get; private set; }

    public static async Task<House> OpenAsync(bool server, params string[] more)
    {
        var house = new House();
        if (server)
            house.Server = await RunningServer.StartAsync(house.Path, more);
        return house;
    }

    public string File(string name) => _folder.File(name);

    /// <summary>Runs a command on the folder.</summary>
    public Task<Ran> RunAsync(params string[] arguments) => BillbotProgram.RunAsync([.. arguments, "--data", Path]);

    /// <summary>Runs a command that has to succeed, and reads its one JSON answer.</summary>
    public async Task<JsonObject> AskAsync(params string[] arguments)
    {
        var ran = await RunAsync([.. arguments, "--json"]);
        Assert.True(ran.ExitCode == 0, $"{string.Join(' ', arguments)}: {ran.ExitCode}\n{ran.Out}\n{ran.Error}");
        return JsonNode.Parse(ran.Out)!.AsObject();
    }

    /// <summary>Runs a command that has to be refused with <paramref name="exitCode"/>; the problem on standard error, nothing on standard output.</summary>
    public async Task<JsonObject> RefusedAsync(int exitCode, params string[] arguments)
    {
        var ran = await RunAsync([.. arguments, "--json"]);
        Assert.True(ran.ExitCode == exitCode, $"{string.Join(' ', arguments)}: {ran.ExitCode}\n{ran.Out}\n{ran.Error}");
        Assert.Empty(ran.Out);
        var problem = JsonNode.Parse(ran.Error)!.AsObject();
        Assert.NotEmpty(problem["fix"]!.GetValue<string>());
        return problem;
    }

    public async ValueTask DisposeAsync()
    {
        if (Server is not null)
            await Server.DisposeAsync();
        _folder.Dispose();
    }
}
