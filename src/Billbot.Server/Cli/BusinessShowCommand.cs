using System.CommandLine;

namespace Billbot.Server.Cli;

/// <summary><c>billbot business show</c>: the business as it is set up, and what it still lacks.</summary>
internal static class BusinessShowCommand
{
    public static Command Make(Terminal terminal) => OfficeCommand.MakeFounding(
        terminal,
        "show",
        "Shows the business, and what it still needs before it can send.",
        async call => call.Show(await call.AskAsync("get_business", [])));
}
