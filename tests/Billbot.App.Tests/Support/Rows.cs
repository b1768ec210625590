using System.Globalization;
using System.Text;
using Billbot.Testing;
using Dapper;
using Microsoft.Data.Sqlite;

namespace Billbot.App.Tests.Support;

/// <summary>Looks at, and breaks, the stored rows behind the back of the use cases.</summary>
internal static class Rows
{
    /// <summary>Everything that is stored, as one text: two offices with the same text hold the same.</summary>
    public static string All(TestOffice office)
    {
        using var connection = Open(office.Folder.File("billbot.db"));
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
        using var connection = Open(office.Folder.File("billbot.db"));
        return connection.QueryFirst<T>(sql, values);
    }

    public static IReadOnlyList<T> Many<T>(TestOffice office, string sql, object? values = null)
    {
        using var connection = Open(office.Folder.File("billbot.db"));
        return [.. connection.Query<T>(sql, values)];
    }

    public static long Count(TestOffice office, string table) => One<long>(office, $"select count(*) from {table}");

    /// <summary>What somebody with the file and no respect can do: no triggers, no foreign keys.</summary>
    public static void Break(TestOffice office, string sql) => Break(office.Folder.File("billbot.db"), sql);

    /// <inheritdoc cref="Break(TestOffice, string)"/>
    public static void Break(string file, string sql)
    {
        using var connection = Open(file);
        foreach (var trigger in connection.Query<string>("select name from sqlite_master where type = 'trigger'").ToList())
            connection.Execute($"drop trigger {trigger}");
        var changed = connection.Execute($"pragma ignore_check_constraints = on; {sql}");
        if (changed == 0)
            throw new InvalidOperationException($"Nothing was broken by: {sql}");
    }

    /// <summary>The same statement through the connection that the use cases write with.</summary>
    public static Task<int> ThroughTheGateAsync(TestOffice office, string sql) =>
        office.Installation.Database.WriteAsync(office.Business, session => session.ExecuteAsync(sql), CancellationToken.None);

    private static SqliteConnection Open(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false, ForeignKeys = false }.ToString());
        connection.Open();
        return connection;
    }

    private static List<string> Tables(SqliteConnection connection) =>
        [.. connection.Query<string>("select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name")];

    private static string Shown(object? value) => value switch
    {
        null => "null",
        byte[] bytes => Convert.ToHexString(bytes),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
