using System.CommandLine;
using Billbot.App;
using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.Domain;
using Billbot.Server.Host;
using Billbot.Server.Mcp.Stdio;

namespace Billbot.Server.Cli;

/// <summary>
/// <c>billbot mcp</c>: MCP on standard input and output, for programs that start local commands. On a data folder it acts as the agent of
/// the user at this machine; with a URL it passes messages on to a server elsewhere.
/// </summary>
internal static class McpCommand
{
    private static readonly Option<string?> Url = new("--url") { Description = "A server elsewhere. Also BILLBOT_URL.", HelpName = "URL" };
    private static readonly Option<string?> Key = new("--key") { Description = "The key for it. Better the variable BILLBOT_API_KEY, which other users can not see.", HelpName = "KEY" };

    public static Command Make(Terminal terminal)
    {
        var command = new Command("mcp", "Serves one agent on standard input and output.") { Url, Key, CommonOptions.Business };
        command.SetAction(async (parse, cancel) =>
        {
            var problem = await RunAsync(parse, cancel);
            return problem is null ? ExitCode.Done : terminal.Refuse(problem, json: false);
        });
        return command;
    }

    private static Task<Problem?> RunAsync(ParseResult parse, CancellationToken cancel)
    {
        var (url, data) = (parse.GetValue(Url), parse.GetValue(CommonOptions.Data));
        if (url is not null && data is not null)
            return Task.FromResult<Problem?>(HostProblems.UrlOrData);
        if (data is null)
            url ??= Environment.GetEnvironmentVariable("BILLBOT_URL");
        return string.IsNullOrEmpty(url)
            ? ServeFolderAsync(DataFolder.Resolve(data), parse.GetValue(CommonOptions.Business), cancel)
            : RelayAsync(url, parse.GetValue(Key) ?? Environment.GetEnvironmentVariable("BILLBOT_API_KEY"), cancel);
    }

    private static async Task<Problem?> RelayAsync(string url, string? key, CancellationToken cancel)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || string.IsNullOrEmpty(key))
            return HostProblems.UrlNeedsKey;
        await StdioRelay.RunAsync(RelayTarget.Url(address, key), revive: null, cancel);
        return null;
    }

    private static async Task<Problem?> ServeFolderAsync(string path, string? asked, CancellationToken cancel)
    {
        if (!ServerSettings.Read(path).Succeeded(out var settings, out var problem))
            return problem;
        if (!(await OfficeDoor.OpenAsync(path, settings.Database, cancel)).Succeeded(out var holding, out problem))
            return problem;
        if (holding.Holder is { } holder)
        {
            await using (holder)
                return await RelayToAsync(holder, path, settings with { Addresses = [] }, asked, cancel);
        }

        await using (holding.Own)
            return await ServeAsync(holding.Own!, settings with { Addresses = [] }, asked, cancel);
    }

    private static async Task<Problem?> RelayToAsync(RemoteOffice holder, string path, ServerSettings settings, string? asked, CancellationToken cancel)
    {
        if (!(await holder.BusinessesAsync(cancel)).Succeeded(out var known, out var problem))
            return problem;
        if (!BusinessChoice.Of(known.Businesses, asked).Succeeded(out var business, out problem))
            return problem;
        await using var successor = new Successor(path, settings);
        await StdioRelay.RunAsync(RelayTarget.Socket(() => OwnerSocket.Find(path) ?? holder.Socket, business.Value), successor.TakeOverAsync, cancel);
        return null;
    }

    /// <summary>Serves the agent, and over the socket the owner's commands, which find the folder taken meanwhile.</summary>
    private static async Task<Problem?> ServeAsync(Installation installation, ServerSettings settings, string? asked, CancellationToken cancel)
    {
        await using var app = BillbotHost.Build(installation, settings);
        try
        {
            if (!(await FirstStart.EnsureBusinessAsync(app.Services.GetRequiredService<OwnerDesk>(), cancel)).Succeeded(out var known, out var problem))
                return problem;
            if (!BusinessChoice.Of(known.Businesses, asked).Succeeded(out var business, out problem))
                return problem;
            if (await app.TryStartAsync(settings, cancel) is { } refusal)
                return refusal;

            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancel, app.Lifetime.ApplicationStopping);
            await StdioServer.RunAsync(app.Services, Caller.LocalAgent(business), stop.Token);
            await app.StopAsync(CancellationToken.None);
            return null;
        }
        catch (OperationCanceledException) when (app.Lifetime.ApplicationStopping.IsCancellationRequested || cancel.IsCancellationRequested)
        {
            // It was told to end before it was ready.
            return null;
        }
        finally
        {
            OwnerSocket.Leave(installation);
        }
    }
}
