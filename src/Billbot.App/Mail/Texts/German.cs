namespace Billbot.App.Mail.Texts;

internal static class German
{
    public static readonly MailWords Words = new()
    {
        Language = "de",
        InvoiceSubject = "Rechnung {0} von {1}",
        CreditNoteSubject = "Rechnungskorrektur {0} von {1}",
        Greeting = "Guten Tag,",
        InvoiceIntro = "anbei erhalten Sie die Rechnung {0} über {1}.",
        CreditNoteIntro = "anbei erhalten Sie die Rechnungskorrektur {0} über {1}.",
        Corrects = "Sie berichtigt die Rechnung {0}.",
        PayBy = "Bitte zahlen Sie bis zum {0}.",
        PayTo = "Bitte überweisen Sie den Betrag auf dieses Konto:",
        PayByTo = "Bitte überweisen Sie den Betrag bis zum {0} auf dieses Konto:",
        NothingDue = "Es ist nichts mehr zu zahlen.",
        Questions = "Bei Fragen antworten Sie einfach auf diese E-Mail.",
        Regards = "Mit freundlichen Grüßen",
        Phone = "Telefon",
    };
}
