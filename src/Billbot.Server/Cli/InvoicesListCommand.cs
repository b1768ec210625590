using System.CommandLine;

namespace Billbot.Server.Cli;

/// <summary><c>billbot invoices list</c>: invoices and credit notes, newest first, a page at a time.</summary>
internal static class InvoicesListCommand
{
    public static Command Make(Terminal terminal)
    {
        var fields = new Fields()
            .Text("--status", "status", "draft, sent, partially_paid, paid, overdue or void.")
            .Text("--client", "client_id", "The client's id, cl_…, or its exact name.")
            .Text("--from", "from_date", "Issued on or after, YYYY-MM-DD.")
            .Text("--to", "to_date", "Issued on or before, YYYY-MM-DD.")
            .Text("--query", "query", "Part of a name, e-mail address or number.")
            .Whole("--limit", "limit", "Invoices per page.")
            .Text("--cursor", "cursor", "next_cursor of the page before.");
        return fields.AddTo(OfficeCommand.Make(terminal, "list", "Lists invoices, newest first.", async call =>
            InputFile.Check<App.Invoices.ListInvoicesInput>(fields.Read(call.Parse, [])).Succeeded(out var input, out var problem)
                ? call.Show(
                    await call.AskAsync("list_invoices", input),
                    list => Plain.Table(list.GetProperty("invoices"), "id", "number", "type", "status", "client_name", "currency", "total", "outstanding", "issue_date", "due_date")
                        + (list.TryGetProperty("next_cursor", out var next) ? $"\nmore: --cursor {next}" : ""))
                : problem));
    }
}
