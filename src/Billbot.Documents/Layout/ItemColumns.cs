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
    private readonly Column _number;
    private readonly List<Column> _after = [];

    public ItemColumns(Snapshot snapshot, Locale locale, Theme theme, double width)
    {
        var (lines, labels) = (snapshot.Lines, locale.Labels);
        var figures = locale.Figures;
        _head = theme.TableHead;
        _number = ColumnOf("#", theme.FigureQuiet, isLeft: true, lines.Select((_, i) => (i + 1).ToString(CultureInfo.InvariantCulture)));
        Add(labels.Quantity, theme.Figure, isLeft: false, lines.Select(l => figures.Quantity(l.Quantity)));
        if (lines.Any(l => l.Unit != Unit.One))
            Add(labels.Unit, theme.FigureQuiet, isLeft: true, lines.Select(l => labels.Units.WordFor(l.Unit)), Theme.UnitGap);
        Add(labels.UnitPrice, theme.Figure, isLeft: false, lines.Select(l => PriceOf(l, snapshot, figures)));
        var isTaxed = TaxWords.IsShown(snapshot);
        if (isTaxed)
            Add($"{TaxWords.NameOf(snapshot, locale)} %", theme.FigureQuiet, isLeft: false, lines.Select(l => l.Tax.Rate is { } rate ? figures.Percent(rate) : "–"));
        var amount = $"{(isTaxed ? labels.Net : labels.Amount)} {snapshot.Currency.Code}";
        Add(amount, theme.FigureStrong, isLeft: false, snapshot.Totals.LineNets.Select(figures.Amount));
        Place(width);
    }

    /// <summary>Where descriptions start, from the table's left edge.</summary>
    public double DescriptionLeft { get; private set; }

    public double DescriptionWidth { get; private set; }

    public IEnumerable<Column> All => [_number, .. _after];

    private static string PriceOf(LineItem line, Snapshot snapshot, Figures figures)
    {
        var price = figures.Price(line.UnitPrice, snapshot.Currency);
        return line.BaseQuantity == Quantity.One ? price : $"{price} / {figures.Quantity(line.BaseQuantity)}";
    }

    private void Add(string head, Style style, bool isLeft, IEnumerable<string> cells, double gap = Theme.ColumnGap) =>
        _after.Add(ColumnOf(head, style, isLeft, cells, gap));

    private Column ColumnOf(string head, Style style, bool isLeft, IEnumerable<string> cells, double gap = Theme.ColumnGap) =>
        new(_head.Shape(head), _head, style, isLeft, [.. cells.Select(style.Shape)], gap);

    // Figures take what they need. If that leaves descriptions too little, figures are set smaller, never cut.
    private void Place(double width)
    {
        var gaps = 2 * Theme.CellInset + All.Sum(c => c.GapBefore);
        var needed = All.Sum(c => c.Width);
        var scale = Math.Min(1, (width - LeastDescription - gaps) / needed);
        foreach (var column in All)
            column.Shrink(Math.Max(scale, Smallest / column.Size));

        _number.Left = Theme.CellInset;
        DescriptionLeft = _number.Left + _number.Width + Theme.ColumnGap;
        var right = width - Theme.CellInset;
        foreach (var column in Enumerable.Reverse(_after))
        {
            column.Left = right - column.Width;
            right = column.Left - column.GapBefore;
        }

        DescriptionWidth = right - DescriptionLeft;
    }
}

/// <summary>One column of figures or short words. Widths are points.</summary>
internal sealed class Column(ShapedText head, Style headStyle, Style style, bool isLeft, ShapedText[] cells, double gapBefore)
{
    private const double LeastWidth = 12;

    private readonly double _width = Math.Max(LeastWidth, Math.Max(WidthOf(head, headStyle), cells.Length == 0 ? 0 : cells.Max(c => WidthOf(c, style))));
    private double _scale = 1;

    public double GapBefore => gapBefore;

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
