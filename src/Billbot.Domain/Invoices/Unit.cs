using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>A unit of measure: a code of UN/ECE Recommendation 20 (BT-130) with the word people use for it.</summary>
[JsonConverter(typeof(UnitJson))]
public readonly record struct Unit
{
    private static readonly (string Code, string Word, string[] Also)[] Table =
    [
        ("C62", "unit", ["units", "one", "item", "items"]),
        ("HUR", "hour", ["hours", "h", "hr", "hrs", "std"]),
        ("MIN", "minute", ["minutes", "min"]),
        ("DAY", "day", ["days", "d"]),
        ("WEE", "week", ["weeks", "wk", "weekly"]),
        ("MON", "month", ["months", "mo", "monthly"]),
        ("ANN", "year", ["years", "yr", "yearly"]),
        ("H87", "piece", ["pieces", "pc", "pcs"]),
        ("E48", "service", ["services"]),
        ("LS", "lump_sum", ["lump sum", "flat"]),
        ("KGM", "kg", ["kilogram", "kilograms"]),
        ("KMT", "km", ["kilometre", "kilometer", "kilometres", "kilometers"]),
        ("MTR", "m", ["metre", "meter", "metres", "meters"]),
        ("MTK", "m2", ["m²", "sqm"]),
        ("LTR", "litre", ["litres", "liter", "liters", "l"]),
        ("P1", "percent", ["%"]),
    ];

    private Unit(string code) => Code = code;

    public string Code { get; }

    /// <summary>The word as answers show it, e.g. <c>hour</c>.</summary>
    public string Word
    {
        get
        {
            foreach (var row in Table)
            {
                if (row.Code == Code)
                    return row.Word;
            }

            return Code;
        }
    }

    /// <summary>How a rate by this unit is called ("weekly"), where it differs from other units of time; null for units that name no rate.</summary>
    internal string? Name => Code switch
    {
        "HUR" => "hourly",
        "DAY" => "daily",
        "WEE" => "weekly",
        "MON" => "monthly",
        "ANN" => "yearly",
        _ => null,
    };

    public static Unit One { get; } = new("C62");

    public static IEnumerable<Unit> All => Table.Select(row => new Unit(row.Code));

    /// <summary>Reads a word or a code. Refuses <c>unit_unknown</c>.</summary>
    public static Result<Unit> Parse(string text)
    {
        var folded = FoldedText.Of(text);
        foreach (var row in Table)
        {
            if (row.Code == text || row.Word == folded || row.Also.Contains(folded))
                return new Unit(row.Code);
        }

        return InvoiceProblems.UnitUnknown;
    }

    public override string ToString() => Word;

    internal sealed class UnitJson : JsonConverter<Unit>
    {
        public override Unit Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => new(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Unit value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }
}
