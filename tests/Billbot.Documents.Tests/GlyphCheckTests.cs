using Billbot.Domain;

namespace Billbot.Documents.Tests;

public sealed class GlyphCheckTests
{
    [Fact]
    public void A_character_that_no_font_has_is_reported_with_its_field_and_code_point()
    {
        var snapshot = Samples.GreenLeaf() with
        {
            Lines = [Samples.Line("Plain", 1, 1), Samples.Line("Receipt 🧾 and שלום", 1, 1)],
            Notes = "谢谢",
        };

        var findings = GlyphCheck.MissingIn(snapshot);
        Assert.Equal(["/line_items/1/description", "/notes"], findings.Select(f => f.Field!));
        Assert.Equal(["U+05D5", "U+05DC", "U+05DD", "U+05E9", "U+1F9FE"], findings[0].CodePoints);
        Assert.All(findings, f => Assert.Equal("missing_glyph", f.Code));
        Assert.All(findings, f => Assert.DoesNotContain("谢", f.Message + f.Fix, StringComparison.Ordinal));
        Assert.DoesNotContain("Receipt", findings[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rendering_reports_the_same_and_keeps_the_text()
    {
        var snapshot = Samples.GreenLeaf() with { Notes = "Thanks 🧾" };
        var rendered = InvoicePdf.Render(snapshot, PdfMark.None);

        Assert.Equal("/notes", Assert.Single(rendered.Findings).Field);
        Assert.Contains("🧾", Pdf.Tests.PdfTools.Text(rendered.Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Every_text_field_is_looked_at()
    {
        const string odd = "\u6F22";
        var party = new Party
        {
            Name = odd,
            TradeName = odd,
            Address = new Address { Line1 = odd, Line2 = odd, City = odd, Region = odd, PostalCode = odd },
            VatId = odd,
            TaxNumber = odd,
            LegalId = odd,
            ContactName = odd,
            Phone = odd,
        };
        var line = Samples.Line(odd, 1, 1) with { Adjustments = [new Adjustment { Amount = Money.Of(1, Currency.Of("USD")), Reason = odd }] };
        var snapshot = Samples.GreenLeaf() with
        {
            Seller = party,
            Buyer = party,
            Lines = [line],
            Adjustments = [new Adjustment { Amount = Money.Of(1, Currency.Of("USD")), Reason = odd }],
            Reasons = [new ExemptionReason(TaxCategory.Exempt, odd, null)],
            PayTo = new BankAccount { Holder = odd, BankName = odd, AccountNumber = odd, RoutingNumber = odd },
            TaxLabel = odd,
            PaymentTerms = odd,
            Notes = odd,
            PoNumber = odd,
            BuyerReference = odd,
        };

        Assert.Equal(2 * 12 + 1 + 1 + 1 + 1 + 4 + 5, GlyphCheck.MissingIn(snapshot).Count);
    }

    [Theory]
    [InlineData("Zażółć gęślą jaźń")]
    [InlineData("Ευχαριστούμε πολύ")]
    [InlineData("Cảm ơn quý khách")]
    [InlineData("Спасибо")]
    [InlineData("a\u00ADb\u200Bc\u2060d")]
    public void Languages_that_the_font_has_are_no_finding(string text) =>
        Assert.Empty(GlyphCheck.MissingIn(Samples.GreenLeaf() with { Notes = text }));
}
