namespace Billbot.App.Mail.Texts;

internal static class Dutch
{
    public static readonly MailWords Words = new()
    {
        Language = "nl",
        InvoiceSubject = "Factuur {0} van {1}",
        CreditNoteSubject = "Creditnota {0} van {1}",
        Greeting = "Goedendag,",
        InvoiceIntro = "Bijgaand ontvangt u factuur {0} voor een bedrag van {1}.",
        CreditNoteIntro = "Bijgaand ontvangt u creditnota {0} voor een bedrag van {1}.",
        Corrects = "Deze corrigeert factuur {0}.",
        PayBy = "Wij verzoeken u het bedrag uiterlijk op {0} te betalen.",
        PayTo = "Wij verzoeken u het bedrag over te maken op deze rekening:",
        PayByTo = "Wij verzoeken u het bedrag uiterlijk op {0} over te maken op deze rekening:",
        NothingDue = "Er hoeft niets meer te worden betaald.",
        Questions = "Heeft u vragen? Beantwoord dan gewoon deze e-mail.",
        Regards = "Met vriendelijke groet",
        Phone = "Telefoon",
    };
}
