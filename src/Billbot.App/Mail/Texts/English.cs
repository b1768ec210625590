namespace Billbot.App.Mail.Texts;

internal static class English
{
    public static readonly MailWords Words = new()
    {
        Language = "en",
        InvoiceSubject = "Invoice {0} from {1}",
        CreditNoteSubject = "Credit note {0} from {1}",
        Greeting = "Hello,",
        InvoiceIntro = "Please find attached invoice {0} for {1}.",
        CreditNoteIntro = "Please find attached credit note {0} for {1}.",
        Corrects = "It corrects invoice {0}.",
        PayBy = "Please pay by {0}.",
        PayTo = "Please pay to this account:",
        PayByTo = "Please pay by {0} to this account:",
        NothingDue = "There is nothing left to pay.",
        Questions = "If you have any questions, just reply to this e-mail.",
        Regards = "Kind regards",
        Phone = "Phone",
    };
}
