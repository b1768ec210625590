using System.CommandLine;
using System.Text.Json.Nodes;

namespace Billbot.Server.Cli;

/// <summary><c>billbot keys revoke</c>: ends a key at once.</summary>
internal static class KeysRevokeCommand
{
    public static Command Make(Terminal terminal)
    {
        var key = new Argument<string>("KEY_ID") { Description = "The key's id, key_…" };
        var command = OfficeCommand.Make(terminal, "revoke", "Ends a key at once.", async call =>
            call.Show(await call.AskAsync("revoke_key", new JsonObject { ["key_id"] = call.Parse.GetValue(key) })));
        command.Arguments.Add(key);
        return command;
    }
}
