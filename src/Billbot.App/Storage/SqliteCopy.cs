using Microsoft.Data.Sqlite;

namespace Billbot.App.Storage;

/// <summary>Copies of a database file, made and looked at beside the gate: a reader that sees one moment and holds nobody up.</summary>
internal static class SqliteCopy
{
    private const int SqliteInterrupt = 9;

    /// <summary>Writes everything committed by now to <paramref name="target"/>, a new file. Ends early, with an exception, when <paramref name="cancel"/> says so.</summary>
    public static Task WriteAsync(string database, string target, CancellationToken cancel) => Task.Run(
        () =>
        {
            using var connection = SqliteDatabase.Connect(database, SqliteOpenMode.ReadOnly);
            using var stop = cancel.Register(() => SQLitePCL.raw.sqlite3_interrupt(connection.Handle));
            using var command = connection.CreateCommand();
            command.CommandText = "vacuum into $target";
            command.Parameters.AddWithValue("$target", target);
            try
            {
                command.ExecuteNonQuery();
            }
            catch (SqliteException stopped) when (stopped.SqliteErrorCode == SqliteInterrupt)
            {
                throw new OperationCanceledException("The copy was stopped.", stopped, cancel);
            }
            catch (SqliteException failure)
            {
                throw WriterConnection.Translate(failure);
            }
        },
        cancel);
}
