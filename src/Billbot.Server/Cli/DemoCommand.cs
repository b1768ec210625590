using System.CommandLine;
using Billbot.Domain;

namespace Billbot.Server.Cli;

/// <summary><c>billbot demo</c>: fills an empty business with believable data.</summary>
internal static class DemoCommand
{
    public static Command Make(Terminal terminal) => OfficeCommand.MakeFounding(
        terminal,
        "demo",
        "Fills an empty business with believable clients and invoices in every status.",
        async call =>
        {
            BusinessId? asked = call.Parse.GetValue(CommonOptions.Business) is { } id ? BusinessId.Of(id) : null;
            return call.Show(
                await call.AskAsync("fill_demo", asked, []),
                demo => Plain.Table(demo.GetProperty("invoices"), "number", "status", "client_name", "total", "currency", "issue_date", "due_date"));
        });
}
