using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Billbot.App;
using Billbot.App.Moving;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary><c>billbot migrate</c>: moves all data of a folder to PostgreSQL, verified before and after.</summary>
internal static class MigrateCommand
{
    private static readonly Option<string> From = new("--from") { Description = "The data folder that moves. It is only read.", HelpName = "DIR", Required = true };
    private static readonly Option<string?> To = new("--to") { Description = "How to connect to the empty PostgreSQL database. Better the variable BILLBOT_DATABASE, which other users can not see.", HelpName = "\"Host=…\"" };

    public static Command Make(Terminal terminal)
    {
        var command = new Command("migrate", "Moves all data of a folder to PostgreSQL. Refuses what does not verify and a database that is not empty.") { From, To, CommonOptions.Json };
        command.SetAction((parse, cancel) => Interruption.GuardAsync(terminal, async token =>
        {
            var json = parse.GetValue(CommonOptions.Json);
            if (!ServerSettings.Read(Path.GetFullPath(parse.GetValue(From)!)).Succeeded(out var settings, out var problem))
                return terminal.Refuse(problem, json);
            if ((parse.GetValue(To) ?? settings.Database) is not { } to)
                return terminal.Refuse(MoveProblems.TargetMissing, json);
            using var line = new ProgressLine(terminal);
            var done = await Moves.RunAsync(Path.GetFullPath(parse.GetValue(From)!), to, TimeProvider.System, new Steps(line), token);
            line.Dispose();
            if (!done.Succeeded(out var view, out var refusal))
                return terminal.Refuse(refusal, json);
            if (json)
                terminal.WriteJson(view);
            else
                terminal.Out.WriteLine($"{Plain.Text(JsonSerializer.SerializeToElement(view, AppJson.Options))}\n\nFrom now on start Billbot with BILLBOT_DATABASE and the same --data. The database in the folder stays as it was; put billbot.db away, so that nobody goes on with it.");
            return ExitCode.Done;
        }, cancel));
        return command;
    }

    /// <summary>At once and in order, unlike the framework's own.</summary>
    private sealed class Steps(ProgressLine line) : IProgress<MoveStep>
    {
        public void Report(MoveStep value) => line.Say(string.Create(CultureInfo.InvariantCulture, $"{value.What} ({value.Done} of {value.Total})"));
    }
}
