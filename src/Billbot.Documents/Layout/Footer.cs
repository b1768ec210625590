using Billbot.Documents.Locales;
using Billbot.Domain;
using Billbot.Pdf;
using Billbot.Pdf.Text;

namespace Billbot.Documents.Layout;

/// <summary>The foot of every page: the company's facts, and which page of which document this is.</summary>
internal sealed class Footer
{
    private const double FromEdge = 30;
    private const double BelowRule = 7;
    private const double AboveRule = 16;

    // All of it stands in the sender's column too; the foot stays small.
    private const int MostLines = 2;

    private readonly Snapshot _snapshot;
    private readonly Locale _locale;
    private readonly Theme _theme;
    private readonly IReadOnlyList<TextLine> _facts;

    public Footer(Snapshot snapshot, Locale locale, Theme theme, PageSize size)
    {
        (_snapshot, _locale, _theme) = (snapshot, locale, theme);
        var most = Page(DocumentTooLongException.MostPages, DocumentTooLongException.MostPages);
        var width = size.Width - 2 * Theme.Margin - theme.Footer.WidthOf(most) - 24;
        _facts = [.. FactLines(width).SelectMany(line => theme.Footer.Shape(line).Wrap(width, theme.Footer.Size)).Take(MostLines)];
        Top = size.Height - FromEdge - BelowRule - Math.Max(1, _facts.Count) * theme.Footer.Leading;
    }

    /// <summary>Where the rule lies.</summary>
    public double Top { get; }

    /// <summary>The lower end of the body.</summary>
    public double BodyBottom => Top - AboveRule;

    public void Draw(IReadOnlyList<PdfPage> pages)
    {
        for (var i = 0; i < pages.Count; i++)
        {
            var (page, top) = (pages[i], Top + BelowRule);
            page.DrawLine(Theme.Margin, Top, page.Size.Width - Theme.Margin, Top, 0.5, Theme.Rule);
            page.DrawRight(Page(i + 1, pages.Count), _theme.Footer, page.Size.Width - Theme.Margin, top);
            foreach (var line in _facts)
            {
                page.DrawText(line, Theme.Margin, top + _theme.Footer.Baseline, _theme.Footer.Size, _theme.Footer.Color);
                top += _theme.Footer.Leading;
            }
        }
    }

    private string Page(int page, int pages) => $"{_snapshot.Number ?? _locale.Labels.Draft} · {_locale.Labels.Page(page, pages)}";

    // Lines end between facts, not inside one.
    private IEnumerable<string> FactLines(double width)
    {
        var line = "";
        foreach (var fact in Facts())
        {
            var longer = line.Length == 0 ? fact : $"{line} · {fact}";
            if (line.Length > 0 && _theme.Footer.WidthOf(longer) > width)
            {
                yield return line;
                longer = fact;
            }

            line = longer;
        }

        yield return line;
    }

    private IEnumerable<string> Facts() =>
        [_snapshot.Seller.Name, .. Postal.Lines(_snapshot.Seller.Address), .. PartyColumns.Identifiers(_snapshot.Seller, _locale.Labels, _snapshot.TaxSystem)];
}
