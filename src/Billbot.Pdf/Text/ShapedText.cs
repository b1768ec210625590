namespace Billbot.Pdf.Text;

/// <summary>A text as glyphs of a font set, ready to be measured, broken into lines and drawn at any size. Immutable.</summary>
public sealed class ShapedText
{
    private readonly Glyph[] _glyphs;

    internal ShapedText(FontSet fonts, string text, Glyph[] glyphs, IReadOnlyList<int> missing) =>
        (Fonts, Text, _glyphs, Missing) = (fonts, text, glyphs, missing);

    /// <summary>The text in composed form.</summary>
    public string Text { get; }

    /// <summary>Code points that no font has, in the order of the text; each is drawn as a box.</summary>
    public IReadOnlyList<int> Missing { get; }

    internal FontSet Fonts { get; }

    internal ReadOnlySpan<Glyph> Glyphs => _glyphs;

    /// <summary>The whole text as one line, whatever its width.</summary>
    public TextLine OneLine() => Line(0, _glyphs.Length);

    /// <summary>
    /// Breaks the text into lines no wider than <paramref name="width"/> points at font size <paramref name="size"/>: at blanks, hyphens,
    /// soft hyphens, slashes and between ideographs, and inside a word only if the word alone is wider than a line.
    /// </summary>
    public IReadOnlyList<TextLine> Wrap(double width, double size)
    {
        List<TextLine> lines = [];
        if (_glyphs.Length == 0)
            return lines;

        // A hair of tolerance: a text measured for a column must fit into that column.
        var limit = width * 1000 / size + 0.01;
        var (from, candidate, run) = (0, 0, 0.0);
        for (var i = 0; i < _glyphs.Length; i++)
        {
            var glyph = _glyphs[i];
            if (glyph.Kind == GlyphKind.NewLine)
            {
                lines.Add(Line(from, i));
                (from, candidate, run) = (i + 1, i + 1, 0);
                continue;
            }

            if (glyph.Kind == GlyphKind.Ink && !glyph.Joined && run + glyph.Width > limit && i > from)
            {
                var next = candidate > from ? candidate : InsideWord(from, i);
                lines.Add(Line(from, next));
                (from, candidate, run) = (next, next, 0);
                i = next - 1;
                continue;
            }

            var hyphen = glyph.Kind == GlyphKind.SoftHyphen ? glyph.Width : 0;
            run += glyph.Kind == GlyphKind.SoftHyphen ? 0 : glyph.Width + glyph.Kern;
            if (i + 1 < _glyphs.Length && run + hyphen <= limit && MayBreakAfter(i))
                candidate = i + 1;
        }

        lines.Add(Line(from, _glyphs.Length));
        return lines;
    }

    private TextLine Line(int from, int to)
    {
        while (to > from && _glyphs[to - 1].Kind is GlyphKind.Space or GlyphKind.NewLine)
            to--;

        var width = 0f;
        for (var i = from; i < to; i++)
        {
            var glyph = _glyphs[i];
            if (glyph.Kind == GlyphKind.SoftHyphen && i < to - 1)
                continue;
            width += i == to - 1 && !glyph.Joined ? glyph.Width : glyph.Width + glyph.Kern;
        }

        return new TextLine(this, from, to, width);
    }

    private bool MayBreakAfter(int index)
    {
        var (glyph, next) = (_glyphs[index], _glyphs[index + 1]);
        if (next.Joined || next.Kind == GlyphKind.Space)
            return false;
        if (glyph.Kind is GlyphKind.Space or GlyphKind.SoftHyphen)
            return true;

        var previous = index > 0 ? char.ConvertToUtf32(Text, Base(index - 1)) : 0;
        return LineBreaks.IsAllowed(previous, char.ConvertToUtf32(Text, Base(index)), char.ConvertToUtf32(Text, next.Start));
    }

    // A word wider than its line is divided at a mark in its second half if it has one (addresses, links), else where the line is full.
    private int InsideWord(int from, int full)
    {
        for (var i = full; i > from + (full - from) / 2; i--)
        {
            if (!_glyphs[i].Joined && Text[_glyphs[i - 1].Start] is '@' or '.' or '_' or '/' or '&' or '=' or '?' or '-')
                return i;
        }

        return full;
    }

    // Where the cluster of a glyph begins: marks break as their base does.
    private int Base(int index)
    {
        while (index > 0 && _glyphs[index].Joined)
            index--;

        return _glyphs[index].Start;
    }
}
