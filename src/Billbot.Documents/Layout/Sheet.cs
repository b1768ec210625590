using Billbot.Pdf;

namespace Billbot.Documents.Layout;

/// <summary>Where on which page the next thing goes. Every page gets its head when it starts; feet are drawn when the last page is known.</summary>
internal sealed class Sheet(PdfDocument document, PageSize size, double bottom, Action<Sheet> startPage)
{
    public PdfPage Page { get; private set; } = document.AddPage(size);

    public static double Left => Theme.Margin;

    public double Right => size.Width - Theme.Margin;

    public double Width => size.Width - 2 * Theme.Margin;

    /// <summary>The lower end of what may be drawn on, above the foot.</summary>
    public double Bottom => bottom;

    /// <summary>The upper end of what is free.</summary>
    public double Y { get; set; } = Theme.Margin;

    /// <summary>Where the free space begins on pages after the first.</summary>
    public static double FreshTop => Theme.Margin + Masthead.LaterHeight;

    public double Room => bottom - Y;

    public void NewPage()
    {
        if (document.Pages.Count == DocumentTooLongException.MostPages)
            throw new DocumentTooLongException();

        Page = document.AddPage(size);
        Y = Theme.Margin;
        startPage(this);
    }

    /// <summary>Goes to the next page unless <paramref name="height"/> fits here.</summary>
    public void Ensure(double height)
    {
        if (height > Room)
            NewPage();
    }
}
