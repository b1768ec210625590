using Billbot.Documents.Locales;
using Billbot.Domain;

namespace Billbot.Documents.Layout;

/// <summary>Three columns: billed to, from, and the facts (numbers, dates, references).</summary>
internal sealed class PartyColumns(Snapshot snapshot, Locale locale, Theme theme)
{
    private const double Gap = 18;

    private readonly bool _showCountries = snapshot.Seller.Address.Country != snapshot.Buyer.Address.Country;

    public void Draw(Sheet sheet)
    {
        var facts = Facts().ToList();
        var factsWidth = Math.Clamp(facts.Max(f => theme.FactLabel.WidthOf(f.Label) + 12 + theme.Fact.WidthOf(f.Value)), 130, sheet.Width * 0.4);
        var width = (sheet.Width - factsWidth - 2 * Gap - 12) / 2;
        var to = Party(locale.Labels.BilledTo, snapshot.Buyer, snapshot.Buyer.Name, width, contact: false);
        var from = Party(locale.Labels.From, snapshot.Seller, snapshot.Seller.Name, width, contact: true);
        to.Draw(sheet.Page, Sheet.Left, sheet.Y);
        from.Draw(sheet.Page, Sheet.Left + width + Gap, sheet.Y);
        var bottom = DrawFacts(sheet, facts, sheet.Right - factsWidth, factsWidth);
        sheet.Y = Math.Max(sheet.Y + Math.Max(to.Height, from.Height), bottom) + theme.Spacing.BelowParties;
    }

    /// <summary>Tax and register numbers of a party with their labels, as columns and foot print them.</summary>
    public static IEnumerable<string> Identifiers(Party party, Labels labels, TaxSystem system)
    {
        if (party.VatId is { } vatId)
            yield return $"{(system == TaxSystem.Vat ? labels.VatId : labels.TaxId)} {vatId}";
        if (party.TaxNumber is { } taxNumber)
            yield return $"{labels.TaxNumber} {taxNumber}";
        if (party.LegalId is { } legalId)
            yield return $"{labels.LegalId} {legalId}";
    }

    private Block Party(string label, Party party, string name, double width, bool contact)
    {
        var block = new Block(width).Add(label, theme.Label).Add(name, theme.Party, gap: 2);
        if (!contact && party.ContactName is { } person)
            block.Add(person, theme.Text);
        block.AddAll(Postal.Lines(party.Address), theme.Text);
        if (_showCountries && party.Address.Country is { } country)
            block.Add(Countries.NameOf(country, locale.Tag), theme.Text);
        block.AddAll(Identifiers(party, locale.Labels, snapshot.TaxSystem), theme.Text);
        if (contact)
            block.AddAll(new[] { party.ContactName, party.Phone }.OfType<string>(), theme.Text);
        return block.Add(party.Email, theme.Quiet);
    }

    private IEnumerable<(string Label, string Value)> Facts()
    {
        var labels = locale.Labels;
        if (snapshot.Number is { } number)
            yield return (snapshot.Type == DocumentType.CreditNote ? labels.CreditNoteNumber : labels.InvoiceNumber, number);
        yield return (labels.IssueDate, locale.Date(snapshot.IssueDate));
        if (snapshot.DueDate is { } due)
            yield return (labels.DueDate, locale.Date(due));
        if (snapshot.DeliveryDate is { } delivery)
            yield return (labels.DeliveryDate, locale.Date(delivery));
        if (snapshot.Preceding is { } preceding)
            yield return (labels.RefersTo, $"{preceding.Number}\n{locale.Date(preceding.IssueDate)}");
        if (snapshot.PoNumber is { } order)
            yield return (labels.PurchaseOrder, order);
        if (snapshot.BuyerReference is { } reference)
            yield return (labels.BuyerReference, reference);
        yield return (labels.Currency, snapshot.Currency.Code);
    }

    private double DrawFacts(Sheet sheet, List<(string Label, string Value)> facts, double left, double width)
    {
        var top = sheet.Y - 1;
        foreach (var (label, value) in facts)
        {
            sheet.Page.DrawLeft(label, theme.FactLabel, left, top);
            var room = width - theme.FactLabel.WidthOf(label) - 12;
            foreach (var line in theme.Fact.Shape(value).Wrap(room, theme.Fact.Size))
            {
                sheet.Page.DrawText(line, sheet.Right - line.WidthAt(theme.Fact.Size), top + theme.Fact.Baseline, theme.Fact.Size, theme.Fact.Color);
                top += theme.Fact.Leading;
            }
        }

        return top;
    }
}
