namespace Billbot.Pdf.Text;

/// <summary>Where a line may end between two characters: UAX #14 in the small, without dictionaries.</summary>
internal static class LineBreaks
{
    private const string NotAtLineStart = ")]}!?:;,.%»›”’、。，．：；！？）］｝」』】〉》〕…‥・ー々ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮ";
    private const string NotAtLineEnd = "([{«‹“‘（［｛「『【〈《〔";

    /// <summary>Whether the line may end after <paramref name="left"/>; <paramref name="before"/> is what stands before it, or 0.</summary>
    public static bool IsAllowed(int before, int left, int right)
    {
        if (left == Characters.ZeroWidthSpace)
            return true;
        if (IsGlue(left) || IsGlue(right) || Characters.IsHidden(right))
            return false;
        if (Contains(NotAtLineStart, right) || Contains(NotAtLineEnd, left))
            return false;
        if (IsIdeographic(left) || IsIdeographic(right))
            return true;

        return left switch
        {
            // Not at a minus sign, nor inside a date, number or telephone number.
            '-' or 0x2010 => IsWordCharacter(before) && !IsDigit(right) && right != '-',
            '/' or '_' => before != left && before != ':' && right != left && !IsDigit(right),
            0x2013 or 0x2014 => !IsDigit(right),
            _ => false,
        };
    }

    private static bool IsGlue(int c) =>
        c is Characters.WordJoiner or Characters.NoBreakHyphen or 0xFEFF or 0x200D || (Characters.IsBlank(c) && !Characters.IsBreakingBlank(c));

    private static bool IsIdeographic(int c) => c is
        (>= 0x2E80 and <= 0x303E) or (>= 0x3041 and <= 0x30FF) or (>= 0x3130 and <= 0x318F) or (>= 0x31F0 and <= 0x4DBF)
        or (>= 0x4E00 and <= 0x9FFF) or (>= 0xA960 and <= 0xA97F) or (>= 0xAC00 and <= 0xD7FF) or (>= 0xF900 and <= 0xFAFF)
        or (>= 0xFF01 and <= 0xFF60) or (>= 0x20000 and <= 0x3FFFF);

    private static bool IsWordCharacter(int c) => c != 0 && System.Text.Rune.TryCreate(c, out var rune) && System.Text.Rune.IsLetterOrDigit(rune);

    private static bool IsDigit(int c) => c is >= '0' and <= '9';

    private static bool Contains(string set, int c) => c is > 0 and <= 0xFFFF && set.Contains((char)c, StringComparison.Ordinal);
}
