using System.Globalization;

namespace Billbot.Pdf;

/// <summary>An sRGB colour.</summary>
public readonly record struct PdfColor(byte Red, byte Green, byte Blue)
{
    public static PdfColor Black { get; } = new(0, 0, 0);

    public static PdfColor White { get; } = new(255, 255, 255);

    /// <summary>Reads "#RRGGBB".</summary>
    public static PdfColor Parse(string hex)
    {
        if (hex.Length != 7 || hex[0] != '#')
            throw new FormatException("A colour is written #RRGGBB.");

        var value = int.Parse(hex.AsSpan(1), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
        return new PdfColor((byte)(value >> 16), (byte)(value >> 8), (byte)value);
    }

    /// <summary>Contrast to another colour as WCAG defines it, 1 to 21.</summary>
    public double ContrastTo(PdfColor other)
    {
        var (a, b) = (Luminance(), other.Luminance());
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private double Luminance() => 0.2126 * Linear(Red) + 0.7152 * Linear(Green) + 0.0722 * Linear(Blue);

    private static double Linear(byte channel)
    {
        var value = channel / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
