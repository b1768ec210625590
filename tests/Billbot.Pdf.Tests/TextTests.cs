using System.Globalization;
using System.Text;
using Billbot.Pdf.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Billbot.Pdf.Tests;

public sealed class TextTests
{
    [Theory]
    [InlineData("Zażółć gęślą jaźń – Łódź")]
    [InlineData("Ξεσκεπάζω την ψυχοφθόρα βδελυγμία")]
    [InlineData("Nguyễn Thị Phương Thảo, Đường Trần Hưng Đạo")]
    [InlineData("Съешь же ещё этих мягких французских булок")]
    [InlineData("€ £ ₹ ₫ zł Kč – “quoted” «cité» … § ½ × −12")]
    public void Text_comes_out_as_it_went_in(string text)
    {
        var pdf = TestFonts.Draw(text);

        PdfTools.Check(pdf);
        Assert.Empty(TestFonts.Text.Shape(text).Missing);
        Assert.Equal(text, PdfTools.RawText(pdf).TrimEnd());
    }

    [Fact]
    public void Decomposed_letters_are_composed_first()
    {
        var text = "Nguyễn".Normalize(NormalizationForm.FormD);

        Assert.Equal("Nguyễn", TestFonts.Text.Shape(text).Text);
        Assert.Equal("Nguyễn", PdfTools.RawText(TestFonts.Draw(text)).TrimEnd());
    }

    [Fact]
    public void A_no_break_blank_keeps_a_code_of_its_own()
    {
        var objects = PdfTools.Objects(TestFonts.Draw("8\u00A0000 zł"));

        Assert.Contains("> <00A0>", objects, StringComparison.Ordinal);
        Assert.Contains("> <0020>", objects, StringComparison.Ordinal);
    }

    [Fact]
    public void A_character_without_a_glyph_is_a_box_that_keeps_its_text()
    {
        var shaped = TestFonts.Text.Shape("Receipt 🧾 שלום 👩‍💻");
        var pdf = TestFonts.Draw("Receipt 🧾 שלום 👩‍💻");

        Assert.Equal([0x1F9FE, 0x05E9, 0x05DC, 0x05D5, 0x05DD, 0x1F469, 0x1F4BB], shaped.Missing);
        PdfTools.Check(pdf);
        var text = PdfTools.RawText(pdf);
        Assert.Contains("🧾", text, StringComparison.Ordinal);
        Assert.Contains("👩‍💻", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_full_of_different_missing_characters_stays_valid()
    {
        var text = string.Concat(Enumerable.Range(0x20000, 30_000).Select(char.ConvertFromUtf32));
        using var document = new PdfDocument(new PdfInfo("Missing", "en"));
        var (page, y) = (document.AddPage(PageSize.A4), 40);
        foreach (var line in TestFonts.Text.Shape(text + " end").Wrap(500, 1))
            page.DrawText(line, 40, y++, 1, PdfColor.Black);
        var pdf = document.ToBytes();

        PdfTools.Check(pdf);
        Assert.EndsWith("end", PdfTools.RawText(pdf).TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Characters_without_a_look_are_not_missing()
    {
        var shaped = TestFonts.Text.Shape("a\u200Bb\u2060c\uFEFFd\u00ADe\u202Ff\u2011g\u200E");

        Assert.Empty(shaped.Missing);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_a_missing_character() => Assert.Equal([0xFFFD], TestFonts.Text.Shape("a\uD83Eb").Missing);

    [Theory]
    [InlineData("one two three", "one|two|three")]
    [InlineData("self-made", "self-|made")]
    [InlineData("2026-03-09", "2026-|03-09")]
    [InlineData("20260309", "20260|309")]
    [InlineData("a b", "a b")]
    [InlineData("long\u00ADword", "long-|word")]
    [InlineData("ab\ncd", "ab|cd")]
    [InlineData("ab\r\n\r\ncd", "ab||cd")]
    [InlineData("漢字仮名交じり文", "漢字仮|名交じ|り文")]
    [InlineData("漢字仮、名", "漢字|仮、名")]
    [InlineData("https://x.example/path", "https://|x.exam|ple/|path")]
    [InlineData("  lead", "  lead")]
    public void Lines_end_where_a_reader_expects(string text, string expected)
    {
        var shaped = TestFonts.Text.Shape(text);
        var lines = shaped.Wrap(Width("MMMM"), 10).Select(line => TextOf(shaped, line));

        Assert.Equal(expected, string.Join('|', lines));
    }

    [Fact]
    public void A_number_with_no_break_blanks_is_never_divided()
    {
        var shaped = TestFonts.Text.Shape("total 8\u00A0000,00\u00A0zł");

        Assert.Equal(["total", "8\u00A0000,00\u00A0zł"], shaped.Wrap(Width("8\u00A0000,00\u00A0zł"), 10).Select(line => TextOf(shaped, line)));
    }

    [Fact]
    public void Wrapped_lines_fit_and_lose_nothing_but_blanks()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), Gen.Choose(20, 300).ToArbitrary(), (text, width) =>
        {
            var shaped = TestFonts.Text.Shape(text.Get);
            var lines = shaped.Wrap(width, 10);
            var kept = string.Concat(lines.Select(line => Visible(TextOf(shaped, line))));
            return kept == Visible(shaped.Text)
                && lines.All(line => line.WidthAt(10) <= width + 0.01 || new StringInfo(TextOf(shaped, line)).LengthInTextElements <= 2);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Any_text_makes_a_valid_document()
    {
        Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>[]>(), texts =>
        {
            var pdf = TestFonts.Draw(texts.Select(t => t.Get));
            PdfTools.Check(pdf);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Fact]
    public void The_next_font_is_asked_for_each_cluster_that_the_first_lacks()
    {
        var fonts = new FontSet(TestFonts.AsciiOnly, TestFonts.Regular);
        using var document = new PdfDocument(new PdfInfo("Fallback", "pl"));
        document.AddPage(PageSize.A4).DrawText(fonts.Shape("Łódź, Zażółć x").OneLine(), 40, 40, 10, PdfColor.Black);
        var pdf = document.ToBytes();

        Assert.Equal(2, PdfTools.Fonts(pdf).Count);
        Assert.Equal("Łódź, Zażółć x", PdfTools.RawText(pdf).TrimEnd());
        Assert.Equal([0x6F22], fonts.Shape("漢").Missing);
    }

    private static double Width(string text) => TestFonts.Text.Shape(text).OneLine().WidthAt(10);

    private static string Visible(string text) =>
        string.Concat(text.EnumerateRunes().Where(r => !Characters.IsBreakingBlank(r.Value) && r.Value is not ('\n' or '-' or 0xAD) && !Characters.IsHidden(r.Value)));

    private static string TextOf(ShapedText shaped, TextLine line)
    {
        var text = new StringBuilder();
        for (var i = line.From; i < line.To; i++)
        {
            var glyph = shaped.Glyphs[i];
            if (glyph.Kind == GlyphKind.SoftHyphen)
                text.Append(i == line.To - 1 ? "-" : "");
            else
                text.Append(shaped.Text, glyph.Start, glyph.Length);
        }

        return text.ToString();
    }
}
