using System.Globalization;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.Documents;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>Findings about a draft that stop nothing now: what a careful colleague would point out before it is sent.</summary>
internal static class InvoiceWarnings
{
    private const int LookedBack = 5;

    public static WarningView NoLines { get; } = new("no_lines", "The draft has no lines; it can not be sent like this.", "Add line_items with update_invoice.");

    public static WarningView NoRequestedTax { get; } = new(
        "tax_hint",
        "The draft charges tax, but the business charges none; it can not be sent like this.",
        "Take the tax off with update_invoice, or ask the owner: billbot business set --tax-system vat --vat-id ….");

    public static WarningView ReverseChargeHint { get; } = new(
        "tax_hint",
        "The client is a business in another EU country; services to it are usually under reverse charge.",
        "Ask the user whether tax_category reverse_charge fits.");

    public static WarningView PossibleDuplicate(InvoiceId same, bool created) => new(
        "possible_duplicate",
        $"{same} has the same client and lines and is less than 24 hours old{(created ? "." : "; nothing was added.")}",
        created
            ? "If it is the same job, delete this draft with delete_draft_invoice."
            : "Use it; or, after asking the user, repeat with allow_duplicate: true and a request_id.");

    /// <summary>All findings about a draft, in the order of their weight.</summary>
    public static async Task<List<WarningView>> OfAsync(Work work, Invoice draft, Client client, Snapshot snapshot)
    {
        var warnings = new List<WarningView>();
        if (draft.Lines.Count == 0)
            warnings.Add(NoLines);
        if (client.Email is null)
            warnings.Add(ClientWarnings.NoEmail);
        if (work.Business.TaxSystem == TaxSystem.None && draft.Lines.Any(l => l.Tax.Category != TaxCategory.OutsideScope))
            warnings.Add(NoRequestedTax);
        if (LooksLikeReverseCharge(draft, work.Business, client))
            warnings.Add(ReverseChargeHint);
        if (await PriceChangedAsync(work, draft) is { } changed)
            warnings.Add(changed);
        warnings.AddRange(GlyphWarnings.Of(snapshot));
        return warnings;
    }

    private static bool LooksLikeReverseCharge(Invoice draft, Business business, Client client) =>
        business.TaxSystem == TaxSystem.Vat
        && client.TaxId is not null
        && Country.IsInEu(business.Country) && Country.IsInEu(client.Address.Country) && business.Country != client.Address.Country
        && draft.Lines.Any(l => l.Tax.Category == TaxCategory.Standard);

    /// <summary>A line that this client was billed for before, at another price.</summary>
    private static async Task<WarningView?> PriceChangedAsync(Work work, Invoice draft)
    {
        var earlier = (await InvoiceStore.EarlierAsync(work.Session, work.BusinessId, draft, LookedBack)).Where(e => e.Invoice.State != InvoiceState.Void && e.Invoice.Currency == draft.Currency).ToList();
        // What each kind of work cost last. Names are folded once: this runs in the only writer, and a draft may have 500 lines.
        var known = new Dictionary<(string Name, Unit Unit), (UnitPrice Price, InvoiceId Invoice)>();
        foreach (var invoice in earlier)
        {
            foreach (var line in invoice.Invoice.Lines)
                known.TryAdd(KindOf(line), (line.UnitPrice, invoice.Invoice.Id));
        }

        for (var i = 0; i < draft.Lines.Count && known.Count > 0; i++)
        {
            var line = draft.Lines[i];
            if (!known.TryGetValue(KindOf(line), out var before) || before.Price == line.UnitPrice)
                continue;
            return new WarningView(
                "price_changed",
                string.Create(CultureInfo.InvariantCulture, $"Line {i + 1} costs {line.UnitPrice} {draft.Currency}; {before.Invoice} had it at {before.Price}."),
                "Ask the user when the new price was not meant.");
        }

        return null;
    }

    private static (string Name, Unit Unit) KindOf(LineItem line) => (FoldedText.Of(line.Name), line.Unit);
}

/// <summary>Characters of an invoice that no font has.</summary>
internal static class GlyphWarnings
{
    public static IEnumerable<WarningView> Of(Snapshot snapshot) =>
        GlyphCheck.MissingIn(snapshot).Select(finding => new WarningView(finding.Code, $"{finding.Field}: {finding.Message}", finding.Fix));
}
