using Billbot.App.Clients;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>An invoice as lists show it.</summary>
public sealed record InvoiceRow
{
    public required InvoiceId Id { get; init; }

    public string? Number { get; init; }

    public required string Type { get; init; }

    public required string Status { get; init; }

    public required ClientId ClientId { get; init; }

    public required string ClientName { get; init; }

    public required string Currency { get; init; }

    public required string Total { get; init; }

    public required string Outstanding { get; init; }

    public required DateOnly IssueDate { get; init; }

    public DateOnly? DueDate { get; init; }

    public int? DaysOverdue { get; init; }

    public string? DeliveryState { get; init; }
}

public sealed record LineItemView
{
    public required string Description { get; init; }

    public required string Quantity { get; init; }

    public required string Unit { get; init; }

    public required string UnitPrice { get; init; }

    public string? DiscountPercent { get; init; }

    public required string TaxCategory { get; init; }

    public string? TaxRate { get; init; }

    public required string Net { get; init; }

    internal static LineItemView Of(LineItem line, Money net) => new()
    {
        Description = line.Description,
        Quantity = line.Quantity.ToString(),
        Unit = line.Unit.Word,
        UnitPrice = line.UnitPrice.ToString(),
        DiscountPercent = line.Adjustments.FirstOrDefault(a => !a.IsCharge)?.Percent?.ToString(),
        TaxCategory = line.Tax.Category.Word(),
        TaxRate = line.Tax.Rate?.ToString(),
        Net = net.AmountText,
    };
}

/// <summary>One tax group: what it is charged on and what is charged.</summary>
public sealed record TaxGroupView(string Category, string? Rate, string Taxable, string Tax)
{
    internal static TaxGroupView Of(TaxGroup group) =>
        new(group.Treatment.Category.Word(), group.Treatment.Rate?.ToString(), group.Taxable.AmountText, group.Tax.AmountText);
}

public sealed record PaymentView
{
    public required PaymentId Id { get; init; }

    public required string Kind { get; init; }

    public required string Amount { get; init; }

    public required string Currency { get; init; }

    public required DateOnly PaidOn { get; init; }

    public string? Method { get; init; }

    public string? Reference { get; init; }

    public string? Reason { get; init; }

    /// <summary>Of a reversal: the row that it undoes.</summary>
    public PaymentId? Reverses { get; init; }

    /// <summary>Of a row that counts no more: its reversal.</summary>
    public PaymentId? ReversedBy { get; init; }

    /// <summary>Where a payment went with a correction, and where it came from.</summary>
    public PaymentId? MovedTo { get; init; }

    public PaymentId? MovedFrom { get; init; }

    internal static IReadOnlyList<PaymentView> Of(IReadOnlyList<LedgerEntry> entries)
    {
        var reversals = entries.Where(e => e.Reverses is not null).ToDictionary(e => e.Reverses!.Value, e => e.Id);
        return [.. entries.Select(e => Of(e) with { ReversedBy = reversals.TryGetValue(e.Id, out var by) ? by : null })];
    }

    internal static PaymentView Of(LedgerEntry entry) => new()
    {
        Id = entry.Id,
        Kind = AppJson.Name(entry.Kind),
        Amount = entry.Amount.AmountText,
        Currency = entry.Amount.Currency.Code,
        PaidOn = entry.On,
        Method = entry.Method is { } method ? AppJson.Name(method) : null,
        Reference = entry.Reference,
        Reason = entry.Reason,
        Reverses = entry.Reverses,
        MovedTo = entry.MovedTo,
        MovedFrom = entry.MovedFrom,
    };
}

public sealed record InvoiceLink(InvoiceId Id, string? Number);

public sealed record InvoiceReferences
{
    public InvoiceLink? Corrects { get; init; }

    public InvoiceLink? ReplacedBy { get; init; }

    public required IReadOnlyList<InvoiceLink> CreditNotes { get; init; }
}

/// <summary>One party as the invoice shows it: frozen once it is issued.</summary>
public sealed record PartyView
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public AddressView? Address { get; init; }

    public string? TaxId { get; init; }

    internal static PartyView Of(Party party) => new()
    {
        Name = party.Name.Length == 0 ? null : party.Name,
        Email = party.Email,
        Address = AddressView.Of(party.Address),
        TaxId = party.VatId ?? party.TaxNumber,
    };
}

/// <summary>Where the money goes, as the invoice says it.</summary>
public sealed record BankView(string? Holder, string? Iban, string? AccountNumber, string? RoutingNumber, string? Bic, string? BankName)
{
    internal static BankView Of(BankAccount account) =>
        new(account.Holder, account.Iban, account.AccountNumber, account.RoutingNumber, account.Bic, account.BankName);
}

/// <summary>One field of a draft that a call changed.</summary>
public sealed record FieldChange(string Path, string? Old, string? New);

/// <summary>One invoice with everything that belongs to it.</summary>
public sealed record InvoiceView
{
    public InvoiceId? Id { get; init; }

    /// <summary>Null while a draft has none (mode <c>on_send</c>); a preview on a dry run.</summary>
    [System.Text.Json.Serialization.JsonIgnore(Condition = System.Text.Json.Serialization.JsonIgnoreCondition.Never)]
    public required string? Number { get; init; }

    public required string Type { get; init; }

    public required string Status { get; init; }

    /// <summary>Only in answers of create: whether a draft was added.</summary>
    public bool? Created { get; init; }

    public required ClientId ClientId { get; init; }

    public required string ClientName { get; init; }

    public required string Currency { get; init; }

    public required IReadOnlyList<LineItemView> LineItems { get; init; }

    public required string Subtotal { get; init; }

    public required IReadOnlyList<TaxGroupView> Taxes { get; init; }

    public required string TaxTotal { get; init; }

    public required string Total { get; init; }

    public required string Outstanding { get; init; }

    public string? Overpaid { get; init; }

    public string? Credited { get; init; }

    public string? WrittenOff { get; init; }

    /// <summary>What settled a paid invoice: <c>payment</c>, <c>credit</c> or <c>write_off</c>.</summary>
    public SettledBy? SettledBy { get; init; }

    public required DateOnly IssueDate { get; init; }

    public DateOnly? DueDate { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    public DateTimeOffset? VoidedAt { get; init; }

    public string? VoidReason { get; init; }

    public string? Notes { get; init; }

    public string? PoNumber { get; init; }

    /// <summary>Only in answers of create_corrected_invoice: the invoice that this draft replaces.</summary>
    public InvoiceLink? Corrects { get; init; }

    public InvoiceReferences? References { get; init; }

    public IReadOnlyList<PaymentView>? Payments { get; init; }

    public IReadOnlyList<Outbox.DeliveryView>? Deliveries { get; init; }

    public PartyView? Seller { get; init; }

    public PartyView? Buyer { get; init; }

    public BankView? PayTo { get; init; }

    public string? ContentHash { get; init; }

    public required int Version { get; init; }

    /// <summary>What was taken from defaults because the call did not say it.</summary>
    public IReadOnlyList<string>? Assumptions { get; init; }

    /// <summary>Only in answers of update.</summary>
    public IReadOnlyList<FieldChange>? Changed { get; init; }

    public required IReadOnlyList<WarningView> Warnings { get; init; }
}

/// <summary>What all rows of a list come to, per currency; absent where that would have to be estimated.</summary>
public sealed record ListTotal(string Currency, string Total, string Outstanding, long Count);

public sealed record InvoicePage
{
    public required IReadOnlyList<InvoiceRow> Invoices { get; init; }

    public string? NextCursor { get; init; }

    public IReadOnlyList<ListTotal>? Totals { get; init; }

    /// <summary>The whole record of each, where the call asked for it.</summary>
    public IReadOnlyList<InvoiceView>? Details { get; init; }
}
