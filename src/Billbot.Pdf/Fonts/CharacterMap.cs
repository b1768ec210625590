namespace Billbot.Pdf.Fonts;

/// <summary>From code points to glyphs: cmap formats 4 (basic plane) and 12 (all planes).</summary>
internal sealed class CharacterMap
{
    // Latin, Greek and Cyrillic are looked up once and kept.
    private readonly ushort[] _common = new ushort[0x600];
    private readonly FontTable _table;
    private readonly int _format;
    private readonly int _glyphCount;

    public CharacterMap(FontTable cmap, int glyphCount)
    {
        _glyphCount = glyphCount;
        (_table, _format) = Best(cmap);
        for (var i = 0; i < _common.Length; i++)
            _common[i] = Search(i);
    }

    /// <summary>The glyph of a code point, 0 when there is none.</summary>
    public ushort GlyphOf(int codePoint) =>
        codePoint < _common.Length ? _common[codePoint] : Search(codePoint);

    private static (FontTable Table, int Format) Best(FontTable cmap)
    {
        var best = (Table: cmap, Format: 0);
        for (var i = 0; i < cmap.U16(2); i++)
        {
            var (platform, encoding) = (cmap.U16(4 + 8 * i), cmap.U16(6 + 8 * i));
            if (platform != 0 && (platform != 3 || encoding is not (1 or 10)))
                continue;

            var table = cmap.From(cmap.U32(8 + 8 * i));
            var format = table.U16(0);
            if (format is 4 or 12 && format > best.Format)
                best = (table, format);
        }

        return best.Format == 0 ? throw new FontFormatException("The font has no Unicode character map.") : best;
    }

    private ushort Search(int codePoint)
    {
        var glyph = _format == 12 ? SearchGroups((uint)codePoint) : codePoint > 0xFFFF ? 0 : SearchSegments(codePoint);
        return glyph < (uint)_glyphCount ? (ushort)glyph : (ushort)0;
    }

    private long SearchGroups(uint codePoint)
    {
        long low = 0;
        var high = Math.Min(_table.U32(12), (uint)_table.Length / 12) - 1L;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = (int)(16 + 12 * middle);
            if (codePoint < _table.U32(at))
                high = middle - 1;
            else if (codePoint > _table.U32(at + 4))
                low = middle + 1;
            else
                return (long)_table.U32(at + 8) + (codePoint - _table.U32(at));
        }

        return 0;
    }

    private long SearchSegments(int codePoint)
    {
        var doubled = _table.U16(6);
        int low = 0, high = doubled / 2 - 1;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (codePoint > _table.U16(14 + 2 * middle))
                low = middle + 1;
            else
                high = middle;
        }

        var start = 16 + doubled + 2 * low;
        if (high < 0 || codePoint < _table.U16(start) || codePoint > _table.U16(14 + 2 * low))
            return 0;

        var delta = _table.U16(start + doubled);
        var rangeAt = start + 2 * doubled;
        var range = _table.U16(rangeAt);
        if (range == 0)
            return (codePoint + delta) & 0xFFFF;

        var glyph = _table.U16(rangeAt + range + 2 * (codePoint - _table.U16(start)));
        return glyph == 0 ? 0 : (glyph + delta) & 0xFFFF;
    }
}
