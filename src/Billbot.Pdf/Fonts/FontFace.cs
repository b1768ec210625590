using System.Collections.Frozen;
using System.Text;

namespace Billbot.Pdf.Fonts;

/// <summary>
/// A parsed TrueType font. Immutable and safe to share between threads: parse each font once and keep it.
/// Refuses fonts with CFF outlines, collections, damaged files and fonts whose licence bits forbid embedding a subset.
/// </summary>
public sealed class FontFace
{
    private readonly CharacterMap _characters;
    private readonly Kerning _kerning;
    private readonly FrozenDictionary<ushort, ushort> _tabular;
    private readonly ushort[] _advances;

    private FontFace(byte[] file)
    {
        var directory = new FontDirectory(file);
        Head = directory.Need("head");
        HorizontalHeader = directory.Need("hhea");
        MaximumProfile = directory.Need("maxp");
        Glyphs = new GlyphOutlines(directory.Need("loca"), directory.Need("glyf"), Head.I16(50) == 1, MaximumProfile.U16(4));
        Hinting = [("cvt ", directory.Find("cvt ")), ("fpgm", directory.Find("fpgm")), ("prep", directory.Find("prep"))];
        UnitsPerEm = Head.U16(18);
        if (UnitsPerEm is < 16 or > 16384)
            throw new FontFormatException("The font is damaged: its em has no sensible size.");

        HorizontalMetrics = directory.Need("hmtx");
        _advances = ReadAdvances();
        _characters = new CharacterMap(directory.Need("cmap"), GlyphCount);
        _kerning = new Kerning(directory.Find("GPOS"), directory.Find("kern"));
        _tabular = TabularFigures.Read(directory.Find("GSUB"), GlyphCount);
        Description = FontDescription.Read(directory, UnitsPerEm);
        Subsets = new SubsetCache(this);
    }

    /// <summary>The name under which the font is embedded, without the subset tag.</summary>
    public string PostScriptName => Description.PostScriptName;

    public int UnitsPerEm { get; }

    /// <summary>Height above the baseline, in thousandths of the font size.</summary>
    public double Ascent => Description.Ascent;

    /// <summary>Depth below the baseline, in thousandths of the font size; negative.</summary>
    public double Descent => Description.Descent;

    /// <summary>Height of capitals, in thousandths of the font size.</summary>
    public double CapHeight => Description.CapHeight;

    internal int GlyphCount => Glyphs.Count;

    internal FontDescription Description { get; }

    internal FontTable Head { get; }

    internal FontTable HorizontalHeader { get; }

    internal FontTable HorizontalMetrics { get; }

    internal FontTable MaximumProfile { get; }

    internal GlyphOutlines Glyphs { get; }

    internal IReadOnlyList<(string Tag, FontTable Table)> Hinting { get; }

    internal SubsetCache Subsets { get; }

    /// <summary>Parses a font file; the array must not be changed afterwards.</summary>
    /// <exception cref="FontFormatException">The file cannot be used; the message says why.</exception>
    public static FontFace Parse(byte[] file) => new(file);

    /// <summary>Whether the font draws this character.</summary>
    public bool Has(Rune character) => _characters.GlyphOf(character.Value) != 0;

    internal ushort GlyphOf(int codePoint) => _characters.GlyphOf(codePoint);

    internal ushort TabularOf(ushort glyph) => _tabular.TryGetValue(glyph, out var form) ? form : glyph;

    /// <summary>The advance width in font units.</summary>
    internal int AdvanceOf(ushort glyph) => _advances[Math.Min(glyph, _advances.Length - 1)];

    internal int LeftSideBearingOf(ushort glyph)
    {
        var full = _advances.Length;
        return glyph < full ? HorizontalMetrics.I16(4 * glyph + 2) : HorizontalMetrics.I16(4 * full + 2 * (glyph - full));
    }

    internal int KerningBetween(ushort left, ushort right) => _kerning.Between(left, right);

    internal double Thousandths(int units) => units * 1000.0 / UnitsPerEm;

    private ushort[] ReadAdvances()
    {
        var count = HorizontalHeader.U16(34);
        if (count == 0 || count > GlyphCount)
            throw new FontFormatException("The font is damaged: it counts its widths wrongly.");

        var advances = new ushort[count];
        for (var i = 0; i < count; i++)
            advances[i] = HorizontalMetrics.U16(4 * i);

        return advances;
    }
}
