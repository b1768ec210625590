using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Billbot.App.Door;

namespace Billbot.App.Invoices;

public sealed record LineItemInput
{
    [Description("What was done or delivered"), MaxLength(2000), Multiline]
    public required string Description { get; init; }

    [Description("Default 1")]
    public decimal? Quantity { get; init; }

    [Description("hour, day, week, piece…"), MaxLength(20)]
    public string? Unit { get; init; }

    [Description("Net, in invoice currency"), Range(0, int.MaxValue)]
    public decimal? UnitPrice { get; init; }

    [Description("Agreed rate of the client, instead of unit_price"), MaxLength(100)]
    public string? Rate { get; init; }

    [Description("Percent; default from client"), Range(0, 100)]
    public decimal? TaxRate { get; init; }

    [Description("standard, zero, exempt, reverse_charge, intra_eu_goods, export, outside_scope"), MaxLength(20)]
    public string? TaxCategory { get; init; }

    [Description("Off this line's net"), Range(0, 100)]
    public decimal? DiscountPercent { get; init; }
}

/// <summary>How much of each row a list answers.</summary>
public enum Detail
{
    Concise,
    Detailed,
}
