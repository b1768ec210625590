using System.CommandLine;
using System.Text.Json.Nodes;

namespace Billbot.Server.Cli;

/// <summary><c>billbot invoices show</c>: one invoice with lines, taxes, payments, mails and links.</summary>
internal static class InvoicesShowCommand
{
    public static Command Make(Terminal terminal)
    {
        var invoice = new Argument<string>("INVOICE") { Description = "The invoice's number, or its id, inv_…" };
        var command = OfficeCommand.Make(terminal, "show", "Shows one invoice or credit note.", async call =>
            call.Show(await call.AskAsync("get_invoice", new JsonObject { ["invoice_id"] = call.Parse.GetValue(invoice) })));
        command.Arguments.Add(invoice);
        return command;
    }
}
