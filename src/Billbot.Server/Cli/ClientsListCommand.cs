using System.CommandLine;

namespace Billbot.Server.Cli;

/// <summary><c>billbot clients list</c>: the clients in use, newest first, a page at a time.</summary>
internal static class ClientsListCommand
{
    public static Command Make(Terminal terminal)
    {
        var fields = new Fields()
            .Text("--query", "query", "Part of a name, e-mail address or invoice number.")
            .Whole("--limit", "limit", "Clients per page.")
            .Text("--cursor", "cursor", "next_cursor of the page before.");
        return fields.AddTo(OfficeCommand.Make(terminal, "list", "Lists clients, newest first.", async call =>
            call.Show(
                await call.AskAsync("list_clients", fields.Read(call.Parse, [])),
                list => Plain.Table(list.GetProperty("clients"), "id", "name", "email", "currency", "outstanding", "last_invoice_date")
                    + (list.TryGetProperty("next_cursor", out var next) ? $"\nmore: --cursor {next}" : ""))));
    }
}
