using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Billbot.App.Clients;

public sealed record AddressInput
{
    [MaxLength(200)]
    public string? Line1 { get; init; }

    [MaxLength(200)]
    public string? Line2 { get; init; }

    [MaxLength(100)]
    public string? City { get; init; }

    [MaxLength(100)]
    public string? Region { get; init; }

    [MaxLength(20)]
    public string? PostalCode { get; init; }

    [Description("ISO 3166-1, e.g. US"), MaxLength(2)]
    public string? Country { get; init; }
}

public sealed record TaxInput
{
    [MaxLength(40)]
    public string? TaxId { get; init; }

    [Range(0, 100)]
    public decimal? Rate { get; init; }

    [Description("standard, zero, exempt, reverse_charge, intra_eu_goods, export, outside_scope"), MaxLength(20)]
    public string? Category { get; init; }
}

public sealed record RateInput
{
    [MaxLength(100)]
    public required string Name { get; init; }

    [Description("hour, day, week, piece…"), MaxLength(20)]
    public string? Unit { get; init; }

    [Range(0, int.MaxValue)]
    public required decimal UnitPrice { get; init; }
}
