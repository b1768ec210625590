using Billbot.Documents.Locales;
using Billbot.Domain;

namespace Billbot.Documents.Layout;

/// <summary>How an allowance or charge is named.</summary>
internal static class AdjustmentWords
{
    /// <summary>Its reason, and its percentage where it has one: "Discount 7.5 %". A plain discount (UNCL5189 95) is said in the language of the document.</summary>
    public static string Of(Adjustment adjustment, Locale locale)
    {
        var reason = adjustment is { IsCharge: false, ReasonCode: "95", Reason: "Discount" } ? locale.Labels.Discount : adjustment.Reason;
        return adjustment is { Amount: null, Percent: { } percent } ? $"{reason} {locale.Figures.Percent(percent)}\u00A0%" : reason;
    }
}
