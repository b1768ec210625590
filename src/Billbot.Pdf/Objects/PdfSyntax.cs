namespace Billbot.Pdf.Objects;

/// <summary>Names, text strings and references, escaped so that no text can end its own string.</summary>
internal static class PdfSyntax
{
    /// <summary>A name object; bytes outside the regular characters become #xx.</summary>
    public static ByteWriter Name(this ByteWriter writer, string name)
    {
        writer.Byte((byte)'/');
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var rune in name.EnumerateRunes())
        {
            var length = rune.EncodeToUtf8(utf8);
            foreach (var b in utf8[..length])
            {
                if (IsRegular(b))
                    writer.Byte(b);
                else
                    writer.Byte((byte)'#').Byte(Hex(b >> 4)).Byte(Hex(b & 15));
            }
        }

        return writer;
    }

    /// <summary>A text string: ASCII as a literal string, all else as UTF-16BE with a byte-order mark.</summary>
    public static ByteWriter Text(this ByteWriter writer, string text)
    {
        if (text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return Utf16(writer, text);

        writer.Byte((byte)'(');
        foreach (var c in text)
        {
            if (c is '(' or ')' or '\\')
                writer.Byte((byte)'\\');
            writer.Byte((byte)c);
        }

        return writer.Byte((byte)')');
    }

    /// <summary>A date as PDF writes it: D:YYYYMMDDHHmmSS and the offset from UTC.</summary>
    public static ByteWriter Date(this ByteWriter writer, DateTimeOffset at)
    {
        var offset = at.Offset;
        writer.Raw("(D:"u8);
        Digits(writer, at.Year, 4);
        Digits(writer, at.Month, 2);
        Digits(writer, at.Day, 2);
        Digits(writer, at.Hour, 2);
        Digits(writer, at.Minute, 2);
        Digits(writer, at.Second, 2);
        if (offset == TimeSpan.Zero)
            return writer.Raw("Z)"u8);

        writer.Byte((byte)(offset < TimeSpan.Zero ? '-' : '+'));
        Digits(writer, Math.Abs(offset.Hours), 2);
        writer.Byte((byte)'\'');
        Digits(writer, Math.Abs(offset.Minutes), 2);
        return writer.Raw("')"u8);
    }

    public static ByteWriter Reference(this ByteWriter writer, int number) => writer.Integer(number).Raw(" 0 R"u8);

    private static ByteWriter Utf16(ByteWriter writer, string text)
    {
        writer.Raw("<FEFF"u8);
        foreach (var c in text)
            writer.Hex16(c);

        return writer.Byte((byte)'>');
    }

    private static void Digits(ByteWriter writer, int value, int count)
    {
        for (var divisor = (int)Math.Pow(10, count - 1); divisor > 0; divisor /= 10)
            writer.Byte((byte)('0' + value / divisor % 10));
    }

    private static bool IsRegular(byte b) => b is > 0x20 and < 0x7F && !"#()<>[]{}/%"u8.Contains(b);

    private static byte Hex(int nibble) => "0123456789ABCDEF"u8[nibble];
}
