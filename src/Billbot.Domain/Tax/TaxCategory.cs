namespace Billbot.Domain;

/// <summary>Why a line is taxed as it is (BT-151, UNCL5305 as EN 16931 uses it).</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(SnakeCase<TaxCategory>))]
public enum TaxCategory
{
    /// <summary>S: standard or reduced rate, above 0 %.</summary>
    Standard,

    /// <summary>Z: taxed at 0 %.</summary>
    Zero,

    /// <summary>E: exempt, for a reason.</summary>
    Exempt,

    /// <summary>AE: the buyer owes the tax.</summary>
    ReverseCharge,

    /// <summary>K: goods to another member state of the EU.</summary>
    IntraEuGoods,

    /// <summary>G: export out of the EU.</summary>
    Export,

    /// <summary>O: not subject to VAT; no rate, no VAT ids on the document.</summary>
    OutsideScope,

    /// <summary>L: IGIC of the Canary Islands.</summary>
    Igic,

    /// <summary>M: IPSI of Ceuta and Melilla.</summary>
    Ipsi,
}

/// <summary>The system a seller charges tax under.</summary>
[System.Text.Json.Serialization.JsonConverter(typeof(SnakeCase<TaxSystem>))]
public enum TaxSystem
{
    /// <summary>No tax is charged and no tax column is shown.</summary>
    None,
    Vat,
    SalesTax,
    Gst,
}

public static class TaxCategories
{
    /// <summary>The code of EN 16931.</summary>
    public static string Code(this TaxCategory category) => category switch
    {
        TaxCategory.Standard => "S",
        TaxCategory.Zero => "Z",
        TaxCategory.Exempt => "E",
        TaxCategory.ReverseCharge => "AE",
        TaxCategory.IntraEuGoods => "K",
        TaxCategory.Export => "G",
        TaxCategory.OutsideScope => "O",
        TaxCategory.Igic => "L",
        TaxCategory.Ipsi => "M",
    };

    /// <summary>The word that people and agents use.</summary>
    public static string Word(this TaxCategory category) => category switch
    {
        TaxCategory.Standard => "standard",
        TaxCategory.Zero => "zero",
        TaxCategory.Exempt => "exempt",
        TaxCategory.ReverseCharge => "reverse_charge",
        TaxCategory.IntraEuGoods => "intra_eu_goods",
        TaxCategory.Export => "export",
        TaxCategory.OutsideScope => "outside_scope",
        TaxCategory.Igic => "igic",
        TaxCategory.Ipsi => "ipsi",
    };

    /// <summary>Reads the word or the code. Refuses <c>tax_category_unknown</c>.</summary>
    public static Result<TaxCategory> Parse(string text)
    {
        foreach (var category in Enum.GetValues<TaxCategory>())
        {
            if (category.Word() == text || category.Code() == text)
                return category;
        }

        return TaxProblems.CategoryUnknown;
    }

    /// <summary>Whether tax is charged in it at all; the others are always at 0 % or without a rate.</summary>
    public static bool IsCharged(this TaxCategory category) => category is TaxCategory.Standard or TaxCategory.Igic or TaxCategory.Ipsi;

    /// <summary>Whether it needs a reason on the invoice (BT-120 or BT-121).</summary>
    public static bool NeedsReason(this TaxCategory category) =>
        category is TaxCategory.Exempt or TaxCategory.ReverseCharge or TaxCategory.IntraEuGoods or TaxCategory.Export or TaxCategory.OutsideScope;

    /// <summary>The reason code (VATEX) that belongs to the category alone; null where several are possible.</summary>
    public static string? ReasonCode(this TaxCategory category) => category switch
    {
        TaxCategory.ReverseCharge => "VATEX-EU-AE",
        TaxCategory.IntraEuGoods => "VATEX-EU-IC",
        TaxCategory.Export => "VATEX-EU-G",
        TaxCategory.OutsideScope => "VATEX-EU-O",
        _ => null,
    };
}
