namespace Billbot.App.Mail.Texts;

internal static class Spanish
{
    public static readonly MailWords Words = new()
    {
        Language = "es",
        InvoiceSubject = "Factura {0} de {1}",
        CreditNoteSubject = "Factura rectificativa {0} de {1}",
        Greeting = "Buenos días:",
        InvoiceIntro = "Adjuntamos la factura {0} por un importe de {1}.",
        CreditNoteIntro = "Adjuntamos la factura rectificativa {0} por un importe de {1}.",
        Corrects = "Corrige la factura {0}.",
        PayBy = "Le rogamos que abone el importe a más tardar el {0}.",
        PayTo = "Le rogamos que abone el importe en esta cuenta:",
        PayByTo = "Le rogamos que abone el importe a más tardar el {0} en esta cuenta:",
        NothingDue = "No queda ningún importe por pagar.",
        Questions = "Si tiene alguna pregunta, responda a este correo.",
        Regards = "Un cordial saludo",
        Phone = "Teléfono",
    };
}
