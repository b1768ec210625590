using Billbot.Documents.Locales;
using Billbot.Domain;
using Billbot.Pdf;

namespace Billbot.Documents.Layout;

/// <summary>One document from head to foot, in reading order.</summary>
internal sealed class InvoiceLayout : IDisposable
{
    private const double BelowTail = 8;
    private const double BetweenTails = 20;
    private const double MostTotals = 0.55;

    private readonly Snapshot _snapshot;
    private readonly PdfMark _mark;
    private readonly Locale _locale;
    private readonly Theme _theme;
    private readonly PdfDocument _document;
    private readonly Masthead _masthead;
    private readonly PageSize _size;

    public InvoiceLayout(Snapshot snapshot, PdfMark mark, DocumentFonts fonts, Spacing spacing)
    {
        (_snapshot, _mark) = (snapshot, mark);
        _locale = Locale.Of(snapshot.Locale);
        _theme = new Theme(fonts, spacing);
        _size = Country.UsesLetterPaper(snapshot.Seller.Address.Country) ? PageSize.Letter : PageSize.A4;
        _masthead = new Masthead(snapshot, mark, _locale, _theme);
        _document = new PdfDocument(new PdfInfo(Title(), _locale.Tag, snapshot.Seller.Name, "Billbot", new DateTimeOffset(snapshot.IssueDate, TimeOnly.MinValue, TimeSpan.Zero)));
    }

    /// <summary>Whether the closing texts began a page that nothing else stands on.</summary>
    public bool Spilled { get; private set; }

    public (byte[] Bytes, int Pages) Draw(CancellationToken cancel)
    {
        var footer = new Footer(_snapshot, _locale, _theme, _size);
        var sheet = new Sheet(_document, _size, footer.BodyBottom, StartLaterPage);
        DrawVoid(sheet);
        _masthead.Draw(sheet);
        new PartyColumns(_snapshot, _locale, _theme).Draw(sheet);

        var totals = new TotalsBlock(_snapshot, _locale, _theme, sheet.Width * MostTotals);
        var payment = new PaymentPanel(_snapshot, _locale, _theme, sheet.Width - totals.Width - BetweenTails);
        var tail = Math.Max(totals.Height, payment.Height);
        new ItemTable(_snapshot, _locale, _theme, sheet.Width).Draw(sheet, _theme.Spacing.AboveTail + tail, cancel);

        sheet.Y += _theme.Spacing.AboveTail;
        payment.Draw(sheet.Page, Sheet.Left, sheet.Y);
        totals.Draw(sheet, leastHeight: payment.Height);
        sheet.Y += BelowTail;
        var pages = _document.Pages.Count;
        new ClosingTexts(_snapshot, _locale, _theme).Draw(sheet);
        Spilled = _document.Pages.Count > pages;
        footer.Draw(_document.Pages);
        return (_document.ToBytes(), _document.Pages.Count);
    }

    public void Dispose() => _document.Dispose();

    private void StartLaterPage(Sheet sheet)
    {
        DrawVoid(sheet);
        _masthead.DrawAgain(sheet);
    }

    // Under everything else, so that the copy stays readable.
    private void DrawVoid(Sheet sheet)
    {
        if (_mark == PdfMark.Void)
            Watermark.Draw(sheet.Page, _locale.Labels.Void.ToUpperInvariant(), _theme);
    }

    private string Title() => $"{_locale.Labels.WordFor(_snapshot.Type)} {_snapshot.Number ?? _locale.Labels.Draft}";
}
