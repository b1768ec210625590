using Billbot.Documents.Locales;
using Billbot.Domain;

namespace Billbot.Documents.Tests;

public sealed class LocaleTests
{
    [Theory]
    [InlineData("en-US", "USD", "8,000.00", "$8,000.00", "March 9, 2026")]
    [InlineData("en-US", "EUR", "8,000.00", "€8,000.00", "March 9, 2026")]
    [InlineData("en-US", "CAD", "8,000.00", "CAD 8,000.00", "March 9, 2026")]
    [InlineData("en-GB", "GBP", "8,000.00", "£8,000.00", "9 March 2026")]
    [InlineData("en-GB", "USD", "8,000.00", "USD 8,000.00", "9 March 2026")]
    [InlineData("en-US", "JPY", "8,000", "JPY 8,000", "March 9, 2026")]
    [InlineData("en-US", "KWD", "8,000.000", "KWD 8,000.000", "March 9, 2026")]
    [InlineData("de-DE", "EUR", "8.000,00", "8.000,00 €", "09.03.2026")]
    [InlineData("de-CH", "CHF", "8.000,00", "8.000,00 CHF", "09.03.2026")]
    [InlineData("fr-FR", "EUR", "8 000,00", "8 000,00 €", "09/03/2026")]
    [InlineData("es", "EUR", "8.000,00", "8.000,00 €", "09/03/2026")]
    [InlineData("it-IT", "EUR", "8.000,00", "8.000,00 €", "09/03/2026")]
    [InlineData("nl-NL", "EUR", "8.000,00", "€ 8.000,00", "09-03-2026")]
    [InlineData("pt-PT", "EUR", "8 000,00", "8 000,00 €", "09/03/2026")]
    [InlineData("pt-BR", "BRL", "8.000,00", "R$ 8.000,00", "09/03/2026")]
    [InlineData("pl-PL", "PLN", "8 000,00", "8 000,00 zł", "09.03.2026")]
    [InlineData("sv-SE", "SEK", "8,000.00", "SEK 8,000.00", "9 March 2026")]
    public void Each_language_writes_amounts_money_and_dates_its_own_way(string tag, string currency, string amount, string money, string date)
    {
        var locale = Locale.Of(tag);
        var value = Money.Of(8000, Currency.Of(currency));

        Assert.Equal(amount, Plain(locale.Figures.Amount(value)));
        Assert.Equal(money, Plain(locale.Money(value)));
        Assert.Equal(date, locale.Date(new DateOnly(2026, 3, 9)));
    }

    [Fact]
    public void French_groups_are_parted_by_a_narrow_blank_that_ends_no_line() =>
        Assert.Equal("8\u202F000,00\u00A0€", Locale.Of("fr-FR").Money(Money.Of(8000, Currency.Of("EUR"))));

    [Theory]
    [InlineData("-1234.5", "−$1,234.50")]
    [InlineData("0", "$0.00")]
    [InlineData("999", "$999.00")]
    [InlineData("-1", "−$1.00")]
    [InlineData("9999999999999.99", "$9,999,999,999,999.99")]
    public void Amounts_are_grouped_and_signed(string amount, string expected) =>
        Assert.Equal(expected, Locale.Of("en-US").Money(Money.Of(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency.Of("USD"))));

    [Theory]
    [InlineData("125", "USD", "125.00")]
    [InlineData("12.345", "USD", "12.345")]
    [InlineData("0.5", "USD", "0.50")]
    [InlineData("333.5", "JPY", "333.5")]
    [InlineData("1234567", "JPY", "1,234,567")]
    public void Prices_have_the_currencys_decimals_or_their_own(string price, string currency, string expected) =>
        Assert.Equal(expected, Locale.Of("en-US").Figures.Price(Samples.Value(UnitPrice.Of(decimal.Parse(price, System.Globalization.CultureInfo.InvariantCulture))), Currency.Of(currency)));

    [Theory]
    [InlineData("en-US", "Invoice", "Amount due", "Reverse charge", "Page 1 of 1")]
    [InlineData("de-DE", "Rechnung", "Zahlbetrag", "Steuerschuldnerschaft des Leistungsempfängers", "Seite 1 von 1")]
    [InlineData("fr-FR", "Facture", "Net à payer", "Autoliquidation", "Page 1 sur 1")]
    [InlineData("es-ES", "Factura", "Total a pagar", "Inversión del sujeto pasivo", "Página 1 de 1")]
    [InlineData("it-IT", "Fattura", "Totale da pagare", "Inversione contabile", "Pagina 1 di 1")]
    [InlineData("nl-NL", "Factuur", "Te betalen", "Btw verlegd", "Pagina 1 van 1")]
    [InlineData("pt-PT", "Fatura", "Total a pagar", "IVA – autoliquidação", "Página 1 de 1")]
    [InlineData("pl-PL", "Faktura", "Do zapłaty", "Odwrotne obciążenie", "Strona 1 z 1")]
    public void A_reverse_charge_invoice_says_so_in_its_language(string tag, string word, string due, string reverseCharge, string page)
    {
        var line = Samples.Line("Consulting", 1, 100) with { Tax = Samples.Value(TaxTreatment.Of(TaxCategory.ReverseCharge, null)) };
        var snapshot = Samples.Of(Samples.German, Samples.French, "EUR", TaxSystem.Vat, [line]) with
        {
            Locale = tag,
            Reasons = [new ExemptionReason(TaxCategory.ReverseCharge, null, "VATEX-EU-AE")],
        };
        var text = InvoicePdfTests.TextOf(snapshot);

        Assert.Contains(word, text, StringComparison.Ordinal);
        Assert.Contains(due, text, StringComparison.Ordinal);
        Assert.Contains(reverseCharge, string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.Contains(page, text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_german_credit_note_is_never_called_a_self_billed_invoice()
    {
        foreach (var property in typeof(Labels).GetProperties().Where(p => p.PropertyType == typeof(string)))
            Assert.DoesNotContain("Gutschrift", (string)property.GetValue(LabelsGerman.Words)!, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_word_of_every_language_can_be_drawn()
    {
        Labels[] languages = [LabelsEnglish.Words, LabelsGerman.Words, LabelsFrench.Words, LabelsSpanish.Words, LabelsItalian.Words, LabelsDutch.Words, LabelsPolish.Words, LabelsPortuguese.Words, LabelsPortuguese.Brazilian];
        foreach (var labels in languages)
        {
            foreach (var property in typeof(Labels).GetProperties().Where(p => p.PropertyType == typeof(string)))
            {
                var word = (string)property.GetValue(labels)!;
                Assert.NotEqual("", word);
                Assert.Empty(DocumentFonts.Inter.Regular.Shape(word).Missing);
            }

            Assert.All(Unit.All, unit => Assert.Equal(unit == Unit.One, labels.Units.WordFor(unit).Length == 0));
        }
    }

    [Theory]
    [InlineData("DE", "de-DE", "Deutschland")]
    [InlineData("DE", "en-US", "Germany")]
    [InlineData("VN", "de-DE", "Vietnam")]
    [InlineData("US", "pl-PL", "Stany Zjednoczone")]
    [InlineData("XX", "en-US", "XX")]
    public void Countries_have_names_in_the_documents_language(string code, string tag, string name) =>
        Assert.Equal(name, Countries.NameOf(code, Locale.Of(tag).Tag));

    [Fact]
    public void Towns_stand_as_the_post_of_their_country_wants_them()
    {
        Assert.Equal(["88 Harvest Lane", "Suite 300", "Boulder, CO 80302"], Postal.Lines(Samples.GreenLeafParty.Address));
        Assert.Equal(["Lindenstraße 12", "10969 Berlin"], Postal.Lines(Samples.German.Address));
        Assert.Equal(["1 High St", "Leeds", "LS1 1AA"], Postal.Lines(new Address { Line1 = "1 High St", City = "Leeds", PostalCode = "LS1 1AA", Country = "GB" }));
        Assert.Empty(Postal.Lines(new Address { Country = "US" }));
    }

    private static string Plain(string text) => text.Replace('\u00A0', ' ').Replace('\u202F', ' ');
}
