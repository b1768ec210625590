using System.CommandLine;

namespace Billbot.Server.Cli;

/// <summary><c>billbot keys create</c>: a key for an agent or a program. Its text is shown this once.</summary>
internal static class KeysCreateCommand
{
    public static Command Make(Terminal terminal)
    {
        var fields = new Fields()
            .Text("--name", "name", "What uses the key, e.g. \"Claude Code\".")
            .Text("--preset", "preset", "read, draft, assistant (default) or autopilot.")
            .YesNo("--unlimited", "unlimited", "Says that an autopilot key is meant to have no limits.")
            .Whole("--expires-days", "expires_days", "Days until the key ends; 90 where missing.")
            .YesNo("--never-expires", "never_expires", "The key lives until it is revoked.");
        var command = OfficeCommand.MakeFounding(terminal, "create", "Makes a key and shows it, once.", async call =>
            call.Show(await call.AskAsync("create_key", fields.Read(call.Parse, []))));
        fields.AddTo(command).Options.Single(o => o.Name == "--name").Required = true;
        return command;
    }
}
