using Billbot.Pdf;

namespace Billbot.Documents.Layout;

/// <summary>A pale word from corner to corner.</summary>
internal static class Watermark
{
    private static readonly PdfColor Pale = PdfColor.Parse("#FCE9E9");

    public static void Draw(PdfPage page, string word, Theme theme)
    {
        const double across = 0.66;
        var diagonal = Math.Sqrt(page.Size.Width * page.Size.Width + page.Size.Height * page.Size.Height);
        var line = theme.Word.Shape(word).OneLine();
        var size = Math.Min(120, diagonal * across / line.WidthAt(1));
        var angle = Math.Atan2(page.Size.Height, page.Size.Width);
        var (half, rise) = (line.WidthAt(size) / 2, theme.Word.Fonts.Main.CapHeight * size / 2000);
        var x = page.Size.Width / 2 - half * Math.Cos(angle) + rise * Math.Sin(angle);
        var y = page.Size.Height / 2 + half * Math.Sin(angle) + rise * Math.Cos(angle);
        page.DrawTurnedText(line, x, y, size, angle, Pale);
    }
}
