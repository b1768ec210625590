using System.CommandLine;
using System.Text.Json.Nodes;
using Billbot.App.Backup;

namespace Billbot.Server.Cli;

/// <summary><c>billbot backup</c>: a consistent copy of the data folder, made while a server works on it or without one.</summary>
internal static class BackupCommand
{
    private static readonly Option<string> To = new("--to")
    {
        Description = "A folder that does not exist yet, an existing one (a new folder with the time in its name is made in it), or a file that ends in .tar.",
        HelpName = "FILE_OR_DIR",
        Required = true,
    };

    public static Command Make(Terminal terminal)
    {
        var command = OfficeCommand.MakeLong(terminal, "backup", "Backs the data folder up: database, keys, sent mails, settings, with a manifest of hashes.", async call =>
        {
            // The server may stand in another folder than the shell.
            var to = Path.GetFullPath(call.Parse.GetValue(To)!);
            var target = Backups.TargetOf(to, TimeProvider.System.GetUtcNow());
            using var progress = new ProgressLine(call.Terminal);
            var made = await progress.WatchAsync("Backing up:", call.AskAsync(Backups.Operation, null, new JsonObject { ["to"] = target }), () => SizeOf(Backups.PartialOf(target)));
            progress.Dispose();
            return call.Show(made);
        });
        command.Options.Remove(CommonOptions.Business);
        command.Options.Add(To);
        return command;
    }

    private static long SizeOf(string folder)
    {
        try
        {
            return Directory.Exists(folder) ? new DirectoryInfo(folder).EnumerateFiles("*", SearchOption.AllDirectories).Sum(f => f.Length) : 0;
        }
        catch (IOException)
        {
            // It was finished between two looks.
            return 0;
        }
    }
}
