namespace Billbot.Pdf.Text;

/// <summary>A stretch of a shaped text that stands on one line. Blanks at its end are left out.</summary>
public readonly struct TextLine
{
    private readonly float _width;

    internal TextLine(ShapedText source, int from, int to, float width) => (Source, From, To, _width) = (source, from, to, width);

    internal ShapedText Source { get; }

    internal int From { get; }

    internal int To { get; }

    /// <summary>The width in points at font size <paramref name="size"/>.</summary>
    public double WidthAt(double size) => _width * size / 1000;
}
