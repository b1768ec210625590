using System.Globalization;
using Billbot.Domain;

namespace Billbot.App.Mail.Texts;

/// <summary>Amounts and dates as the invoice itself writes them.</summary>
internal static class MailFigures
{
    private static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    public static string Money(Money money, string locale)
    {
        var language = locale.Split('-')[0];
        var (group, point) = language switch
        {
            "de" or "es" or "it" or "nl" => (".", ","),
            "pt" when locale == "pt-BR" => (".", ","),
            "fr" => ("\u202f", ","),
            "pl" or "pt" => ("\u00a0", ","),
            _ => (",", "."),
        };
        var format = new NumberFormatInfo { NumberGroupSeparator = group, NumberDecimalSeparator = point, NegativeSign = "\u2212" };
        var amount = money.Amount.ToString($"N{money.Currency.Decimals}", format);
        var symbol = money.Currency.Code switch
        {
            "EUR" => "€",
            "GBP" => "£",
            "PLN" => "zł",
            "USD" when locale is "en-US" or "en" => "$",
            "BRL" when locale == "pt-BR" => "R$",
            var code => code,
        };
        return language switch
        {
            "de" or "es" or "it" or "fr" or "pl" => $"{amount}\u00a0{symbol}",
            "pt" when locale != "pt-BR" => $"{amount}\u00a0{symbol}",
            "nl" or "pt" => $"{symbol}\u00a0{amount}",
            _ => symbol.Length == 1 ? symbol + amount : $"{symbol}\u00a0{amount}",
        };
    }

    public static string Date(DateOnly date, string locale)
    {
        var pattern = locale.Split('-')[0] switch
        {
            "de" or "pl" => "dd'.'MM'.'yyyy",
            "fr" or "es" or "it" or "pt" => "dd'/'MM'/'yyyy",
            "nl" => "dd'-'MM'-'yyyy",
            _ when locale is "en-US" or "en" => $"'{Months[date.Month - 1]}' d, yyyy",
            _ => $"d '{Months[date.Month - 1]}' yyyy",
        };
        return date.ToString(pattern, CultureInfo.InvariantCulture);
    }
}
