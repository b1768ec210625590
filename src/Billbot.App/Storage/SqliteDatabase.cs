using System.Collections.Concurrent;
using System.Data.Common;
using Billbot.Domain;
using Microsoft.Data.Sqlite;

namespace Billbot.App.Storage;

/// <summary>SQLite in the data folder: one writer behind the gate, a few read-only connections beside it.</summary>
internal sealed class SqliteDatabase : Database
{
    private const int Readers = 8;

    private readonly string _file;
    private readonly WriteGate _gate;
    private readonly ConcurrentBag<ReaderConnection> _readers = [];
    private readonly SemaphoreSlim _readerSlots = new(Readers, Readers);

    private SqliteDatabase(string file, WriterConnection writer)
    {
        _file = file;
        _gate = new WriteGate(writer);
    }

    public override Dialect Dialect { get; } = new SqliteDialect();

    /// <summary>Opens the database, creates it where it is missing, and brings its tables up to date. The folder's lock must be held.</summary>
    public static async Task<SqliteDatabase> OpenAsync(DataFolder folder, TimeProvider time)
    {
        ColumnTypes.Register();
        MakePrivate(folder.DatabaseFile);
        var connection = Connect(folder.DatabaseFile, SqliteOpenMode.ReadWriteCreate);
        try
        {
            var writer = new WriterConnection(connection);
            await MigrationRunner.ApplyAsync(connection, new SqliteDialect(), time);
            return new SqliteDatabase(folder.DatabaseFile, writer);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public override async Task<T> ReadAsync<T>(BusinessId business, Func<Session, Task<T>> work, CancellationToken cancel)
    {
        await _readerSlots.WaitAsync(cancel);
        ReaderConnection? reader = null;
        try
        {
            if (!_readers.TryTake(out reader))
                reader = new ReaderConnection(Connect(_file, SqliteOpenMode.ReadOnly));
            // One transaction, so that all statements of the work see the same moment.
            reader.Begin();
            var value = await work(reader.Session);
            reader.End();
            _readers.Add(reader);
            reader = null;
            return value;
        }
        catch (SqliteException failure)
        {
            throw WriterConnection.Translate(failure);
        }
        finally
        {
            reader?.Dispose();
            _readerSlots.Release();
        }
    }

    public override Task<T> WriteAsync<T>(BusinessId business, Func<Session, Task<(T Value, Ending Ending)>> work, CancellationToken cancel) =>
        _gate.RunAsync(work, cancel);

    public override async Task<bool> TryCopyToAsync(string file, CancellationToken cancel)
    {
        await SqliteCopy.WriteAsync(_file, file, cancel);
        return true;
    }

    public override ValueTask DisposeAsync()
    {
        foreach (var reader in _readers)
            reader.Dispose();
        _gate.Dispose();
        _readerSlots.Dispose();
        return ValueTask.CompletedTask;
    }

    internal static SqliteConnection Connect(string file, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = file,
            Mode = mode,
            Pooling = false,
            ForeignKeys = true,
            DefaultTimeout = 5,
        }.ToString());
        connection.Open();
        // recursive_triggers: without it REPLACE would slip past the triggers that refuse a delete.
        // FULL: an acknowledged commit survives the loss of power. Readers get a small cache: pool times cache is memory.
        // Pages of 8 kB, for a new file: an invoice with its document fits into one, and a create writes fewer of them.
        var writes = mode == SqliteOpenMode.ReadWriteCreate;
        WriterConnection.Run(connection, writes
            ? "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA temp_store=MEMORY; PRAGMA cache_size=-32768; PRAGMA mmap_size=0; PRAGMA recursive_triggers=ON;"
            : "PRAGMA temp_store=MEMORY; PRAGMA cache_size=-8192; PRAGMA mmap_size=0;");
        if (writes)
            Assert(connection);
        return connection;
    }

    /// <summary>The file is its owner's alone, also in a folder that others may look into; SQLite gives its log the same rights.</summary>
    private static void MakePrivate(string file)
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        if (!File.Exists(file))
            new FileStream(file, new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.Write, UnixCreateMode = owner }).Dispose();
        foreach (var part in (string[])[file, $"{file}-wal", $"{file}-shm"])
        {
            if (File.Exists(part) && File.GetUnixFileMode(part) != owner)
                File.SetUnixFileMode(part, owner);
        }
    }

    private static void Assert(SqliteConnection connection)
    {
        Expect(connection, "PRAGMA journal_mode", "wal");
        Expect(connection, "PRAGMA synchronous", "2");
        Expect(connection, "PRAGMA foreign_keys", "1");
    }

    private static void Expect(SqliteConnection connection, string pragma, string wanted)
    {
        using var command = connection.CreateCommand();
        command.CommandText = pragma;
        var found = Convert.ToString(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        if (found != wanted)
            throw new InvalidOperationException($"{pragma} is {found}, Billbot needs {wanted}: this file system can not hold the database safely.");
    }
}

/// <summary>A read-only connection with its statements.</summary>
internal sealed class ReaderConnection : IDisposable
{
    private readonly SqliteConnection _connection;
    private readonly PreparedConnection _prepared;
    private readonly SqliteCommand _begin, _end;

    public ReaderConnection(SqliteConnection connection)
    {
        _connection = connection;
        _prepared = new PreparedConnection(connection);
        Session = new Session(_prepared, new SqliteDialect());
        _begin = connection.CreateCommand();
        _begin.CommandText = "BEGIN DEFERRED";
        _end = connection.CreateCommand();
        _end.CommandText = "COMMIT";
    }

    public Session Session { get; }

    public void Begin() => _begin.ExecuteNonQuery();

    public void End() => _end.ExecuteNonQuery();

    public void Dispose()
    {
        _begin.Dispose();
        _end.Dispose();
        _prepared.Dispose();
        _connection.Dispose();
    }
}

/// <summary>The gate's connection with the few statements of a transaction, prepared once.</summary>
internal sealed class WriterConnection : IDisposable
{
    private const int SqliteFull = 13;
    private const int SqliteIoError = 10;
    private const int SqliteCanNotOpen = 14;
    private const int SqliteReadOnly = 8;

    /// <summary>The shared index beside the log can not grow: on a full disk that is what fails first.</summary>
    private const int SqliteNoRoomForIndex = 4874;

    private readonly SqliteConnection _connection;
    private readonly PreparedConnection _prepared;
    private readonly DbCommand _begin, _savepoint, _release, _rollBackTo, _commit;

    public WriterConnection(SqliteConnection connection)
    {
        _connection = connection;
        _prepared = new PreparedConnection(connection);
        Session = new Session(_prepared, new SqliteDialect());
        _begin = Prepare("BEGIN IMMEDIATE");
        _savepoint = Prepare("SAVEPOINT member");
        _release = Prepare("RELEASE member");
        _rollBackTo = Prepare("ROLLBACK TO member; RELEASE member");
        _commit = Prepare("COMMIT");
    }

    public Session Session { get; }

    public static void Run(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    /// <summary>A failure of the disk, told apart from a bug.</summary>
    public static Exception Translate(Exception failure) => failure switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => new StorageException("The disk is full.", full: true, failure),
        SqliteException { SqliteExtendedErrorCode: SqliteNoRoomForIndex } => new StorageException("The disk is full.", full: true, failure),
        SqliteException { SqliteErrorCode: SqliteIoError or SqliteCanNotOpen or SqliteReadOnly } => new StorageException("The disk does not answer.", full: false, failure),
        _ => failure,
    };

    public void Begin() => _begin.ExecuteNonQuery();

    public void Savepoint() => _savepoint.ExecuteNonQuery();

    public void ReleaseSavepoint() => _release.ExecuteNonQuery();

    public void RollBackToSavepoint() => _rollBackTo.ExecuteNonQuery();

    public void Commit() => _commit.ExecuteNonQuery();

    /// <summary>Ends the transaction without a trace, where there still is one: SQLite ends it by itself after some failures.</summary>
    public void RollBack()
    {
        if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
            Run(_connection, "ROLLBACK");
    }

    public void Dispose()
    {
        _begin.Dispose();
        _savepoint.Dispose();
        _release.Dispose();
        _rollBackTo.Dispose();
        _commit.Dispose();
        _prepared.Dispose();
        _connection.Dispose();
    }

    private SqliteCommand Prepare(string sql)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
