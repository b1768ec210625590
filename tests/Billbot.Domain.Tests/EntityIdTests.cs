using System.Text.Json;

namespace Billbot.Domain.Tests;

public sealed class EntityIdTests
{
    [Fact]
    public void Ids_sort_as_the_instants_they_were_made_at()
    {
        var start = new DateTimeOffset(2026, 3, 9, 0, 0, 0, TimeSpan.Zero);
        var ids = Enumerable.Range(0, 2000).Select(i => EntityId.From<InvoiceId>(Guid.CreateVersion7(start.AddMilliseconds(i * 37))).Value).ToList();

        Assert.Equal(ids.Order(StringComparer.Ordinal), ids);
        Assert.Equal(ids.Count, ids.Distinct().Count());
    }

    [Fact]
    public void Every_bit_of_the_uuid_is_in_the_id()
    {
        Assert.Equal("inv_00000000000000000000000000", EntityId.From<InvoiceId>(Guid.Empty).Value);
        Assert.Equal("cl_7zzzzzzzzzzzzzzzzzzzzzzzzz", EntityId.From<ClientId>(Guid.AllBitsSet).Value);
        Assert.Equal("biz_00000000000000000000000001", EntityId.From<BusinessId>(new Guid("00000000-0000-0000-0000-000000000001")).Value);
    }

    [Fact]
    public void Ids_of_every_kind_are_read_and_kept_apart_by_their_prefix()
    {
        AssertReads<BusinessId>("biz_");
        AssertReads<ClientId>("cl_");
        AssertReads<InvoiceId>("inv_");
        AssertReads<PaymentId>("pay_");
        AssertReads<KeyId>("key_");
        AssertReads<MessageId>("msg_");
        Assert.False(EntityId.TryParse<InvoiceId>(EntityId.From<ClientId>(Guid.AllBitsSet).Value, out _));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("inv_")]
    [InlineData("../")]
    [InlineData("%2e%2e")]
    [InlineData("' or 1=1")]
    [InlineData("inv_0000000000000000000000000")]
    [InlineData("inv_000000000000000000000000000")]
    [InlineData("inv_0000000000000000000000000U")]
    [InlineData("inv_0000000000000000000000000i")]
    [InlineData("INV_00000000000000000000000000")]
    [InlineData("inv_0000000000000000000000000\u0660")]
    [InlineData("inv_0000000000000000000000000\n")]
    public void Other_texts_are_no_ids(string? text) => Assert.False(EntityId.TryParse<InvoiceId>(text, out _));

    private static void AssertReads<TId>(string prefix) where TId : struct, IEntityId<TId>
    {
        var id = EntityId.From<TId>(Guid.CreateVersion7());

        Assert.StartsWith(prefix, id.Value, StringComparison.Ordinal);
        Assert.True(EntityId.TryParse<TId>(id.Value, out var read));
        Assert.Equal(id, read);
        Assert.Equal($"\"{id}\"", JsonSerializer.Serialize(id));
        Assert.Equal(id, JsonSerializer.Deserialize<TId>($"\"{id}\""));
    }
}
