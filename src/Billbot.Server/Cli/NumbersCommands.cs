using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App;
using Billbot.App.Invoices;

namespace Billbot.Server.Cli;

/// <summary><c>billbot numbers list</c> and <c>billbot numbers export</c>: every number ever taken, and what became of it.</summary>
internal static class NumbersCommands
{
    private const int PerPage = 1000;

    public static Command MakeList(Terminal terminal)
    {
        var fields = Range()
            .Whole("--limit", "limit", "Numbers per page, at most 1000.")
            .Text("--cursor", "cursor", "next_cursor of the page before.");
        return fields.AddTo(OfficeCommand.Make(terminal, "list", "Lists the number register, in the order of taking.", async call => call.Show(
            await call.AskAsync("list_numbers", fields.Read(call.Parse, [])),
            list => Plain.Table(list.GetProperty("numbers"), "number", "document", "period", "sequence", "state", "invoice_id", "taken_at", "changed_at", "changed_by", "reason")
                + (list.TryGetProperty("next_cursor", out var next) ? $"\nmore: --cursor {next}" : ""))));
    }

    public static Command MakeExport(Terminal terminal)
    {
        var fields = Range();
        var command = OfficeCommand.MakeLong(terminal, "export", "Writes the number register as CSV to standard output, for an auditor.", async call =>
        {
            if (!(await call.BusinessAsync()).Succeeded(out var business, out var problem))
                return problem;
            NumberCsv? csv = null;
            var input = fields.Read(call.Parse, new JsonObject { ["limit"] = PerPage });
            try
            {
                do
                {
                    if (!(await call.AskAsync("list_numbers", business, input.DeepClone().AsObject())).Succeeded(out var answer, out problem))
                        return problem;
                    var page = answer.Deserialize<NumberPage>(AppJson.Options)!;
                    csv ??= new NumberCsv(call.Terminal.Out);
                    foreach (var number in page.Numbers)
                        csv.Write(number);
                    input["cursor"] = page.NextCursor;
                }
                while (input["cursor"] is not null);
            }
            finally
            {
                csv?.Dispose();
            }

            return ExitCode.Done;
        });
        return fields.AddTo(command);
    }

    private static Fields Range() => new Fields()
        .Text("--from", "from", "Taken on this day or later, YYYY-MM-DD.")
        .Text("--to", "to", "Taken on this day or before, YYYY-MM-DD.");
}
