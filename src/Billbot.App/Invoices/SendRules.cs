using Billbot.App.Clients;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>What the user agreed to, held against what is about to be sent.</summary>
internal static class Pins
{
    /// <summary>Numbers are compared as numbers, addresses exactly but for the case of their domain. Refuses <c>total_mismatch</c>, <c>recipient_mismatch</c>, <c>too_many_decimals</c>.</summary>
    public static Problem? Mismatch(Money payable, EmailAddress recipient, decimal? expectedTotal, string? expectedRecipient)
    {
        if (expectedTotal is { } total)
        {
            if (!Money.Exact(total, payable.Currency).Succeeded(out var expected, out var problem))
                return problem.At("/expected_total");
            if (expected != payable)
                return InvoiceProblems.TotalMismatch(payable);
        }

        if (!string.IsNullOrEmpty(expectedRecipient) && (!EmailAddress.TryParse(expectedRecipient, out var address) || address != recipient))
            return InvoiceProblems.RecipientMismatch(recipient);
        return null;
    }
}

/// <summary>Refusals about sending.</summary>
public static class SendProblems
{
    public static Problem InvoiceVoid { get; } = new(
        ProblemKind.Conflict,
        "invoice_void",
        "This invoice is void and is not sent.",
        "Replace it with create_corrected_invoice, or bill anew with create_invoice.",
        "/invoice_id");

    public static Problem ResendNeedsRequestId { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "resend needs a request_id, or a retry would send once more.",
        "Add a request_id of your own for this intent, and repeat it when you retry.",
        "/request_id");
}

/// <summary>Findings about a send that stop nothing.</summary>
internal static class SendWarnings
{
    public static WarningView FolderTransport { get; } = new(
        "mail_stays_here",
        "No mail server is configured: the message is written to the mail folder and does not leave this server.",
        "Tell the user; the message lies in the outbox folder of the server's data.");

    public static WarningView AlreadySent { get; } = new(
        "already_sent",
        "This invoice was sent before; nothing new was sent.",
        "To send it once more on the user's wish, call with resend: true and a request_id.");

    public static WarningView CreditNoteNotMailed(Invoice creditNote) => new(
        "credit_note_not_mailed",
        $"The replaced invoice was cancelled by the credit note {creditNote.Number}, which was not mailed.",
        "After asking the user, mail it too: send_invoice with the number of the credit note.");

    public static WarningView DatedBefore(DateOnly issueDate) => new(
        "issue_date_past",
        $"The invoice is dated {issueDate:O}, before today.",
        "Set issue_date with update_invoice before sending when today's date is meant.");
}
