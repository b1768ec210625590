using System.Globalization;

namespace Billbot.Domain.Tests;

/// <summary>Parties, lines and drafts to start a test from.</summary>
internal static class Given
{
    public static readonly DateOnly Today = new(2026, 3, 9);

    public static readonly Currency Usd = Currency.Of("USD");
    public static readonly Currency Eur = Currency.Of("EUR");
    public static readonly Currency Jpy = Currency.Of("JPY");
    public static readonly Currency Kwd = Currency.Of("KWD");

    /// <summary>A freelancer who charges no tax.</summary>
    public static Business Freelancer { get; } = new()
    {
        Id = new BusinessId("biz_00000000000000000000000001"),
        Name = "Juniper Works",
        Address = new Address { Country = "US" },
        TimeZone = "America/New_York",
        Locale = "en-US",
        Currency = Usd,
        Email = Email("me@juniper.example"),
    };

    /// <summary>A German company that charges VAT.</summary>
    public static Business Company { get; } = Freelancer with
    {
        Name = "Wacholder GmbH",
        Address = new Address { Line1 = "Am Markt 1", City = "Berlin", PostalCode = "10115", Country = "DE" },
        TimeZone = "Europe/Berlin",
        Locale = "de-DE",
        Currency = Eur,
        VatId = "DE123456789",
        TaxSystem = TaxSystem.Vat,
        BankAccounts = [new BankAccount { Iban = "DE89370400440532013000", Bic = "COBADEFFXXX", IsDefault = true }],
    };

    public static Client GreenLeaf { get; } = new()
    {
        Id = new ClientId("cl_00000000000000000000000001"),
        Name = "GreenLeaf Organic",
        Email = Email("billing@greenleaf.example"),
    };

    public static Client Buyer { get; } = GreenLeaf with
    {
        Address = new Address { Line1 = "Rue Haute 2", City = "Bruxelles", PostalCode = "1000", Country = "BE" },
        TaxId = "BE0123456789",
    };

    public static T Good<T>(this Result<T> result) where T : notnull =>
        result.Succeeded(out var value, out var problem) ? value : throw new InvalidOperationException($"Refused: {problem.Code}, {problem.Message}");

    public static Problem Refused<T>(this Result<T> result) where T : notnull =>
        result.Succeeded(out var value, out var problem) ? throw new InvalidOperationException($"Not refused: {value}") : problem;

    public static decimal Number(string text) => decimal.Parse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    public static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static EmailAddress Email(string text) => EmailAddress.Parse(text).Good();

    public static Quantity Quantity(decimal value) => Domain.Quantity.Of(value).Good();

    public static UnitPrice Price(decimal value) => UnitPrice.Of(value).Good();

    public static Rate Rate(decimal value) => Domain.Rate.Of(value).Good();

    public static Money Money(string amount, Currency currency) => Domain.Money.Exact(Number(amount), currency).Good();

    public static TaxTreatment Standard(decimal rate) => TaxTreatment.Of(TaxCategory.Standard, Rate(rate)).Good();

    public static TaxTreatment Untaxed(TaxCategory category) => TaxTreatment.Of(category, null).Good();

    /// <summary>A line of <paramref name="quantity"/> times <paramref name="price"/>; outside the scope of VAT unless a treatment is given.</summary>
    public static LineItem Line(decimal quantity, decimal price, TaxTreatment? tax = null) => new()
    {
        Description = "Consulting",
        Quantity = Quantity(quantity),
        Unit = Unit.One,
        UnitPrice = Price(price),
        Tax = tax ?? TaxTreatment.OutsideScope,
    };

    public static Adjustment Allowance(decimal percent) => new() { Percent = Rate(percent), Reason = "Discount", ReasonCode = "95" };

    public static Adjustment Allowance(Money amount) => new() { Amount = amount, Reason = "Discount", ReasonCode = "95" };

    public static Adjustment Charge(Money amount) => new() { IsCharge = true, Amount = amount, Reason = "Freight", ReasonCode = "FC" };

    public static InvoiceTotals Totals(Currency currency, params LineItem[] lines) => InvoiceTotals.Of(currency, lines).Good();

    /// <summary>A draft of <paramref name="currency"/>, not yet composed: its totals are those of its lines alone.</summary>
    public static Invoice Content(Currency currency, params LineItem[] lines) => new()
    {
        Id = new InvoiceId("inv_00000000000000000000000001"),
        ClientId = GreenLeaf.Id,
        Currency = currency,
        IssueDate = Today,
        DueDays = 30,
        Lines = lines,
        Totals = Totals(currency, lines),
    };

    public static Invoice Draft(Currency currency, params LineItem[] lines) => Invoice.Compose(Content(currency, lines), Today).Good();
}
