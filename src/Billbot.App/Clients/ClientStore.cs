using System.Text.Json;
using Billbot.App.Paging;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Clients;

/// <summary>What is owed in one currency.</summary>
internal sealed class ClientBalanceRow
{
    public ClientId ClientId { get; init; }

    public string Currency { get; init; } = "";

    public long OutstandingMinor { get; init; }

    public AmountView ToView() => AmountView.Of(Money.OfMinor(OutstandingMinor, Domain.Currency.Of(Currency)));
}

internal static class ClientStore
{
    private const int MostPieces = 30;

    private static readonly ParsedDocuments<Client> Parsed = new(DomainJson.Default.Client, most: 1000);

    public static Task AddAsync(Session session, BusinessId business, Client client, DateTimeOffset now) => session.ExecuteAsync(
        """
        insert into client (business_id, id, name, name_folded, email, search_text, archived, document, created_at)
        values (@business, @id, @name, @folded, @email, @search, @archived, @document, @at)
        """,
        Values(business, client, now));

    public static Task SaveAsync(Session session, BusinessId business, Client client) => session.ExecuteAsync(
        """
        update client set name = @name, name_folded = @folded, email = @email, search_text = @search, archived = @archived, document = @document
        where business_id = @business and id = @id
        """,
        Values(business, client, default));

    public static async Task<Client?> LoadAsync(Session session, BusinessId business, ClientId id) =>
        await session.FirstAsync<string>("select document from client where business_id = @business and id = @id", new { business, id }) is { } document
            ? Parsed.Read(id.Value, document)
            : null;

    /// <summary>Clients of exactly this folded name, those in use first.</summary>
    public static Task<IReadOnlyList<Client>> NamedAsync(Session session, BusinessId business, string folded, int most) => ManyAsync(session,
        "select document from client where business_id = @business and name_folded = @folded order by archived, id limit @most", new { business, folded, most });

    public static async Task<Client?> WithEmailAsync(Session session, BusinessId business, EmailAddress email) => Read(await session.FirstAsync<string>(
        "select document from client where business_id = @business and email = @email and archived = 0 order by id limit 1", new { business, email = email.Value }));

    /// <summary>Clients whose name or address shares at least a third of its three-letter pieces with <paramref name="folded"/>, the nearest first.</summary>
    public static Task<IReadOnlyList<Client>> LikeAsync(Session session, BusinessId business, string folded, int most)
    {
        var pieces = folded.Split(' ').SelectMany(w => Enumerable.Range(0, Math.Max(0, w.Length - 2)).Select(i => w.Substring(i, 3))).Distinct().Take(MostPieces).ToList();
        if (pieces.Count == 0)
            return Task.FromResult<IReadOnlyList<Client>>([]);
        var values = new Dapper.DynamicParameters(new { business = business.Value, most, least = (pieces.Count + 2) / 3 });
        var hits = pieces.Select((piece, i) =>
        {
            values.Add($"p{i}", piece);
            return $"case when {session.Dialect.Holds("search_text", $"@p{i}")} then 1 else 0 end";
        });
        return ManyAsync(session, $"select document from (select document, id, {string.Join(" + ", hits)} as hits from client where business_id = @business) as found where hits >= @least order by hits desc, id limit @most", values);
    }

    /// <summary>Newest first.</summary>
    public static Task<IReadOnlyList<Client>> PageAsync(Session session, BusinessId business, string? text, Mark mark, int limit)
    {
        var holds = text is null ? "" : $" and {session.Dialect.Holds("search_text", "@text")}";
        var after = mark.IsStart ? "" : " and id < @after";
        return ManyAsync(session, $"select document from client where business_id = @business and archived = 0{holds}{after} order by id desc limit @limit",
            new { business, text, after = mark.Id, limit });
    }

    public static Task<IReadOnlyList<ClientBalanceRow>> BalancesAsync(Session session, BusinessId business, IEnumerable<ClientId> clients) => session.ListAsync<ClientBalanceRow>(
        $"""
        select client_id, currency, sum(outstanding_minor) as outstanding_minor from invoice_balance
        where business_id = @business and {session.Dialect.OneOf("client_id", "@clients")} and state = 'issued' and outstanding_minor > 0
        group by client_id, currency order by client_id, currency
        """,
        new { business, clients = clients.Select(c => c.Value).ToArray() });

    /// <summary>The latest issue date of each client's invoices, drafts too.</summary>
    public static async Task<IReadOnlyDictionary<ClientId, DateOnly>> LastInvoicesAsync(Session session, BusinessId business, IEnumerable<ClientId> clients) =>
        (await session.ListAsync<LastInvoice>(
            $"select client_id, max(issue_on) as issue_on from invoice where business_id = @business and {session.Dialect.OneOf("client_id", "@clients")} group by client_id",
            new { business, clients = clients.Select(c => c.Value).ToArray() })).ToDictionary(r => r.ClientId, r => r.IssueOn);

    private static async Task<IReadOnlyList<Client>> ManyAsync(Session session, string sql, object values) =>
        [.. (await session.ListAsync<string>(sql, values)).Select(d => Read(d)!)];

    private static Client? Read(string? document) => document is null ? null : JsonSerializer.Deserialize(document, DomainJson.Default.Client);

    private static object Values(BusinessId business, Client client, DateTimeOffset now) => new
    {
        business,
        id = client.Id,
        name = client.Name,
        folded = FoldedText.Of(client.Name),
        email = client.Email?.Value,
        search = FoldedText.Of($"{client.Name} {client.Email?.Value}"),
        archived = client.Archived ? 1 : 0,
        document = JsonSerializer.Serialize(client, DomainJson.Default.Client),
        at = now.ToStored(),
    };

    private sealed class LastInvoice
    {
        public ClientId ClientId { get; init; }

        public DateOnly IssueOn { get; init; }
    }
}
