using System.CommandLine;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary><c>billbot business create</c>: one more business in the same folder.</summary>
internal static class BusinessCreateCommand
{
    public static Command Make(Terminal terminal)
    {
        var fields = new Fields()
            .Text("--name", "name", "Legal name.")
            .Text("--country", "country", "ISO 3166-1, e.g. GB.")
            .Text("--currency", "currency", "ISO 4217; the country's own where missing.")
            .Text("--time-zone", "time_zone", "IANA name; this machine's where missing.")
            .Text("--locale", "locale", "Language and country; this machine's where missing.")
            .Text("--email", "email", "Sender and reply address of mails.");
        var command = OfficeCommand.MakeFounding(terminal, "create", "Founds a business in this folder.", async call =>
        {
            var input = fields.Read(call.Parse, []);
            foreach (var (field, value) in FirstStart.MachineDefaults())
                input[field] ??= value?.DeepClone();
            return call.Show(await call.AskAsync("create_business", null, input));
        });
        command.Options.Remove(CommonOptions.Business);
        return fields.AddTo(command);
    }
}
