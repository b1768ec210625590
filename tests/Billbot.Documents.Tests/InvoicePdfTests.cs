using System.Globalization;
using System.Text.RegularExpressions;
using Billbot.Domain;
using Billbot.Pdf.Tests;

namespace Billbot.Documents.Tests;

public sealed partial class InvoicePdfTests
{
    [Fact]
    public void The_green_leaf_invoice_reads_as_agreed() => Golden.Matches("greenleaf.txt", TextOf(Samples.GreenLeaf()));

    [Fact]
    public void A_german_vat_invoice_reads_as_agreed() => Golden.Matches("german.txt", TextOf(Samples.GermanVat()));

    [Fact]
    public void Every_font_is_embedded_as_a_subset_with_a_unicode_map()
    {
        var fonts = PdfTools.Fonts(Render(Samples.GermanVat()).Bytes);

        Assert.Equal(3, fonts.Count);
        Assert.All(fonts, font => Assert.True(font is { Embedded: true, Subset: true, Unicode: true }, font.ToString()));
    }

    [Fact]
    public void The_same_snapshot_gives_the_same_bytes_in_any_culture_and_on_any_thread()
    {
        var first = Render(Samples.GermanVat()).Bytes;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("th-TH");
            Assert.Equal(first, Render(Samples.GermanVat()).Bytes);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        Parallel.For(0, 16, i =>
        {
            Render(Samples.WithLines(i));
            Assert.Equal(first, Render(Samples.GermanVat()).Bytes);
        });
    }

    [Fact]
    public void A_stored_snapshot_is_drawn_as_the_one_it_was_stored_from() =>
        Assert.Equal(Render(Samples.GermanVat()).Bytes, Render(Snapshot.Parse(Samples.GermanVat().ToCanonical())).Bytes);

    [Fact]
    public void Two_hundred_lines_repeat_the_head_and_count_the_pages()
    {
        var pdf = Render(Samples.WithLines(200));
        var pages = PagesOf(pdf.Bytes);

        PdfTools.Check(pdf.Bytes);
        Assert.Equal(pdf.Pages, pages.Length);
        for (var i = 0; i < pages.Length; i++)
        {
            Assert.Contains($"Page {i + 1} of {pages.Length}", pages[i], StringComparison.Ordinal);
            Assert.Contains("Unit price", pages[i], StringComparison.Ordinal);
        }

        var items = ItemNumbers().Matches(string.Concat(pages)).Select(m => int.Parse(m.Groups[1].Value, CultureInfo.InvariantCulture));
        Assert.Equal(Enumerable.Range(1, 200), items);
    }

    [Fact]
    public void Totals_stay_on_the_page_of_the_last_row()
    {
        for (var count = 1; count <= 60; count++)
        {
            var last = PagesOf(Render(Samples.WithLines(count)).Bytes)[^1];

            Assert.Contains("Amount due", last, StringComparison.Ordinal);
            Assert.Contains(ItemNumbers().Matches(last), m => m.Groups[1].Value == count.ToString(CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void A_row_taller_than_a_page_goes_on_to_the_next()
    {
        var details = string.Join('\n', Enumerable.Range(1, 150).Select(i => $"detail {i} end"));
        var pdf = Render(Of(Samples.Line("Long\n" + details, 1, 10, "unit", 19), Samples.Line("Short", 1, 1, "unit", 19)));
        var text = string.Concat(PagesOf(pdf.Bytes));

        PdfTools.Check(pdf.Bytes);
        Assert.True(pdf.Pages >= 3);
        Assert.All(Enumerable.Range(1, 150), i => Assert.Contains($"detail {i} end", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_few_closing_lines_take_no_page_of_their_own()
    {
        Assert.Equal(1, Render(Samples.GermanVat()).Pages);
        Assert.Equal(2, Render(Samples.GermanVat() with { Notes = string.Join('\n', Enumerable.Repeat("Hinweis", 12)) }).Pages);
    }

    [Fact]
    public void Sellers_without_a_tax_system_show_no_tax()
    {
        var text = TextOf(Samples.GreenLeaf());

        Assert.DoesNotContain("VAT", text, StringComparison.Ordinal);
        Assert.DoesNotContain("%", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Other_taxes_carry_the_sellers_own_word()
    {
        var snapshot = Samples.Of(Samples.Freelancer, Samples.GreenLeafParty, "USD", TaxSystem.SalesTax, [Samples.Line("Desk", 1, 100, "unit", 8.875m)]);

        Assert.Contains("Sales tax 8.875 % on 100.00", TextOf(snapshot), StringComparison.Ordinal);
        Assert.Contains("HST 8.875 % on 100.00", TextOf(snapshot with { TaxLabel = "HST" }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_without_content_is_left_out()
    {
        Assert.DoesNotContain("Unit ", TextOf(Of(Samples.Line("Desk", 2, 100, "unit", 19))).Replace("Unit price", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("Unit ", TextOf(Of(Samples.Line("Work", 2, 100, "hour", 19))).Replace("Unit price", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Discounts_charges_and_prepayments_explain_the_amount_due()
    {
        Adjustment[] adjustments =
        [
            new() { Percent = Samples.Value(Rate.Of(4)), Reason = "Framework discount" },
            new() { IsCharge = true, Amount = Money.Of(25, Currency.Of("EUR")), Reason = "Freight" },
        ];
        var line = Samples.Line("Crates", 16, 348.35m, "piece", 22) with { Adjustments = [new Adjustment { Percent = Samples.Value(Rate.Of(10)), Reason = "Seconds" }] };
        var snapshot = Samples.Of(Samples.German, Samples.French, "EUR", TaxSystem.Vat, [line], adjustments, prepaid: Money.Of(500, Currency.Of("EUR")));
        var text = TextOf(snapshot);

        Assert.Contains("Seconds 10 %: −557.36", text, StringComparison.Ordinal);
        Assert.Matches(@"Items total\s+5,016.24", text);
        Assert.Matches(@"Framework discount 4 %\s+−200.65", text);
        Assert.Matches(@"Freight\s+25.00", text);
        Assert.Matches(@"Already paid\s+−500.00", text);
        Assert.Matches($@"Amount due\s+€{snapshot.Totals.Payable.Amount.ToString("N2", CultureInfo.InvariantCulture)}", text);
    }

    [Fact]
    public void A_draft_says_so_and_has_no_number_to_pay_under()
    {
        var text = TextOf(Samples.GreenLeaf() with { Number = null }, PdfMark.Draft);

        Assert.Contains("DRAFT", text, StringComparison.Ordinal);
        Assert.All(PagesOf(Render(Samples.WithLines(40), PdfMark.Draft).Bytes), page => Assert.Contains("draft", page, StringComparison.OrdinalIgnoreCase));
        Assert.DoesNotContain("INV-", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Reference", text, StringComparison.Ordinal);
        Assert.DoesNotContain("DRAFT", TextOf(Samples.GreenLeaf()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_copy_of_a_void_invoice_says_so_on_every_page()
    {
        var pages = PagesOf(Render(Samples.WithLines(40), PdfMark.Void).Bytes);

        Assert.All(pages, page => Assert.Matches("V.*O.*I.*D", page.ReplaceLineEndings(" ")));
    }

    [Fact]
    public void A_draft_without_lines_is_drawn() =>
        Assert.Contains("$0.00", TextOf(Samples.Of(Samples.Freelancer, Samples.GreenLeafParty, "USD", TaxSystem.None, []), PdfMark.Draft), StringComparison.Ordinal);

    [Fact]
    public void A_credit_note_names_its_invoice_and_asks_for_no_money()
    {
        var text = TextOf(Samples.GermanVat() with { Type = DocumentType.CreditNote, Number = "CN-2026-0003", DueDate = null, Preceding = new PrecedingInvoice("RE-2026-000417", new DateOnly(2026, 11, 22)) });

        Assert.Contains("Rechnungskorrektur", text, StringComparison.Ordinal);
        Assert.Contains("RE-2026-000417", text, StringComparison.Ordinal);
        Assert.DoesNotContain("IBAN", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Zahlbetrag", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_iban_is_printed_in_groups_of_four() =>
        Assert.Contains("DE89 3704 0044 0532 0130 00", TextOf(Samples.GermanVat()), StringComparison.Ordinal);

    [Theory]
    [InlineData("US", "612 x 792")]
    [InlineData("CA", "612 x 792")]
    [InlineData("DE", "A4")]
    [InlineData(null, "A4")]
    public void Paper_follows_the_sellers_country(string? country, string paper)
    {
        var seller = Samples.Freelancer with { Address = new Address { Country = country } };

        Assert.Contains(paper, PdfTools.Info(Render(Samples.GreenLeaf() with { Seller = seller }).Bytes), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_that_looks_like_a_link_stays_text()
    {
        var objects = PdfTools.Objects(Render(Of(Samples.Line("https://example.com/pay\njavascript:alert(1) mailto:a@b.example", 1, 1, "unit", 19))).Bytes);

        Assert.DoesNotContain("/URI", objects, StringComparison.Ordinal);
        Assert.DoesNotContain("/Annots", objects, StringComparison.Ordinal);
        Assert.DoesNotContain("/JavaScript", objects, StringComparison.Ordinal);
    }

    [Fact]
    public void A_word_wider_than_its_column_is_divided_and_not_cut()
    {
        var word = string.Concat(Enumerable.Range(0, 60).Select(i => $"w{i}x"));
        var text = PdfTools.RawText(Render(Of(Samples.Line(word, 1, 1, "unit", 19))).Bytes);

        Assert.Contains(word, text.ReplaceLineEndings("").Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_is_drawn_after_the_caller_gave_up() =>
        Assert.Throws<OperationCanceledException>(() => InvoicePdf.Render(Samples.WithLines(5), PdfMark.None, new CancellationToken(canceled: true)));

    [Fact]
    public void More_than_sixty_pages_are_refused()
    {
        var details = string.Join('\n', Enumerable.Repeat("more", 400));
        LineItem[] lines = [.. Enumerable.Range(1, 20).Select(i => Samples.Line($"Item {i}\n{details}", 1, 1, "unit", 19))];

        Assert.Throws<DocumentTooLongException>(() => Render(Of(lines)));
        Assert.True(Render(Samples.WithLines(500)).Pages <= 60);
    }

    internal static RenderedPdf Render(Snapshot snapshot, PdfMark mark = PdfMark.None) => InvoicePdf.Render(snapshot, mark);

    internal static string TextOf(Snapshot snapshot, PdfMark mark = PdfMark.None)
    {
        var pdf = Render(snapshot, mark).Bytes;
        PdfTools.Check(pdf);
        return PdfTools.Text(pdf).Replace('\u00A0', ' ').Replace('\u202F', ' ');
    }

    private static string[] PagesOf(byte[] pdf) => PdfTools.Text(pdf).Split('\f', StringSplitOptions.RemoveEmptyEntries);

    private static Snapshot Of(params LineItem[] lines) => Samples.Of(Samples.German, Samples.French, "EUR", TaxSystem.Vat, lines);

    [GeneratedRegex(@"^ *(\d+) +(?:Service call|Replacement part)", RegexOptions.Multiline)]
    private static partial Regex ItemNumbers();
}
