using Billbot.Documents.Layout;
using Billbot.Domain;

namespace Billbot.Documents;

/// <summary>Draws what a snapshot says, and nothing else: no clock, no live data, no settings.</summary>
public static class InvoicePdf
{
    /// <summary>
    /// Draws <paramref name="snapshot"/> with Inter. A4, or US Letter where the seller's country uses it. Findings list the characters drawn as boxes.
    /// </summary>
    /// <exception cref="DocumentTooLongException">It would have more than 60 pages.</exception>
    public static RenderedPdf Render(Snapshot snapshot, PdfMark mark, CancellationToken cancel = default) =>
        Render(snapshot, mark, DocumentFonts.Inter, cancel);

    /// <summary>Draws with fonts of the host's choice behind Inter.</summary>
    /// <exception cref="DocumentTooLongException">It would have more than 60 pages.</exception>
    public static RenderedPdf Render(Snapshot snapshot, PdfMark mark, DocumentFonts fonts, CancellationToken cancel = default)
    {
        var (bytes, pages) = DrawInFewestPages(snapshot, mark, fonts, cancel);
        return new RenderedPdf(bytes, GlyphCheck.MissingIn(snapshot, fonts), pages);
    }

    private static (byte[] Bytes, int Pages) DrawInFewestPages(Snapshot snapshot, PdfMark mark, DocumentFonts fonts, CancellationToken cancel)
    {
        using var airy = new InvoiceLayout(snapshot, mark, fonts, Spacing.Airy);
        var drawn = airy.Draw(cancel);
        if (!airy.Spilled)
            return drawn;

        using var tight = new InvoiceLayout(snapshot, mark, fonts, Spacing.Tight);
        var tighter = tight.Draw(cancel);
        return tighter.Pages < drawn.Pages ? tighter : drawn;
    }
}
