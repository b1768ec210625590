namespace Billbot.Pdf.Fonts;

/// <summary>The table directory at the start of a font file.</summary>
internal sealed class FontDirectory
{
    private const uint TrueTypeOutlines = 0x00010000;
    private const uint TrueTypeOutlinesApple = 0x74727565;
    private const uint CompactOutlines = 0x4F54544F;
    private const uint Collection = 0x74746366;

    private readonly byte[] _file;
    private readonly Dictionary<uint, (int Start, int Length)> _tables = [];

    public FontDirectory(byte[] file)
    {
        _file = file;
        var whole = new FontTable(file, 0, file.Length);
        switch (whole.U32(0))
        {
            case TrueTypeOutlines or TrueTypeOutlinesApple:
                break;
            case CompactOutlines:
                throw new FontFormatException("The font has CFF outlines; only TrueType outlines (glyf) can be embedded.");
            case Collection:
                throw new FontFormatException("The file is a font collection; give the single font.");
            default:
                throw new FontFormatException("The file is no TrueType font.");
        }

        var count = whole.U16(4);
        for (var i = 0; i < count; i++)
        {
            var entry = 12 + 16 * i;
            var (start, length) = (whole.U32(entry + 8), whole.U32(entry + 12));
            if (start > (uint)file.Length || length > (uint)file.Length - start)
                throw new FontFormatException("The font is damaged: a table lies outside the file.");
            _tables[whole.U32(entry)] = ((int)start, (int)length);
        }
    }

    /// <summary>The table, or an empty one.</summary>
    public FontTable Find(string tag) =>
        _tables.TryGetValue(Tag(tag), out var place) ? new FontTable(_file, place.Start, place.Length) : new FontTable(_file, 0, 0);

    public FontTable Need(string tag)
    {
        var table = Find(tag);
        return table.IsEmpty ? throw new FontFormatException($"The font has no {tag} table.") : table;
    }

    public static uint Tag(string tag) => ((uint)tag[0] << 24) | ((uint)tag[1] << 16) | ((uint)tag[2] << 8) | tag[3];
}
