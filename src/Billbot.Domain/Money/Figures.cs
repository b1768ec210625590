using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>A plain decimal number with limits of its own, kept without trailing zeros.</summary>
public interface IFigure<TSelf> where TSelf : struct, IFigure<TSelf>
{
    decimal Value { get; }

    static abstract TSelf OfStored(decimal value);
}

/// <summary>How much of something: at most 6 decimals and 13 significant digits, may be negative, never zero (BT-129).</summary>
[JsonConverter(typeof(FigureJson<Quantity>))]
public readonly record struct Quantity : IFigure<Quantity>
{
    private Quantity(decimal value) => Value = value;

    public decimal Value { get; }

    public static Quantity One { get; } = new(1);

    /// <summary>Refuses <c>too_many_decimals</c> and <c>out_of_range</c>.</summary>
    public static Result<Quantity> Of(decimal value)
    {
        if (Figure.Fault(value, 6, 13) is { } problem)
            return problem;
        return value == 0 ? MoneyProblems.QuantityZero : new Quantity(Rounding.Trim(value));
    }

    public static Quantity OfStored(decimal value) => new(value);

    public override string ToString() => Figure.Text(Value);
}

/// <summary>The net price of one unit: at most 6 decimals and 15 significant digits, never negative (BT-146, BR-27).</summary>
[JsonConverter(typeof(FigureJson<UnitPrice>))]
public readonly record struct UnitPrice : IFigure<UnitPrice>
{
    private UnitPrice(decimal value) => Value = value;

    public decimal Value { get; }

    /// <summary>Refuses <c>too_many_decimals</c> and <c>out_of_range</c>.</summary>
    public static Result<UnitPrice> Of(decimal value)
    {
        if (Figure.Fault(value, 6, 15) is { } problem)
            return problem;
        return value < 0 ? MoneyProblems.PriceNegative : new UnitPrice(Rounding.Trim(value));
    }

    public static UnitPrice OfStored(decimal value) => new(value);

    public override string ToString() => Figure.Text(Value);
}

/// <summary>Percent: 0 to 100 with at most 4 decimals.</summary>
[JsonConverter(typeof(FigureJson<Rate>))]
public readonly record struct Rate : IFigure<Rate>
{
    private Rate(decimal value) => Value = value;

    public decimal Value { get; }

    public static Rate Zero { get; } = new(0);

    /// <summary>Refuses <c>too_many_decimals</c> and <c>out_of_range</c>.</summary>
    public static Result<Rate> Of(decimal value)
    {
        if (Figure.Fault(value, 4, 7) is { } problem)
            return problem;
        return value is < 0 or > 100 ? MoneyProblems.RateOutOfRange : new Rate(Rounding.Trim(value));
    }

    public static Rate OfStored(decimal value) => new(value);

    public override string ToString() => Figure.Text(Value);
}

internal static class Figure
{
    /// <summary>The digit caps make every quantity times price exact in <see cref="decimal"/>: 13 + 15 = 28 digits.</summary>
    public static Problem? Fault(decimal value, int decimals, int digits)
    {
        var trimmed = Rounding.Trim(value);
        if (trimmed.Scale > decimals)
            return MoneyProblems.TooManyDecimals(decimals);
        var whole = Math.Abs(trimmed);
        for (var i = 0; i < trimmed.Scale; i++)
            whole *= 10;
        var most = 1m;
        for (var i = 0; i < digits; i++)
            most *= 10;
        return whole >= most ? MoneyProblems.TooManyDigits(digits) : null;
    }

    public static string Text(decimal value) => Rounding.Trim(value).ToString(CultureInfo.InvariantCulture);
}

internal sealed class FigureJson<TFigure> : JsonConverter<TFigure> where TFigure : struct, IFigure<TFigure>
{
    public override TFigure Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        TFigure.OfStored(decimal.Parse(reader.GetString()!, NumberStyles.Number, CultureInfo.InvariantCulture));

    public override void Write(Utf8JsonWriter writer, TFigure value, JsonSerializerOptions options) => writer.WriteStringValue(Figure.Text(value.Value));
}
