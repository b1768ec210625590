namespace Billbot.Domain;

/// <summary>The buyer. Field numbers are those of EN 16931.</summary>
public sealed record Client
{
    public required ClientId Id { get; init; }

    /// <summary>BT-44.</summary>
    public required string Name { get; init; }

    /// <summary>Where invoices go.</summary>
    public EmailAddress? Email { get; init; }

    /// <summary>Who gets a copy.</summary>
    public IReadOnlyList<EmailAddress> Cc { get; init; } = [];

    public Address Address { get; init; } = new();

    /// <summary>BT-48.</summary>
    public string? TaxId { get; init; }

    /// <summary>The business's currency where missing.</summary>
    public Currency? Currency { get; init; }

    /// <summary>BCP 47; the business's where missing.</summary>
    public string? Locale { get; init; }

    /// <summary>Days from issue to due; the business's where missing.</summary>
    public int? DueDays { get; init; }

    /// <summary>BT-10, e.g. a Leitweg-ID.</summary>
    public string? BuyerReference { get; init; }

    public TaxProfile Tax { get; init; } = new();

    public IReadOnlyList<AgreedRate> Rates { get; init; } = [];

    /// <summary>For the seller alone, never printed.</summary>
    public string? Note { get; init; }

    public bool Archived { get; init; }

    /// <summary>Counts changes, so that a change based on an old state is noticed.</summary>
    public int Version { get; init; } = 1;

    public Currency CurrencyIn(Business business) => Currency ?? business.Currency;

    public int DueDaysIn(Business business) => DueDays ?? business.DueDays;

    /// <summary>The agreed rate that <paramref name="name"/> means: exactly one, by name. Refuses <c>rate_not_found</c>, <c>rate_ambiguous</c>, <c>rate_currency</c>.</summary>
    public Result<AgreedRate> RateNamed(string name, Currency currency)
    {
        var folded = FoldedText.Of(name);
        var matching = Rates.Where(r => FoldedText.Of(r.Name) == folded || (r.Unit.Name is { } unit && FoldedText.Of(unit) == folded)).ToList();
        if (matching.Count > 1 && matching.Where(r => FoldedText.Of(r.Name) == folded).ToList() is [var exact])
            matching = [exact];
        return matching switch
        {
            [] => PartyProblems.RateNotFound(Rates),
            [var rate] when rate.Currency == currency => rate,
            [var rate] => PartyProblems.RateCurrency(rate.Currency, currency),
            _ => PartyProblems.RateAmbiguous(matching),
        };
    }
}

/// <summary>A price that seller and client have agreed on, e.g. "weekly".</summary>
public sealed record AgreedRate
{
    public required string Name { get; init; }

    public required Unit Unit { get; init; }

    public required UnitPrice UnitPrice { get; init; }

    public required Currency Currency { get; init; }
}

/// <summary>Text as it is compared: letters without case, blanks without number, in NFKC form.</summary>
public static class FoldedText
{
    public static string Of(string text) =>
        string.Join(' ', text.Normalize(System.Text.NormalizationForm.FormKC).ToUpperInvariant().ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
