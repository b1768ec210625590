using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Billbot.App.Audit;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Clients;

public sealed record UpdateClientInput
{
    [Description("cl_ id or exact client name"), MaxLength(200)]
    public required string ClientId { get; init; }

    [Description("New name"), MaxLength(200)]
    public string? Name { get; init; }

    [Description("Billing address"), MaxLength(254)]
    public string? Email { get; init; }

    [Description("As in create_client")]
    public AddressInput? Address { get; init; }

    [Description("ISO 4217; for invoices made from now on"), MaxLength(3)]
    public string? Currency { get; init; }

    [Description("As in create_client")]
    public TaxInput? Tax { get; init; }

    [Description("Days from issue to due"), Range(0, 3650)]
    public int? DueDays { get; init; }

    [Description("Replaces all rates"), MaxLength(20)]
    public IReadOnlyList<RateInput>? Rates { get; init; }

    [Description("Version you read; refused if changed since")]
    public int? Version { get; init; }
}

/// <summary>Changes a client; given fields replace old ones. Refuses what create refuses, and <c>version_conflict</c>.</summary>
public sealed class UpdateClient(Doorway doorway) : UseCase<UpdateClientInput, ClientView>(doorway)
{
    public override Operation Operation { get; } = new("update_client", Scope.ClientsWrite, Effect.Writes);

    protected override Task<Result<ClientView>> HandleAsync(Work work, UpdateClientInput input, CancellationToken cancel) =>
        ClientUpdating.RunAsync(work, input.ClientId, input.Version, new ClientChanges
        {
            Name = input.Name,
            Email = input.Email,
            Address = input.Address,
            Currency = input.Currency,
            Tax = input.Tax,
            DueDays = input.DueDays,
            Rates = input.Rates,
        });
}

/// <summary>What the owner may set beyond an agent: copies, language, reference, archiving.</summary>
public sealed record SetClientInput
{
    [MaxLength(200)]
    public required string ClientId { get; init; }

    [MaxLength(200)]
    public string? Name { get; init; }

    [MaxLength(254)]
    public string? Email { get; init; }

    [MaxLength(254)]
    public IReadOnlyList<string>? Cc { get; init; }

    public AddressInput? Address { get; init; }

    [MaxLength(3)]
    public string? Currency { get; init; }

    [MaxLength(20)]
    public string? Locale { get; init; }

    public TaxInput? Tax { get; init; }

    public int? DueDays { get; init; }

    [MaxLength(100)]
    public string? BuyerReference { get; init; }

    public IReadOnlyList<RateInput>? Rates { get; init; }

    public bool? Archived { get; init; }
}

/// <summary>Changes all there is of a client, for the owner. Refuses what update refuses.</summary>
public sealed class SetClient(Doorway doorway) : UseCase<SetClientInput, ClientView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("set_client", Effect.Writes);

    protected override Task<Result<ClientView>> HandleAsync(Work work, SetClientInput input, CancellationToken cancel) =>
        ClientUpdating.RunAsync(work, input.ClientId, null, new ClientChanges
        {
            Name = input.Name,
            Email = input.Email,
            Cc = input.Cc,
            Address = input.Address,
            Currency = input.Currency,
            Locale = input.Locale,
            Tax = input.Tax,
            DueDays = input.DueDays,
            BuyerReference = input.BuyerReference,
            Rates = input.Rates,
            Archived = input.Archived,
        });
}

/// <summary>The one way a client changes.</summary>
internal static class ClientUpdating
{
    public static async Task<Result<ClientView>> RunAsync(Work work, string idOrName, int? version, ClientChanges changes)
    {
        if (!(await ClientFinder.FindAsync(work, idOrName)).Succeeded(out var present, out var problem))
            return problem;
        if (version is { } expected && expected != present.Version)
            return ClientProblems.VersionConflict(present.Version);

        var faults = new Faults();
        var changed = changes.ApplyTo(present, work.Business, faults);
        if (faults.Any)
            return faults.Problem;

        var before = JsonSerializer.SerializeToNode(present, DomainJson.Default.Client)!.AsObject();
        var after = JsonSerializer.SerializeToNode(changed, DomainJson.Default.Client)!.AsObject();
        var fields = Differences.Between(before, after);
        if (fields.Count > 0)
        {
            changed = changed with { Version = present.Version + 1 };
            await ClientStore.SaveAsync(work.Session, work.BusinessId, changed);
            work.Record(changed.Id.Value, before, JsonSerializer.SerializeToNode(changed, DomainJson.Default.Client));
        }

        return await ClientReader.ViewAsync(work, changed, changed.Email is null ? [ClientWarnings.NoEmail] : null) with { Changed = [.. fields.Select(f => f.Path)] };
    }
}
