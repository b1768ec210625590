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
