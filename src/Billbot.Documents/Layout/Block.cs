using Billbot.Pdf;
using Billbot.Pdf.Text;

namespace Billbot.Documents.Layout;

/// <summary>Wrapped lines below each other, in one or several styles.</summary>
internal sealed class Block(double width)
{
    private readonly List<(TextLine Line, Style Style, double Gap)> _lines = [];

    public double Height { get; private set; }

    public int Count => _lines.Count;

    /// <summary>Adds a text; <paramref name="gap"/> is the space above it.</summary>
    public Block Add(string? text, Style style, double gap = 0)
    {
        if (string.IsNullOrEmpty(text))
            return this;

        foreach (var line in style.Shape(text).Wrap(width, style.Size))
        {
            _lines.Add((line, style, gap));
            Height += gap + style.Leading;
            gap = 0;
        }

        return this;
    }

    public Block AddAll(IEnumerable<string> texts, Style style)
    {
        foreach (var text in texts)
            Add(text, style);

        return this;
    }

    public void Draw(PdfPage page, double x, double top)
    {
        for (var i = 0; i < _lines.Count; i++)
            top = DrawLine(i, page, x, top);
    }

    /// <summary>The height of one line with the space above it.</summary>
    public double HeightOf(int line) => _lines[line].Gap + _lines[line].Style.Leading;

    /// <summary>Draws one line and answers where the next one starts.</summary>
    public double DrawLine(int index, PdfPage page, double x, double top)
    {
        var (line, style, gap) = _lines[index];
        page.DrawText(line, x, top + gap + style.Baseline, style.Size, style.Color);
        return top + HeightOf(index);
    }
}

/// <summary>Single lines of text at a place.</summary>
internal static class Lines
{
    public static void DrawLeft(this PdfPage page, string text, Style style, double x, double top) =>
        page.DrawText(style.Shape(text).OneLine(), x, top + style.Baseline, style.Size, style.Color);

    /// <summary>Ends at <paramref name="right"/>.</summary>
    public static void DrawRight(this PdfPage page, string text, Style style, double right, double top)
    {
        var line = style.Shape(text).OneLine();
        page.DrawText(line, right - line.WidthAt(style.Size), top + style.Baseline, style.Size, style.Color);
    }

    public static void DrawCentred(this PdfPage page, string text, Style style, double centre, double top)
    {
        var line = style.Shape(text).OneLine();
        page.DrawText(line, centre - line.WidthAt(style.Size) / 2, top + style.Baseline, style.Size, style.Color);
    }
}
