using Billbot.Domain;

namespace Billbot.Server.Host;

/// <summary>Which business the owner means: the one that was named, or the only one.</summary>
public static class BusinessChoice
{
    /// <summary>Refuses <c>no_business</c>, <c>business_not_found</c> and <c>business_ambiguous</c>.</summary>
    public static Result<BusinessId> Of(IReadOnlyList<BusinessId> known, string? asked)
    {
        if (known.Count == 0)
            return HostProblems.NoBusiness;
        if (asked is not null)
            return known.Contains(BusinessId.Of(asked)) ? BusinessId.Of(asked) : HostProblems.BusinessNotFound(known);
        return known is [var only] ? only : HostProblems.BusinessAmbiguous(known);
    }
}
