using System.Globalization;
using Billbot.Documents.Locales;
using Billbot.Domain;
using Billbot.Pdf;
using Billbot.Pdf.Text;

namespace Billbot.Documents.Layout;

/// <summary>The columns of the table with all their cells shaped. A column that would be empty on every line is left out.</summary>
internal sealed class ItemColumns
{
    private const double LeastDescription = 132;
    private const double Smallest = 5;

    private readonly Style _head;
    private readonly List<Column> _before = [];
    private readonly List<Column> _after = [];

    public ItemColumns(Snapshot snapshot, Locale locale, Theme theme, double width)
    {
        var (lines, labels) = (snapshot.Lines, locale.Labels);
        var figures = locale.Figures;
        _head = theme.TableHead;
        Add(_before, "#", theme.FigureQuiet, isLeft: true, lines.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture)));
        Add(_after, labels.Quantity, theme.Figure, isLeft: false, lines.Select(l => figures.Quantity(l.Quantity)));
        if (lines.Any(l => l.Unit != Unit.One))
            Add(_after, labels.Unit, theme.FigureQuiet, isLeft: true, lines.Select(l => labels.Units.WordFor(l.Unit)));
        Add(_after, labels.UnitPrice, theme.Figure, isLeft: false, lines.Select(l => PriceOf(l, snapshot, figures)));
        var isTaxed = TaxWords.IsShown(snapshot);
        if (isTaxed)
            Add(_after, $"{TaxWords.NameOf(snapshot, locale)} %", theme.FigureQuiet, isLeft: false, lines.Select(l => l.Tax.Rate is { } rate ? figures.Percent(rate) : "–"));
        var amount = $"{(isTaxed ? labels.Net : labels.Amount)} {snapshot.Currency.Code}";
        Add(_after, amount, theme.FigureStrong, isLeft: false, snapshot.Totals.LineNets.Select(figures.Amount));
        Place(width);
    }

    /// <summary>Where descriptions start, from the table's left edge.</summary>
    public double DescriptionLeft { get; private set; }

    public double DescriptionWidth { get; private set; }

    public IEnumerable<Column> All => _before.Concat(_after);

    private static string PriceOf(LineItem line, Snapshot snapshot, Figures figures)
    {
        var price = figures.Price(line.UnitPrice, snapshot.Currency);
        return line.BaseQuantity == Quantity.One ? price : $"{price} / {figures.Quantity(line.BaseQuantity)}";
    }

    private void Add(List<Column> columns, string head, Style style, bool isLeft, IEnumerable<string> cells) =>
        columns.Add(new Column(_head.Shape(head), _head, style, isLeft, [.. cells.Select(style.Shape)]));

    // Figures take what they need. If that leaves descriptions too little, figures are set smaller, never cut.
    private void Place(double width)
    {
        var gaps = Theme.CellGap * (_before.Count + _after.Count + 2);
        var needed = All.Sum(c => c.Width);
        var scale = Math.Min(1, (width - LeastDescription - gaps) / needed);
        foreach (var column in All)
            column.Shrink(Math.Max(scale, Smallest / column.Size));

        var x = Theme.CellGap;
        foreach (var column in _before)
        {
            column.Left = x;
            x += column.Width + Theme.CellGap;
        }

        DescriptionLeft = x;
        var right = width - Theme.CellGap;
        foreach (var column in Enumerable.Reverse(_after))
        {
            column.Left = right - column.Width;
            right -= column.Width + Theme.CellGap;
        }

        DescriptionWidth = right - x - 6;
    }
}

/// <summary>One column of figures or short words. Widths are points.</summary>
internal sealed class Column(ShapedText head, Style headStyle, Style style, bool isLeft, ShapedText[] cells)
{
    private const double LeastWidth = 12;

    private readonly double _width = Math.Max(LeastWidth, Math.Max(WidthOf(head, headStyle), cells.Length == 0 ? 0 : cells.Max(c => WidthOf(c, style))));
    private double _scale = 1;

    public double Left { get; set; }

    public double Width => _width * _scale;

    public double Size => style.Size * _scale;

    public void Shrink(double scale) => _scale = scale;

    public void DrawHead(PdfPage page, double tableLeft, double top) => Draw(page, head, headStyle, tableLeft, top);

    public void DrawCell(PdfPage page, int row, double tableLeft, double top) => Draw(page, cells[row], style, tableLeft, top);

    private void Draw(PdfPage page, ShapedText text, Style look, double tableLeft, double top)
    {
        var line = text.OneLine();
        var size = look.Size * _scale;
        var x = tableLeft + Left + (isLeft ? 0 : Width - line.WidthAt(size));
        page.DrawText(line, x, top + look.Baseline, size, look.Color);
    }

    private static double WidthOf(ShapedText text, Style style) => text.OneLine().WidthAt(style.Size);
}
