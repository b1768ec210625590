using Billbot.Pdf.Fonts;
using Billbot.Pdf.Text;

namespace Billbot.Documents;

/// <summary>
/// The fonts that documents are drawn with: Inter in three weights, which is part of this assembly, and behind it the fonts that the host
/// found for scripts Inter lacks. Parse once and keep; safe to share.
/// </summary>
public sealed class DocumentFonts
{
    private static readonly Lazy<DocumentFonts> Own = new(() => new DocumentFonts([]));

    /// <param name="fallbacks">Font files (TrueType outlines), asked in this order for what Inter lacks.</param>
    /// <exception cref="FontFormatException">A fallback font cannot be used.</exception>
    public DocumentFonts(IEnumerable<byte[]> fallbacks)
    {
        FontFace[] others = [.. fallbacks.Select(FontFace.Parse)];
        Regular = new FontSet([FontFace.Parse(Embedded(400)), .. others]);
        SemiBold = new FontSet([FontFace.Parse(Embedded(600)), .. others]);
        Bold = new FontSet([FontFace.Parse(Embedded(700)), .. others]);
    }

    /// <summary>Inter alone.</summary>
    public static DocumentFonts Inter => Own.Value;

    internal FontSet Regular { get; }

    internal FontSet SemiBold { get; }

    internal FontSet Bold { get; }

    private static byte[] Embedded(int weight)
    {
        using var resource = typeof(DocumentFonts).Assembly.GetManifestResourceStream($"Inter-{weight}.ttf")
            ?? throw new InvalidOperationException("The fonts were left out of the build.");
        var bytes = new byte[resource.Length];
        resource.ReadExactly(bytes);
        return bytes;
    }
}
