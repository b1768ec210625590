using System.Text.Json;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App.Businesses;

internal static class BusinessStore
{
    private static readonly ParsedDocuments<Business> Parsed = new(DomainJson.Default.Business, most: 200);

    public static async Task<Business> LoadAsync(Session session, BusinessId id) =>
        await session.FirstAsync<string>("select document from business where id = @id", new { id }) is { } document
            ? Parsed.Read(id.Value, document)
            : throw new InvalidOperationException($"{id} is not in this database.");

    public static Task<IReadOnlyList<BusinessId>> ListIdsAsync(Session session) =>
        session.ListAsync<BusinessId>($"select id from {session.Dialect.Businesses} order by created_at, id");

    /// <summary>Adds a business and the head of its audit chain.</summary>
    public static async Task AddAsync(Session session, Business business, DateTimeOffset now)
    {
        await session.EnterAsync(business.Id);
        await session.ExecuteAsync(
            """
            insert into business (id, document, created_at) values (@Id, @document, @at);
            insert into business_head (business_id, audit_seq, audit_hash) values (@Id, 0, @first);
            """,
            new { business.Id, document = JsonSerializer.Serialize(business, DomainJson.Default.Business), at = now.ToStored(), first = Door.AuditTrail.FirstHash });
    }

    public static Task SaveAsync(Session session, Business business) => session.ExecuteAsync(
        "update business set document = @document where id = @Id",
        new { business.Id, document = JsonSerializer.Serialize(business, DomainJson.Default.Business) });
}
