using Billbot.App.Door;
using Billbot.App.Outbox;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>The mail that carries an issued document to its client.</summary>
internal static class InvoiceMails
{
    /// <summary>Refuses <c>client_has_no_email</c>, <c>incomplete_invoice</c>.</summary>
    public static Problem? RefusalOf(Client client, Business business)
    {
        if (client.Email is null)
            return InvoiceProblems.ClientHasNoEmail(client.Id);
        return business.Email is null ? InvoiceProblems.Incomplete([MissingField.OfBusiness("email")]) : null;
    }

    public static MailRequest RequestFor(Invoice invoice, Client client, Business business, string? message) => new()
    {
        Kind = MailKind.Invoice,
        SubjectId = invoice.Id.Value,
        From = business.Email!.Value.Value,
        FromName = business.TradeName ?? business.Name,
        To = client.Email!.Value.Value,
        Cc = [.. client.Cc.Select(c => c.Value)],
        ReplyTo = business.Email.Value.Value,
        Locale = client.Locale ?? business.Locale,
        Message = message,
    };

    /// <summary>Queues the first mail of a credit note that was just issued; nothing is shown of it on a dry run.</summary>
    public static async Task<DeliveryView?> QueueFirstAsync(Work work, Invoice creditNote, Client client)
    {
        var row = await OutboxStore.AddAsync(work, RequestFor(creditNote, client, work.Business, null), sendNumber: 1);
        return work.Call.DryRun ? null : DeliveryView.Of(row);
    }
}
