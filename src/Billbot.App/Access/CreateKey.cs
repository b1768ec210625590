using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;
using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Access;

public sealed record CreateKeyInput
{
    [MaxLength(100)]
    public required string Name { get; init; }

    [MaxLength(20)]
    public string Preset { get; init; } = Access.Preset.Assistant.Name;

    /// <summary>Days until the key ends; 90 unless said otherwise.</summary>
    public int? ExpiresDays { get; init; }

    public bool NeverExpires { get; init; }

    /// <summary>Says that no limit is meant, neither of sums nor of calls per second; an autopilot key has to say it.</summary>
    public bool Unlimited { get; init; }
}

/// <summary>Makes a key. Its text is in this answer and nowhere else. Refuses <c>preset_unknown</c>, <c>limits_missing</c>, <c>out_of_range</c>.</summary>
public sealed class CreateKey(Doorway doorway) : UseCase<CreateKeyInput, KeyView>(doorway)
{
    private const int DefaultDays = 90;

    public override Operation Operation { get; } = Operation.OfOwner("create_key", Effect.Writes);

    protected override async Task<Result<KeyView>> HandleAsync(Work work, CreateKeyInput input, CancellationToken cancel)
    {
        if (input.Name.Length == 0)
            return KeyProblems.NameMissing;
        if (Preset.Find(input.Preset) is not { } preset)
            return KeyProblems.PresetUnknown;
        if (preset == Preset.Autopilot && !input.Unlimited)
            return KeyProblems.LimitsMissing;
        if (input.ExpiresDays is < 1 or > 3650)
            return KeyProblems.ExpiryOutOfRange;

        var key = KeyText.New();
        var id = work.NewId<KeyId>();
        var row = new KeyRow
        {
            BusinessId = work.BusinessId,
            Id = id,
            Name = input.Name,
            Sha256 = KeyText.Hash(key),
            Hint = KeyText.Hint(key),
            Preset = preset.Name,
            Scopes = string.Join(' ', preset.Scopes.Order().Select(s => s.Name())),
            Family = id.Value,
            Unlimited = input.Unlimited,
            CreatedAt = work.Now.ToStored(),
            ExpiresAt = input.NeverExpires ? null : work.Now.AddDays(input.ExpiresDays ?? DefaultDays).ToStored(),
        };
        await KeyStore.AddAsync(work.Session, row);
        work.Record(id.Value, null, new JsonObject { ["name"] = row.Name, ["preset"] = row.Preset, ["scopes"] = row.Scopes });
        return KeyView.Of(row, work.Call.DryRun ? null : key);
    }

    /// <summary>A repeat of the call tells which key it made, not the key again.</summary>
    protected override KeyView Kept(KeyView answer) => answer with { Key = null };
}
