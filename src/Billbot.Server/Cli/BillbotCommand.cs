using System.CommandLine;
using System.CommandLine.Invocation;
using System.Globalization;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>The command line: one executable, one word for each thing it does.</summary>
internal static class BillbotCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        // Messages are in one language; what the machine's locale says is still read on the first start.
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        using var terminal = new Terminal();
        var parse = Root(terminal).Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
        if (parse.Action is ParseErrorAction)
            return terminal.Refuse(HostProblems.WrongUsage(string.Join(' ', parse.Errors.Select(e => e.Message)), NameOf(parse)), args.Contains("--json"));

        try
        {
            return await parse.InvokeAsync(new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                // The host stops in order on signals; the other commands have nothing to put in order.
                ProcessTerminationTimeout = null,
            });
        }
#pragma warning disable CA1031 // The outermost net of the command line.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            terminal.Refuse(HostProblems.Internal(failure), json: false);
            terminal.Error.WriteLine(failure);
            return ExitCode.Internal;
        }
    }

    private static RootCommand Root(Terminal terminal)
    {
        var root = new RootCommand("Billbot: invoices, by agents and for people. Without a command it serves.")
        {
            CommonOptions.Data,
            ServeCommand.Make(terminal),
            McpCommand.Make(terminal),
            new Command("business", "The seller: name, address, taxes, numbers, bank account.")
            {
                BusinessSetCommand.Make(terminal),
                BusinessShowCommand.Make(terminal),
                BusinessListCommand.Make(terminal),
                BusinessCreateCommand.Make(terminal),
            },
            new Command("clients", "The buyers.") { ClientsListCommand.Make(terminal), ClientsShowCommand.Make(terminal), ClientsSetCommand.Make(terminal) },
            new Command("invoices", "What was billed, and what was wrong with it.")
            {
                InvoicesListCommand.Make(terminal),
                InvoicesShowCommand.Make(terminal),
                InvoicesPdfCommand.Make(terminal),
                InvoicesCreditCommand.Make(terminal),
                InvoicesVoidCommand.Make(terminal),
            },
            new Command("payments", "What was paid: rows that are added, never changed.")
            {
                PaymentsListCommand.Make(terminal),
                PaymentsCommands.Record(terminal),
                PaymentsCommands.Refund(terminal),
                PaymentsCommands.Reverse(terminal),
                PaymentsCommands.WriteOff(terminal),
            },
            new Command("keys", "Keys for agents and programs.") { KeysCreateCommand.Make(terminal), KeysListCommand.Make(terminal), KeysRevokeCommand.Make(terminal) },
            new Command("numbers", "The register of all invoice numbers.") { NumbersCommands.MakeList(terminal), NumbersCommands.MakeExport(terminal) },
            new Command("record", "The record of all changes, tamper-evident by its hashes.") { RecordCommands.MakeHead(terminal), RecordCommands.MakeExport(terminal), RecordCheckCommand.Make(terminal) },
            VerifyCommand.Make(terminal),
            BackupCommand.Make(terminal),
            RestoreCommand.Make(terminal),
            MigrateCommand.Make(terminal),
            DemoCommand.Make(terminal),
            VersionCommand.Make(terminal),
        };
        return ServeCommand.AddTo(root, terminal);
    }

    private static string NameOf(ParseResult parse)
    {
        var names = new List<string>();
        for (System.CommandLine.Parsing.SymbolResult? at = parse.CommandResult; at is not null; at = at.Parent)
            names.Insert(0, at is System.CommandLine.Parsing.CommandResult { Command: { } command and not RootCommand } ? command.Name : "billbot");
        return string.Join(' ', names);
    }
}
