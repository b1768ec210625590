namespace Billbot.App.Mail.Texts;

internal static class Polish
{
    public static readonly MailWords Words = new()
    {
        Language = "pl",
        InvoiceSubject = "Faktura {0} – {1}",
        CreditNoteSubject = "Faktura korygująca {0} – {1}",
        Greeting = "Dzień dobry,",
        InvoiceIntro = "w załączeniu przesyłamy fakturę {0} na kwotę {1}.",
        CreditNoteIntro = "w załączeniu przesyłamy fakturę korygującą {0} na kwotę {1}.",
        Corrects = "Koryguje ona fakturę {0}.",
        PayBy = "Prosimy o zapłatę do dnia {0}.",
        PayTo = "Prosimy o zapłatę na poniższy rachunek:",
        PayByTo = "Prosimy o zapłatę do dnia {0} na poniższy rachunek:",
        NothingDue = "Nie ma nic do zapłaty.",
        Questions = "W razie pytań prosimy po prostu odpowiedzieć na tę wiadomość.",
        Regards = "Z poważaniem",
        Phone = "Telefon",
    };
}
