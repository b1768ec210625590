using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Clients;

/// <summary>An amount beside its currency, as every face shows it: a decimal string with exactly the currency's decimals.</summary>
public sealed record AmountView(string Amount, string Currency)
{
    public static AmountView Of(Money money) => new(money.AmountText, money.Currency.Code);
}

/// <summary>A finding that does not stop anything.</summary>
/// <param name="Code">Stable, snake_case.</param>
/// <param name="Message">What was found.</param>
/// <param name="Fix">What to do about it, where something can be done.</param>
public sealed record WarningView(string Code, string Message, string? Fix = null);

public sealed record AddressView
{
    public string? Line1 { get; init; }

    public string? Line2 { get; init; }

    public string? City { get; init; }

    public string? Region { get; init; }

    public string? PostalCode { get; init; }

    public string? Country { get; init; }

    internal static AddressView? Of(Address address) => address.IsEmpty ? null : new()
    {
        Line1 = address.Line1,
        Line2 = address.Line2,
        City = address.City,
        Region = address.Region,
        PostalCode = address.PostalCode,
        Country = address.Country,
    };
}

public sealed record TaxView(string? TaxId, string? Category, string? Rate);

/// <summary>A price agreed with the client; a line may name it instead of a price.</summary>
public sealed record RateView(string Name, string Unit, string UnitPrice, string Currency)
{
    internal static RateView Of(AgreedRate rate) => new(rate.Name, rate.Unit.Word, rate.UnitPrice.ToString(), rate.Currency.Code);
}

/// <summary>A client as lists show it.</summary>
public sealed record ClientRow
{
    public required ClientId Id { get; init; }

    public required string Name { get; init; }

    public string? Email { get; init; }

    public string? Currency { get; init; }

    public required IReadOnlyList<AmountView> Outstanding { get; init; }

    public DateOnly? LastInvoiceDate { get; init; }
}

/// <summary>Everything about one client.</summary>
public sealed record ClientView
{
    public required ClientId Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Only in answers of create: whether a client was added.</summary>
    public bool? Created { get; init; }

    public string? Email { get; init; }

    public required IReadOnlyList<string> Cc { get; init; }

    public AddressView? Address { get; init; }

    public required string Currency { get; init; }

    public required TaxView Tax { get; init; }

    public required int DueDays { get; init; }

    public required IReadOnlyList<RateView> Rates { get; init; }

    public required IReadOnlyList<AmountView> Balances { get; init; }

    public required IReadOnlyList<InvoiceRow> RecentInvoices { get; init; }

    public required bool Archived { get; init; }

    public required int Version { get; init; }

    /// <summary>Only in answers of update: the fields that changed.</summary>
    public IReadOnlyList<string>? Changed { get; init; }

    public required IReadOnlyList<WarningView> Warnings { get; init; }
}

public sealed record ClientPage(IReadOnlyList<ClientRow> Clients, string? NextCursor)
{
    /// <summary>The whole record of each, where the call asked for it.</summary>
    public IReadOnlyList<ClientView>? Details { get; init; }
}
