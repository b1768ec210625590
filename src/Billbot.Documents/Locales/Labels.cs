using Billbot.Domain;

namespace Billbot.Documents.Locales;

/// <summary>The words on paper in one language.</summary>
internal sealed record Labels
{
    public required string Invoice { get; init; }

    public required string CreditNote { get; init; }

    public required string CorrectedInvoice { get; init; }

    public required string PrepaymentInvoice { get; init; }

    public required string Draft { get; init; }

    public required string Void { get; init; }

    public required string InvoiceNumber { get; init; }

    public required string CreditNoteNumber { get; init; }

    public required string Discount { get; init; }

    public required string IssueDate { get; init; }

    public required string DueDate { get; init; }

    public required string DeliveryDate { get; init; }

    public required string Currency { get; init; }

    public required string PurchaseOrder { get; init; }

    public required string BuyerReference { get; init; }

    /// <summary>Before the number of the invoice that this one credits or replaces.</summary>
    public required string RefersTo { get; init; }

    public required string BilledTo { get; init; }

    public required string From { get; init; }

    public required string VatId { get; init; }

    /// <summary>What a tax id is called outside VAT.</summary>
    public required string TaxId { get; init; }

    public required string TaxNumber { get; init; }

    public required string LegalId { get; init; }

    public required string Item { get; init; }

    public required string Quantity { get; init; }

    public required string Unit { get; init; }

    public required string UnitPrice { get; init; }

    /// <summary>Heads the amounts of lines where tax comes on top.</summary>
    public required string Net { get; init; }

    /// <summary>Heads them where there is no tax.</summary>
    public required string Amount { get; init; }

    public required string Vat { get; init; }

    public required string SalesTax { get; init; }

    public required string ItemsTotal { get; init; }

    public required string Subtotal { get; init; }

    public required string Total { get; init; }

    public required string Prepaid { get; init; }

    public required string Rounding { get; init; }

    public required string AmountDue { get; init; }

    public required string AmountCredited { get; init; }

    /// <summary>"VAT 19 % on 13,134.53", from the tax with its rate and what it is charged on.</summary>
    public required Func<string, string, string> TaxedOn { get; init; }

    public required string Payment { get; init; }

    public required string AccountHolder { get; init; }

    public required string AccountNumber { get; init; }

    public required string RoutingNumber { get; init; }

    public required string Bank { get; init; }

    public required string Reference { get; init; }

    public required string Terms { get; init; }

    /// <summary>The terms where the seller has set none; {0} is the due date.</summary>
    public required string PayBy { get; init; }

    public required string Notes { get; init; }

    public required string Exempt { get; init; }

    public required string ReverseCharge { get; init; }

    public required string IntraEuGoods { get; init; }

    public required string Export { get; init; }

    public required string OutsideScope { get; init; }

    /// <summary>"Page 1 of 3".</summary>
    public required Func<int, int, string> Page { get; init; }

    /// <summary>Words for units in the order of <see cref="Units.Codes"/>.</summary>
    public required Units Units { get; init; }

    /// <summary>The document's own word, large at its head.</summary>
    public string WordFor(DocumentType type) => type switch
    {
        DocumentType.Invoice => Invoice,
        DocumentType.CreditNote => CreditNote,
        DocumentType.CorrectedInvoice => CorrectedInvoice,
        DocumentType.PrepaymentInvoice => PrepaymentInvoice,
        _ => throw new ArgumentOutOfRangeException(nameof(type)),
    };

    /// <summary>Why a category charges nothing, in the language's own words; null where tax is charged or is simply 0 %.</summary>
    public string? ReasonFor(TaxCategory category) => category switch
    {
        TaxCategory.Exempt => Exempt,
        TaxCategory.ReverseCharge => ReverseCharge,
        TaxCategory.IntraEuGoods => IntraEuGoods,
        TaxCategory.Export => Export,
        TaxCategory.OutsideScope => OutsideScope,
        TaxCategory.Standard or TaxCategory.Zero or TaxCategory.Igic or TaxCategory.Ipsi => null,
        _ => throw new ArgumentOutOfRangeException(nameof(category)),
    };
}
