using System.CommandLine;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Billbot.App.Clients;
using Billbot.Domain;
using Billbot.Server.Host;

namespace Billbot.Server.Cli;

/// <summary><c>billbot clients set</c>: changes the client with this id or exact name; adds one where the name is new.</summary>
internal static class ClientsSetCommand
{
    private static readonly string[] OfCreation = ["name", "email", "address", "currency", "tax", "due_days", "rates"];

    public static Command Make(Terminal terminal)
    {
        var client = new Argument<string?>("CLIENT") { Description = "The client's id, cl_…, or its exact name; else --name says it.", Arity = ArgumentArity.ZeroOrOne };
        var fields = new Fields()
            .Text("--name", "name", "Legal or trading name; with CLIENT, the new name.")
            .Text("--email", "email", "Where invoices go.")
            .Many("--cc", "cc", "Copies go here too; may be given several times.")
            .Text("--address-line1", "address/line1", "Street and number.")
            .Text("--address-line2", "address/line2", "Second line of the address.")
            .Text("--city", "address/city", "City.")
            .Text("--region", "address/region", "State, province or county.")
            .Text("--postal-code", "address/postal_code", "Postal code.")
            .Text("--country", "address/country", "ISO 3166-1, e.g. US.")
            .Text("--currency", "currency", "ISO 4217, e.g. USD.")
            .Text("--locale", "locale", "Language of documents, e.g. de-DE.")
            .Text("--tax-id", "tax/tax_id", "VAT identification or tax number.")
            .Number("--tax-rate", "tax/rate", "Percent.")
            .Text("--tax-category", "tax/category", "standard, zero, exempt, reverse_charge, export, outside_scope …")
            .Whole("--due-days", "due_days", "Days until an invoice is due.")
            .Text("--buyer-reference", "buyer_reference", "What the client wants to read on invoices.")
            .Many("--rate", "rates", "An agreed rate, name=price/unit, e.g. weekly=4000/week; all of them replace the old ones.", AgreedRate.Read)
            .YesNo("--archived", "archived", "Takes the client out of use; false brings it back.");

        var command = OfficeCommand.MakeFounding(terminal, "set", "Adds or changes a client; what is not given stays, an empty text takes a value away.", async call =>
        {
            if (!InputFile.Read<SetClientInput, ClientView>(call.Parse.GetValue(InputFile.Option)).Succeeded(out var file, out var problem))
                return problem;
            var input = fields.Read(call.Parse, file);
            if ((call.Parse.GetValue(client) ?? input["name"]?.ToString()) is not { Length: > 0 } wanted)
                return HostProblems.ClientMissing;
            input["client_id"] = wanted;
            return InputFile.Check<SetClientInput>(input).Succeeded(out var given, out problem) ? call.Show(await SetAsync(call, wanted, given)) : problem;
        });
        command.Arguments.Add(client);
        command.Options.Add(InputFile.Option);
        command.Options.Add(CommonOptions.DryRun);
        return fields.AddTo(command);
    }

    private static async Task<Result<JsonElement>> SetAsync(OfficeCall call, string wanted, JsonObject input)
    {
        var known = await call.AskAsync("get_client", new JsonObject { ["client_id"] = wanted });
        if (known.Succeeded(out _, out var problem))
            return await call.AskAsync("set_client", input);
        if (problem.Code != "client_not_found" || EntityId.TryParse<ClientId>(wanted, out _))
            return problem;

        input["name"] ??= wanted;
        var creation = new JsonObject(OfCreation.Where(input.ContainsKey).Select(name => KeyValuePair.Create(name, input[name]?.DeepClone())))
        {
            // The owner names a client that does not exist: one with the same e-mail address is another one.
            ["allow_duplicate"] = true,
        };
        var created = await call.AskAsync("create_client", creation, RandomNumberGenerator.GetHexString(32, lowercase: true));
        var rest = input.Where(m => !OfCreation.Contains(m.Key) && m.Key != "client_id").ToList();
        if (rest.Count == 0 || call.Parse.GetValue(CommonOptions.DryRun) || !created.Succeeded(out var view, out _))
            return created;

        var more = new JsonObject(rest.Select(m => KeyValuePair.Create(m.Key, m.Value?.DeepClone()))) { ["client_id"] = view.GetProperty("id").GetString() };
        return await call.AskAsync("set_client", more);
    }
}
