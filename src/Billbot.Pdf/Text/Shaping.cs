using System.Text;

namespace Billbot.Pdf.Text;

/// <summary>One text on its way to glyphs.</summary>
internal sealed class Shaping(FontSet fonts, string text, bool tabular)
{
    private readonly List<Glyph> _glyphs = new(text.Length);
    private List<int>? _missing;

    public void Add(int start, int length)
    {
        var cluster = text.AsSpan(start, length);
        if (cluster[0] == '\n')
        {
            _glyphs.Add(new Glyph(0, 0, GlyphKind.NewLine, Joined: false, start, length, 0));
            return;
        }

        var face = fonts.FaceFor(cluster);
        if (face < 0)
        {
            AddBox(start, length);
            return;
        }

        var at = start;
        foreach (var rune in cluster.EnumerateRunes())
        {
            AddGlyph(face, rune.Value, at, rune.Utf16SequenceLength, joined: at > start);
            at += rune.Utf16SequenceLength;
        }
    }

    public ShapedText Finish()
    {
        var glyphs = _glyphs.ToArray();
        if (!tabular)
            Kern(glyphs);
        return new ShapedText(fonts, text, glyphs, _missing is null ? [] : [.. _missing]);
    }

    private void AddGlyph(int faceIndex, int codePoint, int start, int length, bool joined)
    {
        if (Characters.IsHidden(codePoint))
        {
            _glyphs.Add(new Glyph(0, 0, GlyphKind.Hidden, joined, start, length, 0));
            return;
        }

        var face = fonts[faceIndex];
        var id = FontSet.GlyphFor(face, codePoint);
        if (tabular)
            id = face.TabularOf(id);
        var width = (float)face.Thousandths(face.AdvanceOf(id));
        var kind = Characters.IsBreakingBlank(codePoint) ? GlyphKind.Space
            : codePoint == Characters.SoftHyphen ? GlyphKind.SoftHyphen
            : GlyphKind.Ink;
        // A mark stands over what comes before it and moves nothing.
        var kern = joined && Characters.IsMark(codePoint) ? -width : 0;
        _glyphs.Add(new Glyph(id, (byte)faceIndex, kind, joined, start, length, width, kern));
    }

    private void AddBox(int start, int length)
    {
        var (face, id) = fonts.BoxGlyph;
        _glyphs.Add(new Glyph(id, face, GlyphKind.Ink, Joined: false, start, length, (float)fonts[face].Thousandths(fonts[face].AdvanceOf(id))));
        _missing ??= [];
        var before = _missing.Count;
        foreach (var rune in text.AsSpan(start, length).EnumerateRunes())
        {
            if (!Characters.IsHidden(rune.Value) && fonts.FaceFor(rune.ToString()) < 0)
                _missing.Add(rune.Value);
        }

        // Each part has a font, but no font has all of them together.
        if (_missing.Count == before)
            _missing.Add(Rune.GetRuneAt(text, start).Value);
    }

    private void Kern(Glyph[] glyphs)
    {
        for (var i = 0; i + 1 < glyphs.Length; i++)
        {
            var (left, right) = (glyphs[i], glyphs[i + 1]);
            if (left.Face != right.Face || left.Kern != 0 || !IsDrawn(left.Kind) || !IsDrawn(right.Kind))
                continue;

            var face = fonts[left.Face];
            var kern = face.KerningBetween(left.Id, right.Id);
            if (kern != 0)
                glyphs[i] = left with { Kern = (float)face.Thousandths(kern) };
        }
    }

    private static bool IsDrawn(GlyphKind kind) => kind is GlyphKind.Ink or GlyphKind.Space;
}
