namespace Billbot.App.Mail.Texts;

internal static class French
{
    public static readonly MailWords Words = new()
    {
        Language = "fr",
        InvoiceSubject = "Facture {0} – {1}",
        CreditNoteSubject = "Avoir {0} – {1}",
        Greeting = "Bonjour,",
        InvoiceIntro = "Veuillez trouver ci-joint la facture {0} d’un montant de {1}.",
        CreditNoteIntro = "Veuillez trouver ci-joint l’avoir {0} d’un montant de {1}.",
        Corrects = "Il corrige la facture {0}.",
        PayBy = "Merci de régler ce montant au plus tard le {0}.",
        PayTo = "Merci de régler ce montant par virement sur ce compte\u00a0:",
        PayByTo = "Merci de régler ce montant au plus tard le {0} par virement sur ce compte\u00a0:",
        NothingDue = "Il ne reste rien à payer.",
        Questions = "Pour toute question, il suffit de répondre à cet e-mail.",
        Regards = "Cordialement",
        Phone = "Téléphone",
    };
}
