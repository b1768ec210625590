using System.CommandLine;

namespace Billbot.Server.Cli;

/// <summary><c>billbot keys list</c>: all keys of the business, without their text.</summary>
internal static class KeysListCommand
{
    public static Command Make(Terminal terminal) => OfficeCommand.Make(
        terminal,
        "list",
        "Lists the keys of the business; never their text.",
        async call => call.Show(
            await call.AskAsync("list_keys", []),
            list => Plain.Table(list.GetProperty("keys"), "id", "name", "preset", "hint", "expires_at", "last_used_at", "revoked_at")));
}
