using System.Globalization;
using Billbot.Documents.Locales;
using Billbot.Domain;

namespace Billbot.Documents.Layout;

/// <summary>Below the totals: why no tax is charged, payment terms, notes. They flow over pages.</summary>
internal sealed class ClosingTexts(Snapshot snapshot, Locale locale, Theme theme)
{
    // A heading never stands alone at the foot of a page.
    private const int LinesKept = 2;

    public void Draw(Sheet sheet)
    {
        foreach (var (heading, text) in Sections())
        {
            var block = new Block(Math.Min(sheet.Width, 460)).Add(heading, theme.Heading).Add(text, theme.Quiet, gap: 1);
            if (block.Count == 0)
                continue;

            var kept = Enumerable.Range(0, Math.Min(block.Count, 1 + LinesKept)).Sum(block.HeightOf);
            sheet.Ensure(theme.Spacing.AboveSection + kept);
            sheet.Y += theme.Spacing.AboveSection;
            for (var i = 0; i < block.Count; i++)
            {
                sheet.Ensure(block.HeightOf(i));
                sheet.Y = block.DrawLine(i, sheet.Page, Sheet.Left, sheet.Y);
            }
        }
    }

    private IEnumerable<(string? Heading, string? Text)> Sections()
    {
        foreach (var reason in snapshot.Reasons)
        {
            var words = locale.Labels.ReasonFor(reason.Category);
            yield return reason.Text is { } text && text != words ? (words, text) : (words, null);
        }

        if (snapshot.Type != DocumentType.CreditNote && Terms() is { } terms)
            yield return (locale.Labels.Terms, terms);
        if (!string.IsNullOrWhiteSpace(snapshot.Notes))
            yield return (locale.Labels.Notes, snapshot.Notes.Trim());
    }

    private string? Terms() =>
        !string.IsNullOrWhiteSpace(snapshot.PaymentTerms) ? snapshot.PaymentTerms.Trim()
        : snapshot.DueDate is { } due ? string.Format(CultureInfo.InvariantCulture, locale.Labels.PayBy, locale.Date(due))
        : null;
}
