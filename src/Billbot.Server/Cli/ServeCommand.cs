using System.CommandLine;
using Billbot.App;
using Billbot.App.Storage;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary><c>billbot serve</c>, also <c>billbot</c> alone: serves one data folder until it is told to stop.</summary>
internal static class ServeCommand
{
    private static readonly Option<string?> Urls = new("--urls") { Description = "Where to listen, http://127.0.0.1:5080 unless said otherwise; several are parted by a semicolon. Also BILLBOT_URLS.", HelpName = "URLS" };
    private static readonly Option<string?> PublicUrl = new("--public-url") { Description = "What others call this server, where a proxy stands before it. Also BILLBOT_PUBLIC_URL.", HelpName = "URL" };
    private static readonly Option<bool> PrintKey = new("--print-key") { Description = "Print the first key even where standard output is no terminal." };

    public static Command Make(Terminal terminal) => AddTo(new Command("serve", "Serves agents and programs. The default."), terminal);

    /// <summary>Gives <paramref name="command"/> the options and the action of serving.</summary>
    public static TCommand AddTo<TCommand>(TCommand command, Terminal terminal) where TCommand : Command
    {
        command.Options.Add(Urls);
        command.Options.Add(PublicUrl);
        command.Options.Add(PrintKey);
        command.SetAction(async (parse, cancel) =>
        {
            var problem = await ServeAsync(terminal, parse, DataFolder.Resolve(parse.GetValue(CommonOptions.Data)), cancel);
            return problem is null ? ExitCode.Done : terminal.Refuse(problem, json: false);
        });
        return command;
    }

    private static async Task<Problem?> ServeAsync(Terminal terminal, ParseResult parse, string path, CancellationToken cancel)
    {
        if (!ServerSettings.Read(path, parse.GetValue(Urls), parse.GetValue(PublicUrl)).Succeeded(out var settings, out var problem))
            return problem;
        if (!(await OfficeDoor.OpenAsync(path, settings.Database, cancel)).Succeeded(out var holding, out problem))
            return problem;
        if (holding.Holder is { } other)
        {
            await using (other)
                return HostProblems.FolderInUse(path, other.Holder);
        }

        await using (holding.Own)
            return await ServeAsync(terminal, holding.Own!, settings, parse.GetValue(PrintKey), cancel);
    }

    private static async Task<Problem?> ServeAsync(Terminal terminal, Installation installation, ServerSettings settings, bool printKey, CancellationToken cancel)
    {
        await using var app = BillbotHost.Build(installation, settings);
        try
        {
            var desk = app.Services.GetRequiredService<OwnerDesk>();
            if (!(await FirstStart.EnsureBusinessAsync(desk, cancel)).Succeeded(out var known, out var problem))
                return problem;
            if (await app.TryStartAsync(settings, cancel) is { } refusal)
                return refusal;

            await new Welcome(terminal, desk, installation.Path, BillbotHost.AddressOf(app, settings)).SayAsync(known.Businesses, printKey, cancel);
            await app.WaitForShutdownAsync(cancel);
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
