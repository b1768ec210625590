using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Billbot.Domain;

namespace Billbot.App.Outbox;

internal enum MailKind
{
    Invoice,
}

/// <summary>What was asked for when a mail was queued: whom, about what, in which words. Never changes; the mail is composed of this and the snapshot.</summary>
internal sealed record MailRequest
{
    public required MailKind Kind { get; init; }

    /// <summary>The invoice's id.</summary>
    public required string SubjectId { get; init; }

    public required string From { get; init; }

    public string? FromName { get; init; }

    public required string To { get; init; }

    public IReadOnlyList<string> Cc { get; init; } = [];

    public string? ReplyTo { get; init; }

    public required string Locale { get; init; }

    /// <summary>The cover note; may have several lines.</summary>
    public string? Message { get; init; }

    /// <summary>What a person approved, where one did.</summary>
    public string? ApprovalHash { get; init; }

    /// <summary>Everyone the mail goes to.</summary>
    public IReadOnlyList<string> Recipients() => [To, .. Cc];

    /// <summary>The text that is stored and hashed.</summary>
    public string ToStored() => Encoding.UTF8.GetString(CanonicalJson.Bytes(JsonSerializer.SerializeToNode(this, AppJson.Options)!));

    public static MailRequest Parse(string stored) => JsonSerializer.Deserialize<MailRequest>(stored, AppJson.Options)!;

    public static byte[] HashOf(string stored) => SHA256.HashData(Encoding.UTF8.GetBytes(stored));
}
