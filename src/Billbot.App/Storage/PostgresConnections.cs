using Npgsql;

namespace Billbot.App.Storage;

/// <summary>How Billbot connects to PostgreSQL, and what a failure of it means.</summary>
internal static class PostgresConnections
{
    private const int MostConnections = 12;
    private const int Patience = 5;

    /// <summary>Classes of refusals of a server that is not there for us: connection, login, no such database, no room, its operator.</summary>
    private static readonly string[] Unavailable = ["08", "28", "3D", "53", "57"];

    public static NpgsqlDataSource Source(string connection, string options, int patience = Patience)
    {
        var given = new NpgsqlConnectionStringBuilder(connection);
        var builder = new NpgsqlConnectionStringBuilder(connection)
        {
            Multiplexing = false,
            MaxAutoPrepare = 200,
            CommandTimeout = patience,
            Timeout = Patience,
            ApplicationName = given.ApplicationName ?? "billbot",
            Options = $"{given.Options} {options}".Trim(),
        };
        if (!given.ContainsKey("Maximum Pool Size") || given.MaxPoolSize == 100)
            builder.MaxPoolSize = MostConnections;
        return NpgsqlDataSource.Create(builder);
    }

    /// <summary>Whether the server or the way to it failed. On a connection that breaks under it, Npgsql now and then meets a part of itself that is disposed of.</summary>
    public static bool IsOfServer(Exception failure) => failure is NpgsqlException or ObjectDisposedException;

    /// <summary>A database that is full, gone or too slow, told apart from a bug.</summary>
    public static Exception Translate(Exception failure) => failure switch
    {
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => new StorageException("The disk of the database is full.", full: true, failure),
        PostgresException { IsTransient: false } refused when !Unavailable.Any(c => refused.SqlState.StartsWith(c, StringComparison.Ordinal)) => failure,
        _ => new StorageException("The database does not answer.", full: false, failure),
    };
}
