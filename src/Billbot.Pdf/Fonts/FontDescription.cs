using System.Text;

namespace Billbot.Pdf.Fonts;

/// <summary>What a font says about itself, in thousandths of the font size.</summary>
internal sealed record FontDescription(
    string PostScriptName,
    double Ascent,
    double Descent,
    double CapHeight,
    double ItalicAngle,
    int Weight,
    (double Left, double Bottom, double Right, double Top) Box)
{
    private const int PostScriptNameId = 6;
    private const int RestrictedLicence = 0x0002;
    private const int OtherLicenceLevels = 0x000C;
    private const int NoSubsetting = 0x0100;
    private const int BitmapsOnly = 0x0200;

    public static FontDescription Read(FontDirectory directory, int unitsPerEm)
    {
        var os2 = directory.Need("OS/2");
        var head = directory.Need("head");
        var hhea = directory.Need("hhea");
        RefuseForbidden(os2.U16(8));

        var ascent = Scale(hhea.I16(4));
        var capHeight = os2.U16(0) >= 2 ? Scale(os2.I16(88)) : ascent;
        var post = directory.Find("post");
        return new FontDescription(
            ReadName(directory.Find("name")),
            ascent,
            Scale(hhea.I16(6)),
            capHeight,
            post.IsEmpty ? 0 : post.I16(4) + post.U16(6) / 65536.0,
            os2.U16(4),
            (Scale(head.I16(36)), Scale(head.I16(38)), Scale(head.I16(40)), Scale(head.I16(42))));

        double Scale(int units) => units * 1000.0 / unitsPerEm;
    }

    private static void RefuseForbidden(int type)
    {
        if ((type & RestrictedLicence) != 0 && (type & OtherLicenceLevels) == 0)
            throw new FontFormatException("The font's licence bits (fsType) forbid embedding.");
        if ((type & (NoSubsetting | BitmapsOnly)) != 0)
            throw new FontFormatException("The font's licence bits (fsType) forbid embedding a subset of its outlines.");
    }

    private static string ReadName(FontTable name)
    {
        for (var i = 0; !name.IsEmpty && i < name.U16(2); i++)
        {
            var record = 6 + 12 * i;
            if (name.U16(record + 6) != PostScriptNameId)
                continue;

            var bytes = name.Bytes(name.U16(4) + name.U16(record + 10), name.U16(record + 8));
            var isUtf16 = name.U16(record) is 0 or 3;
            var text = isUtf16 ? Encoding.BigEndianUnicode.GetString(bytes) : Encoding.Latin1.GetString(bytes);
            var plain = string.Concat(text.Where(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
            if (plain.Length is > 0 and <= 63)
                return plain;
        }

        return "Font";
    }
}
