using System.Text;
using Billbot.Pdf.Objects;
using Billbot.Pdf.Text;

namespace Billbot.Pdf.Fonts;

/// <summary>
/// A font as one document uses it. Codes are given per glyph and text, so that a blank and a no-break blank, which share a glyph, are
/// extracted as what they were.
/// </summary>
internal sealed class EmbeddedFont(FontFace face, int objectNumber, string resourceName)
{
    // Codes are 16 bits wide. Only thousands of different missing characters, all drawn as one box, come near; the rest then share one text.
    private const int MostCodes = 8_000;
    private const int AnyText = 0xFFFD;

    private readonly Dictionary<(ushort Glyph, int Text), ushort> _codes = [];
    private readonly Dictionary<string, int> _clusters = new(StringComparer.Ordinal);
    private readonly HashSet<ushort> _seen = [];
    private readonly List<ushort> _glyphs = [0];
    private readonly List<string> _texts = [""];

    public int ObjectNumber => objectNumber;

    public string ResourceName => resourceName;

    /// <summary>The code under which the document shows this glyph, given on first use.</summary>
    public ushort CodeOf(Glyph glyph, string text)
    {
        var key = (glyph.Id, TextKey(text, glyph.Start, glyph.Length));
        if (_codes.TryGetValue(key, out var code))
            return code;
        if (_glyphs.Count < MostCodes || !_seen.Contains(glyph.Id))
            return Add(key, text.Substring(glyph.Start, glyph.Length));

        key = (glyph.Id, AnyText);
        return _codes.TryGetValue(key, out code) ? code : Add(key, "\uFFFD");
    }

    public void Write(PdfFile file)
    {
        var subset = face.Subsets.Get(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(_glyphs));
        var (descendant, descriptor, program, unicode) = (file.Reserve(), file.Reserve(), file.Reserve(), file.Reserve());
        var name = $"{subset.Tag}+{face.PostScriptName}";
        using var body = new ByteWriter(4096);

        body.Raw("<</Type/Font/Subtype/Type0/Encoding/Identity-H/BaseFont"u8).Name(name).Raw("/DescendantFonts["u8)
            .Reference(descendant).Raw("]/ToUnicode "u8).Reference(unicode).Raw(">>"u8);
        file.Write(objectNumber, body.Written);

        body.Clear();
        body.Raw("<</Type/Font/Subtype/CIDFontType2/CIDToGIDMap/Identity/BaseFont"u8).Name(name)
            .Raw("/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor "u8).Reference(descriptor).Raw("/W[0["u8);
        foreach (var glyph in _glyphs)
            body.Operand(face.Thousandths(face.AdvanceOf(glyph)));
        file.Write(descendant, body.Raw("]]>>"u8).Written);

        body.Clear();
        WriteDescriptor(body, name, program);
        file.Write(descriptor, body.Written);

        body.Clear();
        body.Raw("/Length1 "u8).Integer(subset.FileLength);
        file.WriteDeflated(program, body.Written, subset.Deflated);

        using var map = ToUnicodeMap.Write(_texts);
        file.WriteStream(unicode, [], map.Written);
    }

    private ushort Add((ushort Glyph, int Text) key, string text)
    {
        var code = (ushort)_glyphs.Count;
        _codes.Add(key, code);
        _glyphs.Add(key.Glyph);
        _seen.Add(key.Glyph);
        _texts.Add(text);
        return code;
    }

    private void WriteDescriptor(ByteWriter body, string name, int program)
    {
        const int symbolic = 4;
        var description = face.Description;
        body.Raw("<</Type/FontDescriptor/FontName"u8).Name(name).Raw("/Flags "u8).Integer(symbolic).Raw("/FontBBox["u8)
            .Operand(description.Box.Left).Operand(description.Box.Bottom).Operand(description.Box.Right).Real(description.Box.Top)
            .Raw("]/ItalicAngle "u8).Real(description.ItalicAngle).Raw("/Ascent "u8).Real(description.Ascent)
            .Raw("/Descent "u8).Real(description.Descent).Raw("/CapHeight "u8).Real(description.CapHeight)
            .Raw("/StemV "u8).Integer(StemOf(description.Weight)).Raw("/FontFile2 "u8).Reference(program).Raw(">>"u8);
    }

    // No TrueType table holds the stem width; viewers only use it when they must replace the font.
    private static int StemOf(int weight) => 50 + weight * weight / 4225;

    private int TextKey(string text, int start, int length)
    {
        if (Rune.TryGetRuneAt(text, start, out var rune) && rune.Utf16SequenceLength == length)
            return rune.Value;

        var cluster = text.Substring(start, length);
        if (!_clusters.TryGetValue(cluster, out var index))
            _clusters.Add(cluster, index = -1 - _clusters.Count);
        return index;
    }
}
