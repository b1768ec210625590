using System.ComponentModel.DataAnnotations;
using Billbot.App.Clients;
using Billbot.App.Door;

namespace Billbot.App.Businesses;

public sealed record BankAccountInput
{
    [MaxLength(70)]
    public string? Holder { get; init; }

    [MaxLength(42)]
    public string? Iban { get; init; }

    [MaxLength(34)]
    public string? AccountNumber { get; init; }

    /// <summary>Routing number, sort code, BSB: what finds the bank where there is no IBAN.</summary>
    [MaxLength(20)]
    public string? RoutingNumber { get; init; }

    [MaxLength(11)]
    public string? Bic { get; init; }

    [MaxLength(100)]
    public string? BankName { get; init; }

    [MaxLength(3)]
    public string? Currency { get; init; }

    public bool? IsDefault { get; init; }
}

public sealed record NumberingInput
{
    [MaxLength(60)]
    public string? InvoicePattern { get; init; }

    [MaxLength(60)]
    public string? CreditNotePattern { get; init; }

    /// <summary><c>on_create</c> or <c>on_send</c>; once a number is taken, from the next period on.</summary>
    [MaxLength(20)]
    public string? Mode { get; init; }
}

/// <summary>All that can be set of a business. What is not given stays; an empty text takes a value away.</summary>
public sealed record UpdateBusinessInput
{
    [MaxLength(200)]
    public string? Name { get; init; }

    [MaxLength(200)]
    public string? TradeName { get; init; }

    [MaxLength(2)]
    public string? Country { get; init; }

    [MaxLength(3)]
    public string? Currency { get; init; }

    [MaxLength(64)]
    public string? TimeZone { get; init; }

    [MaxLength(20)]
    public string? Locale { get; init; }

    [MaxLength(254)]
    public string? Email { get; init; }

    [MaxLength(50)]
    public string? Phone { get; init; }

    [MaxLength(200)]
    public string? ContactName { get; init; }

    public AddressInput? Address { get; init; }

    [MaxLength(40)]
    public string? VatId { get; init; }

    [MaxLength(40)]
    public string? TaxNumber { get; init; }

    [MaxLength(60)]
    public string? LegalId { get; init; }

    /// <summary><c>none</c>, <c>vat</c>, <c>sales_tax</c> or <c>gst</c>.</summary>
    [MaxLength(20)]
    public string? TaxSystem { get; init; }

    /// <summary>What the tax is called on paper, e.g. "GST".</summary>
    [MaxLength(30)]
    public string? TaxLabel { get; init; }

    [MaxLength(20)]
    public string? TaxCategory { get; init; }

    public decimal? TaxRate { get; init; }

    /// <summary>Why no tax is charged, as printed (small businesses).</summary>
    [MaxLength(300)]
    public string? ExemptionText { get; init; }

    public int? DueDays { get; init; }

    /// <summary>MM-DD.</summary>
    [MaxLength(5)]
    public string? FiscalYearStart { get; init; }

    public NumberingInput? Numbering { get; init; }

    public IReadOnlyList<BankAccountInput>? BankAccounts { get; init; }

    /// <summary>Printed below the totals of every invoice.</summary>
    [MaxLength(1000), Multiline]
    public string? PaymentTerms { get; init; }
}
