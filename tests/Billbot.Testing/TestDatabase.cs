using Npgsql;

namespace Billbot.Testing;

/// <summary>A PostgreSQL database of its own for one test, in the cluster that <c>BILLBOT_TEST_POSTGRES</c> names; gone afterwards.</summary>
public sealed class TestDatabase : IAsyncDisposable
{
    private const string Name = "billbot_test_";
    private static int _made;

    private TestDatabase(string connection) => Connection = connection;

    /// <summary>For the role that owns the tables.</summary>
    public string Connection { get; }

    public static async Task<TestDatabase> CreateAsync()
    {
        var name = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Name}{Environment.ProcessId}_{Interlocked.Increment(ref _made)}");
        await RunAsync($"create database {name}");
        return new TestDatabase(new NpgsqlConnectionStringBuilder(Cluster) { Database = name }.ToString());
    }

    public async ValueTask DisposeAsync() =>
        await RunAsync($"drop database if exists {new NpgsqlConnectionStringBuilder(Connection).Database} with (force)");

    private static string Cluster => Environment.GetEnvironmentVariable("BILLBOT_TEST_POSTGRES")
        ?? throw new InvalidOperationException("BILLBOT_TEST_POSTGRES is not set: ./test starts a PostgreSQL of its own and sets it.");

    private static async Task RunAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(Cluster) { Pooling = false });
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
