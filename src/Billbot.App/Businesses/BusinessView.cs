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

public sealed record NumberingView(string InvoicePattern, string CreditNotePattern, string Mode)
{
    /// <summary>What takes the place of these rules, and from which issue date on.</summary>
    public NextNumberingView? Next { get; init; }

    internal static NumberingView Of(Business business, DateOnly today)
    {
        var rules = business.NumberingRulesOn(today);
        return new NumberingView(rules.Invoice.Text, rules.CreditNote.Text, AppJson.Name(rules.Mode))
        {
            Next = business.NumberingChanges?.FirstOrDefault(c => c.From > today) is { } next
                ? new NextNumberingView(next.From, next.InvoicePattern, next.CreditNotePattern, AppJson.Name(next.Mode), next.FiscalYearStart.ToString())
                : null,
        };
    }
}

public sealed record NextNumberingView(DateOnly From, string InvoicePattern, string CreditNotePattern, string Mode, string FiscalYearStart);

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

    /// <summary>What changed beside what was asked for.</summary>
    public IReadOnlyList<WarningView>? Warnings { get; init; }

    internal static BusinessView Of(Business business, DateOnly today) => new()
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
        FiscalYearStart = business.NumberingRulesOn(today).FiscalYearStart.ToString(),
        Numbering = NumberingView.Of(business, today),
        BankAccounts = [.. business.BankAccounts.Select(BankAccountView.Of)],
        PaymentTerms = business.PaymentTerms,
        Missing = business.Missing(),
    };
}
