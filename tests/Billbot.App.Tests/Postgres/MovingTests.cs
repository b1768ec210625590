using System.Globalization;
using Billbot.App.Moving;
using Billbot.App.Storage;
using Billbot.App.Tests.Support;
using Billbot.Testing;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Billbot.App.Tests.Postgres;

/// <summary>A folder's data in PostgreSQL: the same rows, the same record, and numbers that go on.</summary>
[Trait("Database", "Postgres")]
public sealed class MovingTests
{
    [Fact]
    public async Task Every_row_of_a_rich_house_arrives_as_it_was()
    {
        using var folder = await RichAsync();
        await using var database = await TestDatabase.CreateAsync(empty: true);

        var moved = Get(await MoveAsync(folder, database));

        Assert.Equal(2, moved.Businesses);
        await AssertSameRowsAsync(folder, database, moved.Rows);
    }

    [Fact]
    public async Task Work_goes_on_where_it_stopped()
    {
        using var folder = await RichAsync();
        await using var database = await TestDatabase.CreateAsync(empty: true);
        Get(await MoveAsync(folder, database));

        await using var office = await TestOffice.OnAsync(database);
        var before = (await office.Owner.AskAsync("list_numbers", new { })).Value.GetRawText();
        var client = (await office.Agent.AskAsync("list_clients", new { })).Text("clients/0/id");
        var next = await office.FreshIssuedAsync(client, 123);

        Assert.DoesNotContain(next.Text("number"), before, StringComparison.Ordinal);
        await office.AssertSoundAsync();
    }

    [Fact]
    public async Task A_database_with_data_in_it_is_refused()
    {
        using var folder = await RichAsync();
        await using var database = await TestDatabase.CreateAsync();
        Get(await MoveAsync(folder, database));

        Assert.Equal("target_not_empty", Refusal(await MoveAsync(folder, database)));
    }

    [Theory]
    [InlineData("update invoice_balance set paid_minor = paid_minor + 1 where paid_minor > 0")]
    [InlineData("update audit_entry set entry = replace(entry, 'local agent', 'owner') where seq = 3")]
    public async Task Data_that_does_not_verify_stays_where_it_is(string damage)
    {
        using var folder = await RichAsync();
        Rows.Break(folder.File("billbot.db"), damage);
        await using var database = await TestDatabase.CreateAsync();

        Assert.Equal("source_broken", Refusal(await MoveAsync(folder, database)));
        await AssertEmptyAsync(database);
    }

    [Fact]
    public async Task A_folder_in_use_and_a_folder_without_data_are_refused()
    {
        await using var database = await TestDatabase.CreateAsync();
        using var none = new TemporaryFolder();
        Assert.Equal("source_missing", Refusal(await MoveAsync(none, database)));

        using var folder = await RichAsync();
        using var held = DataFolder.TryOpen(folder.Path);
        Assert.Equal("source_in_use", Refusal(await MoveAsync(folder, database)));
    }

    [Fact]
    public async Task Wherever_it_is_interrupted_the_database_is_empty_and_the_folder_as_it_was()
    {
        using var folder = await RichAsync();
        var before = await TextOfAsync(folder);
        await using var database = await TestDatabase.CreateAsync();
        var steps = new Steps(_ => { });
        await using (var trial = await TestDatabase.CreateAsync())
            Get(await MoveAsync(folder, trial, steps));

        for (var stop = 1; stop <= steps.Count; stop += 7)
        {
            using var cancel = new CancellationTokenSource();
            var at = stop;
            var interrupting = new Steps(count =>
            {
                if (count == at)
                    cancel.Cancel();
            });
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => MoveAsync(folder, database, interrupting, cancel.Token));
            await AssertEmptyAsync(database);
        }

        Assert.Equal(before, await TextOfAsync(folder));
        Get(await MoveAsync(folder, database));
    }

    [Fact]
    public async Task Every_table_of_the_schema_moves_but_for_the_sums_that_follow_by_themselves()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var server = Open(database);

        var tables = await server.QueryAsync<string>("select tablename from pg_tables where schemaname = 'public' and tablename not in ('schema_migration', 'seal_key', 'invoice_sum')");

        Assert.Equal(tables.Order(StringComparer.Ordinal), MoveStore.Tables.Order(StringComparer.Ordinal));
    }

    /// <summary>Two businesses on SQLite that have done everything.</summary>
    private static async Task<TemporaryFolder> RichAsync()
    {
        var folder = new TemporaryFolder();
        await using var office = await TestOffice.OnSqliteAsync(folder);
        await office.Owner.AskAsync("update_business", TestOffice.Lindenwerk);
        var busy = await office.BusyAsync();
        await office.CorrectedAsync(busy.Client);
        await office.Owner.AskAsync("create_key", new { name = "A key", preset = "autopilot", unlimited = true });
        await office.FoundAsync(new { name = "Second", country = "US", email = "second@business.example" });
        await office.FreshIssuedAsync(await office.GreenLeafAsync());
        return folder;
    }

    private static Task<Domain.Result<MoveView>> MoveAsync(TemporaryFolder folder, TestDatabase database, IProgress<MoveStep>? steps = null, CancellationToken cancel = default) =>
        Moves.RunAsync(folder.Path, database.Connection, new TestClock(TestOffice.Start), steps ?? new Steps(_ => { }), cancel);

    private static async Task AssertSameRowsAsync(TemporaryFolder folder, TestDatabase database, long expected)
    {
        await using var file = new SqliteConnection($"Data Source={folder.File("billbot.db")};Pooling=False;Mode=ReadOnly");
        await using var server = Open(database);
        var compared = 0;
        foreach (var table in MoveStore.Tables)
        {
            var there = (await server.QueryAsync($"select * from {table}")).Select(r => Shown((IDictionary<string, object?>)r)).Order(StringComparer.Ordinal).ToList();
            var here = (await file.QueryAsync($"select * from {table}")).Select(r => Shown((IDictionary<string, object?>)r)).Order(StringComparer.Ordinal).ToList();
            Assert.NotEmpty(here);
            Assert.Equal(here, there);
            compared += here.Count;
        }

        Assert.Equal(expected, compared);
        const string sums = "select * from invoice_sum";
        Assert.Equal((await file.QueryAsync(sums)).Select(r => Shown((IDictionary<string, object?>)r)).Order(), (await server.QueryAsync(sums)).Select(r => Shown((IDictionary<string, object?>)r)).Order());
    }

    private static string Shown(IDictionary<string, object?> row) => string.Join('|', row.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key}={c.Value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        bool yes => yes ? "1" : "0",
        DateTime date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        var other => Convert.ToString(other, CultureInfo.InvariantCulture),
    }}"));

    private static async Task AssertEmptyAsync(TestDatabase database)
    {
        await using var server = Open(database);
        foreach (var table in MoveStore.Tables)
            Assert.Equal(0, await server.QueryFirstAsync<long>($"select count(*) from {table}"));
    }

    private static async Task<string> TextOfAsync(TemporaryFolder folder)
    {
        await using var file = new SqliteConnection($"Data Source={folder.File("billbot.db")};Pooling=False;Mode=ReadOnly");
        var text = new List<string>();
        foreach (var table in MoveStore.Tables)
            text.AddRange((await file.QueryAsync($"select * from {table} order by 1, 2")).Select(r => Shown((IDictionary<string, object?>)r)));
        return string.Join('\n', text);
    }

    private static NpgsqlConnection Open(TestDatabase database) => new(new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false }.ToString());

    private static MoveView Get(Domain.Result<MoveView> result) => result.Succeeded(out var view, out var problem) ? view : throw new InvalidOperationException($"{problem.Code}: {problem.Message}");

    private static string Refusal(Domain.Result<MoveView> result) => result.Succeeded(out _, out var problem) ? "none" : problem.Code;

    private sealed class Steps(Action<int> at) : IProgress<MoveStep>
    {
        public int Count { get; private set; }

        public void Report(MoveStep value) => at(++Count);
    }
}
