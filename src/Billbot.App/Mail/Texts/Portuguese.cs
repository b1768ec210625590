namespace Billbot.App.Mail.Texts;

internal static class Portuguese
{
    public static readonly MailWords OfPortugal = new()
    {
        Language = "pt",
        InvoiceSubject = "Fatura {0} de {1}",
        CreditNoteSubject = "Nota de crédito {0} de {1}",
        Greeting = "Olá,",
        InvoiceIntro = "Segue em anexo a fatura {0} no valor de {1}.",
        CreditNoteIntro = "Segue em anexo a nota de crédito {0} no valor de {1}.",
        Corrects = "Corrige a fatura {0}.",
        PayBy = "Pedimos o pagamento até {0}.",
        PayTo = "Pedimos o pagamento para esta conta:",
        PayByTo = "Pedimos o pagamento até {0} para esta conta:",
        NothingDue = "Não há nada a pagar.",
        Questions = "Em caso de dúvida, basta responder a este e-mail.",
        Regards = "Com os melhores cumprimentos",
        Phone = "Telefone",
    };

    public static readonly MailWords OfBrazil = OfPortugal with { Regards = "Atenciosamente" };
}
