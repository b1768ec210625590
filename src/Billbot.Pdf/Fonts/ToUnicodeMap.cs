using Billbot.Pdf.Objects;

namespace Billbot.Pdf.Fonts;

/// <summary>The map from codes back to text, by which text is copied, searched and read aloud.</summary>
internal static class ToUnicodeMap
{
    private const int EntriesPerBlock = 100;

    // A target string may be 512 bytes long.
    private const int LongestText = 256;

    /// <summary>Maps code n to <paramref name="texts"/>[n]; code 0 has no text.</summary>
    public static ByteWriter Write(List<string> texts)
    {
        var map = new ByteWriter(2048);
        map.Raw("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """u8);
        for (var first = 1; first < texts.Count; first += EntriesPerBlock)
        {
            var count = Math.Min(EntriesPerBlock, texts.Count - first);
            map.Integer(count).Raw(" beginbfchar\n"u8);
            for (var code = first; code < first + count; code++)
            {
                map.Byte((byte)'<').Hex16(code).Raw("> <"u8);
                foreach (var c in texts[code].AsSpan(0, Math.Min(LongestText, texts[code].Length)))
                    map.Hex16(c);
                map.Raw(">\n"u8);
            }

            map.Raw("endbfchar\n"u8);
        }

        return map.Raw("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"u8);
    }
}
