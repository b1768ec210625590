namespace Billbot.Pdf.Text;

internal enum GlyphKind : byte
{
    /// <summary>Drawn.</summary>
    Ink,

    /// <summary>A blank at which a line may end.</summary>
    Space,

    /// <summary>Drawn as a hyphen where a line ends at it, otherwise not at all.</summary>
    SoftHyphen,

    /// <summary>Ends the line.</summary>
    NewLine,

    /// <summary>Joiners, direction marks, variation selectors: neither drawn nor wide.</summary>
    Hidden,
}

/// <summary>One glyph of a shaped text. Widths are in thousandths of the font size.</summary>
/// <param name="Id">The glyph in its font.</param>
/// <param name="Face">Index of the font in its set.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Joined">Belongs to the cluster of the glyph before: no break comes between.</param>
/// <param name="Start">Where its text starts.</param>
/// <param name="Length">Its text's length in UTF-16 units.</param>
/// <param name="Width">The font's advance.</param>
/// <param name="Kern">What is added before the next glyph.</param>
internal readonly record struct Glyph(
    ushort Id,
    byte Face,
    GlyphKind Kind,
    bool Joined,
    int Start,
    int Length,
    float Width,
    float Kern = 0);
