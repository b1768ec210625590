namespace Billbot.App.Mail.Texts;

internal static class Italian
{
    public static readonly MailWords Words = new()
    {
        Language = "it",
        Invoice = "Fattura",
        CreditNote = "Nota di credito",
        InvoiceSubject = "Fattura {0} da {1}",
        CreditNoteSubject = "Nota di credito {0} da {1}",
        Greeting = "Buongiorno,",
        InvoiceIntro = "in allegato trovate la fattura {0} per un importo di {1}.",
        CreditNoteIntro = "in allegato trovate la nota di credito {0} per un importo di {1}.",
        Corrects = "Rettifica la fattura {0}.",
        IssueDate = "Data",
        DueDate = "Scadenza",
        AmountDue = "Totale da pagare",
        AmountCredited = "Importo a credito",
        PayBy = "Vi preghiamo di versare l’importo entro il {0}.",
        PayTo = "Vi preghiamo di versare l’importo su questo conto:",
        PayByTo = "Vi preghiamo di versare l’importo entro il {0} su questo conto:",
        NothingDue = "Non resta nulla da pagare.",
        Questions = "Per qualsiasi domanda basta rispondere a questa e-mail.",
        Regards = "Cordiali saluti",
        AccountHolder = "Intestatario",
        AccountNumber = "Numero di conto",
        BankCode = "Codice banca",
        Bank = "Banca",
        Reference = "Causale",
        Phone = "Telefono",
    };
}
