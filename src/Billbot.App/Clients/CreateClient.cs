using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Clients;

public sealed record CreateClientInput
{
    [Description("Legal or trading name"), MaxLength(200)]
    public required string Name { get; init; }

    [Description("Billing address; invoices go here"), MaxLength(254)]
    public string? Email { get; init; }

    [Description("Postal address")]
    public AddressInput? Address { get; init; }

    [Description("ISO 4217, e.g. USD"), MaxLength(3)]
    public string? Currency { get; init; }

    [Description("How this client is taxed")]
    public TaxInput? Tax { get; init; }

    [Description("Days from issue to due"), Range(0, 3650)]
    public int? DueDays { get; init; }

    [Description("Agreed prices, used by name in line items"), MaxLength(20)]
    public IReadOnlyList<RateInput>? Rates { get; init; }

    [Description("Only when the user confirms it")]
    public bool? AllowDuplicate { get; init; }
}

/// <summary>
/// Adds a client. The same name or address again gives the client there is, with <c>created: false</c> and a warning, unless a duplicate is meant.
/// Refuses <c>invalid_email</c>, <c>currency_unknown</c>, <c>country_unknown</c>, <c>invalid_tax_id</c>, <c>out_of_range</c>, <c>missing_argument</c>.
/// </summary>
public sealed class CreateClient(Doorway doorway) : UseCase<CreateClientInput, ClientView>(doorway)
{
    public override Operation Operation { get; } = new("create_client", Scope.ClientsWrite, Effect.Writes);

    protected override async Task<Result<ClientView>> HandleAsync(Work work, CreateClientInput input, CancellationToken cancel)
    {
        var faults = new Faults();
        if (input.Name.Length == 0)
            faults.Add(PartyProblems.NameMissing);
        if (input.AllowDuplicate == true && work.Call.RequestId is null)
            faults.Add(ClientProblems.DuplicateNeedsRequestId);

        var changes = new ClientChanges
        {
            Email = input.Email,
            Address = input.Address,
            Currency = input.Currency,
            Tax = input.Tax,
            DueDays = input.DueDays,
            Rates = input.Rates,
        };
        var client = changes.ApplyTo(new Client { Id = work.NewId<ClientId>(), Name = input.Name }, work.Business, faults);
        if (faults.Any)
            return faults.Problem;
        if (input.AllowDuplicate != true && await FindSameAsync(work, client) is { } same)
            return await ClientReader.ViewAsync(work, same, [ClientWarnings.PossibleDuplicate(same.Id)]) with { Created = false };

        await ClientStore.AddAsync(work.Session, work.BusinessId, client, work.Now);
        work.Record(client.Id.Value, null, JsonSerializer.SerializeToNode(client, DomainJson.Default.Client));
        return await ClientReader.ViewAsync(work, client, client.Email is null ? [ClientWarnings.NoEmail] : null) with { Created = true };
    }

    private static async Task<Client?> FindSameAsync(Work work, Client client)
    {
        var named = await ClientStore.NamedAsync(work.Session, work.BusinessId, FoldedText.Of(client.Name), 1);
        if (named is [{ Archived: false } same])
            return same;
        return client.Email is { } email ? await ClientStore.WithEmailAsync(work.Session, work.BusinessId, email) : null;
    }
}

/// <summary>Findings about clients that stop nothing.</summary>
internal static class ClientWarnings
{
    public static WarningView NoEmail { get; } = new("no_email", "The client has no e-mail address; invoices can be drafted, not sent.", "Ask the user, then update_client with email.");

    public static WarningView PossibleDuplicate(ClientId same) => new(
        "possible_duplicate",
        $"The client {same} has the same name or e-mail address; nothing was added.",
        "Use it, or repeat with allow_duplicate: true and a request_id after asking the user.");
}
