namespace Billbot.Domain;

/// <summary>How something is taxed: category and rate. Outside the scope there is no rate at all.</summary>
public readonly record struct TaxTreatment(TaxCategory Category, Rate? Rate)
{
    public static TaxTreatment OutsideScope { get; } = new(TaxCategory.OutsideScope, null);

    /// <summary>The percentage that counts: 0 where there is none.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public decimal Percent => Rate?.Value ?? 0;

    /// <summary>
    /// Makes category and rate fit each other. A rate alone is standard above 0 and zero-rated at 0; a category alone has 0 or no rate.
    /// Refuses <c>tax_rate_missing</c> (S, L, M without a rate; BR-S-05) and <c>tax_rate_not_allowed</c> (a rate where none can be; BR-E-05 and its like).
    /// </summary>
    public static Result<TaxTreatment> Of(TaxCategory? category, Rate? rate)
    {
        var chosen = category ?? (rate is { Value: > 0 } ? TaxCategory.Standard : TaxCategory.Zero);
        if (chosen == TaxCategory.OutsideScope)
            return rate is { Value: > 0 } ? TaxProblems.RateNotAllowed(chosen) : OutsideScope;
        if (chosen == TaxCategory.Standard && rate is not { Value: > 0 })
            return TaxProblems.RateMissing;
        if (chosen.IsCharged())
            return rate is { } charged ? new TaxTreatment(chosen, charged) : TaxProblems.RateMissing;
        return rate is { Value: > 0 } ? TaxProblems.RateNotAllowed(chosen) : new TaxTreatment(chosen, Domain.Rate.Zero);
    }
}

/// <summary>What is set for a seller or a buyer: the treatment of its lines unless a line says otherwise, and the reason to print.</summary>
public sealed record TaxProfile
{
    public TaxCategory? Category { get; init; }

    public Rate? Rate { get; init; }

    /// <summary>Why nothing is charged, as printed (BT-120).</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// The reason as far as it speaks of <paramref name="category"/>: its own category, or exempt lines where the profile names no category with a reason.
    /// A small business's text is never printed as the reason of a reverse charge.
    /// </summary>
    public string? ReasonFor(TaxCategory category) =>
        Category == category || (category == TaxCategory.Exempt && Category?.NeedsReason() is not true) ? Reason : null;

    [System.Text.Json.Serialization.JsonIgnore]
    public bool IsEmpty => Category is null && Rate is null && Reason is null;
}
