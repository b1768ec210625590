using Billbot.App.Door;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ModelContextProtocol.Server;

namespace Billbot.Server.Mcp.Stdio;

/// <summary>Serves MCP on standard input and output, in this process: <c>billbot mcp</c> when nobody else holds the data folder.</summary>
public static class StdioServer
{
    /// <summary>
    /// Serves <paramref name="caller"/> until the input ends. Standard output carries messages only: whatever else is written to the console goes to standard error.
    /// </summary>
    public static Task RunAsync(IServiceProvider services, Caller caller, CancellationToken cancel = default)
    {
        var (input, output) = (Console.OpenStandardInput(), Console.OpenStandardOutput());
        Console.SetOut(Console.Error);
        return RunAsync(services, caller, input, output, cancel);
    }

    /// <summary>The same on any two streams.</summary>
    public static async Task RunAsync(IServiceProvider services, Caller caller, Stream input, Stream output, CancellationToken cancel = default)
    {
        var user = new CallerPrincipal(caller, ip: null);
        var logs = services.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance;
        var options = services.GetRequiredService<IOptions<McpOptions>>().Value;
        var serverOptions = await services.GetRequiredService<IMcpFront>().OptionsForAsync(new ServerUse(user, Stateless: false, Introduces: true), cancel);
        using var lines = new Lines(input, output);
        await using var transport = new LineTransport(lines, user, options.MaxBodyBytes);
        await using var server = McpServer.Create(transport, serverOptions, logs, services);
        try
        {
            await server.RunAsync(cancel);
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            // Told to stop: the usual end of a service.
        }
    }
}
