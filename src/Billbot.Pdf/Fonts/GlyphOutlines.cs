using System.Buffers.Binary;
using Billbot.Pdf.Objects;

namespace Billbot.Pdf.Fonts;

/// <summary>The outlines (glyf) and where each one lies (loca).</summary>
internal sealed class GlyphOutlines
{
    private const int WordArguments = 0x0001;
    private const int OneScale = 0x0008;
    private const int MoreComponents = 0x0020;
    private const int TwoScales = 0x0040;
    private const int Matrix = 0x0080;

    private readonly FontTable _places;
    private readonly FontTable _outlines;
    private readonly bool _long;

    public GlyphOutlines(FontTable loca, FontTable glyf, bool isLong, int count)
    {
        (_places, _outlines, _long, Count) = (loca, glyf, isLong, count);
        if (count == 0 || loca.Length < (count + 1) * (isLong ? 4 : 2))
            throw new FontFormatException("The font is damaged: it does not say where all its glyphs are.");
    }

    public int Count { get; }

    /// <summary>The outline's bytes; empty for a blank.</summary>
    public ReadOnlySpan<byte> Of(int glyph)
    {
        var (start, end) = (PlaceOf(glyph), PlaceOf(glyph + 1));
        if (end < start || end > (uint)_outlines.Length)
            throw new FontFormatException("The font is damaged: an outline lies outside its table.");

        return _outlines.Bytes((int)start, (int)(end - start));
    }

    /// <summary>Appends an outline; glyphs that a composite is made of are renumbered by <paramref name="renumber"/>.</summary>
    public void Copy(int glyph, ByteWriter target, Func<ushort, int> renumber)
    {
        var outline = Of(glyph);
        if (outline.Length < 12 || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
        {
            target.Raw(outline);
            return;
        }

        target.Raw(outline[..10]);
        var rest = outline[10..];
        int flags;
        do
        {
            flags = Read16(rest, 0);
            var size = 4 + ((flags & WordArguments) != 0 ? 4 : 2)
                + ((flags & OneScale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            if (rest.Length < size)
                throw Damaged();
            target.UInt16(flags).UInt16(renumber(Read16(rest, 2))).Raw(rest[4..size]);
            rest = rest[size..];
        }
        while ((flags & MoreComponents) != 0);

        target.Raw(rest);
    }

    private static ushort Read16(ReadOnlySpan<byte> bytes, int at) =>
        bytes.Length >= at + 2 ? BinaryPrimitives.ReadUInt16BigEndian(bytes[at..]) : throw Damaged();

    private static FontFormatException Damaged() => new("The font is damaged: a composite glyph breaks off.");

    private uint PlaceOf(int glyph) => _long ? _places.U32(4 * glyph) : _places.U16(2 * glyph) * 2u;
}
