using System.Globalization;
using Billbot.Domain;

namespace Billbot.App.Outbox;

/// <summary>Each step from one to the next is a commit: see docs/adr/0007-outbox.md.</summary>
internal static class OutboxState
{
    public const string Queued = "queued";

    /// <summary>Leased by a worker that composes or transfers; nothing can have been delivered yet.</summary>
    public const string Sending = "sending";

    /// <summary>The act that delivers may happen now, or has happened.</summary>
    public const string Final = "final";

    public const string Sent = "sent";
    public const string Failed = "failed";

    /// <summary>Delivered or not, nobody can tell. Only a person or a proof leads out.</summary>
    public const string Uncertain = "uncertain";

    public const string Cancelled = "cancelled";
}

/// <summary>One mail on its way, as it is stored.</summary>
internal sealed class OutboxRow
{
    public BusinessId BusinessId { get; init; }

    public MessageId Id { get; init; }

    public string Kind { get; init; } = "";

    public string SubjectId { get; init; } = "";

    public int SendNumber { get; init; }

    /// <summary>The Message-ID header with its angle brackets.</summary>
    public string MessageId { get; init; } = "";

    public string EnvelopeFrom { get; init; } = "";

    /// <summary>The envelope's recipients, a JSON array.</summary>
    public string Recipients { get; init; } = "";

    public string Request { get; init; } = "";

    public byte[] RequestSha256 { get; init; } = [];

    public long RequestedAt { get; init; }

    public string State { get; init; } = "";

    public string? Transport { get; init; }

    public int Attempts { get; init; }

    /// <summary>When a worker looks at the row next: the next attempt, or the end of the lease.</summary>
    public long? NextAttemptAt { get; init; }

    /// <summary>Counts the leases. Who holds an older number may change nothing any more.</summary>
    public long Fence { get; init; }

    public string? LastStage { get; init; }

    public int? LastCode { get; init; }

    public string? LastEnhanced { get; init; }

    public string? LastText { get; init; }

    public long? SentAt { get; init; }

    public MailRequest ToRequest() => MailRequest.Parse(Request);

    public string? LastError()
    {
        string?[] parts = [LastCode?.ToString(CultureInfo.InvariantCulture), LastEnhanced, LastText];
        var text = string.Join(' ', parts.Where(p => !string.IsNullOrEmpty(p)));
        return text.Length == 0 ? LastStage : LastStage is null ? text : $"{LastStage}: {text}";
    }
}
