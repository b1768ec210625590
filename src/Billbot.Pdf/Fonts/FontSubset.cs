using System.Security.Cryptography;
using Billbot.Pdf.Objects;

namespace Billbot.Pdf.Fonts;

/// <summary>A font file with only some glyphs, deflated, and the six letters that mark it in the document.</summary>
internal sealed record FontSubset(byte[] Deflated, int FileLength, string Tag)
{
    private const uint ChecksumOfFile = 0xB1B0AFBA;

    /// <summary>
    /// Builds the subset in which glyph n is <paramref name="glyphs"/>[n]; the first must be 0. The same glyph may stand more than once.
    /// Glyphs that composites need follow after them.
    /// </summary>
    public static FontSubset Build(FontFace face, ReadOnlySpan<ushort> glyphs)
    {
        using var outlines = new ByteWriter(16 * 1024);
        using var places = new ByteWriter(1024);
        using var metrics = new ByteWriter(1024);
        List<ushort> kept = [.. glyphs];
        Dictionary<ushort, int> numbers = new(kept.Count);
        for (var i = 0; i < kept.Count; i++)
            numbers.TryAdd(kept[i], i);

        for (var i = 0; i < kept.Count; i++)
        {
            places.UInt32((uint)outlines.Length);
            face.Glyphs.Copy(kept[i], outlines, Renumber);
            while (outlines.Length % 4 != 0)
                outlines.Byte(0);
            metrics.UInt16(face.AdvanceOf(kept[i])).UInt16(face.LeftSideBearingOf(kept[i]));
        }

        places.UInt32((uint)outlines.Length);
        return Assemble(face, kept.Count, outlines, places, metrics);

        int Renumber(ushort component)
        {
            if (component >= face.GlyphCount)
                throw new FontFormatException("The font is damaged: a composite names a glyph that does not exist.");
            if (numbers.TryGetValue(component, out var number))
                return number;

            kept.Add(component);
            numbers.Add(component, kept.Count - 1);
            return kept.Count - 1;
        }
    }

    private static FontSubset Assemble(FontFace face, int count, ByteWriter outlines, ByteWriter places, ByteWriter metrics)
    {
        using var head = new ByteWriter(64);
        head.Raw(face.Head.Bytes(0, 54)).PatchUInt32(8, 0);
        // Long offsets (1) and glyph data format 0.
        head.PatchUInt32(50, 0x00010000);
        using var header = new ByteWriter(64);
        header.Raw(face.HorizontalHeader.Bytes(0, 34)).UInt16(count);
        using var profile = new ByteWriter(64);
        profile.Raw(face.MaximumProfile.Bytes(0, 4)).UInt16(count).Raw(face.MaximumProfile.From(6).Bytes(0, face.MaximumProfile.Length - 6));

        List<(string Tag, ReadOnlyMemory<byte> Bytes)> tables =
        [
            ("glyf", outlines.WrittenMemory), ("head", head.WrittenMemory), ("hhea", header.WrittenMemory),
            ("hmtx", metrics.WrittenMemory), ("loca", places.WrittenMemory), ("maxp", profile.WrittenMemory),
        ];
        foreach (var (tag, table) in face.Hinting)
        {
            if (!table.IsEmpty)
                tables.Add((tag, table.Bytes(0, table.Length).ToArray()));
        }

        tables.Sort((a, b) => string.CompareOrdinal(a.Tag, b.Tag));
        using var file = WriteFile(tables);
        using var deflated = PdfFile.Deflate(file.Written);
        return new FontSubset(deflated.Written.ToArray(), file.Length, TagOf(file.Written));
    }

    private static ByteWriter WriteFile(List<(string Tag, ReadOnlyMemory<byte> Bytes)> tables)
    {
        var file = new ByteWriter(32 * 1024);
        var power = System.Numerics.BitOperations.Log2((uint)tables.Count);
        file.UInt32(0x00010000).UInt16(tables.Count).UInt16(16 << power).UInt16(power).UInt16(16 * tables.Count - (16 << power));
        var offset = 12 + 16 * tables.Count;
        var headAt = 0;
        foreach (var (tag, bytes) in tables)
        {
            if (tag == "head")
                headAt = offset;
            file.UInt32(FontDirectory.Tag(tag)).UInt32(Checksum(bytes.Span)).UInt32((uint)offset).UInt32((uint)bytes.Length);
            offset += (bytes.Length + 3) & ~3;
        }

        foreach (var (_, bytes) in tables)
        {
            file.Raw(bytes.Span);
            while (file.Length % 4 != 0)
                file.Byte(0);
        }

        file.PatchUInt32(headAt + 8, ChecksumOfFile - Checksum(file.Written));
        return file;
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0u;
        for (; bytes.Length >= 4; bytes = bytes[4..])
            sum += System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(bytes);

        for (var i = 0; i < bytes.Length; i++)
            sum += (uint)bytes[i] << (24 - 8 * i);

        return sum;
    }

    private static string TagOf(ReadOnlySpan<byte> file)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(file, hash);
        Span<char> tag = stackalloc char[6];
        for (var i = 0; i < tag.Length; i++)
            tag[i] = (char)('A' + hash[i] % 26);

        return new string(tag);
    }
}
