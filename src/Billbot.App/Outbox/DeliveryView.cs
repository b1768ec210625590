namespace Billbot.App.Outbox;

/// <summary>What happened to one mail. An invoice that is issued may still have a mail that never left: this says which.</summary>
public sealed record DeliveryView
{
    /// <summary>1 for the first send of an invoice, 2 for the next that somebody asked for.</summary>
    public required int SendNumber { get; init; }

    /// <summary><c>queued</c>, <c>sending</c>, <c>sent</c>, <c>failed</c>, <c>uncertain</c> or <c>cancelled</c>.</summary>
    public required string State { get; init; }

    /// <summary><c>folder</c> where no mail server is configured: such a mail did not leave this server.</summary>
    public string? Transport { get; init; }

    public required int Attempts { get; init; }

    public string? LastError { get; init; }

    public DateTimeOffset? NextAttemptAt { get; init; }

    public required string Recipient { get; init; }

    public required DateTimeOffset QueuedAt { get; init; }

    public DateTimeOffset? SentAt { get; init; }

    /// <summary>The state as a sentence for people.</summary>
    public required string Summary { get; init; }

    internal static DeliveryView Of(OutboxRow row) => new()
    {
        SendNumber = row.SendNumber,
        State = row.State == OutboxState.Final ? OutboxState.Sending : row.State,
        Transport = row.Transport,
        Attempts = row.Attempts,
        LastError = row.State == OutboxState.Sent ? null : row.LastError(),
        NextAttemptAt = row is { State: OutboxState.Queued, NextAttemptAt: { } next } ? Storage.Instant.FromStored(next) : null,
        Recipient = row.ToRequest().To,
        QueuedAt = Storage.Instant.FromStored(row.RequestedAt),
        SentAt = row.SentAt is { } sent ? Storage.Instant.FromStored(sent) : null,
        Summary = SummaryOf(row),
    };

    private static string SummaryOf(OutboxRow row) => row.State switch
    {
        OutboxState.Queued when row.Attempts == 0 => "Queued: the mail has not left yet.",
        OutboxState.Queued => "Not sent yet: the last attempt failed, Billbot tries again by itself.",
        OutboxState.Sending or OutboxState.Final => "Being sent.",
        OutboxState.Sent when row.Transport?.StartsWith(Mail.Outbound.FolderTransport.TransportName, StringComparison.Ordinal) == true =>
            "Written to the mail folder; no mail server is configured, so the message did not leave this server.",
        OutboxState.Sent => "Accepted by the mail server.",
        OutboxState.Failed => "Failed: the mail was not sent.",
        OutboxState.Uncertain => "Uncertain: the mail may have been sent. Billbot does not repeat it by itself.",
        OutboxState.Cancelled => "Cancelled before it was sent.",
        _ => throw new InvalidOperationException($"{row.Id} has no known state."),
    };
}
