using Billbot.App.Businesses;
using Billbot.App.Storage;
using Billbot.Domain;

namespace Billbot.App;

/// <summary>One data folder with its database open: what a process holds from its start to its end.</summary>
public sealed class Installation : IAsyncDisposable
{
    private readonly DataFolder _folder;
    private bool _ended;

    private Installation(DataFolder folder, Database database, TimeProvider time)
    {
        _folder = folder;
        Database = database;
        Time = time;
    }

    /// <summary>The folder's path.</summary>
    public string Path => _folder.Path;

    /// <summary>Where the folder transport puts mails.</summary>
    public string Outbox => _folder.Outbox;

    /// <summary>Where the keys lie that seal cursors.</summary>
    public string Keys => _folder.Keys;

    public TimeProvider Time { get; }

    internal Database Database { get; }

    /// <summary>Opens the database of a folder whose lock is held; creates it and brings it up to date where needed.</summary>
    public static async Task<Installation> OpenAsync(DataFolder folder, TimeProvider time) =>
        new(folder, await SqliteDatabase.OpenAsync(folder, time), time);

    /// <summary>Opens a PostgreSQL database; <paramref name="folder"/> holds what is not in it.</summary>
    public static async Task<Installation> OpenAsync(DataFolder folder, string connection, TimeProvider time) =>
        new(folder, await PostgresDatabase.OpenAsync(connection, time), time);

    /// <summary>Whether other processes may work on the same data.</summary>
    public bool Shared => Database.Dialect.Shared;

    /// <summary>Whether the database answers.</summary>
    public async Task<bool> AnswersAsync(CancellationToken cancel = default)
    {
        try
        {
            return await Database.ReadAsync(default, session => session.FirstAsync<int>("select 1"), cancel) == 1;
        }
        catch (StorageException)
        {
            return false;
        }
    }

    /// <summary>The businesses of this installation, oldest first.</summary>
    public Task<IReadOnlyList<BusinessId>> BusinessesAsync(CancellationToken cancel = default) =>
        Database.ReadAsync(default, BusinessStore.ListIdsAsync, cancel);

    /// <summary>Forgets answers that are too old to be asked for again, a bounded number at a time; how many.</summary>
    public Task<int> SweepAsync(CancellationToken cancel = default) =>
        Database.WriteAsync(default, session => Door.Idempotency.SweepAsync(session, Time.GetUtcNow()), cancel);

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _ended, true))
            return;
        await Database.DisposeAsync();
        _folder.Dispose();
    }
}
