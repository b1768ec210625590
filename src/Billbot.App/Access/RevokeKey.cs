using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Access;

public sealed record RevokeKeyInput
{
    [MaxLength(40)]
    public required string KeyId { get; init; }
}

/// <summary>Ends a key at once. A key that has ended already stays as it is. Refuses <c>key_not_found</c>.</summary>
public sealed class RevokeKey(Doorway doorway) : UseCase<RevokeKeyInput, KeyView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("revoke_key", Effect.Writes);

    protected override async Task<Result<KeyView>> HandleAsync(Work work, RevokeKeyInput input, CancellationToken cancel)
    {
        if (await KeyStore.LoadAsync(work.Session, work.BusinessId, input.KeyId) is not { } row)
            return KeyProblems.NotFound;

        await KeyStore.RevokeAsync(work.Session, work.BusinessId, row.Id, work.Now);
        work.Record(row.Id.Value, null, new JsonObject { ["revoked_at"] = work.Now });
        return KeyView.Of((await KeyStore.LoadAsync(work.Session, work.BusinessId, input.KeyId))!);
    }
}
