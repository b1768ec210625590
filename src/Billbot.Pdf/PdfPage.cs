using Billbot.Pdf.Fonts;
using Billbot.Pdf.Objects;
using Billbot.Pdf.Text;

namespace Billbot.Pdf;

/// <summary>
/// A page to draw on, at any time until the document is written. Coordinates are points from the upper left corner, y downwards.
/// Every drawing operation is complete in itself, so that marks for tagged content can be set around any of them.
/// </summary>
public sealed class PdfPage
{
    // How far the control points of a quarter circle lie from its ends, per radius.
    private const double Roundness = 0.5523;

    private readonly PdfDocument _document;
    private readonly ByteWriter _content;
    private PdfColor _fill = PdfColor.Black;
    private (EmbeddedFont? Font, double Size) _text;

    internal PdfPage(PdfDocument document, PageSize size, ByteWriter content) =>
        (_document, Size, _content) = (document, size, content);

    public PageSize Size { get; }

    internal ByteWriter Content => _content;

    public void FillRectangle(double x, double y, double width, double height, PdfColor color)
    {
        SetFill(color);
        _content.Operand(x).Operand(Size.Height - y - height).Operand(width).Operand(height).Raw("re f\n"u8);
    }

    public void FillRoundedRectangle(double x, double y, double width, double height, double radius, PdfColor color)
    {
        SetFill(color);
        RoundedPath(x, Size.Height - y - height, width, height, Math.Min(radius, Math.Min(width, height) / 2));
        _content.Raw("f\n"u8);
    }

    /// <summary>Draws the outline of a rounded rectangle; the line lies half inside, half outside.</summary>
    public void StrokeRoundedRectangle(double x, double y, double width, double height, double radius, double thickness, PdfColor color)
    {
        BeginStroke(thickness, color);
        RoundedPath(x, Size.Height - y - height, width, height, Math.Min(radius, Math.Min(width, height) / 2));
        _content.Raw("S Q\n"u8);
    }

    public void DrawLine(double x1, double y1, double x2, double y2, double thickness, PdfColor color)
    {
        BeginStroke(thickness, color);
        _content.Operand(x1).Operand(Size.Height - y1).Raw("m "u8).Operand(x2).Operand(Size.Height - y2).Raw("l S Q\n"u8);
    }

    /// <summary>Draws a line of text from <paramref name="x"/> on; <paramref name="baseline"/> is where the letters stand.</summary>
    public void DrawText(TextLine line, double x, double baseline, double size, PdfColor color) =>
        DrawTurnedText(line, x, baseline, size, 0, color);

    /// <summary>Draws a line of text that rises by <paramref name="angle"/> radians from its starting point.</summary>
    public void DrawTurnedText(TextLine line, double x, double baseline, double size, double angle, PdfColor color)
    {
        if (line.From == line.To)
            return;

        SetFill(color);
        _content.Raw("BT "u8);
        if (angle != 0)
            _content.Operand(Math.Cos(angle)).Operand(Math.Sin(angle)).Operand(-Math.Sin(angle)).Operand(Math.Cos(angle));
        _content.Operand(x).Operand(Size.Height - baseline).Raw(angle == 0 ? "Td\n"u8 : "Tm\n"u8);
        var at = line.From;
        while (at < line.To)
            at = DrawRun(line, at, size);

        _content.Raw("ET\n"u8);
    }

    // The glyphs from `start` on that come from one font; answers where the next font begins.
    private int DrawRun(TextLine line, int start, double size)
    {
        var source = line.Source;
        var glyphs = source.Glyphs;
        var face = FaceAt(glyphs, start, line.To);
        var font = _document.FontOf(source.Fonts[face]);
        SetFont(font, size);
        _content.Raw("[<"u8);
        var at = start;
        for (; at < line.To; at++)
        {
            var glyph = glyphs[at];
            if (!IsDrawn(glyph, isLast: at == line.To - 1))
                continue;
            if (glyph.Face != face)
                break;

            _content.Hex16(font.CodeOf(glyph, source.Text));
            if (glyph.Kern != 0 && at < line.To - 1)
                _content.Byte((byte)'>').Real(-glyph.Kern).Byte((byte)'<');
        }

        _content.Raw(">]TJ\n"u8);
        return at;
    }

    private static int FaceAt(ReadOnlySpan<Glyph> glyphs, int at, int end)
    {
        while (at < end - 1 && !IsDrawn(glyphs[at], isLast: false))
            at++;

        return glyphs[at].Face;
    }

    private static bool IsDrawn(Glyph glyph, bool isLast) => glyph.Kind switch
    {
        GlyphKind.Ink or GlyphKind.Space => true,
        GlyphKind.SoftHyphen => isLast,
        GlyphKind.NewLine or GlyphKind.Hidden => false,
        _ => throw new InvalidOperationException($"Unknown kind of glyph {glyph.Kind}."),
    };

    private void SetFont(EmbeddedFont font, double size)
    {
        if (_text == (font, size))
            return;

        _text = (font, size);
        _content.Name(font.ResourceName).Byte((byte)' ').Operand(size).Raw("Tf\n"u8);
    }

    private void SetFill(PdfColor color)
    {
        if (_fill == color)
            return;

        _fill = color;
        Color(color).Raw("rg\n"u8);
    }

    private void BeginStroke(double thickness, PdfColor color)
    {
        _content.Raw("q "u8).Operand(thickness).Raw("w "u8);
        Color(color).Raw("RG "u8);
    }

    private ByteWriter Color(PdfColor color) =>
        _content.Operand(color.Red / 255.0).Operand(color.Green / 255.0).Operand(color.Blue / 255.0);

    private void RoundedPath(double x, double y, double width, double height, double radius)
    {
        var (right, top, bend) = (x + width, y + height, radius * Roundness);
        _content.Operand(x + radius).Operand(y).Raw("m "u8).Operand(right - radius).Operand(y).Raw("l "u8);
        Curve(right - radius + bend, y, right, y + radius - bend, right, y + radius);
        _content.Operand(right).Operand(top - radius).Raw("l "u8);
        Curve(right, top - radius + bend, right - radius + bend, top, right - radius, top);
        _content.Operand(x + radius).Operand(top).Raw("l "u8);
        Curve(x + radius - bend, top, x, top - radius + bend, x, top - radius);
        _content.Operand(x).Operand(y + radius).Raw("l "u8);
        Curve(x, y + radius - bend, x + radius - bend, y, x + radius, y);
        _content.Raw("h "u8);
    }

    private void Curve(double x1, double y1, double x2, double y2, double x3, double y3) =>
        _content.Operand(x1).Operand(y1).Operand(x2).Operand(y2).Operand(x3).Operand(y3).Raw("c "u8);
}
