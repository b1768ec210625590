using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Clients;

public sealed record GetClientInput
{
    [Description("cl_ id or exact client name"), MaxLength(200)]
    public required string ClientId { get; init; }
}

/// <summary>One client with address, tax settings, agreed rates and balances. Refuses <c>client_not_found</c>, <c>client_ambiguous</c>.</summary>
public sealed class GetClient(Doorway doorway) : UseCase<GetClientInput, ClientView>(doorway)
{
    public override Operation Operation { get; } = new("get_client", Scope.ClientsRead, Effect.Reads);

    protected override async Task<Result<ClientView>> HandleAsync(Work work, GetClientInput input, CancellationToken cancel) =>
        (await ClientFinder.FindAsync(work, input.ClientId)).Succeeded(out var client, out var problem)
            ? await ClientReader.ViewAsync(work, client)
            : problem;
}
