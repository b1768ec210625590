using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>
/// Everything an invoice says, frozen when it is issued: what is drawn, written as XML or shown later comes from here alone.
/// Its canonical JSON is stored with its SHA-256. A draft has one too, made when it is looked at.
/// </summary>
public sealed record Snapshot
{
    public int SchemaVersion { get; init; } = 1;

    public required InvoiceId InvoiceId { get; init; }

    /// <summary>BT-3.</summary>
    public required DocumentType Type { get; init; }

    /// <summary>BT-1; null in the snapshot of a draft that has no number yet.</summary>
    public string? Number { get; init; }

    /// <summary>BT-2.</summary>
    public required DateOnly IssueDate { get; init; }

    /// <summary>BT-9; null on credit notes.</summary>
    public DateOnly? DueDate { get; init; }

    /// <summary>BT-72: where the law wants one (intra-EU supply of goods).</summary>
    public DateOnly? DeliveryDate { get; init; }

    /// <summary>BCP 47, e.g. <c>en-US</c>: the language of the document and the form of its numbers.</summary>
    public required string Locale { get; init; }

    /// <summary>The design it was issued with.</summary>
    public string Template { get; init; } = "calm-1";

    public required TaxSystem TaxSystem { get; init; }

    /// <summary>What the tax is called; the language's own word where missing.</summary>
    public string? TaxLabel { get; init; }

    public required Party Seller { get; init; }

    public required Party Buyer { get; init; }

    public required IReadOnlyList<LineItem> Lines { get; init; }

    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    public required InvoiceTotals Totals { get; init; }

    /// <summary>Why nothing is charged, one per category that needs it (BT-120, BT-121).</summary>
    public IReadOnlyList<ExemptionReason> Reasons { get; init; } = [];

    /// <summary>BG-17.</summary>
    public BankAccount? PayTo { get; init; }

    /// <summary>BT-20.</summary>
    public string? PaymentTerms { get; init; }

    /// <summary>BT-22.</summary>
    public string? Notes { get; init; }

    /// <summary>BT-13.</summary>
    public string? PoNumber { get; init; }

    /// <summary>BT-10.</summary>
    public string? BuyerReference { get; init; }

    /// <summary>BG-3.</summary>
    public PrecedingInvoice? Preceding { get; init; }

    [JsonIgnore]
    public Currency Currency => Totals.Currency;

    /// <summary>What the draft says if it is issued on <paramref name="today"/>. Lines outside the scope of VAT take the VAT ids off (BR-O-02 to BR-O-04).</summary>
    public static Snapshot Of(Invoice draft, Business business, Client client, DateOnly today)
    {
        var invoice = draft.DatedFor(today);
        var categories = invoice.Totals.Groups.Select(g => g.Treatment.Category).ToHashSet();
        // Sales tax and GST are no VAT: their sellers print their registration on whatever they sell.
        var showTaxIds = !categories.Contains(TaxCategory.OutsideScope) || business.TaxSystem is TaxSystem.SalesTax or TaxSystem.Gst;
        return new Snapshot
        {
            InvoiceId = invoice.Id,
            Type = invoice.Type,
            Number = invoice.Number,
            IssueDate = invoice.IssueDate,
            DueDate = invoice.Type == DocumentType.CreditNote ? null : invoice.DueDate,
            // Goods are taken as delivered on the day of the invoice unless it says otherwise (BR-IC-11).
            DeliveryDate = categories.Contains(TaxCategory.IntraEuGoods) ? invoice.IssueDate : null,
            Locale = client.Locale ?? business.Locale,
            TaxSystem = business.TaxSystem,
            TaxLabel = business.TaxLabel,
            Seller = Party.Of(business, showTaxIds),
            Buyer = Party.Of(client, showTaxIds),
            Lines = invoice.Lines,
            Adjustments = invoice.Adjustments,
            Totals = invoice.Totals,
            Reasons = business.TaxSystem == TaxSystem.None ? [] : [.. categories.Where(c => c.NeedsReason()).Order().Select(c => new ExemptionReason(c, client.Tax.ReasonFor(c) ?? business.Tax.ReasonFor(c), c.ReasonCode()))],
            PayTo = invoice.Type == DocumentType.CreditNote ? null : BankAccount.Choose(business.BankAccounts, invoice.Currency),
            PaymentTerms = business.PaymentTerms,
            Notes = invoice.Notes,
            PoNumber = invoice.PoNumber,
            BuyerReference = client.BuyerReference,
            Preceding = invoice.Preceding,
        };
    }

    public static Snapshot Parse(ReadOnlySpan<byte> canonical) => JsonSerializer.Deserialize(canonical, DomainJson.Default.Snapshot)!;

    /// <summary>The bytes that are stored and hashed.</summary>
    public byte[] ToCanonical() => CanonicalJson.Bytes(ToJson());

    /// <summary>
    /// What an approval of the draft binds to: SHA-256, in lower-case hex, over all that the invoice will say and whom it goes to. The number is not in it,
    /// nor a date that only the day of issue decides: those stand as their rules.
    /// </summary>
    public static string ContentHash(Invoice draft, Business business, Client client)
    {
        var content = Of(draft, business, client, draft.IssueDate).ToJson();
        content.Remove("number");
        if (draft is { Number: null, IssueDateGiven: false })
        {
            content["issue_date"] = "day of issue";
            content.Remove("due_date");
            content.Remove("delivery_date");
        }

        content["client_id"] = client.Id.Value;
        content["corrects"] = draft.Corrects?.Value;
        content["due_rule"] = draft.FixedDueDate is { } due ? due.ToString("O", System.Globalization.CultureInfo.InvariantCulture) : draft.DueDays;
        content["recipients"] = new JsonArray([client.Email?.Value, .. client.Cc.Select(c => (JsonNode?)c.Value)]);
        return Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Bytes(content)));
    }

    private JsonObject ToJson() => JsonSerializer.SerializeToNode(this, DomainJson.Default.Snapshot)!.AsObject();
}

/// <summary>Why a category charges nothing: the text that is printed, or the language's own words for it, and the VATEX code.</summary>
public sealed record ExemptionReason(TaxCategory Category, string? Text, string? Code);

/// <summary>Seller or buyer as the document shows them.</summary>
public sealed record Party
{
    public required string Name { get; init; }

    public string? TradeName { get; init; }

    public Address Address { get; init; } = new();

    public string? VatId { get; init; }

    public string? TaxNumber { get; init; }

    public string? LegalId { get; init; }

    public string? ContactName { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public static Party Of(Business business, bool showTaxIds) => new()
    {
        Name = business.Name ?? "",
        TradeName = business.TradeName,
        Address = business.Address,
        VatId = showTaxIds ? business.VatId : null,
        TaxNumber = business.TaxNumber,
        LegalId = business.LegalId,
        ContactName = business.ContactName,
        Email = business.Email?.Value,
        Phone = business.Phone,
    };

    public static Party Of(Client client, bool showTaxIds) => new()
    {
        Name = client.Name,
        Address = client.Address,
        VatId = showTaxIds ? client.TaxId : null,
        Email = client.Email?.Value,
    };
}
