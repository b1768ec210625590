using Microsoft.Data.Sqlite;

namespace Billbot.Server.Tests.Cli;

/// <summary>Someone with the file in hand, and no Billbot between.</summary>
internal static class Tampering
{
    public static async Task ChangeAsync(string database, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync() > 0);
    }
}
