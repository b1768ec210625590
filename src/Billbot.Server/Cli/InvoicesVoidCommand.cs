using System.CommandLine;
using Billbot.App.Invoices;

namespace Billbot.Server.Cli;

/// <summary><c>billbot invoices void</c>: cancels an issued invoice for good.</summary>
internal static class InvoicesVoidCommand
{
    public static Command Make(Terminal terminal)
    {
        var fields = new Fields()
            .Text("--reason", "reason", "Why; printed on the credit note.")
            .Flag("--notify", "notify", "Mails the credit note to the client.");
        return OfficeCommand.Subject<CancelInvoiceInput>(terminal, "void", "Cancels an issued invoice; its number stays.", "cancel_invoice", OfficeCommand.Invoice, fields);
    }
}
