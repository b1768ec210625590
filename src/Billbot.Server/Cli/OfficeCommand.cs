using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App;
using Billbot.App.Storage;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary>Makes commands that ask the data folder something as its owner.</summary>
internal static class OfficeCommand
{
    /// <summary>The same for what may take long: an interruption is told, and leaves nothing half done.</summary>
    public static Command MakeLong(Terminal terminal, string name, string description, Func<OfficeCall, Task<Result<int>>> run)
    {
        var command = Make(terminal, name, description, run);
        command.SetAction((parse, cancel) => Interruption.GuardAsync(terminal, token => RunAsync(terminal, parse, run, founds: false, token), cancel));
        return command;
    }

    /// <summary>A command with the options of all such commands; <paramref name="run"/> gives the exit code or the refusal.</summary>
    public static Command Make(Terminal terminal, string name, string description, Func<OfficeCall, Task<Result<int>>> run) =>
        Make(terminal, name, description, run, founds: false);

    /// <summary>The same for what a person may begin with: an empty folder gets its first business.</summary>
    public static Command MakeFounding(Terminal terminal, string name, string description, Func<OfficeCall, Task<Result<int>>> run) =>
        Make(terminal, name, description, run, founds: true);

    private static Command Make(Terminal terminal, string name, string description, Func<OfficeCall, Task<Result<int>>> run, bool founds)
    {
        var command = new Command(name, description) { CommonOptions.Business, CommonOptions.Json };
        command.SetAction((parse, cancel) => RunAsync(terminal, parse, run, founds, cancel));
        return command;
    }

    /// <summary>The usual first argument.</summary>
    public static Subject Invoice { get; } = new("INVOICE", "The invoice's number, or its id, inv_…", "invoice_id");

    /// <summary>A command that does one operation to one thing.</summary>
    public static Command Subject<TInput>(Terminal terminal, string name, string description, string operation, Subject subject, Fields fields)
    {
        var argument = new Argument<string>(subject.Name) { Description = subject.Description };
        var command = Make(terminal, name, description, async call =>
        {
            var given = fields.Read(call.Parse, new JsonObject { [subject.Field] = call.Parse.GetValue(argument) });
            if (!InputFile.Check<TInput>(given).Succeeded(out var input, out var problem))
                return problem;
            // A duplicate that is meant needs a key, as it does for everybody.
            var requestId = given["allow_duplicate"] is null ? null : RandomNumberGenerator.GetHexString(32, lowercase: true);
            return call.Show(await call.AskAsync(operation, input, requestId));
        });
        command.Arguments.Add(argument);
        command.Options.Add(CommonOptions.DryRun);
        return fields.AddTo(command);
    }

    private static async Task<int> RunAsync(Terminal terminal, ParseResult parse, Func<OfficeCall, Task<Result<int>>> run, bool founds, CancellationToken cancel)
    {
        var json = parse.CommandResult.Command.Options.Contains(CommonOptions.Json) && parse.GetValue(CommonOptions.Json);
        if (!(await OfficeDoor.OfficeAsync(DataFolder.Resolve(parse.GetValue(CommonOptions.Data)), founds, cancel)).Succeeded(out var opened, out var problem))
            return terminal.Refuse(problem, json);
        await using var office = opened.Office;
        var result = await run(new OfficeCall(terminal, parse, office, cancel));
        return result.Succeeded(out var code, out problem) ? code : terminal.Refuse(problem, json);
    }
}

/// <summary>What a command is about: its argument, and the field of the operation's input that it fills.</summary>
internal sealed record Subject(string Name, string Description, string Field);

/// <summary>One run of a command on an open office.</summary>
internal sealed class OfficeCall(Terminal terminal, ParseResult parse, IOffice office, CancellationToken cancel)
{
    public Terminal Terminal => terminal;

    public ParseResult Parse => parse;

    public bool Json => parse.GetValue(CommonOptions.Json);

    public IOffice Office => office;

    public CancellationToken Cancel => cancel;

    /// <summary>The business that was named, or the only one. Refuses <c>business_not_found</c>, <c>business_ambiguous</c>.</summary>
    public async Task<Result<BusinessId>> BusinessAsync()
    {
        if (!(await office.BusinessesAsync(cancel)).Succeeded(out var known, out var problem))
            return problem;
        return BusinessChoice.Of(known.Businesses, parse.GetValue(CommonOptions.Business));
    }

    /// <summary>Runs one operation in the business of the call.</summary>
    public async Task<Result<JsonElement>> AskAsync(string operation, JsonObject input, string? requestId = null) =>
        (await BusinessAsync()).Succeeded(out var business, out var problem) ? await AskAsync(operation, business, input, requestId) : problem;

    /// <summary>Runs one operation in <paramref name="business"/>.</summary>
    public Task<Result<JsonElement>> AskAsync(string operation, BusinessId? business, JsonObject input, string? requestId = null) => office.AskAsync(
        operation,
        new OwnerRequest
        {
            Business = business,
            Input = JsonSerializer.SerializeToElement(input, AppJson.Options),
            RequestId = requestId,
            DryRun = parse.CommandResult.Command.Options.Contains(CommonOptions.DryRun) && parse.GetValue(CommonOptions.DryRun),
        },
        cancel);

    /// <summary>Writes the answer, in JSON or for a person, or passes the refusal on.</summary>
    public Result<int> Show(Result<JsonElement> result, Func<JsonElement, string>? text = null)
    {
        if (!result.Succeeded(out var value, out var problem))
            return problem;
        if (Json)
            terminal.WriteJson(value);
        else
            terminal.Out.WriteLine((text ?? Plain.Text)(value));
        return ExitCode.Done;
    }
}
