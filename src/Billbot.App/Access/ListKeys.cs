using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Access;

public sealed record ListKeysInput;

/// <summary>All keys of the business, revoked ones too, oldest first.</summary>
public sealed class ListKeys(Doorway doorway) : UseCase<ListKeysInput, KeyList>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("list_keys", Effect.Reads);

    protected override async Task<Result<KeyList>> HandleAsync(Work work, ListKeysInput input, CancellationToken cancel) =>
        new KeyList([.. (await KeyStore.ListAsync(work.Session, work.BusinessId)).Select(row => KeyView.Of(row))]);
}
