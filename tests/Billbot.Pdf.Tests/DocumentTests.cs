using System.Globalization;

namespace Billbot.Pdf.Tests;

public sealed class DocumentTests
{
    [Fact]
    public void Every_font_is_embedded_as_a_subset_with_a_unicode_map()
    {
        using var document = new PdfDocument(new PdfInfo("Fonts", "en"));
        var page = document.AddPage(PageSize.Letter);
        page.DrawText(TestFonts.Text.Shape("Regular").OneLine(), 40, 40, 10, PdfColor.Black);
        page.DrawText(new Text.FontSet(TestFonts.Bold).Shape("Bold").OneLine(), 40, 60, 10, PdfColor.Black);
        var pdf = document.ToBytes();

        PdfTools.Check(pdf);
        var fonts = PdfTools.Fonts(pdf);
        Assert.Equal(2, fonts.Count);
        Assert.All(fonts, font => Assert.True(font is { Embedded: true, Subset: true, Unicode: true }, font.ToString()));
        Assert.Contains(fonts, font => font.Name.EndsWith("+Inter-Regular", StringComparison.Ordinal));
        Assert.True(pdf.Length < 10_000, $"{pdf.Length} bytes for two words");
    }

    [Fact]
    public void A_font_that_draws_nothing_is_not_embedded() => Assert.Empty(PdfTools.Fonts(TestFonts.Draw("")));

    [Fact]
    public void The_same_calls_give_the_same_bytes_in_any_culture()
    {
        var first = TestFonts.Draw("Grüße, 1.234,50 €");
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("ar-SA");
            Assert.Equal(first, TestFonts.Draw("Grüße, 1.234,50 €"));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Another_text_gives_another_identifier() => Assert.NotEqual(IdOf(TestFonts.Draw("one")), IdOf(TestFonts.Draw("two")));

    [Fact]
    public void Title_author_and_dates_survive_any_characters()
    {
        var info = new PdfInfo("A & B (c) \\ Żółć", "pl-PL", "Société <x>", "Billbot", new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero));
        using var document = new PdfDocument(info);
        document.AddPage(PageSize.A4);
        var pdf = document.ToBytes();

        PdfTools.Check(pdf);
        var about = PdfTools.Info(pdf);
        Assert.Contains("A & B (c) \\ Żółć", about, StringComparison.Ordinal);
        Assert.Contains("Société <x>", about, StringComparison.Ordinal);
        Assert.Contains("Mar  9", about, StringComparison.Ordinal);
        Assert.Contains("595.28 x 841.89 pts (A4)", about, StringComparison.Ordinal);
        Assert.Contains("1.7", about, StringComparison.Ordinal);
    }

    [Fact]
    public void An_earlier_page_can_be_drawn_on_after_later_ones()
    {
        using var document = new PdfDocument(new PdfInfo("Pages", "en"));
        for (var i = 0; i < 3; i++)
            document.AddPage(PageSize.A4);
        for (var i = 0; i < document.Pages.Count; i++)
        {
            var line = TestFonts.Text.Shape($"Page {i + 1} of {document.Pages.Count}").OneLine();
            document.Pages[i].DrawText(line, 500, 800, 8, PdfColor.Black);
        }

        var text = PdfTools.RawText(document.ToBytes());
        Assert.Equal(["Page 1 of 3", "Page 2 of 3", "Page 3 of 3"], text.Split('\f', '\n').Where(l => l.Length > 0));
    }

    [Fact]
    public void Many_objects_go_into_several_object_streams()
    {
        using var document = new PdfDocument(new PdfInfo("Many", "en"));
        for (var i = 0; i < 250; i++)
            document.AddPage(PageSize.A4).FillRectangle(10, 10, i, 20, PdfColor.Parse("#1D4ED8"));
        var pdf = document.ToBytes();

        PdfTools.Check(pdf);
        Assert.Contains("Pages:           250", PdfTools.Info(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void Shapes_are_valid_content()
    {
        using var document = new PdfDocument(new PdfInfo("Shapes", "en"));
        var page = document.AddPage(PageSize.A4);
        page.FillRoundedRectangle(40, 40, 200, 80, 6, PdfColor.Parse("#F3F4F6"));
        page.StrokeRoundedRectangle(40, 140, 200, 80, 60, 0.5, PdfColor.Black);
        page.DrawLine(40, 240, 240, 240, 0.5, PdfColor.Black);

        PdfTools.Check(document.ToBytes());
    }

    [Fact]
    public void A_document_without_pages_is_refused()
    {
        using var document = new PdfDocument(new PdfInfo("Empty", "en"));

        Assert.Throws<InvalidOperationException>(document.ToBytes);
    }

    [Theory]
    [InlineData("#000000", 21)]
    [InlineData("#FFFFFF", 1)]
    [InlineData("#1D4ED8", 6.7)]
    public void Contrast_is_measured_as_readers_see_it(string color, double expected) =>
        Assert.Equal(expected, PdfColor.Parse(color).ContrastTo(PdfColor.White), tolerance: 0.05);

    private static string IdOf(byte[] pdf)
    {
        var text = System.Text.Encoding.Latin1.GetString(pdf);
        var start = text.LastIndexOf("/ID[<", StringComparison.Ordinal) + 5;
        return text.Substring(start, 32);
    }
}
