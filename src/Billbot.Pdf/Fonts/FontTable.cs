using System.Buffers.Binary;

namespace Billbot.Pdf.Fonts;

/// <summary>A stretch of a font file, most significant byte first. Every read is checked against its own bounds.</summary>
internal readonly struct FontTable(byte[] file, int start, int length)
{
    public int Length => length;

    public bool IsEmpty => length == 0;

    public byte U8(int offset) => Bytes(offset, 1)[0];

    public ushort U16(int offset) => BinaryPrimitives.ReadUInt16BigEndian(Bytes(offset, 2));

    public short I16(int offset) => BinaryPrimitives.ReadInt16BigEndian(Bytes(offset, 2));

    public uint U32(int offset) => BinaryPrimitives.ReadUInt32BigEndian(Bytes(offset, 4));

    public ReadOnlySpan<byte> Bytes(int offset, int count)
    {
        if (offset < 0 || count < 0 || offset > length - count)
            throw new FontFormatException("The font is damaged: a table points outside itself.");

        return file.AsSpan(start + offset, count);
    }

    /// <summary>The rest of the table from <paramref name="offset"/> on.</summary>
    public FontTable From(long offset)
    {
        if (offset < 0 || offset > length)
            throw new FontFormatException("The font is damaged: a table points outside itself.");

        return new FontTable(file, start + (int)offset, length - (int)offset);
    }
}
