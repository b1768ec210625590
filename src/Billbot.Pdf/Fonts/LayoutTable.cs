namespace Billbot.Pdf.Fonts;

/// <summary>What GPOS and GSUB share: features, lookups behind extensions, coverage and classes.</summary>
internal static class LayoutTable
{
    /// <summary>Subtables of every lookup that a feature names in any script, grouped by lookup and in lookup order.</summary>
    public static List<List<FontTable>> Lookups(FontTable table, string feature, int lookupType, int extensionType)
    {
        List<List<FontTable>> found = [];
        if (table.IsEmpty)
            return found;

        var list = table.From(table.U16(8));
        foreach (var index in Indices(table.From(table.U16(6)), FontDirectory.Tag(feature)))
        {
            var lookup = list.From(list.U16(2 + 2 * index));
            List<FontTable> subtables = [];
            for (var i = 0; i < lookup.U16(4); i++)
            {
                var subtable = lookup.From(lookup.U16(6 + 2 * i));
                int type = lookup.U16(0);
                if (type == extensionType)
                    (type, subtable) = (subtable.U16(2), subtable.From(subtable.U32(4)));
                if (type == lookupType)
                    subtables.Add(subtable);
            }

            if (subtables.Count > 0)
                found.Add(subtables);
        }

        return found;
    }

    /// <summary>The glyph's index in a coverage table, or -1.</summary>
    public static int CoverageOf(FontTable coverage, ushort glyph)
    {
        var isList = coverage.U16(0) == 1;
        var size = isList ? 2 : 6;
        int low = 0, high = coverage.U16(2) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = 4 + size * middle;
            var first = coverage.U16(at);
            if (glyph < first)
                high = middle - 1;
            else if (glyph > (isList ? first : coverage.U16(at + 2)))
                low = middle + 1;
            else
                return isList ? middle : coverage.U16(at + 4) + glyph - first;
        }

        return -1;
    }

    /// <summary>The glyph's class; 0 for glyphs that are not named.</summary>
    public static int ClassOf(FontTable classes, ushort glyph)
    {
        if (classes.U16(0) == 1)
        {
            var index = glyph - classes.U16(2);
            return index >= 0 && index < classes.U16(4) ? classes.U16(6 + 2 * index) : 0;
        }

        int low = 0, high = classes.U16(2) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var at = 4 + 6 * middle;
            if (glyph < classes.U16(at))
                high = middle - 1;
            else if (glyph > classes.U16(at + 2))
                low = middle + 1;
            else
                return classes.U16(at + 4);
        }

        return 0;
    }

    private static SortedSet<int> Indices(FontTable features, uint tag)
    {
        SortedSet<int> indices = [];
        for (var i = 0; i < features.U16(0); i++)
        {
            if (features.U32(2 + 6 * i) != tag)
                continue;
            var feature = features.From(features.U16(6 + 6 * i));
            for (var k = 0; k < feature.U16(2); k++)
                indices.Add(feature.U16(4 + 2 * k));
        }

        return indices;
    }
}
