using Billbot.App.Storage;
using Billbot.Testing;
using Dapper;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Billbot.App.Tests.Postgres;

/// <summary>The scripts of both databases make the same tables: what one refuses, the other refuses too.</summary>
[Trait("Database", "Postgres")]
public sealed class SchemaTests
{
    [Fact]
    public async Task Both_databases_have_the_same_columns_of_the_same_kinds()
    {
        await AssertSameAsync(
            """
            select m.name || '.' || c.name || ' ' || case lower(c.type) when 'integer' then 'whole' when 'bigint' then 'whole' else lower(c.type) end || case when c."notnull" or c.pk then ' not null' else '' end
            from sqlite_master m, pragma_table_info(m.name) c where m.type = 'table' and m.name not like 'sqlite_%'
            """,
            """
            select table_name || '.' || column_name || ' '
                || case data_type when 'bigint' then 'whole' when 'boolean' then 'whole' when 'date' then 'text' when 'bytea' then 'blob' else data_type end
                || case is_nullable when 'NO' then ' not null' else '' end
            from information_schema.columns where table_schema = 'public' and table_name <> 'seal_key'
            """);
    }

    [Fact]
    public async Task Both_databases_have_the_same_unique_indexes()
    {
        await AssertSameAsync(
            """
            select m.name || ' ' || (select group_concat(c.name, ',') from (select name from pragma_index_info(i.name) order by seqno) c) || case when i.partial then ' partial' else '' end
            from sqlite_master m, pragma_index_list(m.name) i where m.type = 'table' and i."unique"
            """,
            """
            select t.relname || ' ' || (select string_agg(a.attname, ',' order by k.n) from unnest(i.indkey::int2[]) with ordinality k(col, n) join pg_attribute a on a.attrelid = t.oid and a.attnum = k.col)
                || case when i.indpred is not null then ' partial' else '' end
            from pg_index i join pg_class t on t.oid = i.indrelid
            where i.indisunique and t.relnamespace = 'public'::regnamespace and t.relname <> 'seal_key'
            """);
    }

    [Fact]
    public async Task Both_databases_have_the_same_indexes_and_triggers_by_name()
    {
        // SQLite has no functions: what sum_invoice() does on PostgreSQL is a trigger of a view there.
        await AssertSameAsync(
            "select type || ' ' || name || ' on ' || tbl_name from sqlite_master where type in ('index', 'trigger') and name not like 'sqlite_%' and name <> 'sum_takes_invoice'",
            """
            select 'index ' || indexname || ' on ' || tablename from pg_indexes where schemaname = 'public' and indexname !~ '_(pkey|key)$'
            union all select 'trigger ' || tgname || ' on ' || tgrelid::regclass from pg_trigger where not tgisinternal
            """);
    }

    [Fact]
    public async Task Both_databases_have_the_same_references()
    {
        await AssertSameAsync(
            """
            select m.name || ' ' || group_concat(f."from", ',') || ' -> ' || f."table" || ' ' || group_concat(f."to", ',')
            from sqlite_master m, pragma_foreign_key_list(m.name) f where m.type = 'table' group by m.name, f.id
            """,
            """
            select conrelid::regclass || ' ' || (select string_agg(a.attname, ',' order by k.n) from unnest(conkey) with ordinality k(col, n) join pg_attribute a on a.attrelid = conrelid and a.attnum = k.col)
                || ' -> ' || confrelid::regclass || ' ' || (select string_agg(a.attname, ',' order by k.n) from unnest(confkey) with ordinality k(col, n) join pg_attribute a on a.attrelid = confrelid and a.attnum = k.col)
            from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace
            """);
    }

    [Fact]
    public async Task Both_databases_check_as_much_of_each_table()
    {
        await AssertSameAsync(
            "select name || ' ' || ((length(sql) - length(replace(sql, 'check (', ''))) / 7) from sqlite_master where type = 'table' and sql like '%check (%'",
            "select conrelid::regclass || ' ' || count(*) from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace group by conrelid");
    }

    private static async Task AssertSameAsync(string ofSqlite, string ofPostgres)
    {
        using var folder = new TemporaryFolder();
        using (var held = DataFolder.TryOpen(folder.Path))
        await using (await Installation.OpenAsync(held!, TimeProvider.System))
        {
        }

        await using var database = await TestDatabase.CreateAsync();
        await using var file = new SqliteConnection($"Data Source={folder.File("billbot.db")};Pooling=False");
        await using var server = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Connection) { Pooling = false }.ToString());

        var expected = (await file.QueryAsync<string>(ofSqlite)).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(expected);
        Assert.Equal(expected, (await server.QueryAsync<string>(ofPostgres)).Order(StringComparer.Ordinal));
    }
}
