using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Access;

/// <summary>What is shown of a key. Its text appears once, in the answer that made it.</summary>
public sealed record KeyView
{
    public required KeyId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The key itself; only when it was just made.</summary>
    public string? Key { get; init; }

    public required string Hint { get; init; }

    public required string Preset { get; init; }

    public required IReadOnlyList<string> Scopes { get; init; }

    public required bool Unlimited { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public DateTimeOffset? LastUsedAt { get; init; }

    public DateTimeOffset? RevokedAt { get; init; }

    internal static KeyView Of(KeyRow row, string? key = null) => new()
    {
        Id = row.Id,
        Name = row.Name,
        Key = key,
        Hint = row.Hint,
        Preset = row.Preset,
        Scopes = row.Scopes.Split(' '),
        Unlimited = row.Unlimited,
        CreatedAt = Instant.FromStored(row.CreatedAt),
        ExpiresAt = At(row.ExpiresAt),
        LastUsedAt = At(row.LastUsedAt),
        RevokedAt = At(row.RevokedAt),
    };

    private static DateTimeOffset? At(long? stored) => stored is { } value ? Instant.FromStored(value) : null;
}

/// <summary>Keys of a business.</summary>
public sealed record KeyList(IReadOnlyList<KeyView> Keys);
