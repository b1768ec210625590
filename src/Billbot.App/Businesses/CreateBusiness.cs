using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Businesses;

public sealed record CreateBusinessInput
{
    [MaxLength(200)]
    public string? Name { get; init; }

    [MaxLength(2)]
    public string? Country { get; init; }

    /// <summary>Where missing, the country's own, else that of the locale's country, else USD; it then still follows the country.</summary>
    [MaxLength(3)]
    public string? Currency { get; init; }

    /// <summary>IANA id; UTC where missing.</summary>
    [MaxLength(64)]
    public string? TimeZone { get; init; }

    /// <summary>en-US where missing.</summary>
    [MaxLength(20)]
    public string? Locale { get; init; }

    [MaxLength(254)]
    public string? Email { get; init; }
}

/// <summary>Founds a business of this installation. Refuses <c>missing_argument</c> (a blank name), <c>country_unknown</c>, <c>currency_unknown</c>, <c>time_zone_unknown</c>, <c>locale_unknown</c>, <c>invalid_email</c>.</summary>
public sealed class CreateBusiness(Doorway doorway) : UseCase<CreateBusinessInput, BusinessView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("create_business", Effect.Writes) with { Founds = true };

    protected override async Task<Result<BusinessView>> HandleAsync(Work work, CreateBusinessInput input, CancellationToken cancel)
    {
        var faults = new Faults();
        if (input.Name is { Length: 0 })
            faults.Add(PartyProblems.NameMissing);
        var founded = new Business
        {
            Id = work.BusinessId,
            TimeZone = "UTC",
            Locale = "en-US",
            Currency = Country.CurrencyOf(input.Country ?? Locales.CountryOf(input.Locale)) ?? Currency.Of("USD"),
            CurrencyAssumed = true,
        };
        var business = BusinessChanges.ApplyTo(founded, new UpdateBusinessInput
        {
            Name = input.Name,
            Country = input.Country,
            Currency = input.Currency,
            TimeZone = input.TimeZone,
            Locale = input.Locale,
            Email = input.Email,
        }, use: null, faults);
        if (faults.Any)
            return faults.Problem;

        await BusinessStore.AddAsync(work.Session, business, work.Now);
        work.Record(business.Id.Value, null, JsonSerializer.SerializeToNode(business, DomainJson.Default.Business));
        return BusinessView.Of(business, business.Today(work.Now));
    }
}
