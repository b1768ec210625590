using System.Globalization;
using Billbot.Documents.Locales;
using Billbot.Domain;
using Billbot.Pdf;

namespace Billbot.Documents.Layout;

/// <summary>The head of the document: who writes, and what this is. Later pages have one quiet line instead.</summary>
internal sealed class Masthead(Snapshot snapshot, PdfMark mark, Locale locale, Theme theme)
{
    /// <summary>What the line at the head of a later page takes.</summary>
    public const double LaterHeight = 14;

    private const double MonogramSize = 32;

    private readonly string _shownName = snapshot.Seller.TradeName ?? snapshot.Seller.Name;

    public void Draw(Sheet sheet)
    {
        var word = locale.Labels.WordFor(snapshot.Type);
        var style = Fitted(theme.Word, word, sheet.Width * 0.55);
        var wordWidth = style.WidthOf(word);
        sheet.Page.DrawText(style.Shape(word).OneLine(), sheet.Right - wordWidth, sheet.Y + theme.Word.Baseline, style.Size, style.Color);
        var markBottom = DrawMark(sheet, sheet.Y + theme.Word.Leading + 4);

        var x = Sheet.Left;
        if (Initial() is { } initial)
        {
            sheet.Page.FillRoundedRectangle(x, sheet.Y, MonogramSize, MonogramSize, 7, Theme.Accent);
            sheet.Page.DrawCentred(initial, theme.Monogram, x + MonogramSize / 2, sheet.Y + (MonogramSize - theme.Monogram.Leading) / 2);
            x += MonogramSize + 11;
        }

        var name = new Block(sheet.Right - wordWidth - 24 - x).Add(_shownName, theme.Name);
        if (_shownName != snapshot.Seller.Name)
            name.Add(snapshot.Seller.Name, theme.Quiet);
        name.Draw(sheet.Page, x, sheet.Y + Math.Max(0, (MonogramSize - name.Height) / 2));
        sheet.Y = Math.Max(sheet.Y + Math.Max(MonogramSize, name.Height), markBottom) + theme.Spacing.BelowMasthead;
    }

    /// <summary>The line at the head of a later page.</summary>
    public void DrawAgain(Sheet sheet)
    {
        var title = string.Join(' ', new[] { locale.Labels.WordFor(snapshot.Type), snapshot.Number, MarkWord() is { } word ? $"· {word}" : null }.OfType<string>());
        var titleWidth = theme.Quiet.WidthOf(title);
        sheet.Page.DrawRight(title, theme.Quiet, sheet.Right, sheet.Y - 8);
        var name = theme.Quiet.Shape(_shownName).Wrap(sheet.Width - titleWidth - 24, theme.Quiet.Size);
        if (name.Count > 0)
            sheet.Page.DrawText(name[0], Sheet.Left, sheet.Y - 8 + theme.Quiet.Baseline, theme.Quiet.Size, theme.Quiet.Color);
        if (name.Count > 1)
            sheet.Page.DrawLeft("…", theme.Quiet, Sheet.Left + name[0].WidthAt(theme.Quiet.Size) + 2, sheet.Y - 8);
        sheet.Y += LaterHeight;
    }

    private double DrawMark(Sheet sheet, double top)
    {
        if (MarkWord() is not { } word)
            return top;

        var (back, front) = mark == PdfMark.Draft
            ? (PdfColor.Parse("#FEF3C7"), PdfColor.Parse("#7C3F06"))
            : (PdfColor.Parse("#FEE2E2"), PdfColor.Parse("#991B1B"));
        var shown = word.ToUpperInvariant();
        var style = theme.Mark with { Color = front };
        var width = style.WidthOf(shown) + 20;
        sheet.Page.FillRoundedRectangle(sheet.Right - width, top, width, style.Leading, style.Leading / 2, back);
        sheet.Page.DrawCentred(shown, style, sheet.Right - width / 2, top);
        return top + style.Leading;
    }

    private string? MarkWord() => mark switch
    {
        PdfMark.None => null,
        PdfMark.Draft => locale.Labels.Draft,
        PdfMark.Void => locale.Labels.Void,
        _ => throw new InvalidOperationException($"Unknown mark {mark}."),
    };

    // A letter that the fonts have; otherwise the name stands alone.
    private string? Initial()
    {
        if (_shownName.Length == 0)
            return null;

        var cluster = StringInfo.GetNextTextElement(_shownName).ToUpperInvariant();
        return char.IsLetterOrDigit(cluster, 0) && theme.Monogram.Shape(cluster).Missing.Count == 0 ? cluster : null;
    }

    private static Style Fitted(Style style, string text, double width)
    {
        var wide = style.WidthOf(text);
        return wide <= width ? style : style with { Size = style.Size * width / wide };
    }
}
