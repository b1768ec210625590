using Billbot.Domain;

namespace Billbot.Documents.Locales;

/// <summary>A language as documents are written in it, with one region's dates and numbers.</summary>
internal sealed record Locale(string Tag, Labels Labels, Figures Figures, MoneyForm Form, Func<DateOnly, string> Date)
{
    private const char NoBreak = '\u00A0';
    private const char NarrowNoBreak = '\u202F';

    private static readonly Figures Comma = new('.', ',');
    private static readonly Figures Point = new(',', '.');

    private static readonly MoneyForm AmountFirst = new(SymbolFirst: false, SpaceAfterSymbol: true, Region: "");

    /// <summary>Unknown tags fall back to their language, unknown languages to English.</summary>
    public static Locale Of(string tag)
    {
        var parts = tag.Split('-', '_');
        var region = parts.Length > 1 ? parts[^1].ToUpperInvariant() : "";
        return parts[0].ToLowerInvariant() switch
        {
            "de" => new Locale("de", LabelsGerman.Words, Comma, AmountFirst, Dates.Dotted),
            "fr" => new Locale("fr", LabelsFrench.Words, new Figures(NarrowNoBreak, ','), AmountFirst, Dates.Slashed),
            "es" => new Locale("es", LabelsSpanish.Words, Comma, AmountFirst, Dates.Slashed),
            "it" => new Locale("it", LabelsItalian.Words, Comma, AmountFirst, Dates.Slashed),
            "nl" => new Locale("nl", LabelsDutch.Words, Comma, new MoneyForm(SymbolFirst: true, SpaceAfterSymbol: true, ""), Dates.Dashed),
            "pl" => new Locale("pl", LabelsPolish.Words, new Figures(NoBreak, ','), AmountFirst, Dates.Dotted),
            "pt" when region == "BR" => new Locale("pt-BR", LabelsPortuguese.Brazilian, Comma, new MoneyForm(SymbolFirst: true, SpaceAfterSymbol: true, "BR"), Dates.Slashed),
            "pt" => new Locale("pt-PT", LabelsPortuguese.Words, new Figures(NoBreak, ','), AmountFirst, Dates.Slashed),
            "en" when region is "US" or "" => English("en-US", "US", Dates.MonthFirst),
            "en" => English("en-" + region, region, Dates.DayFirst),
            _ => English("en", "", Dates.DayFirst),
        };
    }

    public string Money(Money money) => Form.Write(money, Figures);

    private static Locale English(string tag, string region, Func<DateOnly, string> date) =>
        new(tag, LabelsEnglish.Words, Point, new MoneyForm(SymbolFirst: true, SpaceAfterSymbol: false, region), date);
}
