using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Data.Sqlite;

namespace Billbot.App.Storage;

/// <summary>A SQLite connection that prepares each statement once and keeps it: parsing costs more than most of our statements do.</summary>
internal sealed class PreparedConnection(SqliteConnection inner) : DbConnection
{
    // Lists of ids make new texts; far above what use cases have, so that the odd ones do not pile up.
    private const int MostKept = 500;

    private readonly Dictionary<string, SqliteCommand> _idle = new(StringComparer.Ordinal);

    [AllowNull]
    public override string ConnectionString
    {
        get => inner.ConnectionString;
        set => throw new NotSupportedException("The connection is open already.");
    }

    public override string Database => inner.Database;

    public override string DataSource => inner.DataSource;

    public override string ServerVersion => inner.ServerVersion;

    public override ConnectionState State => inner.State;

    public override void ChangeDatabase(string databaseName) => inner.ChangeDatabase(databaseName);

    public override void Close() => inner.Close();

    public override void Open() => inner.Open();

    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) => inner.BeginTransaction(isolationLevel);

    protected override DbCommand CreateDbCommand() => new PreparedCommand(this);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            foreach (var command in _idle.Values)
                command.Dispose();
            _idle.Clear();
        }

        base.Dispose(disposing);
    }

    private SqliteCommand Take(string text)
    {
        if (_idle.Remove(text, out var kept))
            return kept;
        var command = inner.CreateCommand();
        command.CommandText = text;
        return command;
    }

    private void GiveBack(SqliteCommand command)
    {
        command.Parameters.Clear();
        if (_idle.Count >= MostKept || !_idle.TryAdd(command.CommandText, command))
            command.Dispose();
    }

    /// <summary>Collects text and parameters as any command; what executes is the kept one of the same text.</summary>
    private sealed class PreparedCommand(PreparedConnection connection) : DbCommand
    {
        private readonly SqliteCommand _given = new();
        private SqliteCommand? _taken;

        [AllowNull]
        public override string CommandText
        {
            get => _given.CommandText;
            set => _given.CommandText = value;
        }

        public override int CommandTimeout
        {
            get => _given.CommandTimeout;
            set => _given.CommandTimeout = value;
        }

        public override CommandType CommandType
        {
            get => _given.CommandType;
            set => _given.CommandType = value;
        }

        public override bool DesignTimeVisible { get; set; }

        public override UpdateRowSource UpdatedRowSource { get; set; }

        protected override DbConnection? DbConnection
        {
            get => connection;
            set => throw new NotSupportedException("A command stays with its connection.");
        }

        protected override DbParameterCollection DbParameterCollection => _given.Parameters;

        /// <summary>Transactions are begun and ended by statements of the owner of the connection.</summary>
        protected override DbTransaction? DbTransaction { get; set; }

        public override void Cancel()
        {
            // SQLite has nothing to cancel from the thread that runs it.
        }

        public override int ExecuteNonQuery() => Ready().ExecuteNonQuery();

        public override object? ExecuteScalar() => Ready().ExecuteScalar();

        public override void Prepare()
        {
            // Kept commands are prepared by their first use.
        }

        protected override DbParameter CreateDbParameter() => _given.CreateParameter();

        protected override DbDataReader ExecuteDbDataReader(CommandBehavior behavior) => Ready().ExecuteReader(behavior);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                if (_taken is not null)
                    connection.GiveBack(_taken);
                _taken = null;
                _given.Dispose();
            }

            base.Dispose(disposing);
        }

        private SqliteCommand Ready()
        {
            _taken ??= connection.Take(_given.CommandText);
            _taken.Parameters.Clear();
            _taken.CommandTimeout = _given.CommandTimeout;
            foreach (SqliteParameter parameter in _given.Parameters)
                _taken.Parameters.Add(parameter);
            return _taken;
        }
    }
}
