using System.Text;
using Billbot.App.Mail.Mime;

namespace Billbot.App.Tests.Mail;

/// <summary>Mails to compose, and helpers to look at their bytes.</summary>
internal static class Mails
{
    public static MailContent Simple { get; } = new()
    {
        From = new Mailbox("me@juniper.example", "Juniper Works"),
        To = [new Mailbox("ap@client.example", "Client Ltd")],
        ReplyTo = new Mailbox("me@juniper.example"),
        Subject = "Invoice INV-2026-0001 from Juniper Works",
        Text = "Hello,\n\nyour invoice is attached.\n",
        Html = "<p>Hello,</p>\n<p>your invoice is attached.</p>\n",
        Attachments = [new MailAttachment("INV-2026-0001.pdf", "application/pdf", "%PDF-1.7 0123456789"u8.ToArray())],
        MessageId = "<inv_01.send-1@juniper.example>",
        Date = new DateTimeOffset(2026, 3, 9, 15, 0, 0, TimeSpan.Zero),
    };

    public static string Compose(MailContent content) => Encoding.ASCII.GetString(new MimeComposer().Compose(content));

    /// <summary>The lines of the mail's own header, unfolded.</summary>
    public static string[] Headers(string mail) =>
        mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal).Split("\r\n");
}
