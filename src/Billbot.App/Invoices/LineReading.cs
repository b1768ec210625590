using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Invoices;

/// <summary>Turns the lines of a call into lines of an invoice: prices from agreed rates, tax from client or business where a line says nothing.</summary>
internal static class LineReading
{
    public static IReadOnlyList<LineItem> Read(IReadOnlyList<LineItemInput> lines, Client client, Business business, Currency currency, Faults faults)
    {
        if (lines.Count > Invoice.MostLines)
        {
            faults.Add(InvoiceProblems.TooManyLines(lines.Count));
            return [];
        }

        return [.. lines.Select((line, i) => Read(line, i, client, business, currency, faults))];
    }

    private static LineItem Read(LineItemInput line, int index, Client client, Business business, Currency currency, Faults faults)
    {
        string At(string field) => Faults.Item("line_items", index, field);
        if (line.Description.Length == 0)
            faults.Add(InvoiceProblems.DescriptionMissing, At("/description"));

        var rate = line.Rate is { Length: > 0 } name ? faults.Take<AgreedRate>(client.RateNamed(name, currency), At("/rate")) : null;
        if (line is { UnitPrice: not null, Rate.Length: > 0 })
            faults.Add(InvoiceProblems.PriceAndRate, At("/rate"));
        else if (line is { UnitPrice: null } and not { Rate.Length: > 0 })
            faults.Add(InvoiceProblems.PriceMissing, At("/unit_price"));

        return new LineItem
        {
            Description = line.Description,
            Quantity = line.Quantity is { } quantity ? faults.Take(Quantity.Of(quantity), At("/quantity")) : Quantity.One,
            Unit = faults.Parse(line.Unit, Unit.Parse, At("/unit")) ?? rate?.Unit ?? Unit.One,
            UnitPrice = line.UnitPrice is { } price ? faults.Take(UnitPrice.Of(price), At("/unit_price")) : rate?.UnitPrice ?? default,
            Tax = TaxOf(line, At, client, business, faults),
            Adjustments = line.DiscountPercent is { } percent && percent != 0
                ? [new Adjustment { Percent = faults.Take(Rate.Of(percent), At("/discount_percent")), Reason = "Discount", ReasonCode = "95" }]
                : [],
        };
    }

    /// <summary>What the line says, else what is set for the client, else for the business; without a tax system nothing is charged.</summary>
    private static TaxTreatment TaxOf(LineItemInput line, Func<string, string> at, Client client, Business business, Faults faults)
    {
        var category = faults.Parse(line.TaxCategory, TaxCategories.Parse, at("/tax_category"));
        Rate? rate = line.TaxRate is { } percent ? faults.Take(Rate.Of(percent), at("/tax_rate")) : null;
        if (category is not null || rate is not null)
        {
            var usual = category is { } chosen && chosen.IsCharged() ? client.Tax.Rate ?? business.Tax.Rate : null;
            return faults.Take(TaxTreatment.Of(category, rate ?? usual), at("/tax_rate"));
        }

        var profile = client.Tax is { Category: null, Rate: null } ? business.Tax : client.Tax;
        if (profile is { Category: null, Rate: null })
            return business.TaxSystem == TaxSystem.None ? TaxTreatment.OutsideScope : faults.Take<TaxTreatment>(TaxProblems.RateMissing, at("/tax_rate"));
        return faults.Take(TaxTreatment.Of(profile.Category, profile.Rate ?? (profile.Category is { } c && c.IsCharged() ? business.Tax.Rate : null)), at("/tax_rate"));
    }
}
