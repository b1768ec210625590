using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Billbot.App.Mail.Mime;

/// <summary>
/// Composes <c>multipart/mixed(alternative(text, html), attachments)</c> in UTF-8 (RFC 5322, 2045, 2047, 2231). Nothing in it is random:
/// boundaries come from the Message-ID, the date from the content.
/// </summary>
internal sealed class MimeComposer : IMimeComposer
{
    public byte[] Compose(MailContent content)
    {
        var mixed = BoundaryOf(content.MessageId, "mixed");
        var alternative = BoundaryOf(content.MessageId, "alternative");
        var mail = new StringBuilder();
        WriteHeaders(new HeaderWriter(mail), content, mixed);

        Open(mail, mixed).Multipart("alternative", alternative);
        WriteText(mail, alternative, "plain", content.Text);
        WriteText(mail, alternative, "html", content.Html);
        Close(mail, alternative);
        foreach (var attachment in content.Attachments)
            WriteAttachment(mail, mixed, attachment);
        Close(mail, mixed);

        return Encoding.ASCII.GetBytes(mail.ToString());
    }

    private static void WriteHeaders(HeaderWriter headers, MailContent content, string mixed)
    {
        headers.Plain("Date", content.Date.ToString("ddd, dd MMM yyyy HH:mm:ss ", CultureInfo.InvariantCulture) + OffsetOf(content.Date));
        headers.Mailboxes("From", [content.From]);
        if (content.ReplyTo is { } replyTo)
            headers.Mailboxes("Reply-To", [replyTo]);
        headers.Mailboxes("To", content.To);
        if (content.Cc.Count > 0)
            headers.Mailboxes("Cc", content.Cc);
        headers.Text("Subject", content.Subject);
        headers.Plain("Message-ID", content.MessageId);
        headers.Plain("Auto-Submitted", "auto-generated");
        headers.Plain("MIME-Version", "1.0");
        headers.Multipart("mixed", mixed);
    }

    private static void WriteText(StringBuilder mail, string boundary, string subtype, string text)
    {
        var headers = Open(mail, boundary);
        headers.Plain("Content-Type", $"text/{subtype}; charset=utf-8");
        headers.Plain("Content-Transfer-Encoding", "quoted-printable");
        headers.End();
        QuotedPrintable.Append(mail, text);
    }

    private static void WriteAttachment(StringBuilder mail, string boundary, MailAttachment attachment)
    {
        var headers = Open(mail, boundary);
        headers.Plain("Content-Type", attachment.ContentType);
        headers.Plain("Content-Transfer-Encoding", "base64");
        headers.Parameters("Content-Disposition", "attachment", FileNames.Parameters(attachment.FileName));
        headers.End();
        mail.Append(Convert.ToBase64String(attachment.Bytes.Span, Base64FormattingOptions.InsertLineBreaks));
    }

    /// <summary>The line break before a boundary belongs to the boundary (RFC 2046 5.1.1): a text keeps its own.</summary>
    private static HeaderWriter Open(StringBuilder mail, string boundary)
    {
        mail.Append("\r\n--").Append(boundary).Append("\r\n");
        return new HeaderWriter(mail);
    }

    private static void Close(StringBuilder mail, string boundary) => mail.Append("\r\n--").Append(boundary).Append("--\r\n");

    /// <summary>Begins with <c>=_</c>, which neither quoted-printable nor base64 can contain: no content looks like a boundary.</summary>
    private static string BoundaryOf(string messageId, string part) =>
        "=_" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{part} {messageId}")).AsSpan(0, 16));

    private static string OffsetOf(DateTimeOffset date) =>
        (date.Offset < TimeSpan.Zero ? "-" : "+") + date.Offset.ToString("hhmm", CultureInfo.InvariantCulture);
}
