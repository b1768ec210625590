using Billbot.Domain;

namespace Billbot.Documents.Locales;

/// <summary>
/// Where the currency stands and how it is named. Symbols only where they cannot be mistaken: €, £, zł; $ only for US dollars in the United
/// States, R$ in Brazil. Everything else is its ISO code.
/// </summary>
internal sealed record MoneyForm(bool SymbolFirst, bool SpaceAfterSymbol, string Region)
{
    private const char NoBreak = '\u00A0';
    private const char Minus = '\u2212';

    public string Write(Money money, Figures figures)
    {
        var amount = figures.Amount(money);
        var symbol = SymbolOf(money.Currency.Code);
        if (!SymbolFirst)
            return $"{amount}{NoBreak}{symbol ?? money.Currency.Code}";
        if (symbol is null || SpaceAfterSymbol)
            return $"{symbol ?? money.Currency.Code}{NoBreak}{amount}";
        return amount[0] == Minus ? $"{Minus}{symbol}{amount[1..]}" : symbol + amount;
    }

    private string? SymbolOf(string currency) => currency switch
    {
        "EUR" => "€",
        "GBP" => "£",
        "PLN" => "zł",
        "USD" when Region == "US" => "$",
        "BRL" when Region == "BR" => "R$",
        _ => null,
    };
}
