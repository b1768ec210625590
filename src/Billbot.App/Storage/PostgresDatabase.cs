using System.Collections.Concurrent;
using System.Data;
using Billbot.Domain;
using Npgsql;

namespace Billbot.App.Storage;

/// <summary>
/// PostgreSQL. A write is one transaction; a business has one writer at a time, whichever process it is in, so that what holds on SQLite holds here:
/// the row of the business is the first that is locked, the head of its record the last. Statements run as a role that owns nothing.
/// </summary>
internal sealed class PostgresDatabase : Database
{
    public const string Role = "billbot_app";
    private const int Tries = 4;

    // Another process may be at it, or the tables be large.
    private const int MigrationPatience = 600;

    private readonly NpgsqlDataSource _readers;
    private readonly NpgsqlDataSource _writers;
    private readonly ConcurrentDictionary<BusinessId, SemaphoreSlim> _turns = new();

    private PostgresDatabase(string connection)
    {
        _readers = PostgresConnections.Source(connection, $"-c role={Role} -c default_transaction_read_only=on");
        _writers = PostgresConnections.Source(connection, $"-c role={Role} -c synchronous_commit=on");
    }

    public override Dialect Dialect { get; } = new PostgresDialect();

    /// <summary>Connects, and brings the tables up to date where they are not.</summary>
    public static async Task<PostgresDatabase> OpenAsync(string connection, TimeProvider time)
    {
        ColumnTypes.Register();
        await using (var owner = PostgresConnections.Source(connection, "", patience: MigrationPatience))
        await using (var session = await owner.OpenConnectionAsync())
            await PostgresSchema.ApplyAsync(session, time);
        return new PostgresDatabase(connection);
    }

    public override async Task<T> ReadAsync<T>(BusinessId business, Func<Session, Task<T>> work, CancellationToken cancel)
    {
        try
        {
            var (connection, transaction, session) = await BeginAsync(_readers, IsolationLevel.RepeatableRead, business, cancel);
            await using (connection)
            await using (transaction)
            {
                var value = await work(session);
                await transaction.CommitAsync(CancellationToken.None);
                return value;
            }
        }
        catch (Exception failure) when (PostgresConnections.IsOfServer(failure))
        {
            throw PostgresConnections.Translate(failure);
        }
    }

    public override async Task<T> WriteAsync<T>(BusinessId business, Func<Session, Task<(T Value, Ending Ending)>> work, CancellationToken cancel)
    {
        // One connection of this process for a busy business: the others stay free for the rest.
        var turn = business.Value is { Length: > 0 } ? _turns.GetOrAdd(business, _ => new SemaphoreSlim(1, 1)) : null;
        if (turn is not null)
            await turn.WaitAsync(cancel);
        try
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await TryWriteAsync(business, work, cancel);
                }
                catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected && attempt < Tries)
                {
                    // Nothing was changed: the same again.
                }
            }
        }
        catch (Exception failure) when (PostgresConnections.IsOfServer(failure))
        {
            throw PostgresConnections.Translate(failure);
        }
        finally
        {
            turn?.Release();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await _readers.DisposeAsync();
        await _writers.DisposeAsync();
    }

    private async Task<T> TryWriteAsync<T>(BusinessId business, Func<Session, Task<(T Value, Ending Ending)>> work, CancellationToken cancel)
    {
        var (connection, transaction, session) = await BeginAsync(_writers, IsolationLevel.ReadCommitted, business, cancel);
        await using (connection)
        await using (transaction)
        {
            if (business.Value is { Length: > 0 })
                await session.FirstAsync<string>("select id from business where id = @business for no key update", new { business });
            var (value, ending) = await work(session);
            // Who gives up now still learns what was done.
            if (ending == Ending.Keep)
                await CommitAsync(transaction);
            return value;
        }
    }

    private static async Task CommitAsync(NpgsqlTransaction transaction)
    {
        try
        {
            await transaction.CommitAsync(CancellationToken.None);
        }
        catch (Exception lost) when (PostgresConnections.IsOfServer(lost) && lost is not PostgresException { IsTransient: false } and not PostgresException { SqlState: PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.DeadlockDetected })
        {
            throw new StorageException("The database did not answer the commit.", full: false, lost) { Unknown = true };
        }
    }

    /// <summary>A transaction in which only <paramref name="business"/> is seen. A connection that broke while it lay idle is replaced.</summary>
    private async Task<(NpgsqlConnection, NpgsqlTransaction, Session)> BeginAsync(NpgsqlDataSource source, IsolationLevel isolation, BusinessId business, CancellationToken cancel)
    {
        for (var attempt = 1; ; attempt++)
        {
            var connection = await source.OpenConnectionAsync(cancel);
            try
            {
                var transaction = await connection.BeginTransactionAsync(isolation, cancel);
                var session = new Session(connection, Dialect);
                await session.EnterAsync(business);
                return (connection, transaction, session);
            }
            catch (Exception failure)
            {
                await connection.DisposeAsync();
                if (!PostgresConnections.IsOfServer(failure) || attempt >= Tries)
                    throw;
            }
        }
    }
}
