using System.Globalization;
using System.Text;

namespace Billbot.App.Mail.Mime;

/// <summary>Text as quoted-printable (RFC 2045 6.7): UTF-8, lines of at most 76 characters ended by CRLF, a code point never on two lines.</summary>
internal static class QuotedPrintable
{
    private const int MostColumns = 76;

    public static void Append(StringBuilder output, string text)
    {
        var lines = text.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n').Split('\n');
        // A line break at the end is the end of the last line, not one more line.
        var count = lines[^1].Length == 0 ? lines.Length - 1 : lines.Length;
        for (var i = 0; i < count; i++)
        {
            AppendLine(output, lines[i]);
            output.Append("\r\n");
        }
    }

    private static void AppendLine(StringBuilder output, string line)
    {
        var column = 0;
        var at = 0;
        foreach (var rune in line.EnumerateRunes())
        {
            at += rune.Utf16SequenceLength;
            var piece = Encode(rune, isLast: at == line.Length);
            // One column stays free for the mark of a soft break, but at the end of the line.
            if (column + piece.Length > (at == line.Length ? MostColumns : MostColumns - 1))
            {
                output.Append("=\r\n");
                column = 0;
            }

            output.Append(piece);
            column += piece.Length;
        }
    }

    private static string Encode(Rune rune, bool isLast)
    {
        if (rune.Value is (>= 33 and <= 126 and not '=') || (rune.Value is ' ' or '\t' && !isLast))
            return ((char)rune.Value).ToString();

        Span<byte> bytes = stackalloc byte[4];
        var encoded = new StringBuilder();
        foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            encoded.Append('=').Append(b.ToString("X2", CultureInfo.InvariantCulture));
        return encoded.ToString();
    }
}
