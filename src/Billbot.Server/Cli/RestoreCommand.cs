using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Billbot.App;
using Billbot.App.Backup;
using Billbot.App.Storage;

namespace Billbot.Server.Cli;

/// <summary><c>billbot restore</c>: a data folder from a backup, verified before it gets its name.</summary>
internal static class RestoreCommand
{
    private static readonly Option<string> From = new("--from") { Description = "The folder or .tar file that backup made.", HelpName = "BACKUP", Required = true };
    private static readonly Option<bool> Check = new("--check") { Description = "Only verify the backup; write no data folder." };

    public static Command Make(Terminal terminal)
    {
        var command = new Command("restore", "Makes a data folder from a backup. Refuses what does not verify and folders that are not empty.") { From, Check, CommonOptions.Json };
        command.SetAction((parse, cancel) => Interruption.GuardAsync(terminal, async token =>
        {
            var json = parse.GetValue(CommonOptions.Json);
            var folder = parse.GetValue(Check) ? null : DataFolder.Resolve(parse.GetValue(CommonOptions.Data));
            using var line = new ProgressLine(terminal);
            var steps = new Steps(line);
            var done = await Restores.RunAsync(parse.GetValue(From)!, folder, TimeProvider.System, steps, token);
            line.Dispose();
            if (!done.Succeeded(out var view, out var problem))
                return terminal.Refuse(problem, json);
            if (json)
                terminal.WriteJson(view);
            else
                terminal.Out.WriteLine(Plain.Text(JsonSerializer.SerializeToElement(view, AppJson.Options)));
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    /// <summary>At once and in order, unlike the framework's own.</summary>
    private sealed class Steps(ProgressLine line) : IProgress<RestoreStep>
    {
        public void Report(RestoreStep value) =>
            line.Say(string.Create(CultureInfo.InvariantCulture, $"Restoring: {value.What} ({value.Done + 1} of {value.Total})"));
    }
}
