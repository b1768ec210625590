using System.Data.Common;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Dapper;

namespace Billbot.App.Storage;

/// <summary>Applies the numbered SQL scripts that a database has not seen yet, each in a transaction of its own with its SHA-256.</summary>
internal static class MigrationRunner
{
    public static async Task ApplyAsync(DbConnection connection, Dialect dialect, TimeProvider time)
    {
        if (await connection.QueryFirstAsync<long>(dialect.TablesNamed, new { table = "schema_migration" }) == 0)
            await connection.ExecuteAsync("create table schema_migration (name text not null primary key, sha256 text not null, applied_at bigint not null)");
        var applied = (await connection.QueryAsync<(string Name, string Sha256)>("select name, sha256 from schema_migration")).ToDictionary(r => r.Name, r => r.Sha256);
        var scripts = Scripts(dialect);
        if (applied.Keys.Except(scripts.Select(s => s.Name)).FirstOrDefault() is { } unknown)
            throw new InvalidOperationException($"The database was made by a newer Billbot: it has {unknown}. Start that version.");

        foreach (var (name, sql) in scripts)
        {
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
            if (applied.TryGetValue(name, out var known))
            {
                if (known != hash)
                    throw new InvalidOperationException($"The script {name} is not the one this database was made with.");
                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync();
            await connection.ExecuteAsync(sql, transaction: transaction);
            await connection.ExecuteAsync(
                "insert into schema_migration (name, sha256, applied_at) values (@name, @hash, @at)",
                new { name, hash, at = time.GetUtcNow().ToStored() },
                transaction);
            await transaction.CommitAsync();
        }
    }

    private static List<(string Name, string Sql)> Scripts(Dialect dialect)
    {
        var assembly = Assembly.GetExecutingAssembly();
        var folder = $"Billbot.App.Storage.Migrations.{dialect.Migrations}.";
        return [.. assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(folder, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal)
            .Select(n => (n[folder.Length..], Read(assembly, n)))];
    }

    private static string Read(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
