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
        using var layout = new InvoiceLayout(snapshot, mark, fonts);
        var (bytes, pages) = layout.Draw(cancel);
        return new RenderedPdf(bytes, GlyphCheck.MissingIn(snapshot, fonts), pages);
    }
}
