using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Access;

/// <summary>A key as it is stored: never its text.</summary>
internal sealed class KeyRow
{
    public BusinessId BusinessId { get; init; }

    public KeyId Id { get; init; }

    public string Name { get; init; } = "";

    public byte[] Sha256 { get; init; } = [];

    public string Hint { get; init; } = "";

    public string Preset { get; init; } = "";

    /// <summary>Scope names, a blank between them.</summary>
    public string Scopes { get; init; } = "";

    public string Family { get; init; } = "";

    /// <summary>Whoever made the key said that no limit is meant: of sums, and of calls per second.</summary>
    public bool Unlimited { get; init; }

    public long CreatedAt { get; init; }

    public long? ExpiresAt { get; init; }

    public long? LastUsedAt { get; init; }

    public string? LastUsedIp { get; init; }

    public long? RevokedAt { get; init; }

    public IReadOnlySet<Scope> ScopeSet() => Scopes.Split(' ').Select(Door.Scopes.Find).OfType<Scope>().ToHashSet();
}

internal static class KeyStore
{
    private const string Columns = "business_id, id, name, sha256, hint, preset, scopes, family, unlimited, created_at, expires_at, last_used_at, last_used_ip, revoked_at";

    public static Task AddAsync(Session session, KeyRow key) => session.ExecuteAsync(
        $"""
        insert into api_key ({Columns})
        values (@BusinessId, @Id, @Name, @Sha256, @Hint, @Preset, @Scopes, @Family, @Unlimited, @CreatedAt, @ExpiresAt, @LastUsedAt, @LastUsedIp, @RevokedAt)
        """,
        key);

    /// <summary>The key with this hash, of whichever business: the one question that is asked before the business is known.</summary>
    public static Task<KeyRow?> FindByHashAsync(Session session, byte[] sha256) =>
        session.FirstAsync<KeyRow>($"select {Columns} from {session.Dialect.KeysByHash("@sha256")} where sha256 = @sha256", new { sha256 });

    public static Task<IReadOnlyList<KeyRow>> ListAsync(Session session, BusinessId business) =>
        session.ListAsync<KeyRow>($"select {Columns} from api_key where business_id = @business order by id", new { business });

    public static Task<KeyRow?> LoadAsync(Session session, BusinessId business, string id) =>
        session.FirstAsync<KeyRow>($"select {Columns} from api_key where business_id = @business and id = @id", new { business, id });

    public static Task RevokeAsync(Session session, BusinessId business, KeyId id, DateTimeOffset now) => session.ExecuteAsync(
        "update api_key set revoked_at = @at where business_id = @business and id = @id and revoked_at is null",
        new { business, id, at = now.ToStored() });

    public static Task WasUsedAsync(Session session, BusinessId business, KeyId id, DateTimeOffset now, string? ip) => session.ExecuteAsync(
        "update api_key set last_used_at = @at, last_used_ip = @ip where business_id = @business and id = @id",
        new { business, id, at = now.ToStored(), ip });
}
