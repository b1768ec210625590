using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Billbot.Server.Cli;

/// <summary><c>billbot payments list</c>: payments, refunds, write-offs and reversals, newest first, a page at a time.</summary>
internal static class PaymentsListCommand
{
    public static Command Make(Terminal terminal)
    {
        var fields = new Fields()
            .Text("--invoice", "invoice_id", "Of one invoice, by number or id.")
            .Whole("--limit", "limit", "Rows per page.")
            .Text("--cursor", "cursor", "next_cursor of the page before.");
        return fields.AddTo(OfficeCommand.Make(terminal, "list", "Lists payments, refunds, write-offs and reversals, newest first.", async call =>
            call.Show(await call.AskAsync("list_payments", fields.Read(call.Parse, [])), Told)));
    }

    private static string Told(JsonElement list)
    {
        var rows = new JsonArray([.. list.GetProperty("payments").EnumerateArray().Select(p =>
        {
            var row = JsonObject.Create(p.GetProperty("row"))!;
            row["invoice"] = p.GetProperty("number").GetString();
            return row;
        })]);
        return Plain.Table(JsonSerializer.SerializeToElement(rows), "id", "invoice", "kind", "amount", "currency", "paid_on", "method", "reference", "reverses", "reversed_by")
            + (list.TryGetProperty("next_cursor", out var next) ? $"\nmore: --cursor {next}" : "");
    }
}
