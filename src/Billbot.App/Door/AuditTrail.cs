using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Door;

/// <summary>
/// The append-only record of a business: who, with what, on which subject, before and after. Each entry's hash covers the one before it,
/// so that a later change anywhere shows. Tamper-evident, not tamper-proof.
/// </summary>
internal static class AuditTrail
{
    public static readonly byte[] FirstHash = new byte[SHA256.HashSizeInBytes];

    /// <summary>Appends one entry and moves the head. The head row is the last a transaction locks.</summary>
    public static async Task AppendAsync(Session session, BusinessId business, JsonObject entry, DateTimeOffset now)
    {
        var head = await session.FirstAsync<Head>($"select audit_seq, audit_hash from business_head where business_id = @business{session.Dialect.ForUpdate}", new { business })
            ?? throw new InvalidOperationException($"{business} has no audit head.");
        var seq = head.AuditSeq + 1;
        var text = entry.ToJsonString(AppJson.Options);
        var at = now.ToStored();
        var hash = HashOf(head.AuditHash, business, seq, at, text);
        await session.ExecuteAsync(
            """
            insert into audit_entry (business_id, seq, at, entry, previous_hash, hash) values (@business, @seq, @at, @text, @previous, @hash);
            update business_head set audit_seq = @seq, audit_hash = @hash where business_id = @business;
            """,
            new { business, seq, at, text, previous = head.AuditHash, hash });
    }

    /// <summary>SHA-256 over the previous hash and the row's own columns, a line each.</summary>
    public static byte[] HashOf(byte[] previous, BusinessId business, long seq, long at, string entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(previous);
        hash.AppendData(Encoding.UTF8.GetBytes(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{business}\n{seq}\n{at}\n{entry}")));
        return hash.GetHashAndReset();
    }

    /// <summary>The entry of one operation: who and what, the digest of the input (never the input itself), the outcome, the changes.</summary>
    public static JsonObject Entry(Operation operation, Call call, byte[] inputDigest, string outcome, IReadOnlyList<AuditChange> changes)
    {
        var entry = new JsonObject
        {
            ["operation"] = operation.Name,
            ["outcome"] = outcome,
            ["actor"] = new JsonObject { ["kind"] = AppJson.Name(call.Caller.Kind), ["name"] = call.Caller.Name, ["key"] = call.Caller.Key?.Value },
            ["face"] = AppJson.Name(call.Face),
            ["agent"] = call.Agent,
            ["ip"] = call.Ip,
            ["request_id"] = call.RequestId,
            ["input_sha256"] = Convert.ToHexStringLower(inputDigest),
        };
        if (changes.Count > 0)
        {
            entry["changes"] = new JsonArray([.. changes.Select(c => new JsonObject
            {
                ["subject"] = c.Subject,
                ["before"] = c.Before,
                ["after"] = c.After,
            })]);
        }

        return entry;
    }

    private sealed class Head
    {
        public long AuditSeq { get; init; }

        public byte[] AuditHash { get; init; } = [];
    }
}
