using System.Collections.Frozen;

namespace Billbot.Pdf.Fonts;

/// <summary>The tnum feature: figures of one width, so that columns of numbers align.</summary>
internal static class TabularFigures
{
    /// <summary>From glyph to its tabular form; single substitutions of GSUB only.</summary>
    public static FrozenDictionary<ushort, ushort> Read(FontTable gsub, int glyphCount)
    {
        Dictionary<ushort, ushort> forms = [];
        foreach (var lookup in LayoutTable.Lookups(gsub, "tnum", lookupType: 1, extensionType: 7))
        {
            foreach (var subtable in lookup)
            {
                var coverage = subtable.From(subtable.U16(2));
                for (var glyph = 0; glyph < glyphCount; glyph++)
                {
                    var index = LayoutTable.CoverageOf(coverage, (ushort)glyph);
                    if (index < 0)
                        continue;
                    var form = subtable.U16(0) == 1 ? (ushort)(glyph + subtable.I16(4)) : subtable.U16(6 + 2 * index);
                    if (form < glyphCount)
                        forms.TryAdd((ushort)glyph, form);
                }
            }
        }

        return forms.ToFrozenDictionary();
    }
}
