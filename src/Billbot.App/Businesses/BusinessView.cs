using Billbot.App.Clients;
using Billbot.Domain;

namespace Billbot.App.Businesses;

public sealed record BankAccountView
{
    public string? Holder { get; init; }

    public string? Iban { get; init; }

    public string? AccountNumber { get; init; }

    public string? RoutingNumber { get; init; }

    public string? Bic { get; init; }

    public string? BankName { get; init; }

    public string? Currency { get; init; }

    public required bool IsDefault { get; init; }

    internal static BankAccountView Of(BankAccount account) => new()
    {
        Holder = account.Holder,
        Iban = account.Iban,
        AccountNumber = account.AccountNumber,
        RoutingNumber = account.RoutingNumber,
        Bic = account.Bic,
        BankName = account.BankName,
        Currency = account.Currency?.Code,
        IsDefault = account.IsDefault,
    };
}

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

    internal static BusinessView Of(Business business)
    {
        var numbering = business.NumberingRules;
        return new BusinessView
        {
            Id = business.Id,
            Name = business.Name,
            TradeName = business.TradeName,
            Country = business.Country,
            Currency = business.Currency.Code,
            TimeZone = business.TimeZone,
            Locale = business.Locale,
            Email = business.Email?.Value,
            Phone = business.Phone,
            ContactName = business.ContactName,
            Address = AddressView.Of(business.Address),
            VatId = business.VatId,
            TaxNumber = business.TaxNumber,
            LegalId = business.LegalId,
            TaxSystem = AppJson.Name(business.TaxSystem),
            TaxLabel = business.TaxLabel,
            TaxCategory = business.Tax.Category?.Word(),
            TaxRate = business.Tax.Rate?.ToString(),
            ExemptionText = business.Tax.Reason,
            DueDays = business.DueDays,
            FiscalYearStart = business.FiscalYearStart.ToString(),
            Numbering = new NumberingView(numbering.Invoice.Text, numbering.CreditNote.Text, AppJson.Name(numbering.Mode)),
            BankAccounts = [.. business.BankAccounts.Select(BankAccountView.Of)],
            PaymentTerms = business.PaymentTerms,
            Missing = business.Missing(),
        };
    }
}
