using Billbot.Pdf;
using Billbot.Pdf.Text;

namespace Billbot.Documents.Layout;

/// <summary>The look called "calm": white, much air, one accent, two greys, three weights. Lengths are points.</summary>
internal sealed class Theme(DocumentFonts fonts, Spacing spacing)
{
    public const double Margin = 48;

    /// <summary>Between the edges of the table and what stands in it.</summary>
    public const double CellInset = 9;

    public const double ColumnGap = 14;

    /// <summary>Between a quantity and its unit.</summary>
    public const double UnitGap = 5;

    public Spacing Spacing => spacing;

    public static PdfColor Accent { get; } = PdfColor.Parse("#1D4ED8");

    public static PdfColor Ink { get; } = PdfColor.Parse("#111827");

    public static PdfColor Grey { get; } = PdfColor.Parse("#5B6472");

    public static PdfColor Rule { get; } = PdfColor.Parse("#E5E7EB");

    public static PdfColor Zebra { get; } = PdfColor.Parse("#FAFAFB");

    public static PdfColor Panel { get; } = PdfColor.Parse("#F5F7FB");

    /// <summary>White on the accent, or ink where white could not be read.</summary>
    public static PdfColor OnAccent { get; } = Accent.ContrastTo(PdfColor.White) >= 4.5 ? PdfColor.White : Ink;

    public Style Word { get; } = new(fonts.Bold, 25, 30, Ink);

    public Style Name { get; } = new(fonts.Bold, 14, 18, Ink);

    public Style Monogram { get; } = new(fonts.Bold, 16, 30, OnAccent);

    public Style Label { get; } = new(fonts.SemiBold, 7.5, 12, Grey);

    public Style Party { get; } = new(fonts.SemiBold, 9.5, 13.5, Ink);

    public Style Text { get; } = new(fonts.Regular, 9, 13, Ink);

    public Style Quiet { get; } = new(fonts.Regular, 8.5, 13, Grey);

    public Style FactLabel { get; } = new(fonts.Regular, 8.5, 15, Grey);

    public Style Fact { get; } = new(fonts.SemiBold, 8.5, 15, Ink);

    public Style TableHead { get; } = new(fonts.SemiBold, 8, 11, OnAccent);

    public Style ItemName { get; } = new(fonts.SemiBold, 9, 12.5, Ink);

    public Style ItemDetail { get; } = new(fonts.Regular, 8, 11, Grey);

    public Style Figure { get; } = new(fonts.Regular, 9, 12.5, Ink, Tabular: true);

    public Style FigureQuiet { get; } = new(fonts.Regular, 9, 12.5, Grey, Tabular: true);

    public Style FigureStrong { get; } = new(fonts.SemiBold, 9, 12.5, Ink, Tabular: true);

    public Style TotalLabel { get; } = new(fonts.Regular, 9, 13, Grey);

    public Style TotalFigure { get; } = new(fonts.SemiBold, 9, 13, Ink, Tabular: true);

    public Style Due { get; } = new(fonts.Bold, 11, 16, Ink);

    public Style DueFigure { get; } = new(fonts.Bold, 11, 16, Ink, Tabular: true);

    public Style Heading { get; } = new(fonts.SemiBold, 8.5, 13, Ink);

    public Style Footer { get; } = new(fonts.Regular, 7, 10, Grey);

    public Style Mark { get; } = new(fonts.Bold, 8, 16, Ink);
}

/// <summary>The space between things, in points. The tight one is for documents that would else spill a few closing lines onto a page of their own.</summary>
internal sealed record Spacing(double BelowMasthead, double BelowParties, double RowPadding, double AboveTail, double AboveSection)
{
    public static Spacing Airy { get; } = new(28, 24, 6.5, 14, 14);

    public static Spacing Tight { get; } = new(20, 18, 4.5, 12, 9);
}

/// <summary>How a text is set. Size and line height in points.</summary>
internal sealed record Style(FontSet Fonts, double Size, double Leading, PdfColor Color, bool Tabular = false)
{
    /// <summary>From the top of a line to where its letters stand: capitals are centred in the line.</summary>
    public double Baseline => (Leading + Fonts.Main.CapHeight * Size / 1000) / 2;

    public ShapedText Shape(string text) => Fonts.Shape(text, Tabular);

    public double WidthOf(string text) => Shape(text).OneLine().WidthAt(Size);
}
