using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>
/// One effect for one intent: the answer of a call with a request id is stored in the transaction of its effect and given again for 72 hours.
/// </summary>
internal sealed class Idempotency
{
    public static readonly TimeSpan Kept = TimeSpan.FromHours(72);

    // 125, 125.0 and "125.00" are one content: numbers are compared without trailing zeros.
    private static readonly JsonSerializerOptions Canonical = new(AppJson.Options) { Converters = { new PlainNumbers() } };

    private readonly ConcurrentDictionary<Key, bool> _running = new();

    public static bool IsValid(string requestId) => requestId.Length is >= 1 and <= 255 && !requestId.AsSpan().ContainsAnyExceptInRange(' ', '~');

    /// <summary>The same for the same content, whatever the order of arguments on the wire was: the bound input is what counts.</summary>
    public static byte[] Fingerprint<TInput>(TInput input) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(input, Canonical));

    /// <summary>Marks the key as running in this process; null when it already is.</summary>
    public IDisposable? TryEnter(Key key) => _running.TryAdd(key, true) ? new Running(_running, key) : null;

    /// <summary>The stored answer, a mismatch, or null for a key that is new.</summary>
    public static async Task<Result<string>?> FindAsync(Session session, Key key, byte[] fingerprint, DateTimeOffset now)
    {
        var row = await session.FirstAsync<Row>(
            """
            select fingerprint, result from idempotency
            where business_id = @Business and family = @Family and operation = @Operation and request_id = @RequestId and created_at >= @since
            """,
            new { key.Business, key.Family, key.Operation, key.RequestId, since = (now - Kept).ToStored() });
        if (row is null)
            return null;
        return row.Fingerprint.AsSpan().SequenceEqual(fingerprint) ? row.Result : DoorProblems.IdempotencyMismatch;
    }

    public static Task StoreAsync(Session session, Key key, byte[] fingerprint, string result, DateTimeOffset now) => session.ExecuteAsync(
        """
        insert into idempotency (business_id, family, operation, request_id, fingerprint, result, created_at)
        values (@Business, @Family, @Operation, @RequestId, @fingerprint, @result, @at)
        on conflict (business_id, family, operation, request_id) do update set fingerprint = excluded.fingerprint, result = excluded.result, created_at = excluded.created_at
        """,
        new { key.Business, key.Family, key.Operation, key.RequestId, fingerprint, result, at = now.ToStored() });

    /// <summary>Forgets what is older than 72 hours, a bounded number at a time.</summary>
    public static Task<int> SweepAsync(Session session, DateTimeOffset now) =>
        session.FirstAsync<int>(session.Dialect.ForgetAnswers, new { before = (now - Kept).ToStored() });

    /// <summary>Whether no other process works on the key now.</summary>
    public static Task<bool> TryHoldAsync(Session session, Key key) =>
        session.TryHoldAsync(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(new[] { key.Business.Value, key.Family, key.Operation, key.RequestId })));

    internal sealed record Key(BusinessId Business, string Family, string Operation, string RequestId);

    private sealed class PlainNumbers : JsonConverter<decimal>
    {
        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDecimal();

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options) =>
            writer.WriteNumberValue(value / 1.0000000000000000000000000000m);
    }

    private sealed class Row
    {
        public byte[] Fingerprint { get; init; } = [];

        public string Result { get; init; } = "";
    }

    private sealed class Running(ConcurrentDictionary<Key, bool> running, Key key) : IDisposable
    {
        public void Dispose() => running.TryRemove(key, out _);
    }
}
