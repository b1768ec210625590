using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Clients;

public sealed record AddressInput
{
    [Description("Street and number"), MaxLength(200)]
    public string? Line1 { get; init; }

    [Description("Suite or floor"), MaxLength(200)]
    public string? Line2 { get; init; }

    [Description("Town"), MaxLength(100)]
    public string? City { get; init; }

    [Description("State or province"), MaxLength(100)]
    public string? Region { get; init; }

    [Description("ZIP or postal code"), MaxLength(20)]
    public string? PostalCode { get; init; }

    [Description("ISO 3166-1, e.g. US"), MaxLength(2)]
    public string? Country { get; init; }

    internal Address Read(Faults faults, Address present) => new()
    {
        Line1 = Line1.Or(present.Line1),
        Line2 = Line2.Or(present.Line2),
        City = City.Or(present.City),
        Region = Region.Or(present.Region),
        PostalCode = PostalCode.Or(present.PostalCode),
        Country = Country is null ? present.Country : faults.ParseText(Country, Domain.Country.Parse, "/address/country"),
    };
}

public sealed record TaxInput
{
    [Description("VAT id or tax number"), MaxLength(40)]
    public string? TaxId { get; init; }

    [Description("Percent"), Range(0, 100)]
    public decimal? Rate { get; init; }

    [Description("standard, zero, exempt, reverse_charge, intra_eu_goods, export, outside_scope"), MaxLength(20)]
    public string? Category { get; init; }

    /// <summary>Reads category and rate together, so that they fit each other. An empty category takes its rate along.</summary>
    internal static TaxProfile Read(string? category, decimal? rate, string? reason, TaxProfile present, Faults faults, string categoryField, string rateField)
    {
        var chosen = category is null ? present.Category : faults.Parse(category, TaxCategories.Parse, categoryField);
        var percent = rate is { } given ? faults.Take(Domain.Rate.Of(given), rateField) : (chosen is { } c && !c.IsCharged()) || category is "" ? null : present.Rate;
        var profile = new TaxProfile { Category = chosen, Rate = percent, Reason = reason.Or(present.Reason) };
        if (!faults.Any && (chosen is not null || percent is not null))
            faults.Take(TaxTreatment.Of(chosen, percent), rateField);
        return profile;
    }
}

public sealed record RateInput
{
    [Description("e.g. weekly"), MaxLength(100)]
    public required string Name { get; init; }

    [Description("hour, day, week, piece…"), MaxLength(20)]
    public string? Unit { get; init; }

    [Description("Net, in client currency"), Range(0, int.MaxValue)]
    public required decimal UnitPrice { get; init; }

    internal static IReadOnlyList<AgreedRate> Read(IReadOnlyList<RateInput> rates, Currency currency, Faults faults)
    {
        if (rates.Count > 20)
            faults.Add(PartyProblems.TooManyRates);
        if (rates.Select(r => FoldedText.Of(r.Name)).Distinct().Count() < rates.Count)
            faults.Add(PartyProblems.RateNameTwice);
        return [.. rates.Select((rate, i) => new AgreedRate
        {
            Name = rate.Name.Length > 0 ? rate.Name : faults.Take<string>(PartyProblems.NameMissing, Faults.Item("rates", i, "/name")),
            Unit = faults.Parse(rate.Unit, Domain.Unit.Parse, Faults.Item("rates", i, "/unit")) ?? UnitNamed(rate.Name),
            UnitPrice = faults.Take(Domain.UnitPrice.Of(rate.UnitPrice), Faults.Item("rates", i, "/unit_price")),
            Currency = currency,
        })];
    }

    /// <summary>A rate called "weekly" is by the week.</summary>
    private static Unit UnitNamed(string name) => Domain.Unit.Parse(name).Succeeded(out var unit, out _) ? unit : Domain.Unit.One;
}
