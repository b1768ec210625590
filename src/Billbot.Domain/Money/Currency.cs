using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Billbot.Domain;

/// <summary>A currency of ISO 4217 that money is paid in, with the number of its decimals (0, 2 or 3).</summary>
/// <remarks>Metal, fund and test codes and the accounting units with four decimals (CLF, UYW) are no currencies here.</remarks>
[JsonConverter(typeof(CurrencyJson))]
public sealed class Currency
{
    private const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string Three = "BHD IQD JOD KWD LYD OMR TND";

    private const string Two = """
        AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP
        CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR
        KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK
        PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD
        UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG
        """;

    private static readonly FrozenDictionary<string, Currency> Table =
        Rows(None, 0).Concat(Rows(Two, 2)).Concat(Rows(Three, 3)).ToFrozenDictionary(c => c.Code, StringComparer.Ordinal);

    private Currency(string code, int decimals)
    {
        Code = code;
        Decimals = decimals;
    }

    /// <summary>Three upper-case letters.</summary>
    public string Code { get; }

    public int Decimals { get; }

    public static IEnumerable<Currency> All => Table.Values;

    /// <summary>The currency of a code that is known to be one.</summary>
    public static Currency Of(string code) =>
        Table.TryGetValue(code, out var currency) ? currency : throw new ArgumentException($"{code} is no currency.", nameof(code));

    public static bool TryParse(string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && Table.TryGetValue(code, out currency);
    }

    /// <summary>Refuses <c>currency_unknown</c>.</summary>
    public static Result<Currency> Parse(string code) => TryParse(code, out var currency) ? currency : MoneyProblems.CurrencyUnknown;

    public override string ToString() => Code;

    private static IEnumerable<Currency> Rows(string codes, int decimals) =>
        codes.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(code => new Currency(code, decimals));

    internal sealed class CurrencyJson : JsonConverter<Currency>
    {
        public override Currency Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => Of(reader.GetString()!);

        public override void Write(Utf8JsonWriter writer, Currency value, JsonSerializerOptions options) => writer.WriteStringValue(value.Code);
    }
}
