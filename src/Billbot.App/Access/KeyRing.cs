using System.Collections.Concurrent;
using System.Security.Cryptography;
using Billbot.App.Door;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Access;

/// <summary>Tells who a bearer key belongs to. Unknown, expired and revoked keys get the same answer: none.</summary>
public sealed class KeyRing
{
    private static readonly TimeSpan UseIsNoted = TimeSpan.FromMinutes(1);

    private readonly Database _database;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<KeyId, DateTimeOffset> _noted = new();

    internal KeyRing(Database database, TimeProvider time)
    {
        _database = database;
        _time = time;
    }

    /// <summary>The caller of a key that is known, not expired and not revoked; otherwise null.</summary>
    public async Task<Caller?> AuthenticateAsync(string key, string? ip, CancellationToken cancel = default)
    {
        if (!KeyText.IsWellFormed(key))
            return null;
        var hash = KeyText.Hash(key);
        var row = await _database.ReadAsync(default, session => KeyStore.FindByHashAsync(session, hash), cancel);
        var now = _time.GetUtcNow();
        if (row is null || !CryptographicOperations.FixedTimeEquals(row.Sha256, hash))
            return null;
        if (row.RevokedAt is not null || row.ExpiresAt <= now.ToStored())
            return null;

        NoteUse(row, now, ip);
        return new Caller
        {
            Business = row.BusinessId,
            Name = row.Name,
            Kind = ActorKind.Key,
            Key = row.Id,
            Family = row.Family,
            Scopes = row.ScopeSet(),
            Unlimited = row.Unlimited,
            ExpiresAt = row.ExpiresAt is { } until ? Instant.FromStored(until) : null,
        };
    }

    /// <summary>When and from where a key was last used, written at most once a minute and never waited for.</summary>
    private void NoteUse(KeyRow row, DateTimeOffset now, string? ip)
    {
        var last = _noted.GetOrAdd(row.Id, DateTimeOffset.MinValue);
        if (now - last < UseIsNoted || !_noted.TryUpdate(row.Id, now, last))
            return;

        var noting = _database.WriteAsync(row.BusinessId, async session =>
        {
            await KeyStore.WasUsedAsync(session, row.BusinessId, row.Id, now, ip);
            return true;
        }, CancellationToken.None);
        // A note that fails is tried again with the next use; nobody waits for it.
        noting.ContinueWith(failed => _noted.TryRemove(row.Id, out _), CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
    }
}
