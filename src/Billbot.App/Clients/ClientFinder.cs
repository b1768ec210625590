using System.Text.Json.Nodes;
using Billbot.App.Door;
using Billbot.Domain;

namespace Billbot.App.Clients;

/// <summary>Tells which client a caller means: an id, or a name that is exactly one client's. A near match is never taken.</summary>
internal static class ClientFinder
{
    private const int MostCandidates = 5;
    private const int MostNearest = 3;

    /// <summary>Refuses <c>client_not_found</c> and <c>client_ambiguous</c>, with candidates in details.</summary>
    public static async Task<Result<Client>> FindAsync(Work work, string idOrName)
    {
        if (EntityId.TryParse<ClientId>(idOrName, out var id))
            return await ClientStore.LoadAsync(work.Session, work.BusinessId, id) is { } known ? known : ClientProblems.NotFound([]);

        var folded = FoldedText.Of(idOrName);
        var named = await ClientStore.NamedAsync(work.Session, work.BusinessId, folded, MostCandidates + 1);
        if (named.Where(c => !c.Archived).ToList() is { Count: > 0 } inUse)
            named = inUse;
        return named switch
        {
            [var one] => one,
            [] => ClientProblems.NotFound(await CandidatesAsync(work, await ClientStore.LikeAsync(work.Session, work.BusinessId, folded, MostNearest))),
            _ => ClientProblems.Ambiguous(named.Count, await CandidatesAsync(work, [.. named.Take(MostCandidates)])),
        };
    }

    private static async Task<JsonArray> CandidatesAsync(Work work, IReadOnlyList<Client> clients)
    {
        var last = await ClientStore.LastInvoicesAsync(work.Session, work.BusinessId, clients.Select(c => c.Id));
        return [.. clients.Select(c => new JsonObject
        {
            ["id"] = c.Id.Value,
            ["name"] = c.Name,
            ["email"] = c.Email?.Value,
            ["last_invoice_date"] = last.TryGetValue(c.Id, out var on) ? on.ToString("O", System.Globalization.CultureInfo.InvariantCulture) : null,
        })];
    }
}

/// <summary>Refusals about clients.</summary>
public static class ClientProblems
{
    public static Problem NotFound(JsonArray nearest) => new(
        ProblemKind.NotFound,
        "client_not_found",
        "This business has no such client.",
        nearest.Count == 0
            ? "Find it with list_clients, or add it with create_client after asking the user."
            : "If one of details.candidates is meant, call again with its id after asking the user; else add the client with create_client.",
        "/client_id")
    {
        Details = nearest.Count == 0 ? null : new JsonObject { ["candidates"] = nearest },
    };

    public static Problem Ambiguous(int count, JsonArray candidates) => new(
        ProblemKind.Conflict,
        "client_ambiguous",
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{(count > candidates.Count ? $"More than {candidates.Count}" : count)} clients have this name."),
        "Call again with one of the ids in details.candidates; ask the user which.",
        "/client_id")
    {
        Details = new JsonObject { ["candidates"] = candidates },
    };

    public static Problem VersionConflict(int version) => InvoiceProblems.VersionConflict(version) with
    {
        Fix = "Read it again with get_client, then repeat the change with its version.",
    };

    public static Problem DuplicateNeedsRequestId { get; } = new(
        ProblemKind.Invalid,
        "missing_argument",
        "allow_duplicate needs a request_id, or a retry would double.",
        "Add a request_id of your own for this intent, and repeat it when you retry.",
        "/request_id");

    public static Problem CurrencyHasRates { get; } = new(
        ProblemKind.Conflict,
        "rate_currency",
        "The client's agreed rates are in its present currency.",
        "Send rates together with the new currency.",
        "/currency");
}
