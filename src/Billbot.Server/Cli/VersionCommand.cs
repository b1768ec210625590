using System.CommandLine;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary><c>billbot version</c>.</summary>
internal static class VersionCommand
{
    public static Command Make(Terminal terminal)
    {
        var command = new Command("version", "Prints the version.") { CommonOptions.Json };
        command.SetAction(parse =>
        {
            if (parse.GetValue(CommonOptions.Json))
                terminal.WriteJson(new { version = OwnerApi.Version });
            else
                terminal.Out.WriteLine($"billbot {OwnerApi.Version}");
            return ExitCode.Done;
        });
        return command;
    }
}
