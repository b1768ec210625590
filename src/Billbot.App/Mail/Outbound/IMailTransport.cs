namespace Billbot.App.Mail.Outbound;

/// <summary>A composed mail with its envelope, as a transport takes it.</summary>
internal sealed record OutgoingMail(string MessageId, string EnvelopeFrom, IReadOnlyList<string> Recipients, ReadOnlyMemory<byte> Bytes);

/// <summary>How an attempt ended.</summary>
internal enum SendResult
{
    /// <summary>The other side has it.</summary>
    Accepted,

    /// <summary>It was not delivered, and may be tried again.</summary>
    Temporary,

    /// <summary>It was not delivered and never will be.</summary>
    Refused,

    /// <summary>It may have been delivered.</summary>
    Ambiguous,

    /// <summary>The caller said no before the last act: nothing was delivered.</summary>
    Stopped,
}

/// <param name="Result">What it means for the mail.</param>
/// <param name="Stage">Where it ended.</param>
/// <param name="Text">What the other side said, or what is wrong, without user text.</param>
internal sealed record SendOutcome(SendResult Result, string? Stage = null, string? Text = null)
{
    public int? Code { get; init; }

    public string? Enhanced { get; init; }
}

/// <summary>What can be learnt afterwards of a mail whose last act may or may not have happened.</summary>
internal enum Proof
{
    None,
    Delivered,
    NotDelivered,
}

/// <summary>A way out of Billbot.</summary>
internal interface IMailTransport
{
    string Name { get; }

    /// <summary>How long a mail may take to be ready to leave; three times as long may pass until the other side has answered. Whoever is silent for longer is taken to be gone.</summary>
    TimeSpan Longest => TimeSpan.FromMinutes(5);

    /// <summary>
    /// Does all that can still be undone, asks <paramref name="mayFinish"/>, and only on its yes does the one act that delivers.
    /// <paramref name="cancel"/> ends an attempt before that act, never after it.
    /// </summary>
    Task<SendOutcome> SendAsync(OutgoingMail mail, Func<Task<bool>> mayFinish, CancellationToken cancel);

    /// <summary>What is known of an earlier attempt whose end nobody saw.</summary>
    Task<Proof> ProofOfAsync(OutgoingMail mail, CancellationToken cancel);
}
