using System.CommandLine;
using System.Text.Json.Nodes;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary><c>billbot invoices pdf</c>: writes the PDF of an invoice to a file; of an issued one always the same bytes.</summary>
internal static class InvoicesPdfCommand
{
    public static Command Make(Terminal terminal)
    {
        var invoice = new Argument<string>("INVOICE") { Description = "The invoice's number, or its id, inv_…" };
        var output = new Option<string?>("--output") { Description = "Where to write it; else a file named by the number, in the working directory.", HelpName = "FILE" };
        var command = OfficeCommand.Make(terminal, "pdf", "Writes the PDF of an invoice.", async call =>
        {
            if (!(await call.AskAsync("get_invoice_pdf", new JsonObject { ["invoice_id"] = call.Parse.GetValue(invoice) })).Succeeded(out var pdf, out var problem))
                return problem;
            var path = Path.GetFullPath(call.Parse.GetValue(output) ?? pdf.GetProperty("file_name").GetString()!);
            var bytes = pdf.GetProperty("bytes").GetBytesFromBase64();
            try
            {
                await File.WriteAllBytesAsync(path, bytes, call.Cancel);
            }
            catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
            {
                return HostProblems.FileUnwritable(failure.Message);
            }

            if (call.Json)
                call.Terminal.WriteJson(new JsonObject { ["file"] = path, ["bytes"] = bytes.Length });
            else
                call.Terminal.Out.WriteLine(path);
            return ExitCode.Done;
        });
        command.Arguments.Add(invoice);
        command.Options.Add(output);
        return command;
    }
}
