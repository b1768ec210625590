using System.Text;
using Billbot.Domain;

namespace Billbot.Documents.Locales;

/// <summary>How a language writes numbers: always grouped, with a real minus sign. The tables of the operating system are not asked: they change.</summary>
internal sealed record Figures(char Group, char Decimal)
{
    private const char Minus = '\u2212';

    /// <summary>With exactly the currency's decimals and no symbol.</summary>
    public string Amount(Money money) => Written(money.AmountText);

    public string Quantity(Quantity quantity) => Written(quantity.ToString());

    public string Percent(Rate rate) => Written(rate.ToString());

    /// <summary>With the currency's decimals, or more where the price has more.</summary>
    public string Price(UnitPrice price, Currency currency)
    {
        var text = price.ToString();
        var point = text.IndexOf('.', StringComparison.Ordinal);
        var missing = currency.Decimals - (point < 0 ? 0 : text.Length - point - 1);
        if (missing <= 0)
            return Written(text);
        return Written(point < 0 ? text + "." + new string('0', missing) : text + new string('0', missing));
    }

    private string Written(string plain)
    {
        var digits = plain.StartsWith('-') ? plain[1..] : plain;
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        var whole = point < 0 ? digits.Length : point;
        var text = new StringBuilder(plain.Length + 8);
        if (digits.Length < plain.Length)
            text.Append(Minus);
        for (var i = 0; i < whole; i++)
        {
            if (i > 0 && (whole - i) % 3 == 0)
                text.Append(Group);
            text.Append(digits[i]);
        }

        if (point >= 0)
            text.Append(Decimal).Append(digits, point + 1, digits.Length - point - 1);
        return text.ToString();
    }
}
