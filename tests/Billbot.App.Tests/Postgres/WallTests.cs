using Billbot.App.Moving;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using Dapper;
using Npgsql;

namespace Billbot.App.Tests.Postgres;

/// <summary>The second wall: a login that owns nothing serves, and raw SQL through it reaches one business and no fence.</summary>
[Trait("Database", "Postgres")]
public sealed class WallTests
{
    private static readonly string Login = $"billbot_test_login_{Environment.ProcessId}";

    [Fact]
    public async Task A_login_that_owns_nothing_is_enough_to_work()
    {
        await using var house = await HouseAsync();
        await using var office = await TestOffice.OnAsync(house.Database, connection: house.Connection);

        await office.FreshIssuedAsync(await office.BerlinClientAsync("Another GmbH"));

        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task Without_a_business_there_are_no_rows()
    {
        await using var house = await HouseAsync();
        await using var raw = await house.OpenAsync();

        foreach (var table in MoveStore.Tables.Append("invoice_sum"))
            Assert.Equal(0, await raw.QueryFirstAsync<long>($"select count(*) from {table}"));
    }

    [Fact]
    public async Task With_another_business_there_are_that_ones_rows_and_nothing_changes_beside_them()
    {
        await using var house = await HouseAsync();
        await using var raw = await house.OpenAsync();
        await raw.ExecuteAsync("select set_config('app.business', @second, false)", new { second = house.Second.Value });

        foreach (var table in MoveStore.Tables.Append("invoice_sum"))
        {
            var column = table == "business" ? "id" : "business_id";
            Assert.Equal(0, await raw.QueryFirstAsync<long>($"select count(*) from {table} where {column} <> @second", new { second = house.Second.Value }));
        }

        Assert.Equal(1, await raw.ExecuteAsync("update client set name = 'x'"));
        Assert.Equal(0, await raw.ExecuteAsync("delete from invoice where business_id = @first", new { first = house.First.Value }));
        var failure = await Assert.ThrowsAsync<PostgresException>(() =>
            raw.ExecuteAsync("insert into business_head values (@first, 1, '')", new { first = house.First.Value }));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, failure.SqlState);
    }

    [Theory]
    [InlineData("alter table invoice disable trigger all")]
    [InlineData("drop trigger invoice_is_frozen on invoice")]
    [InlineData("drop policy of_business on invoice")]
    [InlineData("alter table invoice disable row level security")]
    [InlineData("create or replace function refuse() returns trigger language plpgsql as 'begin return new; end'")]
    [InlineData("truncate invoice cascade")]
    [InlineData("set session_replication_role = replica")]
    [InlineData("set role billbot_owner")]
    [InlineData("alter role billbot_app bypassrls")]
    [InlineData("create table trojan ()")]
    [InlineData("delete from schema_migration")]
    [InlineData("delete from seal_key")]
    public async Task The_fences_stay_where_they_are(string sql)
    {
        await using var house = await HouseAsync();
        await using var raw = await house.OpenAsync();

        var failure = await Assert.ThrowsAsync<PostgresException>(() => raw.ExecuteAsync(sql));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, failure.SqlState);
    }

    [Fact]
    public async Task What_a_server_commits_is_on_disk_when_it_is_answered()
    {
        await using var house = await HouseAsync();
        await using var office = await TestOffice.OnAsync(house.Database);

        var setting = await office.Installation.Database.WriteAsync(office.Business, session => session.FirstAsync<string>("show synchronous_commit"), CancellationToken.None);

        Assert.Equal("on", setting);
    }

    private static async Task<House> HouseAsync()
    {
        var database = await TestDatabase.CreateAsync();
        await using var owner = new NpgsqlConnection(database.Connection);
        await owner.ExecuteAsync($"do $$ begin create role {Login} login in role billbot_app; exception when duplicate_object or unique_violation then null; end $$");
        await using var office = await TestOffice.OnAsync(database);
        await office.FoundAsync(TestOffice.Juniper);
        var first = office.Business;
        await office.Owner.AskAsync("update_business", TestOffice.Lindenwerk);
        await office.BusyAsync();
        await office.FoundAsync(TestOffice.Juniper);
        await office.FreshIssuedAsync(await office.GreenLeafAsync());
        return new House(database, new NpgsqlConnectionStringBuilder(database.Connection) { Username = Login }.ToString(), first, office.Business);
    }

    private sealed record House(TestDatabase Database, string Connection, Domain.BusinessId First, Domain.BusinessId Second) : IAsyncDisposable
    {
        public async Task<NpgsqlConnection> OpenAsync()
        {
            var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Connection) { Pooling = false }.ToString());
            await connection.OpenAsync();
            return connection;
        }

        public ValueTask DisposeAsync() => Database.DisposeAsync();
    }
}
