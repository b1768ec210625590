namespace Billbot.Pdf.Fonts;

/// <summary>The last subsets of a font, so that drawing a document again does not build them again. At most 32, the oldest leaves first.</summary>
internal sealed class SubsetCache(FontFace face)
{
    private const int Size = 32;

    private readonly Lock _lock = new();
    private readonly (int Hash, ushort[] Glyphs, FontSubset Subset)[] _entries = new (int, ushort[], FontSubset)[Size];
    private int _next;

    /// <summary>The subset whose glyph n is <paramref name="glyphs"/>[n].</summary>
    public FontSubset Get(ReadOnlySpan<ushort> glyphs)
    {
        var hash = HashOf(glyphs);
        lock (_lock)
        {
            foreach (var entry in _entries)
            {
                if (entry.Subset is not null && entry.Hash == hash && glyphs.SequenceEqual(entry.Glyphs))
                    return entry.Subset;
            }
        }

        var subset = FontSubset.Build(face, glyphs);
        lock (_lock)
        {
            _entries[_next] = (hash, glyphs.ToArray(), subset);
            _next = (_next + 1) % Size;
        }

        return subset;
    }

    private static int HashOf(ReadOnlySpan<ushort> glyphs)
    {
        var hash = 17;
        foreach (var glyph in glyphs)
            hash = unchecked(hash * 31 + glyph);

        return hash;
    }
}
