using Billbot.App.Invoices;
using Billbot.App.Mail.Mime;
using Billbot.App.Mail.Texts;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Outbox;

/// <summary>Makes the bytes of a queued mail from its request and the frozen invoice.</summary>
internal sealed class MailComposition(InvoiceDocuments documents, IMimeComposer composer)
{
    public async Task<byte[]> ComposeAsync(OutboxRow row, CancellationToken cancel)
    {
        var request = row.ToRequest();
        var invoice = InvoiceId.Of(request.SubjectId);
        var snapshot = await documents.SnapshotAsync(row.BusinessId, invoice, cancel);
        var pdf = await documents.PdfAsync(row.BusinessId, invoice, cancel);
        var says = InvoiceMail.Of(snapshot, request.Locale, request.FromName, request.Message);
        return composer.Compose(new MailContent
        {
            From = new Mailbox(request.From, says.Sender),
            To = [new Mailbox(request.To, snapshot.Buyer.Name)],
            Cc = [.. request.Cc.Select(c => new Mailbox(c))],
            ReplyTo = request.ReplyTo is { } replyTo ? new Mailbox(replyTo) : null,
            Subject = says.Subject,
            Text = TextBody.Of(says),
            Html = HtmlBody.Of(says),
            Attachments = [new MailAttachment(pdf.FileName, "application/pdf", pdf.Bytes)],
            MessageId = row.MessageId,
            Date = Instant.FromStored(row.RequestedAt),
        });
    }
}
