using System.Globalization;
using System.Text.RegularExpressions;
using Billbot.Domain;
using Billbot.Pdf.Tests;
using FsCheck;
using FsCheck.Fluent;

namespace Billbot.Documents.Tests;

public sealed partial class AnyInvoiceTests
{
    private static int Count => Environment.GetEnvironmentVariable("BILLBOT_LONG") == "1" ? 2000 : 60;

    [Fact]
    public void Any_invoice_becomes_a_document_that_readers_accept()
    {
        Prop.ForAll(Invoices().ToArbitrary(), invoice =>
        {
            var (snapshot, mark) = invoice;
            var rendered = InvoicePdf.Render(snapshot, mark);
            PdfTools.Check(rendered.Bytes);
            var text = PdfTools.Text(rendered.Bytes);

            Assert.All(PdfTools.Fonts(rendered.Bytes), font => Assert.True(font is { Embedded: true, Subset: true, Unicode: true }));
            Assert.Equal(rendered.Pages, text.Count(c => c == '\f'));
            Assert.Contains(DigitsOf(snapshot.Totals.Payable.AmountText), text.Split('\n').Select(DigitsOf).SelectMany(line => Ends(line, snapshot)));
            Assert.Equal(rendered.Bytes, InvoicePdf.Render(snapshot, mark).Bytes);
            if (mark != PdfMark.Void)
                Assert.All(Boxes().Matches(PdfTools.Boxes(rendered.Bytes)), box => Assert.True(IsInside(box, Country.UsesLetterPaper(snapshot.Seller.Address.Country)), box.Value));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(Count));
    }

    private static Gen<(Snapshot Snapshot, PdfMark Mark)> Invoices() =>
        from locale in Gen.Elements("en-US", "en-GB", "de", "fr", "es", "it", "nl", "pt-PT", "pt-BR", "pl", "xx")
        from currency in Gen.Elements("USD", "EUR", "JPY", "KWD", "PLN")
        from system in Gen.Elements(Enum.GetValues<TaxSystem>())
        from type in Gen.Elements(Enum.GetValues<DocumentType>())
        from mark in Gen.Elements(Enum.GetValues<PdfMark>())
        from seller in Parties()
        from buyer in Parties()
        from lines in Gen.Choose(0, 40).SelectMany(count => Lines(system != TaxSystem.None).ListOf(count))
        from notes in Texts(400)
        from terms in Texts(200)
        from account in Gen.Elements(null, Samples.Sepa, Samples.American)
        from number in Gen.Elements(null, "INV-2026-0001", "RE/2026/03-000000000000000000417")
        select (Samples.Of(seller, buyer, currency, system, [.. lines]) with
        {
            Locale = locale,
            Type = type,
            Notes = notes,
            PaymentTerms = terms,
            PayTo = account,
            Number = number,
            PoNumber = terms.Length > 100 ? notes : null,
        }, mark);

    private static Gen<Party> Parties() =>
        from name in Texts(120)
        from street in Texts(80)
        from city in Texts(40)
        from country in Gen.Elements(null, "US", "DE", "GB", "FR", "JP")
        from vatId in Gen.Elements(null, "DE123456789")
        select new Party
        {
            Name = name,
            TradeName = street.Length > 40 ? city : null,
            Address = new Address { Line1 = street, City = city, Country = country },
            VatId = vatId,
            Email = vatId is null ? "someone.with.a.long.address@subdomain.of.a.company.example" : null,
        };

    private static Gen<LineItem> Lines(bool taxed) =>
        from description in Texts(300)
        from quantity in Gen.Choose(-5000, 99999)
        from price in Gen.Choose(0, 99999999)
        from unit in Gen.Elements("unit", "hour", "kg", "lump_sum")
        from rate in Gen.Elements(0m, 7m, 19m, 20m)
        select Samples.Line(description, quantity == 0 ? 1 : quantity / 100m is 0 ? 1 : quantity / 100m, price / 1000m, unit, taxed ? rate : null);

    // Words of many scripts, long ones and short ones, and anything that FsCheck thinks of.
    private static Gen<string> Texts(int most) => Gen.OneOf(
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get),
        Gen.Elements("Consulting", "Łódź", "Ελλάδα", "Đường", "שלום", "漢字仮名", "🧾", "a-b-c", "https://example.com/x?y=z", new string('W', 90), "line\nbreak", "e\u0301", "(", "\\", "%")
            .ListOf().Select(words => string.Join(' ', words)))
        .Select(text => text.Length > most ? text[..most] : text);

    // The margins are 48 points; 2 are allowed for letters that reach beyond their own width.
    private static bool IsInside(Match box, bool isLetter)
    {
        var (width, height) = isLetter ? (612, 792) : (595.28, 841.89);
        var sides = box.Groups.Values.Skip(1).Select(g => double.Parse(g.Value, CultureInfo.InvariantCulture)).ToArray();
        return sides[0] >= 46 && sides[1] >= 20 && sides[2] <= width - 46 && sides[3] <= height - 20;
    }

    [GeneratedRegex("""<word xMin="(.*?)" yMin="(.*?)" xMax="(.*?)" yMax="(.*?)">""")]
    private static partial Regex Boxes();

    private static string DigitsOf(string text) => string.Concat(text.Where(char.IsAsciiDigit));

    // The amount due ends its line; other text may stand before it.
    private static IEnumerable<string> Ends(string line, Snapshot snapshot)
    {
        var length = DigitsOf(snapshot.Totals.Payable.AmountText).Length;
        return line.Length >= length ? [line[^length..]] : [];
    }
}
