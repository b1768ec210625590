using Billbot.Pdf.Fonts;
using Billbot.Pdf.Text;
using FsCheck;
using FsCheck.Fluent;

namespace Billbot.Pdf.Tests;

public sealed class FontTests
{
    [Fact]
    public void Pairs_are_kerned_as_the_font_says()
    {
        Assert.True(WidthOf("AV") < WidthOf("A") + WidthOf("V"));
        Assert.True(WidthOf("To") < WidthOf("T") + WidthOf("o"));
        Assert.Equal(WidthOf("nn"), 2 * WidthOf("n"), tolerance: 0.001);
    }

    [Fact]
    public void Tabular_figures_have_one_width_and_others_do_not()
    {
        var tabular = Enumerable.Range(0, 10).Select(d => Width(TestFonts.Text.Shape($"{d}", tabular: true))).Distinct();
        var proportional = Enumerable.Range(0, 10).Select(d => WidthOf($"{d}")).Distinct();

        Assert.Single(tabular);
        Assert.True(proportional.Count() > 1);
    }

    [Fact]
    public void A_tabular_number_is_extracted_as_its_digits()
    {
        using var document = new PdfDocument(new PdfInfo("Figures", "en"));
        document.AddPage(PageSize.A4).DrawText(TestFonts.Text.Shape("9,876,543.21", tabular: true).OneLine(), 40, 40, 10, PdfColor.Black);

        Assert.Contains("9,876,543.21", PdfTools.Text(document.ToBytes()), StringComparison.Ordinal);
    }

    [Fact]
    public void A_composite_letter_brings_its_parts_along()
    {
        var glyph = TestFonts.Regular.GlyphOf('Ǻ');
        var subset = FontSubset.Build(TestFonts.Regular, [0, glyph]);

        Assert.True(TestFonts.Regular.Glyphs.Of(glyph)[0] >= 0x80, "the letter is no composite in this font");
        Assert.True(subset.FileLength > 600);
        Assert.Matches("^[A-Z]{6}$", subset.Tag);
    }

    [Theory]
    [InlineData("OTTO", "CFF")]
    [InlineData("ttcf", "collection")]
    [InlineData("wOFF", "no TrueType")]
    public void Other_outlines_are_refused_with_a_reason(string signature, string reason)
    {
        var file = TestFonts.Bytes(400);
        System.Text.Encoding.ASCII.GetBytes(signature).CopyTo(file, 0);

        Assert.Contains(reason, Assert.Throws<FontFormatException>(() => FontFace.Parse(file)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0x0002, false)]
    [InlineData(0x0100, false)]
    [InlineData(0x0200, false)]
    [InlineData(0x0000, true)]
    [InlineData(0x0004, true)]
    [InlineData(0x0008, true)]
    public void Licence_bits_are_honoured(int bits, bool allowed)
    {
        var file = TestFonts.Bytes(400);
        file[TableStart(file, "OS/2") + 8] = (byte)(bits >> 8);
        file[TableStart(file, "OS/2") + 9] = (byte)bits;

        Assert.Equal(allowed, Record.Exception(() => FontFace.Parse(file)) is null);
    }

    [Fact]
    public void A_damaged_font_is_refused_and_never_crashes()
    {
        var original = TestFonts.Bytes(400);
        var damage = Gen.Zip(Gen.Choose(0, int.MaxValue), Gen.Choose(0, 255)).ListOf(20);

        Prop.ForAll(damage.ToArbitrary(), places =>
        {
            var file = original.ToArray();
            foreach (var (place, value) in places)
            {
                // Half of the damage goes to the directory and the tables with offsets in them, the rest anywhere.
                var start = place % 2 == 0 ? 0 : TableStart(original, (place / 2 % 6) switch { 0 => "GPOS", 1 => "GSUB", 2 => "cmap", 3 => "loca", 4 => "glyf", _ => "hhea" });
                file[start + place / 16 % (place % 4 < 2 ? 400 : file.Length - start)] = (byte)value;
            }

            if (Record.Exception(() => Use(file)) is { } exception)
                Assert.IsType<FontFormatException>(exception);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000));
    }

    [Fact]
    public void A_truncated_font_is_refused()
    {
        var original = TestFonts.Bytes(400);
        for (var length = 0; length < original.Length; length += 7919)
            Assert.Throws<FontFormatException>(() => Use(original[..length]));
    }

    private static void Use(byte[] file)
    {
        var fonts = new FontSet(FontFace.Parse(file));
        using var document = new PdfDocument(new PdfInfo("Damage", "en"));
        document.AddPage(PageSize.A4).DrawText(fonts.Shape("AVATAR éÅ 1234 Ελλ ệ").OneLine(), 40, 40, 10, PdfColor.Black);
        document.ToBytes();
    }

    private static int TableStart(byte[] file, string tag)
    {
        var directory = file.AsSpan(0, 12 + 16 * file[5]);
        var entry = directory.IndexOf(System.Text.Encoding.ASCII.GetBytes(tag));
        return System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(directory[(entry + 8)..]);
    }

    private static double WidthOf(string text) => Width(TestFonts.Text.Shape(text));

    private static double Width(ShapedText text) => text.OneLine().WidthAt(1000);
}
