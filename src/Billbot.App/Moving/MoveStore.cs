using System.Data.Common;
using System.Globalization;
using Billbot.App.Storage;
using Dapper;
using Npgsql;
using NpgsqlTypes;

namespace Billbot.App.Moving;

/// <summary>Copies rows from SQLite to PostgreSQL, as they are.</summary>
internal static class MoveStore
{
    private const int ReportEvery = 1000;

    /// <summary>All tables with data, each after those it refers to.</summary>
    public static IReadOnlyList<string> Tables { get; } =
    [
        "business", "business_head", "client", "api_key", "number_series", "number_register", "invoice", "invoice_balance", "invoice_snapshot",
        "document", "payment", "outbox", "idempotency", "audit_entry",
    ];

    /// <summary>Keeps everybody else from founding a business until the transaction ends; whether there is none yet.</summary>
    public static async Task<bool> TakeEmptyAsync(Session target)
    {
        await target.ExecuteAsync("lock table business in exclusive mode");
        return await target.FirstAsync<long>("select count(*) from business") == 0;
    }

    /// <summary>From here on statements run as those of a server do.</summary>
    public static Task ActAsServerAsync(Session target) => target.ExecuteAsync($"set local role {PostgresDatabase.Role}");

    /// <summary>Copies every table; how many rows that were.</summary>
    public static async Task<long> CopyAsync(Session source, NpgsqlConnection target, IProgress<MoveStep> progress, CancellationToken cancel)
    {
        long total = 0, done = 0;
        foreach (var table in Tables)
            total += await source.FirstAsync<long>($"select count(*) from {table}");
        foreach (var table in Tables)
        {
            var columns = (await target.QueryAsync<Column>(
                "select column_name as name, data_type as type from information_schema.columns where table_schema = 'public' and table_name = @table order by ordinal_position", new { table })).ToList();
            var names = string.Join(", ", columns.Select(c => c.Name));
            await using var writer = await target.BeginBinaryImportAsync($"copy {table} ({names}) from stdin (format binary)", cancel);
            await using var reader = await source.ReadRowsAsync($"select {names} from {table}");
            while (await reader.ReadAsync(cancel))
            {
                if (done++ % ReportEvery == 0)
                    progress.Report(new MoveStep($"Moving {table}", done, total));
                await writer.StartRowAsync(cancel);
                for (var i = 0; i < columns.Count; i++)
                    await WriteAsync(writer, columns[i], reader, i, cancel);
            }

            await writer.CompleteAsync(cancel);
        }

        return done;
    }

    private static Task WriteAsync(NpgsqlBinaryImporter writer, Column column, DbDataReader row, int i, CancellationToken cancel) => row.IsDBNull(i) ? writer.WriteNullAsync(cancel) : column.Type switch
    {
        "text" => writer.WriteAsync(row.GetString(i), NpgsqlDbType.Text, cancel),
        "bigint" => writer.WriteAsync(row.GetInt64(i), NpgsqlDbType.Bigint, cancel),
        "bytea" => writer.WriteAsync(row.GetFieldValue<byte[]>(i), NpgsqlDbType.Bytea, cancel),
        "boolean" => writer.WriteAsync(row.GetInt64(i) != 0, NpgsqlDbType.Boolean, cancel),
        "date" => writer.WriteAsync(DateOnly.ParseExact(row.GetString(i), "yyyy-MM-dd", CultureInfo.InvariantCulture), NpgsqlDbType.Date, cancel),
        _ => throw new InvalidOperationException($"Nobody says how {column.Name}, {column.Type}, moves."),
    };

    private sealed class Column
    {
        public string Name { get; init; } = "";

        public string Type { get; init; } = "";
    }
}
