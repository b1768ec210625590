using System.Globalization;
using System.Text;
using Billbot.Pdf.Fonts;

namespace Billbot.Pdf.Text;

/// <summary>
/// Fonts in the order in which they are asked, for each cluster of characters anew: a text may mix scripts. What none of them has is drawn
/// as a box (U+25A1) that still carries its text, and reported. Immutable.
/// </summary>
public sealed class FontSet
{
    private readonly FontFace[] _faces;
    private readonly (byte Face, ushort Glyph) _box;

    /// <exception cref="FontFormatException">No font has a box or even a question mark.</exception>
    public FontSet(params IReadOnlyList<FontFace> faces)
    {
        if (faces.Count is 0 or > byte.MaxValue)
            throw new ArgumentException("A font set has 1 to 255 fonts.", nameof(faces));

        _faces = [.. faces];
        _box = FindBox();
    }

    /// <summary>The first font, which gives the set its metrics.</summary>
    public FontFace Main => _faces[0];

    internal FontFace this[int face] => _faces[face];

    /// <summary>Turns text into glyphs with kerning. <paramref name="tabular"/> gives figures one width and no kerning, for columns.</summary>
    public ShapedText Shape(string text, bool tabular = false)
    {
        var prepared = Characters.Prepare(text);
        var shaping = new Shaping(this, prepared, tabular);
        var at = 0;
        while (at < prepared.Length)
        {
            var length = ClusterLength(prepared, at);
            shaping.Add(at, length);
            at += length;
        }

        return shaping.Finish();
    }

    /// <summary>Adds the code points of <paramref name="text"/> that no font of the set can draw.</summary>
    public void CollectMissing(string text, ISet<int> codePoints)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return;

        foreach (var codePoint in Shape(text).Missing)
            codePoints.Add(codePoint);
    }

    internal (byte Face, ushort Glyph) BoxGlyph => _box;

    /// <summary>The first font that has every visible character of the cluster, or -1.</summary>
    internal int FaceFor(ReadOnlySpan<char> cluster)
    {
        for (var i = 0; i < _faces.Length; i++)
        {
            if (HasAll(_faces[i], cluster))
                return i;
        }

        return -1;
    }

    internal static ushort GlyphFor(FontFace face, int codePoint)
    {
        var glyph = face.GlyphOf(codePoint);
        if (glyph != 0)
            return glyph;

        var substitute = Characters.Substitute(codePoint);
        return substitute == 0 ? (ushort)0 : face.GlyphOf(substitute);
    }

    private static bool HasAll(FontFace face, ReadOnlySpan<char> cluster)
    {
        foreach (var rune in cluster.EnumerateRunes())
        {
            if (!Characters.IsHidden(rune.Value) && GlyphFor(face, rune.Value) == 0)
                return false;
        }

        return true;
    }

    private static int ClusterLength(string text, int at)
    {
        // Below U+0300 nothing combines with what stands before it.
        if (text[at] < 0x300 && (at + 1 == text.Length || text[at + 1] < 0x300))
            return 1;

        return StringInfo.GetNextTextElementLength(text, at);
    }

    private (byte Face, ushort Glyph) FindBox()
    {
        foreach (var codePoint in (ReadOnlySpan<int>)[Characters.Box, '?'])
        {
            for (var i = 0; i < _faces.Length; i++)
            {
                if (_faces[i].Has(new Rune(codePoint)))
                    return ((byte)i, _faces[i].GlyphOf(codePoint));
            }
        }

        throw new FontFormatException("No font of the set can draw a box for characters that are missing.");
    }
}
