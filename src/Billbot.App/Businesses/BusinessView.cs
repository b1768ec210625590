using Billbot.App.Clients;
using Billbot.Domain;

namespace Billbot.App.Businesses;

public sealed record BankAccountView(string? Holder, string? Iban, string? AccountNumber, string? Bic, string? BankName, string? Currency, bool IsDefault);

public sealed record NumberingView(string InvoicePattern, string CreditNotePattern, string Mode);

/// <summary>The seller, as set up.</summary>
public sealed record BusinessView
{
    public required BusinessId Id { get; init; }

    public string? Name { get; init; }

    public string? TradeName { get; init; }

    public string? Country { get; init; }

    public required string Currency { get; init; }

    public required string TimeZone { get; init; }

    public required string Locale { get; init; }

    public string? Email { get; init; }

    public string? Phone { get; init; }

    public string? ContactName { get; init; }

    public AddressView? Address { get; init; }

    public string? VatId { get; init; }

    public string? TaxNumber { get; init; }

    public string? LegalId { get; init; }

    public required string TaxSystem { get; init; }

    public string? TaxLabel { get; init; }

    public string? TaxCategory { get; init; }

    public string? TaxRate { get; init; }

    public string? ExemptionText { get; init; }

    public required int DueDays { get; init; }

    public required string FiscalYearStart { get; init; }

    public required NumberingView Numbering { get; init; }

    public required IReadOnlyList<BankAccountView> BankAccounts { get; init; }

    public string? PaymentTerms { get; init; }

    /// <summary>What is still needed before an invoice can be sent.</summary>
    public required IReadOnlyList<string> Missing { get; init; }
}
