using Billbot.Documents.Locales;
using Billbot.Domain;
using Billbot.Pdf;

namespace Billbot.Documents.Layout;

/// <summary>Where to pay, at the left of the totals. Empty where the document asks for no money or no account is known.</summary>
internal sealed class PaymentPanel
{
    private const double Padding = 12;
    private const double LabelGap = 12;
    private const double RowGap = 2;

    private readonly Theme _theme;
    private readonly string _heading;
    private readonly double _width;
    private readonly double _labelWidth;
    private readonly List<(string Label, Block Value)> _rows = [];

    public PaymentPanel(Snapshot snapshot, Locale locale, Theme theme, double width)
    {
        (_theme, _heading, _width) = (theme, locale.Labels.Payment, width);
        List<(string Label, string Value)> rows = [.. Rows(snapshot, locale.Labels)];
        if (rows.Count == 0)
            return;

        _labelWidth = Math.Min(rows.Max(r => theme.Quiet.WidthOf(r.Label)), width / 2);
        var room = width - 2 * Padding - _labelWidth - LabelGap;
        foreach (var (label, value) in rows)
            _rows.Add((label, new Block(room).Add(value, theme.Heading)));
        Height = 2 * Padding + theme.Heading.Leading + 4 + _rows.Sum(r => r.Value.Height + RowGap) - RowGap;
    }

    public double Height { get; }

    public void Draw(PdfPage page, double left, double top)
    {
        if (_rows.Count == 0)
            return;

        page.FillRoundedRectangle(left, top, _width, Height, 5, Theme.Panel);
        top += Padding;
        page.DrawLeft(_heading, _theme.Heading with { Color = Theme.Accent }, left + Padding, top);
        top += _theme.Heading.Leading + 4;
        foreach (var (label, value) in _rows)
        {
            page.DrawLeft(label, _theme.Quiet, left + Padding, top);
            value.Draw(page, left + Padding + _labelWidth + LabelGap, top);
            top += value.Height + RowGap;
        }
    }

    private static IEnumerable<(string Label, string Value)> Rows(Snapshot snapshot, Labels labels)
    {
        if (snapshot.PayTo is not { } account || snapshot.Type == DocumentType.CreditNote || !snapshot.Totals.Payable.IsPositive)
            yield break;

        yield return (labels.AccountHolder, account.Holder ?? snapshot.Seller.Name);
        if (account.Iban is { } iban)
            yield return ("IBAN", InFours(iban));
        if (account.AccountNumber is { } number)
            yield return (labels.AccountNumber, number);
        if (account.RoutingNumber is { } routing)
            yield return (labels.RoutingNumber, routing);
        if (account.Bic is { } bic)
            yield return ("BIC", bic);
        if (account.BankName is { } bank)
            yield return (labels.Bank, bank);
        if (snapshot.Number is { } reference)
            yield return (labels.Reference, reference);
    }

    private static string InFours(string iban) => string.Join(' ', iban.Chunk(4).Select(four => new string(four)));
}
