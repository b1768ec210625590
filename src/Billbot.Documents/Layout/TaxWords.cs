using Billbot.Documents.Locales;
using Billbot.Domain;

namespace Billbot.Documents.Layout;

/// <summary>What taxes are called on this document.</summary>
internal static class TaxWords
{
    private const char NoBreak = '\u00A0';

    /// <summary>Sellers without a tax system show no tax at all.</summary>
    public static bool IsShown(Snapshot snapshot) => snapshot.TaxSystem != TaxSystem.None;

    public static string NameOf(Snapshot snapshot, Locale locale) => snapshot.TaxLabel ?? snapshot.TaxSystem switch
    {
        TaxSystem.SalesTax => locale.Labels.SalesTax,
        TaxSystem.Gst => "GST",
        TaxSystem.Vat or TaxSystem.None => locale.Labels.Vat,
        _ => throw new ArgumentOutOfRangeException(nameof(snapshot)),
    };

    /// <summary>"VAT 19 % on 13,134.53", or why nothing is charged on it.</summary>
    public static string LineOf(TaxGroup group, Snapshot snapshot, Locale locale)
    {
        var tax = group.Treatment.Category switch
        {
            TaxCategory.Igic => "IGIC",
            TaxCategory.Ipsi => "IPSI",
            _ => NameOf(snapshot, locale),
        };
        var reason = locale.Labels.ReasonFor(group.Treatment.Category);
        var what = reason ?? $"{tax} {locale.Figures.Percent(group.Treatment.Rate ?? Rate.Zero)}{NoBreak}%";
        return locale.Labels.TaxedOn(what, locale.Figures.Amount(group.Taxable));
    }
}
