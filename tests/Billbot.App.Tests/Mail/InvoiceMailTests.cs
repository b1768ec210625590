using Billbot.App.Mail.Texts;
using Billbot.Domain;

namespace Billbot.App.Tests.Mail;

[Trait("Database", "Either")]
public sealed class InvoiceMailTests
{
    [Theory]
    [InlineData("en-US", "USD", "$8,000.00", "April 8, 2026", "Invoice INV-2026-0001 from Juniper Works")]
    [InlineData("en-GB", "GBP", "£8,000.00", "8 April 2026", "Invoice INV-2026-0001 from Juniper Works")]
    [InlineData("de-DE", "EUR", "8.000,00\u00a0€", "08.04.2026", "Rechnung INV-2026-0001 von Juniper Works")]
    [InlineData("fr-FR", "EUR", "8\u202f000,00\u00a0€", "08/04/2026", "Facture INV-2026-0001 – Juniper Works")]
    [InlineData("es-ES", "EUR", "8.000,00\u00a0€", "08/04/2026", "Factura INV-2026-0001 de Juniper Works")]
    [InlineData("it-IT", "EUR", "8.000,00\u00a0€", "08/04/2026", "Fattura INV-2026-0001 da Juniper Works")]
    [InlineData("nl-NL", "EUR", "€\u00a08.000,00", "08-04-2026", "Factuur INV-2026-0001 van Juniper Works")]
    [InlineData("pt-PT", "EUR", "8\u00a0000,00\u00a0€", "08/04/2026", "Fatura INV-2026-0001 de Juniper Works")]
    [InlineData("pt-BR", "BRL", "R$\u00a08.000,00", "08/04/2026", "Fatura INV-2026-0001 de Juniper Works")]
    [InlineData("pl-PL", "PLN", "8\u00a0000,00\u00a0zł", "08.04.2026", "Faktura INV-2026-0001 – Juniper Works")]
    [InlineData("ja-JP", "JPY", "JPY\u00a08,000", "8 April 2026", "Invoice INV-2026-0001 from Juniper Works")]
    public void A_mail_speaks_the_language_of_the_client(string locale, string currency, string amount, string due, string subject)
    {
        var mail = InvoiceMail.Of(Snapshots.Invoice(locale, currency), locale, null, null);

        Assert.Equal(subject, mail.Subject);
        foreach (var body in new[] { TextBody.Of(mail), System.Net.WebUtility.HtmlDecode(HtmlBody.Of(mail)) })
        {
            Assert.Contains("INV-2026-0001", body, StringComparison.Ordinal);
            Assert.Contains(amount, body, StringComparison.Ordinal);
            Assert.Contains(due, body, StringComparison.Ordinal);
            Assert.Contains("DE89 3704 0044 0532 0130 00", body, StringComparison.Ordinal);
            Assert.DoesNotContain("{", TextBody.Of(mail), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("en-US", "Credit note CN-2026-0001 from Juniper Works")]
    [InlineData("de-DE", "Rechnungskorrektur CN-2026-0001 von Juniper Works")]
    [InlineData("pl-PL", "Faktura korygująca CN-2026-0001 – Juniper Works")]
    public void A_credit_note_names_what_it_corrects_and_asks_for_no_payment(string locale, string subject)
    {
        var mail = InvoiceMail.Of(Snapshots.CreditNote(locale), locale, null, null);

        Assert.Equal(subject, mail.Subject);
        Assert.Contains("INV-2026-0001", mail.Intro, StringComparison.Ordinal);
        Assert.Null(mail.Payment);
        Assert.Empty(mail.Account);
    }

    [Fact]
    public void Nothing_is_asked_for_where_nothing_is_due()
    {
        var mail = InvoiceMail.Of(Snapshots.Invoice(amount: 0m), "en-US", null, null);

        Assert.Equal("There is nothing left to pay.", mail.Payment);
        Assert.Empty(mail.Account);
    }

    [Fact]
    public void Without_an_account_the_mail_still_says_until_when()
    {
        var mail = InvoiceMail.Of(Snapshots.Invoice() with { PayTo = null }, "en-US", null, null);

        Assert.Equal("Please pay by April 8, 2026.", mail.Payment);
        Assert.Empty(mail.Account);
    }

    [Fact]
    public void What_users_wrote_is_text_in_the_html_never_markup()
    {
        const string hostile = "<script>alert(1)</script> \"&' <img src=x onerror=y>\n{0} {Head}";
        var invoice = Snapshots.Invoice();
        var html = HtmlBody.Of(InvoiceMail.Of(invoice with { Seller = invoice.Seller with { Name = hostile, Address = new Address { Line1 = hostile } }, Number = "<b>1</b>" }, "en-US", null, hostile));

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b>1", html, StringComparison.Ordinal);
        Assert.Contains("onerror=y&gt;<br>{0} {Head}", html, StringComparison.Ordinal);
    }

    [Fact]
    public void The_html_fetches_nothing_and_knows_dark_mode()
    {
        var html = HtmlBody.Of(InvoiceMail.Of(Snapshots.Invoice(), "en-US", null, "Thank you!"));

        Assert.All(["http:", "https:", "<img", "<link", "url(", "<script", "<form", "cid:"], fetched => Assert.DoesNotContain(fetched, html, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("<meta name=\"color-scheme\" content=\"light dark\">", html, StringComparison.Ordinal);
        Assert.Contains("prefers-color-scheme: dark", html, StringComparison.Ordinal);
        Assert.InRange(html.Length, 0, 20_000);
    }

    [Fact]
    public void The_cover_note_stands_in_both_parts_with_its_lines()
    {
        var mail = InvoiceMail.Of(Snapshots.Invoice(), "en-US", "Juniper Studio", "Hi Ana,\n\nthanks & see you.\n");

        Assert.Contains("\n\nHi Ana,\n\nthanks & see you.\n\n", TextBody.Of(mail), StringComparison.Ordinal);
        Assert.Contains("Hi Ana,<br><br>thanks &amp; see you.</div>", HtmlBody.Of(mail), StringComparison.Ordinal);
        Assert.EndsWith("Kind regards\nJuniper Studio\n\n-- \nJuniper Works\n12 Alder Street\n97209 Portland\nme@juniper.example\nPhone +1 503 555 0100\n", TextBody.Of(mail), StringComparison.Ordinal);
    }

    [Fact]
    public void A_draft_has_no_mail() =>
        Assert.Throws<ArgumentException>(() => InvoiceMail.Of(Snapshots.Invoice() with { Number = null }, "en-US", null, null));
}
