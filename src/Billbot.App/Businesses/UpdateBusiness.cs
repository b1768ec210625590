using System.Text.Json;
using Billbot.App.Clients;
using Billbot.App.Door;
using Billbot.App.Invoices;
using Billbot.Domain;

namespace Billbot.App.Businesses;

/// <summary>
/// Sets up the business. Once a number has been taken, rules of numbering change from the next period on. Refuses <c>invalid_pattern</c>, <c>numbering_fixed</c>, and every value that is not what its field holds.
/// Issued invoices stay as they are.
/// </summary>
public sealed class UpdateBusiness(Doorway doorway) : UseCase<UpdateBusinessInput, BusinessView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("update_business", Effect.Writes);

    protected override async Task<Result<BusinessView>> HandleAsync(Work work, UpdateBusinessInput input, CancellationToken cancel)
    {
        var faults = new Faults();
        var changed = BusinessChanges.ApplyTo(work.Business, input, await NumberRegister.UseAsync(work), faults);
        if (faults.Any)
            return faults.Problem;

        await BusinessStore.SaveAsync(work.Session, changed);
        work.Record(
            changed.Id.Value,
            JsonSerializer.SerializeToNode(work.Business, DomainJson.Default.Business),
            JsonSerializer.SerializeToNode(changed, DomainJson.Default.Business));
        return BusinessView.Of(changed, work.Today) with
        {
            Warnings = input.Currency is null && changed.Currency != work.Business.Currency ? [CurrencyFollowed(work.Business, changed)] : null,
        };
    }

    private static WarningView CurrencyFollowed(Business before, Business after) => new(
        "currency_follows_country",
        $"The currency is {after.Currency.Code} now, as is usual in {after.Country}; {before.Currency.Code} was assumed.",
        $"If another is meant: billbot business set --currency {before.Currency.Code}.");
}

public sealed record GetBusinessInput;

/// <summary>The business as it is set up, and what it still lacks before it can send.</summary>
public sealed class GetBusiness(Doorway doorway) : UseCase<GetBusinessInput, BusinessView>(doorway)
{
    public override Operation Operation { get; } = Operation.OfOwner("get_business", Effect.Reads);

    protected override Task<Result<BusinessView>> HandleAsync(Work work, GetBusinessInput input, CancellationToken cancel) =>
        Task.FromResult<Result<BusinessView>>(BusinessView.Of(work.Business, work.Today));
}
