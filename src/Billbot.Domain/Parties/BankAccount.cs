using System.Collections.Frozen;
using System.Globalization;

namespace Billbot.Domain;

/// <summary>Where a client pays to (BG-17).</summary>
public sealed record BankAccount
{
    /// <summary>BT-85; the business itself where it is missing.</summary>
    public string? Holder { get; init; }

    /// <summary>BT-84, without blanks, in upper case.</summary>
    public string? Iban { get; init; }

    /// <summary>BT-84 where there is no IBAN, with what the country needs beside it (routing number, sort code).</summary>
    public string? AccountNumber { get; init; }

    /// <summary>Routing number, sort code, BSB: what finds the bank where there is no IBAN.</summary>
    public string? RoutingNumber { get; init; }

    /// <summary>BT-86.</summary>
    public string? Bic { get; init; }

    public string? BankName { get; init; }

    /// <summary>The currency it is meant for; any where missing.</summary>
    public Currency? Currency { get; init; }

    /// <summary>Taken where no account has the invoice's currency.</summary>
    public bool IsDefault { get; init; }

    /// <summary>The account for an invoice in <paramref name="currency"/>: one of that currency, else the default, else the first for any currency.</summary>
    public static BankAccount? Choose(IReadOnlyList<BankAccount> accounts, Currency currency) =>
        accounts.FirstOrDefault(a => a.Currency == currency && a.IsDefault)
        ?? accounts.FirstOrDefault(a => a.Currency == currency)
        ?? accounts.FirstOrDefault(a => a.IsDefault)
        ?? accounts.FirstOrDefault(a => a.Currency is null);
}

/// <summary>International bank account numbers (ISO 13616): blanks out, letters up, check digits right.</summary>
public static class Iban
{
    // The length each country has registered; others are held to the standard's 34.
    private const string Lengths =
        "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 "
        + "GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 "
        + "PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20";

    private static readonly FrozenDictionary<string, int> LengthOf = Lengths.Split(' ')
        .ToFrozenDictionary(row => row[..2], row => int.Parse(row[2..], CultureInfo.InvariantCulture), StringComparer.Ordinal);

    /// <summary>Refuses <c>invalid_iban</c>.</summary>
    public static Result<string> Parse(string text)
    {
        var iban = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return IsValid(iban) ? iban : PartyProblems.InvalidIban;
    }

    private static bool IsValid(string iban)
    {
        if (iban.Length is < 15 or > 34 || !iban.All(char.IsAsciiLetterOrDigit) || !iban[..2].All(char.IsAsciiLetterUpper) || !iban[2..4].All(char.IsAsciiDigit))
            return false;
        if (LengthOf.TryGetValue(iban[..2], out var length) && iban.Length != length)
            return false;
        // The check digits are 98 less a remainder: 02 to 98.
        if (iban[2..4] is "00" or "01" or "99")
            return false;

        var rest = 0;
        foreach (var c in iban[4..] + iban[..4])
            rest = char.IsAsciiDigit(c) ? ((rest * 10) + c - '0') % 97 : ((rest * 100) + c - 'A' + 10) % 97;
        return rest == 1;
    }
}

/// <summary>Bank identifier codes (ISO 9362): 8 or 11 characters.</summary>
public static class Bic
{
    /// <summary>Refuses <c>invalid_bic</c>.</summary>
    public static Result<string> Parse(string text)
    {
        var bic = text.Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
        return bic.Length is 8 or 11 && bic.All(char.IsAsciiLetterOrDigit) && bic[..6].All(char.IsAsciiLetter) ? bic : PartyProblems.InvalidBic;
    }
}
