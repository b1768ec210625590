using System.Text.RegularExpressions;

namespace Billbot.Domain;

/// <summary>
/// VAT identifiers (BT-31, BT-48): upper case, no blanks, a two-letter prefix (Greece EL, Northern Ireland XI), the format of that country.
/// Other tax ids of sellers and buyers outside the EU are kept as they are. No register is asked.
/// </summary>
public static class VatId
{
    /// <summary>Refuses <c>invalid_tax_id</c> for an id whose prefix is known and whose rest does not fit, or that is longer than 30 characters.</summary>
    public static Result<string> Parse(string text)
    {
        var id = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        if (id.Length is < 2 or > 30 || !id.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/' or '+' or '*'))
            return PartyProblems.InvalidTaxId;
        // Greek VAT ids begin with EL; GR is the country's code only.
        if (id.StartsWith("GR", StringComparison.Ordinal))
            return PartyProblems.InvalidTaxId;
        if (!char.IsAsciiLetter(id[0]) || !char.IsAsciiLetter(id[1]) || FormatOf(id[..2]) is not { } format)
            return id;
        return Regex.IsMatch(id[2..], $"^(?:{format})$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking) ? id : PartyProblems.InvalidTaxId;
    }

    private static string? FormatOf(string prefix) => prefix switch
    {
        "AT" => "U[0-9]{8}",
        "BE" => "[01][0-9]{9}",
        "BG" => "[0-9]{9,10}",
        "CY" => "[0-9]{8}[A-Z]",
        "CZ" => "[0-9]{8,10}",
        "DE" => "[0-9]{9}",
        "DK" or "FI" or "HU" or "LU" or "MT" or "SI" => "[0-9]{8}",
        "EE" or "EL" or "PT" => "[0-9]{9}",
        "ES" => "[A-Z0-9][0-9]{7}[A-Z0-9]",
        "FR" => "[A-HJ-NP-Z0-9]{2}[0-9]{9}",
        "GB" or "XI" => "(?:[0-9]{9}|[0-9]{12}|GD[0-9]{3}|HA[0-9]{3})",
        "HR" or "IT" or "LV" => "[0-9]{11}",
        "IE" => "[0-9][0-9A-Z+*][0-9]{5}[A-Z]{1,2}",
        "LT" => "(?:[0-9]{9}|[0-9]{12})",
        "NL" => "[0-9]{9}B[0-9]{2}",
        "PL" or "SK" => "[0-9]{10}",
        "RO" => "[0-9]{2,10}",
        "SE" => "[0-9]{10}01",
        _ => null,
    };
}
