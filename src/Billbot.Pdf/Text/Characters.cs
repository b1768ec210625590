using System.Buffers;
using System.Globalization;
using System.Text;

namespace Billbot.Pdf.Text;

/// <summary>What a text is made of before it meets a font.</summary>
internal static class Characters
{
    public const int SoftHyphen = 0x00AD;
    public const int NoBreakHyphen = 0x2011;
    public const int WordJoiner = 0x2060;
    public const int ZeroWidthSpace = 0x200B;
    public const int Box = 0x25A1;

    private static readonly SearchValues<char> Replaced = SearchValues.Create("\r\t\v\f\u0085\u2028\u2029");

    /// <summary>
    /// The text in composed form (NFC), with one newline character for every kind of line end, blanks for tabs, and U+FFFD for halves of
    /// surrogate pairs.
    /// </summary>
    public static string Prepare(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;

        var clean = text;
        if (text.AsSpan().ContainsAny(Replaced))
        {
            clean = clean.Replace("\r\n", "\n", StringComparison.Ordinal)
                .Replace('\r', '\n').Replace('\t', ' ').Replace('\v', '\n').Replace('\f', '\n')
                .Replace('\u0085', '\n').Replace('\u2028', '\n').Replace('\u2029', '\n');
        }

        if (HasLoneSurrogate(clean))
            clean = string.Concat(clean.EnumerateRunes());
        return clean.AsSpan().ContainsAnyExceptInRange('\0', '\u02FF') ? clean.Normalize(NormalizationForm.FormC) : clean;
    }

    /// <summary>Characters that have no look of their own: a font without them misses nothing.</summary>
    public static bool IsHidden(int codePoint) => codePoint is
        0x034F or 0x061C or (>= 0x180B and <= 0x180F) or (>= 0x200B and <= 0x200F) or (>= 0x202A and <= 0x202E)
        or (>= 0x2060 and <= 0x206F) or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>Blanks of any width. Only some of them may end a line.</summary>
    public static bool IsBlank(int codePoint) => codePoint is
        ' ' or 0x00A0 or 0x1680 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F or 0x3000;

    public static bool IsBreakingBlank(int codePoint) => IsBlank(codePoint) && codePoint is not (0x00A0 or 0x2007 or 0x202F);

    /// <summary>A look-alike that may stand for a character the font lacks.</summary>
    public static int Substitute(int codePoint) => codePoint switch
    {
        _ when IsBlank(codePoint) => ' ',
        SoftHyphen or NoBreakHyphen or 0x2010 => '-',
        _ => 0,
    };

    public static bool IsMark(int codePoint) => Rune.TryCreate(codePoint, out var rune)
        && Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark;

    private static bool HasLoneSurrogate(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 >= text.Length || !char.IsSurrogatePair(text[i], text[i + 1]))
                return true;
            i++;
        }

        return false;
    }
}
