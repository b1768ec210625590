using System.CommandLine;
using System.Text.Json.Nodes;

namespace Billbot.Server.Cli;

/// <summary><c>billbot clients show</c>: everything about one client.</summary>
internal static class ClientsShowCommand
{
    public static Command Make(Terminal terminal)
    {
        var client = new Argument<string>("CLIENT") { Description = "The client's id, cl_…, or its exact name." };
        var command = OfficeCommand.Make(terminal, "show", "Shows one client.", async call =>
            call.Show(await call.AskAsync("get_client", new JsonObject { ["client_id"] = call.Parse.GetValue(client) })));
        command.Arguments.Add(client);
        return command;
    }
}
