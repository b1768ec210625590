using System.Collections.Frozen;
using System.Globalization;

namespace Billbot.Domain;

/// <summary>The countries of ISO 3166-1, by their two letters, and what invoicing there starts from.</summary>
public static class Country
{
    private const string Codes = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK
        CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS
        GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV
        LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
        PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR
        TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        """;

    private static readonly FrozenSet<string> Known = Codes.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Eu =
        "AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> StrictNumbers = "FR ES IT PT PL BE IN".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> Letter =
        "US CA MX CL CO CR DO GT PA PH PR SV VE".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Refuses <c>country_unknown</c>.</summary>
    public static Result<string> Parse(string code) => IsKnown(code) ? code : PartyProblems.CountryUnknown;

    public static bool IsKnown(string code) => Known.Contains(code);

    public static bool IsInEu(string? code) => code is not null && Eu.Contains(code);

    /// <summary>When sellers of this country take their numbers unless they choose: with the draft, or only when the invoice is issued.</summary>
    public static NumberingMode NumberingModeOf(string? code) =>
        code is not null && StrictNumbers.Contains(code) ? NumberingMode.OnSend : NumberingMode.OnCreate;

    /// <summary>What is paid with there (ISO 4217); null where the country is unknown or has no currency of its own.</summary>
    public static Currency? CurrencyOf(string? code)
    {
        if (code is null || !IsKnown(code))
            return null;
        try
        {
            return Currency.TryParse(new RegionInfo(code).ISOCurrencySymbol, out var currency) ? currency : null;
        }
        catch (ArgumentException)
        {
            // The platform knows no region of this code.
            return null;
        }
    }

    /// <summary>Whether letters are written on US Letter there.</summary>
    public static bool UsesLetterPaper(string? code) => code is not null && Letter.Contains(code);
}
