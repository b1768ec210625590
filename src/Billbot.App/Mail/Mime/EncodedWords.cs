using System.Text;

namespace Billbot.App.Mail.Mime;

/// <summary>Text in headers that is not plain ASCII (RFC 2047): words of at most 75 characters that never split a code point.</summary>
internal static class EncodedWords
{
    private const int MostPerWord = 75;

    // RFC 2047 section 2: a line with an encoded word has at most 76 characters.
    private const int MostPerLine = 76;
    private const int LongestToken = 60;
    private const string Atoms = "!#$%&'*+-/=?^_`{|}~";

    // The alphabet of RFC 2047 section 5 (3), which is allowed wherever an encoded word is.
    private const string LiteralMarks = "!*+-/";

    /// <summary>Whether <paramref name="text"/> would not come through, or not fold, as it is.</summary>
    public static bool NeededFor(string text) =>
        text.AsSpan().ContainsAnyExceptInRange(' ', '~')
        || text.Contains("=?", StringComparison.Ordinal)
        || text.Contains("  ", StringComparison.Ordinal)
        || text.StartsWith(' ') || text.EndsWith(' ')
        || text.Split(' ').Any(w => w.Length > LongestToken);

    /// <summary>The name before an address: atoms, a quoted string, or encoded words.</summary>
    public static IReadOnlyList<string> Phrase(string name, int column)
    {
        if (NeededFor(name) || name.Length > LongestToken)
            return Of(name, column);
        if (name.All(c => char.IsAsciiLetterOrDigit(c) || c == ' ' || Atoms.Contains(c, StringComparison.Ordinal)))
            return name.Split(' ');
        return [$"\"{name.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\""];
    }

    /// <summary>The words of <paramref name="text"/>, in the shorter of the two encodings; the first begins at <paramref name="column"/>.</summary>
    public static IReadOnlyList<string> Of(string text, int column)
    {
        var quoted = text.EnumerateRunes().Sum(r => Quoted(r).Length);
        var base64 = Encoding.UTF8.GetByteCount(text) * 4 / 3;
        var encoding = quoted <= base64 ? 'Q' : 'B';
        var words = new List<string>();
        var chunk = new StringBuilder();
        var room = Room(column);
        foreach (var rune in text.EnumerateRunes())
        {
            if (chunk.Length > 0 && LengthOf(encoding, chunk, rune) > room)
            {
                words.Add(Word(encoding, chunk.ToString()));
                chunk.Clear();
                room = Room(1);
            }

            chunk.Append(rune.ToString());
        }

        words.Add(Word(encoding, chunk.ToString()));
        return words;
    }

    private static int Room(int column) => Math.Min(MostPerWord, MostPerLine - column) - "=?utf-8?Q??=".Length;

    private static int LengthOf(char encoding, StringBuilder chunk, Rune next)
    {
        var text = chunk.ToString() + next;
        return encoding == 'Q' ? text.EnumerateRunes().Sum(r => Quoted(r).Length) : (Encoding.UTF8.GetByteCount(text) + 2) / 3 * 4;
    }

    private static string Word(char encoding, string chunk)
    {
        var encoded = encoding == 'Q'
            ? string.Concat(chunk.EnumerateRunes().Select(Quoted))
            : Convert.ToBase64String(Encoding.UTF8.GetBytes(chunk));
        return $"=?utf-8?{encoding}?{encoded}?=";
    }

    private static string Quoted(Rune rune)
    {
        if (rune.Value == ' ')
            return "_";
        if (rune.IsAscii && (char.IsAsciiLetterOrDigit((char)rune.Value) || LiteralMarks.Contains((char)rune.Value, StringComparison.Ordinal)))
            return ((char)rune.Value).ToString();

        Span<byte> bytes = stackalloc byte[4];
        var text = new StringBuilder();
        foreach (var b in bytes[..rune.EncodeToUtf8(bytes)])
            text.Append('=').Append(b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture));
        return text.ToString();
    }
}
