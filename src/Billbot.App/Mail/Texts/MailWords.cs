namespace Billbot.App.Mail.Texts;

/// <summary>The sentences of mails in one language, whole, with places for what the invoice says. Labels and figures are those of the document itself.</summary>
internal sealed record MailWords
{
    private static readonly MailWords[] All =
        [English.Words, German.Words, French.Words, Spanish.Words, Italian.Words, Dutch.Words, Portuguese.OfPortugal, Polish.Words];

    public required string Language { get; init; }

    /// <summary>{0} the number, {1} the sender.</summary>
    public required string InvoiceSubject { get; init; }

    public required string CreditNoteSubject { get; init; }

    public required string Greeting { get; init; }

    /// <summary>{0} the number, {1} the amount.</summary>
    public required string InvoiceIntro { get; init; }

    public required string CreditNoteIntro { get; init; }

    /// <summary>{0} the number of the invoice.</summary>
    public required string Corrects { get; init; }

    /// <summary>{0} the due date.</summary>
    public required string PayBy { get; init; }

    public required string PayTo { get; init; }

    public required string PayByTo { get; init; }

    public required string NothingDue { get; init; }

    public required string Questions { get; init; }

    public required string Regards { get; init; }

    public required string Phone { get; init; }

    /// <summary>The words for a BCP 47 locale: its language's, else English.</summary>
    public static MailWords Of(string locale)
    {
        if (locale.Equals("pt-BR", StringComparison.OrdinalIgnoreCase))
            return Portuguese.OfBrazil;
        var language = locale.Split('-', '_')[0];
        return All.FirstOrDefault(w => w.Language.Equals(language, StringComparison.OrdinalIgnoreCase)) ?? English.Words;
    }
}
