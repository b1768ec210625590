using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Clients;

/// <summary>What a call says of a client: not given leaves, an empty text clears.</summary>
internal sealed record ClientChanges
{
    public string? Name { get; init; }

    public string? Email { get; init; }

    public IReadOnlyList<string>? Cc { get; init; }

    public AddressInput? Address { get; init; }

    public string? Currency { get; init; }

    public string? Locale { get; init; }

    public TaxInput? Tax { get; init; }

    public int? DueDays { get; init; }

    public string? BuyerReference { get; init; }

    public IReadOnlyList<RateInput>? Rates { get; init; }

    public bool? Archived { get; init; }

    public Client ApplyTo(Client present, Business business, Faults faults)
    {
        if (Name is "")
            faults.Add(PartyProblems.NameMissing);
        if (DueDays is < 0 or > 3650)
            faults.Add(PartyProblems.DueDaysOutOfRange);
        if (Locale is { Length: > 0 } locale && !Locales.IsKnown(locale))
            faults.Add(PartyProblems.LocaleUnknown);

        var currency = Currency is null ? present.Currency : faults.ParseText(Currency, Domain.Currency.Parse, "/currency");
        if (Currency is not null && Rates is null && present.Rates.Any(r => r.Currency != (currency ?? business.Currency)))
            faults.Add(ClientProblems.CurrencyHasRates);
        return present with
        {
            Name = Name ?? present.Name,
            Email = Email is null ? present.Email : faults.Parse(Email, EmailAddress.Parse, "/email"),
            Cc = Cc is null ? present.Cc : [.. Cc.Select((cc, i) => faults.Take(EmailAddress.Parse(cc), Faults.Item("cc", i)))],
            Address = Address is null ? present.Address : Address.Read(faults, present.Address),
            TaxId = Tax?.TaxId is null ? present.TaxId : faults.ParseText(Tax.TaxId, VatId.Parse, "/tax/tax_id"),
            Currency = currency,
            Locale = Locale.Or(present.Locale),
            DueDays = DueDays ?? present.DueDays,
            BuyerReference = BuyerReference.Or(present.BuyerReference),
            Tax = Tax is null ? present.Tax : TaxInput.Read(Tax.Category, Tax.Rate, null, present.Tax, faults, "/tax/category", "/tax/rate"),
            Rates = Rates is null ? present.Rates : RateInput.Read(Rates, currency ?? business.Currency, faults),
            Archived = Archived ?? present.Archived,
        };
    }
}

/// <summary>Language tags that the platform knows.</summary>
internal static class Locales
{
    /// <summary>The country in a language tag, e.g. DE of de-DE; null where it has none.</summary>
    public static string? CountryOf(string? tag) =>
        tag is not null && IsKnown(tag) && !System.Globalization.CultureInfo.GetCultureInfo(tag).IsNeutralCulture ? new System.Globalization.RegionInfo(tag).TwoLetterISORegionName : null;

    public static bool IsKnown(string tag)
    {
        try
        {
            return System.Globalization.CultureInfo.GetCultureInfo(tag, predefinedOnly: true).Name.Length > 0;
        }
        catch (System.Globalization.CultureNotFoundException)
        {
            return false;
        }
    }
}
