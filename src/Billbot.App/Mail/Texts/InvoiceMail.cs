using System.Globalization;
using Billbot.Domain;

namespace Billbot.App.Mail.Texts;

/// <summary>One row of figures: what it is called and what it is.</summary>
internal sealed record Fact(string Label, string Value);

/// <summary>
/// What a mail about an invoice or credit note says, sentence by sentence, in the client's language. Made of the frozen snapshot and the
/// request alone; the text and the HTML part both say exactly this.
/// </summary>
internal sealed record InvoiceMail
{
    public required string Language { get; init; }

    public required string Subject { get; init; }

    public required string Sender { get; init; }

    public required string Greeting { get; init; }

    public required string Intro { get; init; }

    /// <summary>The cover note of the sender; may have several lines.</summary>
    public string? Note { get; init; }

    public required Fact Amount { get; init; }

    /// <summary>The number first, called by the kind of document it is.</summary>
    public required IReadOnlyList<Fact> Facts { get; init; }

    /// <summary>Null on credit notes: nobody pays those.</summary>
    public string? Payment { get; init; }

    public required IReadOnlyList<Fact> Account { get; init; }

    public required string Questions { get; init; }

    public required string Regards { get; init; }

    /// <summary>Who writes, as business letters have it at the foot.</summary>
    public required IReadOnlyList<string> Imprint { get; init; }

    public static InvoiceMail Of(Snapshot invoice, string locale, string? senderName, string? note)
    {
        var words = MailWords.Of(locale);
        var isCredit = invoice.Type == DocumentType.CreditNote;
        var number = invoice.Number ?? throw new ArgumentException($"{invoice.InvoiceId} has no number: it is not issued.", nameof(invoice));
        var sender = senderName ?? invoice.Seller.TradeName ?? invoice.Seller.Name;
        var amount = MailFigures.Money(invoice.Totals.Payable, locale);
        var due = isCredit || invoice.DueDate is not { } date ? null : MailFigures.Date(date, locale);
        var toPay = !isCredit && invoice.Totals.Payable.IsPositive;
        var type = isCredit ? words.CreditNote : words.Invoice;
        return new InvoiceMail
        {
            Language = words.Language,
            Subject = Fill(isCredit ? words.CreditNoteSubject : words.InvoiceSubject, number, sender),
            Sender = sender,
            Greeting = words.Greeting,
            Intro = IntroOf(words, invoice, number, amount),
            Note = string.IsNullOrWhiteSpace(note) ? null : note.Trim(),
            Amount = new Fact(isCredit ? words.AmountCredited : words.AmountDue, amount),
            Facts = Known([(type, number), (words.IssueDate, MailFigures.Date(invoice.IssueDate, locale)), (words.DueDate, due)]),
            Payment = isCredit ? null : PaymentOf(words, toPay, due, invoice.PayTo is not null),
            Account = toPay && invoice.PayTo is { } account ? AccountOf(words, account, invoice.Seller.Name, number) : [],
            Questions = words.Questions,
            Regards = words.Regards,
            Imprint = ImprintOf(invoice.Seller, words),
        };
    }

    private static string IntroOf(MailWords words, Snapshot invoice, string number, string amount)
    {
        if (invoice.Type != DocumentType.CreditNote)
            return Fill(words.InvoiceIntro, number, amount);
        var intro = Fill(words.CreditNoteIntro, number, amount);
        return invoice.Preceding is { } preceding ? $"{intro} {Fill(words.Corrects, preceding.Number)}" : intro;
    }

    private static string? PaymentOf(MailWords words, bool toPay, string? due, bool hasAccount) => (toPay, due, hasAccount) switch
    {
        (false, _, _) => words.NothingDue,
        (_, { }, true) => Fill(words.PayByTo, due),
        (_, null, true) => words.PayTo,
        (_, { }, false) => Fill(words.PayBy, due),
        _ => null,
    };

    private static IReadOnlyList<Fact> AccountOf(MailWords words, BankAccount account, string seller, string number) => Known(
    [
        (words.AccountHolder, account.Holder ?? seller),
        ("IBAN", account.Iban is { } iban ? string.Join(' ', iban.Chunk(4).Select(c => new string(c))) : null),
        (words.AccountNumber, account.AccountNumber),
        (words.BankCode, account.RoutingNumber),
        ("BIC", account.Bic),
        (words.Bank, account.BankName),
        (words.Reference, number),
    ]);

    private static IReadOnlyList<string> ImprintOf(Party seller, MailWords words)
    {
        var address = seller.Address;
        var town = string.Join(' ', new[] { address.PostalCode, address.City }.OfType<string>());
        var phone = seller.Phone is { } number ? $"{words.Phone} {number}" : null;
        return [.. new[] { seller.Name, address.Line1, address.Line2, town, seller.Email, phone, seller.VatId ?? seller.TaxNumber, seller.LegalId }.Where(p => !string.IsNullOrEmpty(p)).OfType<string>()];
    }

    private static IReadOnlyList<Fact> Known(IReadOnlyList<(string Label, string? Value)> facts) =>
        [.. facts.Where(f => f.Value is not null).Select(f => new Fact(f.Label, f.Value!))];

    private static string Fill(string sentence, params ReadOnlySpan<object?> values) => string.Format(CultureInfo.InvariantCulture, sentence, values);
}
