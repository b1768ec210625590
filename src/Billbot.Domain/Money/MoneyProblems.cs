using System.Globalization;

namespace Billbot.Domain;

/// <summary>Refusals about amounts and figures.</summary>
public static class MoneyProblems
{
    public static Problem CurrencyUnknown { get; } = new(
        ProblemKind.Invalid,
        "currency_unknown",
        "This is no currency of ISO 4217 that invoices are written in.",
        "Send three upper-case letters, for example USD, EUR or JPY.",
        "/currency");

    public static Problem AmountTooLarge { get; } = new(
        ProblemKind.Invalid,
        "amount_too_large",
        "The amount is beyond 1000000000000000 minor units.",
        "Check quantity and price; split what is really that large.");

    public static Problem OtherCurrency(Currency given, Currency expected) => new(
        ProblemKind.Invalid,
        "other_currency",
        $"An amount is in {given}, the invoice is in {expected}.",
        $"Send every amount of this invoice in {expected}.");

    public static Problem TooManyDecimals(int most) => new(
        ProblemKind.Invalid,
        "too_many_decimals",
        string.Create(CultureInfo.InvariantCulture, $"At most {most} decimals are possible here."),
        string.Create(CultureInfo.InvariantCulture, $"Send the number with {most} decimals or fewer; Billbot never rounds what it is given."));

    public static Problem TooManyDigits(int most) => new(
        ProblemKind.Invalid,
        "out_of_range",
        string.Create(CultureInfo.InvariantCulture, $"The number has more than {most} digits."),
        string.Create(CultureInfo.InvariantCulture, $"Send a number of at most {most} digits."));

    public static Problem QuantityZero { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "quantity must not be 0.",
        "Send a quantity such as 1 or 37.5, or leave the line out.",
        "/quantity");

    public static Problem PriceNegative { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "unit_price must not be negative.",
        "For a deduction send a negative quantity with a positive unit_price.",
        "/unit_price");

    public static Problem RateOutOfRange { get; } = new(
        ProblemKind.Invalid,
        "out_of_range",
        "A percentage lies between 0 and 100.",
        "Send percent, for example 19 for 19 %.");
}
