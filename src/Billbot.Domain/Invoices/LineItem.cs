using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>One line of an invoice (BG-25).</summary>
public sealed record LineItem
{
    /// <summary>BT-153 up to the first line break, the rest is BT-154.</summary>
    public required string Description { get; init; }

    /// <summary>BT-129.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>BT-130.</summary>
    public required Unit Unit { get; init; }

    /// <summary>BT-146, net.</summary>
    public required UnitPrice UnitPrice { get; init; }

    /// <summary>The quantity that the price is for (BT-149), above 0.</summary>
    public Quantity BaseQuantity { get; init; } = Quantity.One;

    /// <summary>BT-151 and BT-152.</summary>
    public required TaxTreatment Tax { get; init; }

    /// <summary>BG-27 and BG-28.</summary>
    public IReadOnlyList<Adjustment> Adjustments { get; init; } = [];

    [JsonIgnore]
    public string Name => Description.Split('\n', 2)[0].TrimEnd();

    [JsonIgnore]
    public string? Details => Description.Split('\n', 2) is [_, var rest] && rest.Trim().Length > 0 ? rest.Trim() : null;

    /// <summary>Quantity times price per base quantity, rounded first (half away from zero) and only then reduced and raised (BT-131).</summary>
    public Result<Money> Net(Currency currency)
    {
        if (!Gross(currency).Succeeded(out var gross, out var problem))
            return problem;

        var net = gross;
        foreach (var adjustment in Adjustments)
        {
            if (!adjustment.AmountOn(gross).Succeeded(out var amount, out problem))
                return problem;
            net = adjustment.IsCharge ? net + amount : net - amount;
        }

        return net.IsTooLarge ? MoneyProblems.AmountTooLarge : net;
    }

    public Result<Money> Gross(Currency currency) => Money.Product(Quantity, UnitPrice, BaseQuantity, currency);
}

/// <summary>An allowance or a charge, of a line (BG-27, BG-28) or of the whole invoice (BG-20, BG-21).</summary>
public sealed record Adjustment
{
    public bool IsCharge { get; init; }

    /// <summary>A fixed amount, above 0; or else <see cref="Percent"/>.</summary>
    public Money? Amount { get; init; }

    public Rate? Percent { get; init; }

    /// <summary>What the percentage is of; the line's gross or the sum of lines where missing.</summary>
    public Money? Base { get; init; }

    /// <summary>BT-97, BT-104, BT-139, BT-144: printed.</summary>
    public required string Reason { get; init; }

    /// <summary>UNCL5189 of allowances, UNCL7161 of charges, e.g. 95 for a discount.</summary>
    public string? ReasonCode { get; init; }

    /// <summary>Of the whole invoice only: the tax group it belongs to; spread over all groups where missing.</summary>
    public TaxTreatment? Tax { get; init; }

    /// <summary>A percentage is rounded to the currency, half away from zero.</summary>
    public Result<Money> AmountOn(Money standardBase) => this switch
    {
        { Amount: { } amount } => amount,
        { Percent: { } percent } => Money.Rounded((Base ?? standardBase).Amount * percent.Value / 100, standardBase.Currency),
        _ => throw new InvalidOperationException("An adjustment has an amount or a percentage."),
    };
}
