using System.Data.Common;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Billbot.Testing;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Billbot.App.Tests.Support;

/// <summary>Looks at, and breaks, the stored rows behind the back of the use cases.</summary>
internal static partial class Rows
{
    /// <summary>Everything that is stored, as one text: two offices with the same text hold the same.</summary>
    public static string All(TestOffice office)
    {
        using var connection = Open(office);
        var text = new StringBuilder();
        foreach (var table in Tables(connection))
        {
            foreach (IDictionary<string, object?> row in connection.Query($"select * from {table} order by 1, 2"))
                text.Append(table).Append(':').AppendJoin('|', row.Values.Select(Shown)).Append('\n');
        }

        return text.ToString();
    }

    public static T One<T>(TestOffice office, string sql, object? values = null)
    {
        using var connection = Open(office);
        return connection.QueryFirst<T>(sql, values);
    }

    public static IReadOnlyList<T> Many<T>(TestOffice office, string sql, object? values = null)
    {
        using var connection = Open(office);
        return [.. connection.Query<T>(sql, values)];
    }

    public static long Count(TestOffice office, string table) => One<long>(office, $"select count(*) from {table}");

    /// <summary>What somebody with the database and no respect can do: no triggers, no foreign keys, no checks.</summary>
    public static void Break(TestOffice office, string sql)
    {
        if (TestDatabase.Preferred)
            TestDatabase.Of(office.Folder).Break();
        using var connection = Open(office);
        Break(connection, In(sql));
    }

    /// <summary><paramref name="sql"/> in the words of the database of this run: bytes are written <c>x'…'</c> in tests.</summary>
    public static string In(string sql) => TestDatabase.Preferred ? Bytes().Replace(sql, "'\\x$1'::bytea") : sql;

    /// <inheritdoc cref="Break(TestOffice, string)"/>
    public static void Break(string file, string sql)
    {
        using var connection = Open(file);
        Break(connection, sql);
    }

    /// <summary>The same statement through the connection that the use cases write with.</summary>
    public static Task<int> ThroughTheGateAsync(TestOffice office, string sql) =>
        office.Installation.Database.WriteAsync(office.Business, session => session.ExecuteAsync(In(sql)), CancellationToken.None);

    [GeneratedRegex("x'([0-9a-f]*)'")]
    private static partial Regex Bytes();

    private static void Break(DbConnection connection, string sql)
    {
        var fences = connection is SqliteConnection
            ? "select 'drop trigger ' || name from sqlite_master where type = 'trigger' union all select 'pragma ignore_check_constraints = on'"
            : """
              select format('drop trigger %I on %s', tgname, tgrelid::regclass) from pg_trigger where not tgisinternal
              union all select format('alter table %s drop constraint %I', conrelid::regclass, conname) from pg_constraint where contype in ('c', 'f') and connamespace = 'public'::regnamespace
              """;
        foreach (var fence in connection.Query<string>(fences).ToList())
            connection.Execute(fence);
        if (connection.Execute(sql) == 0)
            throw new InvalidOperationException($"Nothing was broken by: {sql}");
    }

    private static DbConnection Open(TestOffice office) => TestDatabase.Preferred ? OpenServer(TestDatabase.Of(office.Folder).Connection) : Open(office.Folder.File("billbot.db"));

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        return connection;
    }

    private static NpgsqlConnection OpenServer(string database)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database) { Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    private static List<string> Tables(DbConnection connection) => [.. connection.Query<string>(connection is SqliteConnection
        ? "select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name"
        : "select tablename from pg_tables where schemaname = 'public' and tablename <> 'seal_key' order by tablename")];

    private static string Shown(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
