namespace Billbot.App.Mail.Mime;

/// <summary>An address, and the name that is shown for it.</summary>
internal sealed record Mailbox(string Address, string? Name = null);

internal sealed record MailAttachment(string FileName, string ContentType, ReadOnlyMemory<byte> Bytes);

/// <summary>
/// What a mail says, before it is bytes. There is no blind copy in it: whom a mail goes to besides its readers stands in the envelope alone.
/// </summary>
internal sealed record MailContent
{
    public required Mailbox From { get; init; }

    public required IReadOnlyList<Mailbox> To { get; init; }

    public IReadOnlyList<Mailbox> Cc { get; init; } = [];

    public Mailbox? ReplyTo { get; init; }

    public required string Subject { get; init; }

    public required string Text { get; init; }

    public required string Html { get; init; }

    public IReadOnlyList<MailAttachment> Attachments { get; init; } = [];

    /// <summary>With its angle brackets.</summary>
    public required string MessageId { get; init; }

    /// <summary>When the mail was asked for, not when it is composed: a later attempt has the same bytes.</summary>
    public required DateTimeOffset Date { get; init; }
}

/// <summary>Turns the content of a mail into its bytes: the same content, the same bytes.</summary>
internal interface IMimeComposer
{
    byte[] Compose(MailContent content);
}
