using Billbot.Documents.Locales;
using Billbot.Domain;

namespace Billbot.Documents.Layout;

/// <summary>How an allowance or charge is named.</summary>
internal static class AdjustmentWords
{
    /// <summary>Its reason, and its percentage where it has one: "Discount 7.5 %".</summary>
    public static string Of(Adjustment adjustment, Locale locale) =>
        adjustment is { Amount: null, Percent: { } percent } ? $"{adjustment.Reason} {locale.Figures.Percent(percent)}\u00A0%" : adjustment.Reason;
}
