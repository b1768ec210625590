using Billbot.Documents.Locales;
using Billbot.Domain;

namespace Billbot.Documents.Layout;

/// <summary>The sums at the right: how the amount due comes about, and the amount due.</summary>
internal sealed class TotalsBlock
{
    private const double LeastWidth = 232;
    private const double RowGap = 3;
    private const double AroundRule = 7;

    private readonly Snapshot _snapshot;
    private readonly Theme _theme;
    private readonly List<(Block Label, string Amount)> _rows = [];
    private readonly string _dueLabel;
    private readonly string _due;

    public TotalsBlock(Snapshot snapshot, Locale locale, Theme theme, double most)
    {
        (_snapshot, _theme) = (snapshot, theme);
        _dueLabel = snapshot.Type == DocumentType.CreditNote ? locale.Labels.AmountCredited : locale.Labels.AmountDue;
        _due = locale.Money(snapshot.Totals.Payable);
        List<(string Label, string Amount)> rows = [.. Rows(locale)];
        var amountWidth = rows.Select(r => theme.TotalFigure.WidthOf(r.Amount)).DefaultIfEmpty(0).Max();
        var dueWidth = theme.Due.WidthOf(_dueLabel) + 16 + theme.DueFigure.WidthOf(_due);
        Width = Math.Min(most, Math.Max(LeastWidth, Math.Max(dueWidth, amountWidth + 120) + 2 * Theme.CellInset));
        var labelWidth = Width - 2 * Theme.CellInset - amountWidth - 12;
        foreach (var (label, amount) in rows)
            _rows.Add((new Block(labelWidth).Add(label, theme.TotalLabel), amount));
        Height = _rows.Sum(r => r.Label.Height + RowGap) + 2 * AroundRule + theme.Due.Leading;
    }

    public double Width { get; }

    public double Height { get; }

    /// <summary>Draws at the right edge and moves on by at least <paramref name="leastHeight"/>. Only a block taller than a page is divided.</summary>
    public void Draw(Sheet sheet, double leastHeight)
    {
        var (left, right) = (sheet.Right - Width + Theme.CellInset, sheet.Right - Theme.CellInset);
        var (page, least) = (sheet.Page, sheet.Y + leastHeight);
        foreach (var (label, amount) in _rows)
        {
            sheet.Ensure(label.Height);
            label.Draw(sheet.Page, left, sheet.Y);
            sheet.Page.DrawRight(amount, _theme.TotalFigure, right, sheet.Y);
            sheet.Y += label.Height + RowGap;
        }

        sheet.Ensure(2 * AroundRule - RowGap + _theme.Due.Leading);
        sheet.Y += AroundRule - RowGap;
        sheet.Page.DrawLine(left, sheet.Y, right, sheet.Y, 1, Theme.Ink);
        sheet.Y += AroundRule;
        sheet.Page.DrawLeft(_dueLabel, _theme.Due, left, sheet.Y);
        sheet.Page.DrawRight(_due, _theme.DueFigure, right, sheet.Y);
        sheet.Y += _theme.Due.Leading;
        if (sheet.Page == page)
            sheet.Y = Math.Max(sheet.Y, least);
    }

    private IEnumerable<(string Label, string Amount)> Rows(Locale locale)
    {
        var (totals, labels) = (_snapshot.Totals, locale.Labels);
        if (_snapshot.Adjustments.Count > 0)
        {
            yield return (labels.ItemsTotal, locale.Figures.Amount(totals.LineTotal));
            for (var i = 0; i < _snapshot.Adjustments.Count; i++)
            {
                var (adjustment, amount) = (_snapshot.Adjustments[i], totals.AdjustmentAmounts[i]);
                yield return (AdjustmentWords.Of(adjustment, locale), locale.Figures.Amount(adjustment.IsCharge ? amount : -amount));
            }
        }

        yield return (labels.Subtotal, locale.Figures.Amount(totals.Subtotal));
        if (TaxWords.IsShown(_snapshot))
        {
            foreach (var group in totals.Groups)
                yield return (TaxWords.LineOf(group, _snapshot, locale), locale.Figures.Amount(group.Tax));
        }

        if (totals.Payable != totals.Total)
            yield return (labels.Total, locale.Figures.Amount(totals.Total));
        if (!totals.Prepaid.IsZero)
            yield return (labels.Prepaid, locale.Figures.Amount(-totals.Prepaid));
        if (!totals.Rounding.IsZero)
            yield return (labels.Rounding, locale.Figures.Amount(totals.Rounding));
    }
}
