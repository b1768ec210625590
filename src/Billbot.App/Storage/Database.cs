using Billbot.Domain;

namespace Billbot.App.Storage;

/// <summary>Whether the changes of a piece of work stay.</summary>
internal enum Ending
{
    Keep,
    Discard,
}

/// <summary>The database, as the door sees it: reads beside each other, writes one transaction each, durable when the task ends.</summary>
internal abstract class Database : IAsyncDisposable
{
    public abstract Dialect Dialect { get; }

    /// <summary>Runs <paramref name="work"/> on one consistent view of the data.</summary>
    public abstract Task<T> ReadAsync<T>(BusinessId business, Func<Session, Task<T>> work, CancellationToken cancel);

    /// <summary>Runs <paramref name="work"/> in a transaction. The task ends when what it kept is on disk; an exception or <see cref="Ending.Discard"/> leaves nothing.</summary>
    public abstract Task<T> WriteAsync<T>(BusinessId business, Func<Session, Task<(T Value, Ending Ending)>> work, CancellationToken cancel);

    /// <summary>Writes that always stay.</summary>
    public Task<T> WriteAsync<T>(BusinessId business, Func<Session, Task<T>> work, CancellationToken cancel) =>
        WriteAsync(business, async session => (await work(session), Ending.Keep), cancel);

    /// <summary>Copies all that is committed to a new SQLite file; false where the data is kept by a server with backups of its own.</summary>
    public virtual Task<bool> TryCopyToAsync(string file, CancellationToken cancel) => Task.FromResult(false);

    public abstract ValueTask DisposeAsync();
}

/// <summary>The database can not take or give anything now: the disk is full or failing, the server of the database is away.</summary>
public sealed class StorageException(string message, bool full, Exception inner) : Exception(message, inner)
{
    public bool Full { get; } = full;

    /// <summary>Whether the change may have been kept all the same: the answer to its commit was lost.</summary>
    public bool Unknown { get; init; }
}
