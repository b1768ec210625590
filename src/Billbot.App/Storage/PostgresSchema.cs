using Dapper;
using Npgsql;

namespace Billbot.App.Storage;

/// <summary>Brings the tables of a PostgreSQL database up to date; of several processes that start at once, one does it.</summary>
internal static class PostgresSchema
{
    private const int Oldest = 15;
    private const long MigrationLock = 0x62696c6c626f74;

    public static async Task ApplyAsync(NpgsqlConnection connection, TimeProvider time)
    {
        if (connection.PostgreSqlVersion.Major < Oldest)
            throw new PostgresRefusedException(PostgresProblems.TooOld(connection.ServerVersion));
        await connection.ExecuteAsync("select pg_advisory_lock(@key)", new { key = MigrationLock });
        try
        {
            await EnsureRoleAsync(connection);
            await MigrationRunner.ApplyAsync(connection, new PostgresDialect(), time);
        }
        finally
        {
            await connection.ExecuteAsync("select pg_advisory_unlock(@key)", new { key = MigrationLock });
        }
    }

    /// <summary>The role that statements run as. It is the cluster's, so another database's Billbot may make it at the same moment.</summary>
    private static async Task EnsureRoleAsync(NpgsqlConnection connection)
    {
        try
        {
            await connection.ExecuteAsync(
                $"""
                do $$ begin
                    create role {PostgresDatabase.Role} nologin nosuperuser nobypassrls;
                exception when duplicate_object or unique_violation then null;
                end $$;
                do $$ begin
                    if not pg_has_role(current_user, '{PostgresDatabase.Role}', 'member') then
                        execute format('grant {PostgresDatabase.Role} to %I', current_user);
                    end if;
                exception when unique_violation then null;
                end $$;
                """);
        }
        catch (PostgresException failure) when (failure.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            if (await connection.QueryFirstOrDefaultAsync<bool>($"select exists (select from pg_roles where rolname = '{PostgresDatabase.Role}') and pg_has_role(current_user, '{PostgresDatabase.Role}', 'member')"))
                return;
            throw new PostgresRefusedException(PostgresProblems.RightsMissing($"the role {PostgresDatabase.Role} is missing"), failure);
        }
    }
}
