using Billbot.Documents.Locales;
using Billbot.Domain;

namespace Billbot.Documents.Layout;

/// <summary>
/// The lines of the invoice. Its head repeats on every page; a row is divided only if it is taller than a page; what follows the table
/// (<c>tailHeight</c>) stays with the last row.
/// </summary>
internal sealed class ItemTable
{
    private const double HeadHeight = 22;

    // The head never stands alone at the foot of the first page.
    private const double LeastFirstRow = 60;

    private readonly Snapshot _snapshot;
    private readonly Locale _locale;
    private readonly Theme _theme;
    private readonly ItemColumns _columns;

    public ItemTable(Snapshot snapshot, Locale locale, Theme theme, double width)
    {
        (_snapshot, _locale, _theme) = (snapshot, locale, theme);
        _columns = new ItemColumns(snapshot, locale, theme, width);
    }

    public void Draw(Sheet sheet, double tailHeight, CancellationToken cancel)
    {
        sheet.Ensure(HeadHeight + LeastFirstRow);
        DrawHead(sheet);
        for (var i = 0; i < _snapshot.Lines.Count; i++)
        {
            cancel.ThrowIfCancellationRequested();
            var text = Describe(_snapshot.Lines[i]);
            var isLast = i == _snapshot.Lines.Count - 1;
            DrawRow(sheet, i, text, isLast ? tailHeight : 0);
        }

        if (_snapshot.Lines.Count == 0)
            DrawEmpty(sheet);
        if (tailHeight > sheet.Room)
            sheet.NewPage();
    }

    private void DrawHead(Sheet sheet)
    {
        var (page, top) = (sheet.Page, sheet.Y + (HeadHeight - _theme.TableHead.Leading) / 2);
        page.FillRoundedRectangle(Sheet.Left, sheet.Y, sheet.Width, HeadHeight, 3, Theme.Accent);
        page.DrawLeft(_locale.Labels.Item, _theme.TableHead, Sheet.Left + _columns.DescriptionLeft, top);
        foreach (var column in _columns.All)
            column.DrawHead(page, Sheet.Left, top);
        sheet.Y += HeadHeight;
    }

    private Block Describe(LineItem line)
    {
        var block = new Block(_columns.DescriptionWidth).Add(line.Name, _theme.ItemName).Add(line.Details, _theme.ItemDetail, gap: 1);
        if (line.Adjustments.Count == 0 || !line.Gross(_snapshot.Currency).Succeeded(out var gross, out _))
            return block;

        foreach (var adjustment in line.Adjustments)
        {
            if (adjustment.AmountOn(gross).Succeeded(out var amount, out _))
                block.Add(AdjustmentWords.Of(adjustment, _locale) + ": " + _locale.Figures.Amount(adjustment.IsCharge ? amount : -amount), _theme.ItemDetail, gap: 1);
        }

        return block;
    }

    private void DrawRow(Sheet sheet, int row, Block text, double tailHeight)
    {
        var height = Math.Max(text.Height, _theme.Figure.Leading) + 2 * _theme.Spacing.RowPadding;
        var fresh = sheet.Bottom - FirstRowTop;
        if (height + tailHeight > sheet.Room && height <= fresh && sheet.Y > FirstRowTop)
            StartPage(sheet);

        if (height <= sheet.Room)
        {
            DrawStripe(sheet, row, height);
            DrawCells(sheet, row);
            text.Draw(sheet.Page, Sheet.Left + _columns.DescriptionLeft, sheet.Y + _theme.Spacing.RowPadding);
            sheet.Y += height;
        }
        else
        {
            DrawInPieces(sheet, row, text);
        }

        DrawRule(sheet);
    }

    private void DrawInPieces(Sheet sheet, int row, Block text)
    {
        var next = 0;
        while (next < text.Count)
        {
            var (from, room, height) = (next, sheet.Room - 2 * _theme.Spacing.RowPadding, 0.0);
            while (next < text.Count && height + text.HeightOf(next) <= room)
                height += text.HeightOf(next++);

            if (next > from)
            {
                DrawStripe(sheet, row, height + 2 * _theme.Spacing.RowPadding);
                if (from == 0)
                    DrawCells(sheet, row);
                var top = sheet.Y + _theme.Spacing.RowPadding;
                for (var i = from; i < next; i++)
                    top = text.DrawLine(i, sheet.Page, Sheet.Left + _columns.DescriptionLeft, top);
                sheet.Y += height + 2 * _theme.Spacing.RowPadding;
            }

            if (next < text.Count)
                StartPage(sheet);
        }
    }

    private void DrawCells(Sheet sheet, int row)
    {
        foreach (var column in _columns.All)
            column.DrawCell(sheet.Page, row, Sheet.Left, sheet.Y + _theme.Spacing.RowPadding);
    }

    private void DrawEmpty(Sheet sheet)
    {
        sheet.Page.DrawLeft("–", _theme.FigureQuiet, Sheet.Left + _columns.DescriptionLeft, sheet.Y + _theme.Spacing.RowPadding);
        sheet.Y += _theme.FigureQuiet.Leading + 2 * _theme.Spacing.RowPadding;
        DrawRule(sheet);
    }

    private void StartPage(Sheet sheet)
    {
        sheet.NewPage();
        DrawHead(sheet);
    }

    // On a page after the first, rows begin below the repeated head.
    private static double FirstRowTop => Sheet.FreshTop + HeadHeight;

    private static void DrawStripe(Sheet sheet, int row, double height)
    {
        if (row % 2 == 1)
            sheet.Page.FillRectangle(Sheet.Left, sheet.Y, sheet.Width, height, Theme.Zebra);
    }

    private static void DrawRule(Sheet sheet) => sheet.Page.DrawLine(Sheet.Left, sheet.Y, sheet.Right, sheet.Y, 0.5, Theme.Rule);
}
