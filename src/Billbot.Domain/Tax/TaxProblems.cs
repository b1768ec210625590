namespace Billbot.Domain;

/// <summary>Refusals about tax.</summary>
public static class TaxProblems
{
    public static Problem CategoryUnknown { get; } = new(
        ProblemKind.Invalid,
        "tax_category_unknown",
        "There is no such tax category.",
        "Take one of standard, zero, exempt, reverse_charge, intra_eu_goods, export, outside_scope.",
        "/tax_category");

    public static Problem RateMissing { get; } = new(
        ProblemKind.Invalid,
        "tax_rate_missing",
        "This category needs a rate above 0.",
        "Add the rate in percent, for example 19.",
        "/tax_rate");

    public static Problem RateNotAllowed(TaxCategory category) => new(
        ProblemKind.Invalid,
        "tax_rate_not_allowed",
        $"The category {category.Word()} has no rate.",
        "Leave the rate out, or take the category standard.",
        "/tax_rate");

    public static Problem SystemUnknown { get; } = new(
        ProblemKind.Invalid,
        "tax_system_unknown",
        "There is no such tax system.",
        "Take one of none, vat, sales_tax, gst.",
        "/tax_system");

    public static Problem NoTaxSystem { get; } = new(
        ProblemKind.Conflict,
        "tax_without_system",
        "This invoice charges tax, but the business charges none.",
        "Take the tax off the lines with update_invoice, or ask the owner to set the tax system: billbot business set --tax-system vat --vat-id ….");

    public static Problem OneReasonPerCategory(TaxCategory category) => new(
        ProblemKind.Invalid,
        "tax_groups_conflict",
        $"The category {category.Word()} stands for one rate and one reason on an invoice.",
        "Split the invoice in two, or give all lines of the category the same rate.",
        "/line_items");

    public static Problem OutsideScopeMixed { get; } = new(
        ProblemKind.Invalid,
        "tax_groups_conflict",
        "Lines outside the scope of VAT can not stand beside taxed lines (BR-O-11 to BR-O-14).",
        "Split the invoice in two.",
        "/line_items");
}
