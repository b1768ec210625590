using System.Collections.Concurrent;
using System.Globalization;
using Billbot.App;
using Billbot.App.Storage;
using Npgsql;

namespace Billbot.Testing;

/// <summary>A PostgreSQL database of its own for one test, in the cluster that <c>BILLBOT_TEST_POSTGRES</c> names; gone afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private static readonly string Prefix = string.Create(CultureInfo.InvariantCulture, $"billbot_test_{Environment.ProcessId}_");
    private static readonly ConcurrentDictionary<string, TestDatabase> OfFolders = new();
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    // Two copies of a template at once wait for each other in the server, and a lost race is an error.
    private static readonly SemaphoreSlim Copying = new(1, 1);
    private static readonly ConcurrentBag<TestDatabase> Emptied = [];
    private static int _made;
    private bool _broken;

    private TestDatabase(string connection) => Connection = connection;

    /// <summary>Whether tests that do not care run on PostgreSQL: <c>./test</c> runs them once on each.</summary>
    public static bool Preferred { get; } = Environment.GetEnvironmentVariable("BILLBOT_TEST_ON") == "postgres";

    /// <summary>For the role that owns the tables.</summary>
    public string Connection { get; }

    /// <summary>A database with the tables of Billbot in it and nothing else; <paramref name="empty"/> for one without even those.</summary>
    public static async Task<TestDatabase> CreateAsync(bool empty = false)
    {
        if (!empty && Emptied.TryTake(out var used))
            return used;
        var name = Prefix + Interlocked.Increment(ref _made).ToString(CultureInfo.InvariantCulture);
        var like = empty ? "template1" : await Template.Value;
        await Copying.WaitAsync();
        try
        {
            await RunAsync($"create database {name} template {like} strategy file_copy");
        }
        finally
        {
            Copying.Release();
        }

        return new TestDatabase(Named(name));
    }

    /// <summary>The database that goes with a data folder, made when the folder is first used.</summary>
    public static async Task<TestDatabase> OfAsync(TemporaryFolder folder) =>
        OfFolders.TryGetValue(folder.Path, out var known) ? known : OfFolders.GetOrAdd(folder.Path, await CreateAsync());

    /// <summary>The database of a folder that is in use.</summary>
    public static TestDatabase Of(TemporaryFolder folder) => OfFolders[folder.Path];

    /// <summary>Empties the database of <paramref name="folder"/>, if it has one, for the next test: that takes less time than a new one.</summary>
    public static async Task ForgetAsync(TemporaryFolder folder)
    {
        if (!OfFolders.TryRemove(folder.Path, out var database))
            return;
        if (database._broken)
        {
            await database.DisposeAsync();
            return;
        }

        await RunAsync(database.Connection, "truncate business cascade; truncate idempotency");
        Emptied.Add(database);
    }

    /// <summary>The test changed more than rows: nobody else gets this database.</summary>
    public void Break() => _broken = true;

    public async ValueTask DisposeAsync() =>
        await RunAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(Connection).Database} with (force)");

    private static string Cluster => Environment.GetEnvironmentVariable("BILLBOT_TEST_POSTGRES")
        ?? throw new InvalidOperationException("BILLBOT_TEST_POSTGRES is not set: ./test starts a PostgreSQL of its own and sets it.");

    private static string Named(string database) => new NpgsqlConnectionStringBuilder(Cluster) { Database = database }.ToString();

    private static async Task<string> MakeTemplateAsync()
    {
        const string name = "template";
        await RunAsync($"create database {Prefix}{name}");
        using var folder = new TemporaryFolder();
        await using (await Installation.OpenAsync(DataFolder.Share(folder.Path), Named(Prefix + name), TimeProvider.System))
            NpgsqlConnection.ClearAllPools();
        return Prefix + name;
    }

    private static Task RunAsync(string sql) => RunAsync(Cluster, sql);

    private static async Task RunAsync(string connection, string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
