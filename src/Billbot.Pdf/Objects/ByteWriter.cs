using System.Buffers;

namespace Billbot.Pdf.Objects;

/// <summary>Bytes of PDF syntax in pooled memory. Numbers are written the same way in every culture.</summary>
internal sealed class ByteWriter : IDisposable
{
    private byte[] _bytes;

    public ByteWriter(int capacity = 1024) => _bytes = ArrayPool<byte>.Shared.Rent(capacity);

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> WrittenMemory => _bytes.AsMemory(0, Length);

    public ByteWriter Raw(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        return this;
    }

    public ByteWriter Byte(byte value)
    {
        Reserve(1)[0] = value;
        return this;
    }

    public ByteWriter UInt16(int value) => Byte((byte)(value >> 8)).Byte((byte)value);

    public ByteWriter UInt32(uint value) => UInt16((int)(value >> 16)).UInt16((int)(value & 0xFFFF));

    /// <summary>An integer, followed by nothing.</summary>
    public ByteWriter Integer(long value)
    {
        if (value < 0)
            Byte((byte)'-');
        Span<byte> digits = stackalloc byte[20];
        var at = digits.Length;
        var rest = value < 0 ? (ulong)-value : (ulong)value;
        do
        {
            digits[--at] = (byte)('0' + rest % 10);
            rest /= 10;
        }
        while (rest > 0);

        return Raw(digits[at..]);
    }

    /// <summary>A real number with at most three decimals, trailing zeros left out.</summary>
    public ByteWriter Real(double value)
    {
        var thousandths = (long)Math.Round(Math.Clamp(value, -1e9, 1e9) * 1000, MidpointRounding.AwayFromZero);
        if (thousandths < 0)
            Byte((byte)'-');
        thousandths = Math.Abs(thousandths);
        Integer(thousandths / 1000);
        var fraction = (int)(thousandths % 1000);
        if (fraction == 0)
            return this;

        Byte((byte)'.').Byte((byte)('0' + fraction / 100));
        if (fraction % 100 == 0)
            return this;
        Byte((byte)('0' + fraction / 10 % 10));
        return fraction % 10 == 0 ? this : Byte((byte)('0' + fraction % 10));
    }

    /// <summary>A real number and a blank: an operand of a content stream.</summary>
    public ByteWriter Operand(double value) => Real(value).Byte((byte)' ');

    public ByteWriter Hex16(int value)
    {
        var four = Reserve(4);
        for (var i = 0; i < 4; i++)
            four[i] = "0123456789ABCDEF"u8[(value >> (12 - 4 * i)) & 15];

        return this;
    }

    public void Clear() => Length = 0;

    /// <summary>Overwrites four bytes that were written before, most significant first.</summary>
    public void PatchUInt32(int offset, uint value) =>
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(_bytes.AsSpan(0, Length).Slice(offset, 4), value);

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        Length = 0;
    }

    private Span<byte> Reserve(int count)
    {
        if (Length + count > _bytes.Length)
            Grow(count);
        var span = _bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }

    private void Grow(int count)
    {
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(Length + count, _bytes.Length * 2));
        Written.CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
